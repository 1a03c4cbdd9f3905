"""One change of many people or parties at once: looked at first, made whole, and taken back whole."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.directory import filling, own_fields, queries
from vierspan.workspace.directory.actions import jobs_at_once
from vierspan.workspace.directory.actions.checks import interval, who_checks
from vierspan.workspace.directory.bulk_changes import bulk_change
from vierspan.workspace.directory.models import BulkChange
from vierspan.workspace.directory.own_fields import TABLES
from vierspan.workspace.directory.queries import visible_to

OWN = "own."
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "parties": ("sector", "region", "ring", "place", "next_check"),
    "people": ("party", "ring", "function", "next_check"),
}
HOWS = ("set", "clear", "add", "remove", "check")
SEARCHED = frozenset({"tags", "extra", "place", "function"})
BATCH = 500
FEW_GROUPS = 50
FEW_AT_ONCE = 100  # each row is looked up among its batch, so that small batches are quicker
KEPT_FOR = timedelta(days=30)
CHECKED = ("checked_on", "checked_by", "next_check")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to change: set or clear a column, add or remove a tag, or mark as checked."""

    how: str
    column: str = ""
    value: Any = None


@dataclass(frozen=True, slots=True)
class Preview:
    """How many rows would change, and how many are so already."""

    changing: int
    already: int


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows have their old value back, and how many were changed since and stay as they are."""

    back: int
    left: int


def preview(actor: Actor, table: str, ids: Iterable[str], wish: Wish) -> Preview:
    """What `change` would do. Raises Invalid where the wish cannot be."""
    wish = _fitting(actor, table, wish)
    rows = _rows(_light(visible_to(actor, TABLES[table]), wish), ids)
    changing = sum(1 for row in rows if _changes(actor, row, wish))
    return Preview(changing, len(rows) - changing)


@transaction.atomic
def change(actor: Actor, table: str, ids: Iterable[str], wish: Wish) -> BulkChange:
    """All of it or nothing; what stood there before is kept for a month."""
    wish = _fitting(actor, table, wish)
    _forget_old(actor)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    changed = []
    held = visible_to(actor, TABLES[table]).select_for_update(of=("self",))
    for row in _rows(held if _is_searched(wish.column) else _light(held, wish), ids):
        if found := _changes(actor, row, wish):
            before[str(row.pk)] = {column: _plain(_read(row, column)) for column in found}
            after[str(row.pk)] = {column: _plain(value) for column, value in found.items()}
            _write(row, found)
            changed.append(row)
    _store(actor, table, changed, {column for values in after.values() for column in values})
    if wish.column == "party":
        before["jobs"] = jobs_at_once.mend(actor, changed, {pk: values["party"] for pk, values in before.items()})
    made = BulkChange(network_id=actor.network_id, table=table, how=wish.how, column=wish.column)
    made.value, made.before, made.after, made.made_by_id = _plain(wish.value), before, after, actor.user_id
    made.save()
    facts_changed(actor.network_id)
    return made


@transaction.atomic
def undo(actor: Actor, change_id: UUID) -> Undone:
    """Give every row its old value back, except where somebody changed it since: that stays."""
    authorise(actor, Do.EDIT_DIRECTORY)
    made = bulk_change(actor, change_id)
    if made.undone_at is not None:
        raise Conflict
    before = dict(made.before)
    jobs = before.pop("jobs", {})
    held = visible_to(actor, TABLES[made.table]).select_for_update(of=("self",))
    back = [row for row in _rows(held, before) if _as_left(row, made.after[str(row.pk)])]
    for row in back:
        _write(row, {column: _fit_back(column, value) for column, value in before[str(row.pk)].items()})
    _store(actor, made.table, back, {column for values in before.values() for column in values})
    jobs_at_once.put_back(actor, jobs, {str(row.pk) for row in back})
    made.undone_at = clock.now()
    made.save(update_fields=["undone_at"])
    facts_changed(actor.network_id)
    return Undone(len(back), len(before) - len(back))


def _fitting(actor: Actor, table: str, wish: Wish) -> Wish:
    """The wish with a value that the column can hold."""
    authorise(actor, Do.EDIT_DIRECTORY)
    if table not in TABLES or wish.how not in HOWS:
        raise Invalid("how", "unknown_choice")
    if wish.how == "check":
        return _check_wish(wish)
    if wish.how in ("add", "remove"):
        found = filling.tags("value", [wish.value])
        if not found:
            raise Invalid("value", "needs_a_value")
        return replace(wish, column="tags", value=found[0])
    value = _value(actor, table, wish)
    if wish.how == "set" and value in (None, ""):
        raise Invalid("value", "needs_a_value")
    return replace(wish, value=value)


def _check_wish(wish: Wish) -> Wish:
    day = filling.day("value", wish.value)
    if day is not None and day <= clock.today():
        raise Invalid("value", "day_not_in_future")
    return Wish("check", "checked", day)


def _value(actor: Actor, table: str, wish: Wish) -> Any:
    value = None if wish.how == "clear" else wish.value
    if wish.column.startswith(OWN):
        fields = {f"{OWN}{field.name}": field for field in own_fields.own_fields(actor, table)}
        if wish.column not in fields:
            raise Invalid("column", "unknown_field")
        return own_fields.fitted(fields[wish.column], value)
    if wish.column not in COLUMNS[table] or (wish.column == "party" and wish.how == "clear"):
        raise Invalid("column", "unknown_field")
    if wish.column == "party":
        return _party_id(actor, value)
    return filling.filled([wish.column], {wish.column: value})[wish.column]


def _party_id(actor: Actor, value: Any) -> UUID | None:
    try:
        return queries.party(actor, UUID(str(value))).pk if value else None
    except (NotFound, ValueError) as missing:
        raise Invalid("value", "unknown_party") from missing


def _rows(rows: "QuerySet[Any]", ids: Iterable[str]) -> list[Any]:
    wanted = sorted(set(ids))
    return [row for start in range(0, len(wanted), BATCH) for row in rows.filter(pk__in=wanted[start : start + BATCH])]


def _is_searched(column: str) -> bool:
    """Whether a change of the column changes by what a row is found."""
    return column in SEARCHED or column.startswith(OWN)


def _light(rows: "QuerySet[Any]", wish: Wish) -> "QuerySet[Any]":
    """Only the columns that the wish looks at: the rows may be many."""
    own = "extra" if wish.column.startswith(OWN) else wish.column
    looked_at = {"check": CHECKED, "party": ("party", "function", "joined_on")}.get(own if own == "party" else wish.how)
    return rows.only("id", "network", *(looked_at or (own,)))


def _changes(actor: Actor, row: Any, wish: Wish) -> dict[str, Any]:
    """Column -> new value, of what is not so already."""
    wanted = dict(_wanted(actor, row, wish))
    return {column: value for column, value in wanted.items() if _read(row, column) != value}


def _wanted(actor: Actor, row: Any, wish: Wish) -> Iterator[tuple[str, Any]]:
    if wish.how == "add" and wish.value.casefold() not in {tag.casefold() for tag in row.tags}:
        yield "tags", [*row.tags, wish.value]
    elif wish.how == "remove":
        yield "tags", [tag for tag in row.tags if tag.casefold() != wish.value.casefold()]
    elif wish.how == "check":
        today = clock.today()
        yield from zip(CHECKED, (today, who_checks(actor), wish.value or today + interval(row)), strict=True)
    elif wish.how in ("set", "clear"):
        yield wish.column, wish.value


def _read(row: Any, column: str) -> Any:
    if column.startswith(OWN):
        return row.extra.get(column.removeprefix(OWN))
    return row.party_id if column == "party" else getattr(row, column)


def _write(row: Any, values: Mapping[str, Any]) -> None:
    for column, value in values.items():
        if column.startswith(OWN):
            name = column.removeprefix(OWN)
            row.extra = {key: each for key, each in {**row.extra, name: value}.items() if each is not None}
        else:
            setattr(row, "party_id" if column == "party" else column, value)


def _as_left(row: Any, after: Mapping[str, Any]) -> bool:
    return all(_plain(_read(row, column)) == value for column, value in after.items())


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value


def _fit_back(column: str, value: Any) -> Any:
    if column in ("next_check", "checked_on") and value:
        return date.fromisoformat(value)
    return UUID(value) if column == "party" and value else value


def _store(actor: Actor, table: str, rows: list[Any], columns: Iterable[str]) -> None:
    """In as few statements as there are different values; what is searched through is made anew where it changes."""
    names = {"extra" if column.startswith(OWN) else "party_id" if column == "party" else column for column in columns}
    model: Any = TABLES[table]
    moment = clock.now()
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        row.changed_at = moment
        groups[repr([getattr(row, name) for name in sorted(names)])].append(row)
    is_found_otherwise = any(map(_is_searched, names))
    if is_found_otherwise or len(groups) > FEW_GROUPS:
        for row in rows if is_found_otherwise else ():
            model._meta.get_field("search").pre_save(row, add=False)
        also = ["changed_at", "search"] if is_found_otherwise else ["changed_at"]
        fields = sorted({*(name.removesuffix("_id") for name in names), *also})
        model.objects.of(actor.network_id).bulk_update(rows, fields, batch_size=FEW_AT_ONCE)
        return
    for group in groups.values():
        _update(actor, model, group, {name: getattr(group[0], name) for name in names} | {"changed_at": moment})


def _update(actor: Actor, model: Any, rows: list[Any], values: Mapping[str, Any]) -> None:
    for start in range(0, len(rows), BATCH):
        ids = [row.pk for row in rows[start : start + BATCH]]
        model.objects.of(actor.network_id).filter(pk__in=ids).update(**values)


def _forget_old(actor: Actor) -> None:
    BulkChange.objects.visible_to(actor).filter(made_at__lt=clock.now() - KEPT_FOR).delete()
