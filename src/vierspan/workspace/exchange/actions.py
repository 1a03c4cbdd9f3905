import uuid
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from vierspan.analysis.formats import LeftOut, Reading
from vierspan.analysis.problems import UnreadableInput
from vierspan.analysis.records import Records
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.exchange import jobs, queries, readings
from vierspan.workspace.exchange.errors import Unreadable
from vierspan.workspace.exchange.models import Import, Merge, Upload
from vierspan.workspace.exchange.plan import TablePlan, plan
from vierspan.workspace.exchange.writing import take_back, write
from vierspan.workspace.insight import runs
from vierspan.workspace.insight.jobs import refresh_mirror
from vierspan.workspace.insight.records import NETWORK_COLUMNS
from vierspan.workspace.networks.models import Network

LARGEST_UPLOAD = 30_000_000
AT_ONCE = 2_000  # rows that are brought in while the reader waits; more goes in the background


def upload(actor: Actor, name: str, content: bytes) -> Upload:
    """Keep a file to look at, mend and bring in. Raises Unreadable where it can never be."""
    authorise(actor, Do.IMPORT_RECORDS)
    if len(content) > LARGEST_UPLOAD:
        raise Invalid("file", "file_too_large")
    kept = Upload(network_id=actor.network_id, name=name, content=content, created_by_id=actor.user_id)
    readings.reading_of(kept)
    kept.save()
    return kept


def mend_cell(actor: Actor, upload_id: uuid.UUID, *, sheet: str, row: int, column: str, text: str) -> Reading:
    """Another text in one cell; the file itself stays as it is."""
    return _mend(actor, upload_id, {"what": "cell", "sheet": sheet, "row": row, "column": column, "text": text})


def skip_row(actor: Actor, upload_id: uuid.UUID, *, sheet: str, row: int) -> Reading:
    return _mend(actor, upload_id, {"what": "skip", "sheet": sheet, "row": row})


def add_name(actor: Actor, upload_id: uuid.UUID, *, table: str, name: str) -> Reading:
    """A name that the file mentions and has no row for gets one."""
    return _mend(actor, upload_id, {"what": "name", "table": table, "name": name})


@transaction.atomic
def unmend(actor: Actor, upload_id: uuid.UUID) -> Reading:
    """Take back the last change."""
    kept = _open(actor, upload_id)
    kept.mends = kept.mends[:-1]
    kept.save(update_fields=["mends"])
    return readings.reading_of(kept)


@transaction.atomic
def choose_mapping(actor: Actor, upload_id: uuid.UUID, mapping: str) -> Reading:
    """Say what the columns of a table that is not ours mean, as a mapping file."""
    kept = _open(actor, upload_id)
    kept.mapping = mapping
    found = readings.reading_of(kept)
    kept.save(update_fields=["mapping"])
    return found


@transaction.atomic
def drop(actor: Actor, upload_id: uuid.UUID) -> None:
    """Forget the file."""
    kept = _open(actor, upload_id)
    kept.state, kept.content = "dropped", b""
    kept.save()


@transaction.atomic
def begin(actor: Actor, upload_id: uuid.UUID, which: str) -> Import | None:
    """Bring "all" in or only "the_rest" that is right: a small file at once, a large one in the background (None)."""
    kept = _open(actor, upload_id)
    found = readings.reading_of(kept)
    if rows_of(found) <= AT_ONCE:
        return bring_in(actor, upload_id) if which == "all" else bring_in_the_rest(actor, upload_id)
    if which == "all":
        _records(found)
    kept.state, kept.has_failed = "underway", False
    kept.save(update_fields=["state", "has_failed"])
    jobs.bring_in.enqueue(str(actor.network_id), str(actor.user_id), str(upload_id), which)
    return None


def rows_of(found: Reading) -> int:
    return sum(frame.height for frame in found.tables.values())


def bring_in(actor: Actor, upload_id: uuid.UUID, state: str = "open") -> Import:
    """Every row of the file, or none: raises Unreadable where a row is not right."""
    kept = _open(actor, upload_id, state)
    found = readings.reading_of(kept)
    return _bring_in(actor, kept, _records(found), [])


def bring_in_the_rest(actor: Actor, upload_id: uuid.UUID, state: str = "open") -> Import:
    """The rows that are right; what was left out, and why, stays with the import."""
    kept = _open(actor, upload_id, state)
    found = readings.reading_of(kept)
    try:
        return _bring_in(actor, kept, found.rest(), [_told(row) for row in found.left_out])
    except UnreadableInput as refused:
        raise Unreadable(refused.problems) from refused


@transaction.atomic
def import_records(
    actor: Actor, records: Records, *, name: str = "", left_out: list[dict[str, Any]] | None = None
) -> Import:
    """Bring a network's records in, all or nothing. What is known already is recognised and brought up to date."""
    authorise(actor, Do.IMPORT_RECORDS)
    plans = plan(actor.network_id, records)
    write(actor.network_id, plans)
    if records.has("network"):
        _describe(actor.network_id, records.table("network").row(0, named=True))
    made = Import(
        network_id=actor.network_id,
        name=name,
        made_by_id=actor.user_id,
        counts={key: _counts(planned) for key, planned in plans.items()},
        added={key: [str(row.id) for row in planned.new] for key, planned in plans.items() if planned.new},
        before={key: _before(planned) for key, planned in plans.items() if planned.before},
        left_out=left_out or [],
    )
    made.save()
    _changed(actor.network_id)
    return made


@transaction.atomic
def begin_undo(actor: Actor, import_id: uuid.UUID) -> Import:
    """Take a whole import back: a small one at once, a large one in the background."""
    made = _undoable(actor, import_id)
    if sum(len(ids) for ids in made.added.values()) + sum(len(rows) for rows in made.before.values()) <= AT_ONCE:
        return undo_import(actor, import_id)
    made.is_being_undone = True
    made.save(update_fields=["is_being_undone"])
    jobs.undo.enqueue(str(actor.network_id), str(actor.user_id), str(import_id))
    return made


@transaction.atomic
def undo_import(actor: Actor, import_id: uuid.UUID) -> Import:
    """Take a whole import back. Raises Conflict where a later one, or a merge, stands on it."""
    made = _undoable(actor, import_id)
    take_back(actor.network_id, made.added, made.before)
    made.undone_at, made.is_being_undone = clock.now(), False
    made.added, made.before = {}, {}
    made.save()
    _changed(actor.network_id)
    return made


def _undoable(actor: Actor, import_id: uuid.UUID) -> Import:
    made = queries.an_import(actor, import_id)
    later = Import.objects.visible_to(actor).filter(undone_at=None, made_at__gt=made.made_at)
    merged = Merge.objects.visible_to(actor).filter(undone_at=None, made_at__gt=made.made_at)
    if made.undone_at is not None or later.exists() or merged.exists():
        raise Conflict
    return made


def _mend(actor: Actor, upload_id: uuid.UUID, change: dict[str, Any]) -> Reading:
    with transaction.atomic():
        kept = _open(actor, upload_id)
        kept.mends = [*kept.mends, change]
        try:
            found = readings.reading_of(kept)
        except (KeyError, StopIteration) as missing:
            raise NotFound from missing
        kept.save(update_fields=["mends"])
        return found


def _open(actor: Actor, upload_id: uuid.UUID, state: str = "open") -> Upload:
    kept = queries.upload(actor, upload_id)
    if kept.state != state:
        raise Conflict
    return kept


def _records(found: Reading) -> Records:
    try:
        return found.records
    except UnreadableInput as refused:
        raise Unreadable(refused.problems) from refused


@transaction.atomic
def _bring_in(actor: Actor, kept: Upload, records: Records, left_out: list[dict[str, Any]]) -> Import:
    made = import_records(actor, records, name=kept.name, left_out=left_out)
    kept.state, kept.imported_as, kept.content = "imported", made, b""
    kept.save()
    return made


def _describe(network_id: uuid.UUID, row: Mapping[str, Any]) -> None:
    """What the file says of the network itself; the name that it has here stays."""
    network = Network.objects.get(pk=network_id)
    for column in NETWORK_COLUMNS:
        if row[column] is not None:
            setattr(network, *_network_value(column, row[column]))
    network.save()


def _network_value(column: str, value: Any) -> tuple[str, Any]:
    if column == "turbulent":
        return "is_turbulent", value
    return column, value


def _counts(planned: TablePlan) -> dict[str, int]:
    return {"new": len(planned.new), "changed": len(planned.changed), "untouched": planned.untouched}


def _before(planned: TablePlan) -> dict[str, Any]:
    encoded = DjangoJSONEncoder()
    plain = {str(row): values for row, values in planned.before.items()}
    return {row: {column: _plain(encoded, value) for column, value in values.items()} for row, values in plain.items()}


def _plain(encoder: DjangoJSONEncoder, value: Any) -> Any:
    return value if isinstance(value, (str, int, float, bool, list, type(None))) else encoder.default(value)


def _told(row: LeftOut) -> dict[str, Any]:
    """What the words need later, in whichever language they are read."""
    why = row.why
    place = {"sheet": row.sheet, "row": row.row, "table": row.table, "column": why.column}
    facts = {name: fact for name, fact in why.facts.items() if isinstance(fact, (str, int, float))}
    return {**place, "code": why.code, "found": why.found, "expected": why.expected, "facts": facts}


def _changed(network_id: uuid.UUID) -> None:
    """The mirror is stale; of a large network it is made anew in the background, of a small one when asked for."""
    facts_changed(network_id)
    if not runs.is_small(network_id):
        refresh_mirror.enqueue(str(network_id))
