"""What the ratings of signals come to, as columns of a list; of what one may still rate, nothing, so that no figure of
others leads anybody."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.horizon.weighing import queries
from vierspan.workspace.insight.sheets import SheetRow
from vierspan.workspace.insight.weighing import Weight, weights
from vierspan.workspace.web.list_parts import Extra, Words


def _figures(said: Callable[[Weight], str]) -> Words:
    def words(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
        back = queries.kept_back(actor)
        found = weights(actor, [key for row in rows if (key := UUID(row.id)) not in back])
        return {str(key): told for key, each in found.items() if (told := said(each))}

    return words


def _hundred(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.0f}"


FIGURES = (
    Extra("potential", gettext_lazy("Potential"), _figures(lambda each: _hundred(each.potential)), sorts=True),
    Extra("urgency", gettext_lazy("Urgency"), _figures(lambda each: _hundred(each.urgency)), sorts=True),
    Extra("pull", gettext_lazy("Weight"), _figures(lambda each: _hundred(each.pull)), sorts=True),
    Extra(
        "disputed",
        gettext_lazy("Seen differently"),
        _figures(lambda each: _("seen differently") if each.disputed else ""),
        "chip",
    ),
)
