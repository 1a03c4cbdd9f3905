"""The columns that a network keeps of its own, beside those that every network has."""

from typing import Any

from django.db.models import FloatField, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.utils.dateparse import parse_date

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.directory.models import OWN_FIELD_TABLES, OwnField
from vierspan.workspace.directory.own_fields import own_fields
from vierspan.workspace.insight import words
from vierspan.workspace.insight.cells import Cell, Heading

OWN = "own."
YES = "true"


def own_columns(actor: Actor, table: str) -> list[OwnField]:
    """In their order; only participants see them, for nobody can know what stands in them."""
    return own_fields(actor, table) if table in OWN_FIELD_TABLES and may(actor, Do.READ_MEMBERS) else []


def own_heading(field: OwnField) -> Heading:
    choices = {each: each for each in field.choices} if field.type == "choice" else {}
    return Heading(f"{OWN}{field.name}", field.name, field.about, choices)


def own_cell(field: OwnField, row: Any, language: str) -> Cell:
    return Cell(f"{OWN}{field.name}", _written(field.type, row.extra.get(field.name), language))


def own_text(field: OwnField) -> Any:
    return KeyTextTransform(field.name, "extra")


def own_holds(field: OwnField, value: str) -> Any:
    if field.type == "flag":
        return Exact(KeyTransform(field.name, "extra"), value == YES)
    return Exact(own_text(field), value) if value else Q(**{"pk__in": []})


def own_order(field: OwnField, sign: str) -> Any:
    """What is empty stands last, whichever way."""
    text = own_text(field)
    by = Cast(text, FloatField()) if field.type == "number" else text
    return by.desc(nulls_last=True) if sign else by.asc(nulls_last=True)


def _written(kind: str, value: Any, language: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return words.YES_NO[words.spoken(language)][0 if value else 1]
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if kind == "date" and isinstance(value, str) and (day := parse_date(value)):
        return words.written(day, "date", language)
    return words.written(value, "number", language) if isinstance(value, (int, float)) else str(value)
