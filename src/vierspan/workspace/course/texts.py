"""The course as one text in parts: what stands of each, who stands behind it, and what is proposed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.course import queries
from vierspan.workspace.course.models import Course
from vierspan.workspace.directory.drafting import queries as drafting
from vierspan.workspace.directory.drafting.models import BEHIND, Endorsement, Proposal
from vierspan.workspace.directory.drafting.standing import Standing
from vierspan.workspace.directory.models import Party

TABLE = "courses"
LOOKED_AT = "course"  # the place of which people say that they have seen it


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the course, of which one text stands at a time."""

    key: str  # in its address
    kind: str
    term: str = ""


PARTS: Mapping[str, Part] = {
    part.key: part
    for part in (
        Part("identity", "identity"),
        Part("issue", "issue"),
        Part("ambition-now", "ambition", "now"),
        Part("ambition-in-2-years", "ambition", "two_years"),
        Part("ambition-in-10-years", "ambition", "ten_years"),
        Part("ambition", "ambition"),  # from before terms were said, or from elsewhere
        Part("strategy", "strategy"),
        Part("not", "not"),
    )
}
UNDATED = "ambition"  # shown where such a text stands; never begun here


@dataclass(frozen=True, slots=True)
class Said:
    """What one party says of the text as it stands."""

    party: Party
    stance: str
    remark: str = ""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseText:
    """One part with its versions, the latest first."""

    part: Part
    row_id: UUID  # which text it is, through all its versions
    versions: tuple[Course, ...]
    said: tuple[Said, ...] = ()  # by name of the party
    silent: tuple[Party, ...] = ()  # who take part and said nothing of these words yet
    proposals: tuple[Proposal, ...] = ()  # open ones, the newest first

    @property
    def now(self) -> Course | None:
        return self.versions[0] if self.versions else None

    @property
    def number(self) -> int:
        return number_of(self.versions, 0) if self.versions else 0

    @property
    def behind(self) -> int:
        return sum(each.stance in BEHIND for each in self.said)

    @property
    def parties(self) -> int:
        return len(self.said) + len(self.silent)

    @property
    def standing(self) -> Standing:
        now = self.now
        return Standing(
            table=TABLE,
            row=self.row_id,
            number=self.number,
            text=now.name if now else "",
            author_id=now.author_id if now else None,
        )


def text_id(network_id: UUID, part: Part) -> UUID:
    """The id of a part's text: the same before it is begun and through all its versions."""
    return uuid5(network_id, f"course/{part.key}")


def number_of(versions: Sequence[Course], place: int) -> int:
    """The number of one of the versions, which stand latest first; what came from elsewhere may have none."""
    return versions[place].version or len(versions) - place


def texts(actor: Actor) -> list[CourseText]:
    """Every part, also those of which nothing stands yet; the undated ambition only where one stands."""
    rows: dict[tuple[str, str], list[Course]] = defaultdict(list)
    for row in queries.courses(actor):
        rows[row.kind, row.term].append(row)
    around = _around(actor)
    found = [_text(actor, part, rows[part.kind, part.term], around) for part in PARTS.values()]
    return [text for text in found if text.versions or text.part.key != UNDATED]


def text(actor: Actor, key: str) -> CourseText:
    part = PARTS.get(key)
    if part is None:
        raise NotFound
    rows = [row for row in queries.courses(actor) if (row.kind, row.term) == (part.kind, part.term)]
    if part.key == UNDATED and not rows:
        raise NotFound
    return _text(actor, part, rows, _around(actor))


def part_of(actor: Actor, row_id: UUID) -> Part:
    """Which part a text is of."""
    found = next((part for part in PARTS.values() if text_id(actor.network_id, part) == row_id), None)
    if found is None:
        raise NotFound
    return found


def part_of_version(row: Course) -> Part | None:
    return next((part for part in PARTS.values() if (part.kind, part.term) == (row.kind, row.term)), None)


def may_read_drafts(actor: Actor) -> bool:
    """Guests read the course; who said what of it, and what is proposed, is for who takes part or looks on."""
    return may(actor, Do.READ_FACTS)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is needed of all parts at once."""

    parties: tuple[Party, ...]
    endorsements: tuple[Endorsement, ...]
    proposals: tuple[Proposal, ...]


def _around(actor: Actor) -> _Around:
    parties = tuple(Party.objects.visible_to(actor).order_by("name"))
    return _Around(
        parties,
        tuple(drafting.endorsements(actor, TABLE)),
        tuple(drafting.proposals(actor, TABLE, state="open")) if may_read_drafts(actor) else (),
    )


def _text(actor: Actor, part: Part, rows: list[Course], around: _Around) -> CourseText:
    row_id = text_id(actor.network_id, part)
    made = CourseText(
        part=part,
        row_id=row_id,
        versions=tuple(rows),
        proposals=tuple(each for each in around.proposals if each.row == row_id),
    )
    if not rows:
        return made
    said = _said(rows[0], [e for e in around.endorsements if (e.row, e.version) == (row_id, made.number)], around)
    spoke = {each.party.pk for each in said}
    silent = tuple(each for each in around.parties if each.pk not in spoke and each.left_on is None)
    return CourseText(
        part=part, row_id=row_id, versions=made.versions, said=said, silent=silent, proposals=made.proposals
    )


def _said(row: Course, endorsements: Sequence[Endorsement], around: _Around) -> tuple[Said, ...]:
    """What parties said here; and of parties of which it is only on record that they endorsed it, that they did."""
    given = {each.party_id: each for each in endorsements}
    told: list[Said] = []
    for party in around.parties:
        if each := given.get(party.pk):
            on = each.given_at.date()
            told.append(Said(party, each.stance, each.remark, each.by.name if each.by else "", on))
        elif str(party.pk) in row.endorsed_by:
            told.append(Said(party, "yes", on=row.endorsed_on))
    return tuple(told)
