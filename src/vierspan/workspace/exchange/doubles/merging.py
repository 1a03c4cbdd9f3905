"""Making one row of two: everything that points at the one comes to point at the other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import UniqueConstraint

from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.exchange.doubles import twice
from vierspan.workspace.exchange.doubles.journal import Journal, whole
from vierspan.workspace.exchange.doubles.places import Place, places

Moved = dict[Any, list[Any]]
NEVER = frozenset({"id", "network_id", "created_at", "changed_at", "search"})
OWN = "own."


class BothAsked(Invalid):
    """Both stand in something in which one can stand once: they may well be two."""

    def __init__(self) -> None:
        super().__init__("gone", "both_asked")


def bring_together(kept: Any, gone: Any, chosen: Mapping[str, str]) -> Journal:
    """Move all that points at `gone` to `kept`, fill `kept` with what was chosen of `gone`, and let `gone` go."""
    journal = Journal()
    moved: Moved = defaultdict(list)
    for place in places():
        for row in _move(place, kept, gone, journal):
            moved[place.model].append(row)
    _move_acts(kept.network_id, gone.pk, kept.pk, journal)
    rows = {model: list({row.pk: row for row in several}.values()) for model, several in moved.items()}
    loops = twice.drop_loops(rows, journal)
    twice.make_one({model: [row for row in several if row.pk not in loops] for model, several in rows.items()}, journal)
    _let_go(gone, journal)
    _fill(kept, gone, chosen, journal)
    return journal


def values_of(kept: Any, gone: Any, chosen: Mapping[str, str]) -> dict[str, Any]:
    """What the row that stays will hold: its own, what it lacks from the other, and what was chosen of the other."""
    one, other = whole(kept), whole(gone)
    found = {key: _value(key, one[key], other[key], chosen) for key in one.keys() - NEVER - {"extra", "tags"}}
    found["tags"] = list(dict.fromkeys([*one["tags"], *other["tags"]]))
    taken = {key: value for key, value in other["extra"].items() if chosen.get(f"{OWN}{key}") == "gone"}
    found["extra"] = {**other["extra"], **one["extra"], **taken}
    return found


def _value(key: str, one: Any, other: Any, chosen: Mapping[str, str]) -> Any:
    if key == "party_id":
        key = "party"
    is_empty = one in (None, "")
    return other if (is_empty or chosen.get(key) == "gone") and other not in (None, "") else one


def _move(place: Place, kept: Any, gone: Any, journal: Journal) -> Iterator[Any]:
    moment = clock.now()
    _refuse_clash(place, kept, gone)
    for row in place.rows(kept.network_id, gone.pk):
        before = {place.attribute: getattr(row, place.attribute)}
        after: dict[str, Any] = {place.attribute: _pointed(place, before[place.attribute], gone.pk, kept.pk)}
        if hasattr(row, "changed_at"):
            before["changed_at"], after["changed_at"] = row.changed_at, moment
        journal.change(row, before, after)
        place.model.objects.of(kept.network_id).filter(pk=row.pk).update(**after)
        for key, value in after.items():
            setattr(row, key, value)
        yield place.model.objects.of(kept.network_id).get(pk=row.pk)


def _pointed(place: Place, value: Any, gone: UUID, kept: UUID) -> Any:
    if place.form == "list":
        return pointed_list(value, gone, kept)
    return value.replace(str(gone), str(kept)) if place.form == "text" else kept


def pointed_list(value: list[str], gone: UUID, kept: UUID) -> list[str]:
    return list(dict.fromkeys(str(kept) if each == str(gone) else each for each in value))


def _refuse_clash(place: Place, kept: Any, gone: Any) -> None:
    """Somebody stands once in a survey: two who are in one both are asked to be looked at first."""
    for columns in _unique_with(place):
        theirs = {tuple(row) for row in place.rows(kept.network_id, gone.pk).values_list(*columns)}
        ours = {tuple(row) for row in place.rows(kept.network_id, kept.pk).values_list(*columns)}
        if theirs & ours:
            raise BothAsked


def _unique_with(place: Place) -> Iterator[list[str]]:
    field = next(each for each in place.model._meta.concrete_fields if each.attname == place.attribute)
    for constraint in place.model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and field.name in constraint.fields:
            yield [each for each in constraint.fields if each != field.name]


def _move_acts(network_id: UUID, gone: UUID, kept: UUID, journal: Journal) -> None:
    changes: dict[UUID, dict[str, Any]] = {}
    for act in Act.objects.of(network_id).pointing_at(gone):
        after = {
            "person": kept if act.person == gone else act.person,
            "party": kept if act.party == gone else act.party,
            "subject": str(kept) if act.subject == str(gone) else act.subject,
            "touched": pointed_list(act.touched, gone, kept),
        }
        journal.change(act, {key: getattr(act, key) for key in after}, after)
        changes[act.pk] = after
    Act.objects.of(network_id).reassign(changes)


def _let_go(gone: Any, journal: Journal) -> None:
    journal.drop(gone)
    rows = gone._meta.model.objects.of(gone.network_id).filter(pk=gone.pk)
    # Not by way of what hangs on it: nothing does any more, and if anything did, this must fail.
    rows._raw_delete(rows.db)


def _fill(kept: Any, gone: Any, chosen: Mapping[str, str], journal: Journal) -> None:
    kept = kept._meta.model.objects.of(kept.network_id).get(pk=kept.pk)
    before = whole(kept)
    for key, value in values_of(kept, gone, chosen).items():
        setattr(kept, key, value)
    kept.save()
    after = whole(kept)
    changed = [key for key in after if after[key] != before[key]]
    journal.change(kept, {key: before[key] for key in changed}, {key: after[key] for key in changed})
