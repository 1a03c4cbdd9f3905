"""The strategist's dilemma over time, as this actor may see it: who speaks outside, and whose network it is."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from vierspan.analysis.measures.face import ENOUGH_ACTS
from vierspan.analysis.measures.face_course import FaceMoment, OwnershipMoment, face_course, ownership_course
from vierspan.analysis.measures.ledger import ledger
from vierspan.analysis.measures.windows import sliding_years
from vierspan.analysis.mirror.picture import Face
from vierspan.analysis.records import Records
from vierspan.analysis.report.charts import Twin
from vierspan.analysis.report.charts.ownership import ownership_lines, ownership_table
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.insight import handles as handled
from vierspan.workspace.insight import queries
from vierspan.workspace.insight.handles import Advice, HandleView, advised
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.records import frame_of, of_who_is_here
from vierspan.workspace.insight.tables import stored
from vierspan.workspace.insight.words import spoken

FINDER = "course.face"
# Taking turns as the face, spreading the lead, a round of give and get, each other's mirror.
FITTING = (7, 22, 12, 17)
NEEDED = ENOUGH_ACTS  # appearances in a year, from which a share says something
READ = ("people", "parties", "affiliations", "acts", "contacts", "pulse")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipWatch:
    """Face and ownership now and over time; of the face only what is this actor's to know."""

    face: Face
    faces: tuple[FaceMoment, ...]
    owned: tuple[OwnershipMoment, ...]
    acts: int  # done outside in the last year
    is_me: bool
    is_withheld: bool  # there is a face, and it is first of all somebody else's to know
    handle: HandleView | None
    advice: tuple[Advice, ...]

    @property
    def is_too_few(self) -> bool:
        return self.acts < ENOUGH_ACTS

    def chart(self, language: str) -> SafeString:
        """Every word in it was escaped where it was drawn."""
        return mark_safe(ownership_lines(self.faces, self.owned, spoken(language)))  # noqa: S308

    def table(self, language: str) -> Twin:
        return ownership_table(self.faces, self.owned, spoken(language))


def watch(actor: Actor, run: Run) -> OwnershipWatch:
    authorise(actor, Do.READ_MIRROR)
    face = queries.mirror(actor, run).face
    mine = _mine(actor, run)
    records = _records(actor)
    faces = face_course(records, ledger(records), sliding_years(face.face_share.window))
    now = faces[-1] if faces else None
    shown = tuple(each for each in faces if each.person is None or each.person in mine)
    found = next((each for each in queries.today(actor, run).of("strategist") if each.finder == FINDER), None)
    return OwnershipWatch(
        face=face,
        faces=shown,
        owned=ownership_course(records, run.end),
        acts=now.acts if now else 0,
        is_me=face.person is not None and face.person == str(actor.person_id),
        is_withheld=bool(now and now.person and now.share is not None and now.person not in mine),
        handle=found,
        advice=advised(FITTING, actor.language),
    )


def _mine(actor: Actor, run: Run) -> set[str]:
    """Of whom the actor may know that they are the face: themself, and who shared it."""
    shared = handled.shared_people(handled.visible(actor, run))
    return {*shared, *([str(actor.person_id)] if actor.person_id else [])}


def _records(actor: Actor) -> Records:
    """Only what the two lines are made of."""
    frames = {key: frame_of(actor.network_id, stored()[key]) for key in READ}
    return Records.of(frames | {"acts": of_who_is_here(frames)})
