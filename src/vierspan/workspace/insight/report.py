"""The mirror to take along: the report of a run as page, as paper and for machines."""

from dataclasses import dataclass

from vierspan.analysis import report
from vierspan.analysis.mirror import Mirror
from vierspan.analysis.records import Records
from vierspan.analysis.report.material import Material
from vierspan.analysis.report.paper import NoPaper
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.insight import handles as handled
from vierspan.workspace.insight import queries, runs
from vierspan.workspace.insight.errors import NoPaperHere
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.records import frame_of, records_of
from vierspan.workspace.insight.sheets import CONFIDENTIAL
from vierspan.workspace.insight.tables import stored
from vierspan.workspace.insight.words import spoken

# What the tables beside a mirror take their names and scores from.
NAMED = ("parties", "people", "activities", "contributions")
MEDIA_TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class Report:
    media_type: str
    content: bytes


def made(actor: Actor, run: Run, form: str) -> Report:
    """The report as html, pdf or json; it names people, so it is for who may see names.

    Without single ratings, and with those handles only that this actor may know of. Raises NotFound for another form
    and NoPaperHere where the machine cannot set paper.
    """
    authorise(actor, Do.READ_MEMBERS)
    if form not in MEDIA_TYPES:
        raise NotFound
    found = [handle for handle, _ in handled.visible(actor, run)]
    mirror, language = seen_by(actor, run), spoken(actor.language)
    if form == "json":
        return Report(MEDIA_TYPES[form], report.to_json(mirror, found).encode())
    records = records_of(actor.network_id)
    shown = Records.of({key: records.table(key) for key in records.present if key not in CONFIDENTIAL})
    try:
        written = (report.pdf if form == "pdf" else report.html)(mirror, found, shown, language)
    except NoPaper as missing:
        raise NoPaperHere from missing
    return Report(MEDIA_TYPES[form], written if isinstance(written, bytes) else written.encode())


def material(actor: Actor, run: Run) -> Material:
    """What the tables and sentences beside a mirror are made of, as far as this actor may see it."""
    kept = NAMED if actor.role.reaches(Role.MEMBER) else ()
    frames = {key: frame_of(actor.network_id, stored()[key]) for key in kept}
    records = Records({key: frame for key, frame in frames.items() if frame.height})
    return Material(seen_by(actor, run), [], records, spoken(actor.language))


def seen_by(actor: Actor, run: Run) -> Mirror:
    """The mirror with its tables; without a row for whom the actor may not see."""
    picture = queries.mirror(actor, run)
    actors, acts = runs.unpacked(run.actors), runs.unpacked(run.acts)
    if not actor.role.reaches(Role.MEMBER):
        actors, acts = actors.clear(), acts.clear()
    return Mirror(picture, actors, acts)
