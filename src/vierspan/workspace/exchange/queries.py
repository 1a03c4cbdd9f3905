import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from vierspan.analysis.formats import CellChange, Change, NewName, Reading, RowSkip, read, with_changes
from vierspan.analysis.problems import Problem, UnreadableInput
from vierspan.analysis.records import Records
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.exchange.errors import Unreadable
from vierspan.workspace.exchange.models import Import, Upload
from vierspan.workspace.exchange.plan import plan


@dataclass(frozen=True, slots=True)
class Counted:
    """What bringing in one table would do."""

    table: str
    new: int
    changed: int
    untouched: int
    states: tuple[str, ...]  # per row, in the order of the table: new, changed, untouched

    @property
    def rows(self) -> int:
        return len(self.states)


def uploads(actor: Actor) -> list[Upload]:
    """The files that wait, last first."""
    return list(_uploads(actor).filter(state="open").defer("content").order_by("-created_at"))


def upload(actor: Actor, upload_id: uuid.UUID) -> Upload:
    found = _uploads(actor).filter(pk=upload_id).first()
    if found is None:
        raise NotFound
    return found


def reading(actor: Actor, upload_id: uuid.UUID) -> Reading:
    """The file as it reads now, with everything that was mended in it.

    Raises Unreadable where the file as a whole cannot be read.
    """
    return reading_of(upload(actor, upload_id))


def reading_of(kept: Upload) -> Reading:
    try:
        found = read(bytes(kept.content), name=kept.name, mapping=_mapping(kept))
        return with_changes(found, [_change(mend) for mend in kept.mends]) if kept.mends else found
    except UnreadableInput as refused:
        raise Unreadable(refused.problems) from refused


def preview(actor: Actor, records: Records) -> Mapping[str, Counted]:
    """What bringing these records in would do, per table; nothing is written."""
    authorise(actor, Do.IMPORT_RECORDS)
    return {
        key: Counted(key, len(table.new), len(table.changed), table.untouched, tuple(table.states))
        for key, table in plan(actor.network_id, records).items()
    }


def imports(actor: Actor) -> list[Import]:
    """What was brought in before, last first."""
    authorise(actor, Do.IMPORT_RECORDS)
    rows = Import.objects.visible_to(actor).defer("added", "before").select_related("made_by")
    return list(rows.order_by("-made_at"))


def an_import(actor: Actor, import_id: uuid.UUID) -> Import:
    authorise(actor, Do.IMPORT_RECORDS)
    found = Import.objects.visible_to(actor).filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def problems_of(found: Reading) -> list[Problem]:
    """What stands in the way of bringing in every row."""
    return found.fatal


def _uploads(actor: Actor) -> QuerySet[Upload]:
    authorise(actor, Do.IMPORT_RECORDS)
    return Upload.objects.visible_to(actor)


def _mapping(kept: Upload) -> object:
    if not kept.mapping:
        return None
    from vierspan.analysis.formats.mapping import from_toml

    return from_toml(kept.mapping)


def _change(mend: Mapping[str, object]) -> Change:
    given = {key: value for key, value in mend.items() if key != "what"}
    kinds: Mapping[str, Callable[..., Change]] = {"cell": CellChange, "skip": RowSkip, "name": NewName}
    return kinds[str(mend["what"])](**given)
