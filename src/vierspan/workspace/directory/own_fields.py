"""The fields that a network keeps of its own, and what stands in them."""

import math
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.translation import pgettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory import filling
from vierspan.workspace.directory.models import OWN_FIELD_TABLES, OwnField, Party, Person

TABLES: Mapping[str, type[Party] | type[Person]] = {"parties": Party, "people": Person}
YES = frozenset({"true", "yes", "ja", "1", "x"})
NO = frozenset({"false", "no", "nee", "0"})


def own_fields(actor: Actor, table: str) -> list[OwnField]:
    """In their order."""
    authorise(actor, Do.READ_DIRECTORY)
    return list(OwnField.objects.visible_to(actor).filter(table=table))


def own_field(actor: Actor, field_id: UUID) -> OwnField:
    found = OwnField.objects.visible_to(actor).filter(pk=field_id).first()
    if found is None:
        raise NotFound
    return found


def adoptable(actor: Actor, table: str) -> dict[str, int]:
    """Columns that came with an import and are no field yet, with the number of rows in which something stands."""
    authorise(actor, Do.READ_DIRECTORY)
    known = {field.name for field in own_fields(actor, table)}
    rows = TABLES[table].objects.visible_to(actor).exclude(extra={}).values_list("extra", flat=True)
    counted = Counter(
        key for extra in rows for key, value in extra.items() if value not in (None, "") and key not in known
    )
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def rows_with(actor: Actor, field: OwnField) -> int:
    """In how many rows something stands in this field."""
    return TABLES[field.table].objects.visible_to(actor).filter(extra__has_key=field.name).count()


def fitted(field: OwnField, value: Any) -> Any:
    """A value as this field keeps it, None for nothing. Raises Invalid where the value does not suit the field."""
    if value is None or value == "":
        return None
    fits = {"text": _text, "number": _number, "date": _day, "choice": _choice, "flag": _flag}
    return fits[field.type](field, value)


def written(value: Any) -> str:
    """A value that stands in an own field, as people read it."""
    if isinstance(value, bool):
        return pgettext("answer", "Yes") if value else pgettext("answer", "No")
    if isinstance(value, (int, float)):
        return formats.number_format(value, use_l10n=True)
    day = _parsed(str(value))
    return formats.date_format(day, "j F Y") if day else str(value)


def is_table(table: str) -> bool:
    return table in OWN_FIELD_TABLES


def _text(field: OwnField, value: Any) -> str | None:
    return filling.words(field.name, value) or None


def _number(field: OwnField, value: Any) -> float | int:
    try:
        number = float(str(value).replace(",", ".")) if not isinstance(value, bool) else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise Invalid(field.name, "no_number")
    return int(number) if number.is_integer() else number


def _parsed(value: str) -> date | None:
    try:
        return parse_date(value.strip())
    except ValueError:
        return None


def _day(field: OwnField, value: Any) -> str:
    found = filling.day(field.name, value if isinstance(value, date) else _parsed(str(value)))
    if found is None:
        raise Invalid(field.name, "no_such_day")
    return found.isoformat()


def _choice(field: OwnField, value: Any) -> str:
    if value not in field.choices:
        raise Invalid(field.name, "unknown_choice")
    return str(value)


def _flag(field: OwnField, value: Any) -> bool:
    said = str(value).strip().casefold()
    if said in YES or said in NO:
        return said in YES
    raise Invalid(field.name, "say_yes_or_no")
