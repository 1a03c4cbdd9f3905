"""What the network is and goes for: its texts, in every version."""

from collections.abc import Mapping, Sequence

from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.insight import sheets
from vierspan.workspace.insight.sheets import SheetRow
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.rooms import Place, headline


def _course_message(actor: Actor) -> str:
    n = sheets.counts(actor)["courses"]
    return (
        ngettext("%(n)s text says where you go", "%(n)s texts say where you go", n) % {"n": n}
        if n
        else _("Nothing is written down yet of where you go")
    )


def _endorsed(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    return {row.id: str(_refs(row, "endorsed_by")) for row in rows}


def _refs(row: SheetRow, column: str) -> int:
    return next((len(cell.refs) for cell in row.cells if cell.column == column), 0)


PLACES: tuple[Place, ...] = (
    Place(
        name="course",
        at="",
        label=gettext_lazy("Texts"),
        message=headline("strategist", _course_message),
        lead=gettext_lazy(
            "What you are, what you go for and what you leave, in every version, with who stands behind it."
        ),
        listing=Listing(
            table="courses",
            columns=("name", "kind", "version", "author", "proposed_on"),
            chips="kind",
            numbers=("version",),
            sort="-proposed_on",
            extras=(Extra("endorsed", gettext_lazy("Endorsed by"), _endorsed),),
        ),
        empty_title=gettext_lazy("Nothing written down yet"),
        empty_text=gettext_lazy("Here stands who you are, your ambition, your strategy, and what you do not do."),
    ),
)

urlpatterns: list[URLPattern] = []
