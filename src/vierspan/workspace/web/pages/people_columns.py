"""Which columns the lists of people and of parties can show, and by what one may choose from them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.own_fields import own_fields
from vierspan.workspace.insight import queries, sheets
from vierspan.workspace.insight.sheets import STANDING, SheetRow
from vierspan.workspace.web.list_parts import Extra, Listing

Said = Mapping[str, str]
OWN = "own."
CHOSEN_BY = ("choice", "flag")


def _headcount(actor: Actor, rows: Sequence[SheetRow]) -> Said:
    counted = sheets.tally(actor, "people", "party")
    return {row.id: str(counted.get(row.id, 0)) for row in rows}


def _ties(actor: Actor, rows: Sequence[SheetRow]) -> Said:
    counted = Counter(sheets.tally(actor, "ties", "source")) + Counter(sheets.tally(actor, "ties", "target"))
    return {row.id: str(counted.get(row.id, 0)) for row in rows}


def _of_mirror(column: str, write: Callable[[object], str], actor: Actor, rows: Sequence[SheetRow]) -> Said:
    """What the mirror says of each; only participants see it."""
    if not may(actor, Do.READ_MEMBERS):
        return {}
    try:
        found = queries.actors(actor, queries.current_run(actor))
    except DomainError:
        return {}
    wanted = {row.id for row in rows}
    pairs = zip(found["id"].to_list(), found[column].to_list(), strict=True)
    return {key: said for key, value in pairs if key in wanted and (said := write(value))}


def _plain(value: object) -> str:
    return str(value) if value else ""


def _yes(value: object) -> str:
    return _("yes") if value else ""


def _of_party(column: str, actor: Actor, rows: Sequence[SheetRow]) -> Said:
    return directory.of_their_party(actor, column, [row.id for row in rows])


ACCENT = Extra(
    "accent", gettext_lazy("Leads most in"), partial(_of_mirror, "accent", _plain), "orientation", sorts=True
)
TIES = Extra("ties", gettext_lazy("Ties"), _ties, sorts=True)
ACTS = Extra("acts", gettext_lazy("Acts"), partial(_of_mirror, "acts", _plain), sorts=True)
CORE = Extra("in_core", gettext_lazy("In the core"), partial(_of_mirror, "in_core", _yes), "text", sorts=True)
CHECKS = ("checked_on", "checked_by", "next_check")

LISTINGS: Mapping[str, Listing] = MappingProxyType(
    {
        "parties": Listing(
            table="parties",
            columns=("name", "sector", "region", "ring"),
            chips="ring",
            selects=("sector", "region"),
            sort="name",
            extras=(Extra("people", gettext_lazy("People"), _headcount, sorts=True), ACCENT),
            more_columns=("short_name", "place", "website", "tags", "joined_on", "left_on", *CHECKS, "note"),
            more_extras=(TIES, ACTS, CORE),
            more_selects=("tags", STANDING),
        ),
        "people": Listing(
            table="people",
            columns=("name", "party", "function", "ring"),
            chips="ring",
            selects=("party", "party.sector", "party.region"),
            sort="name",
            extras=(ACCENT,),
            more_columns=("email", "phone", "tags", "joined_on", "left_on", *CHECKS, "note"),
            more_extras=(
                Extra("party.sector", gettext_lazy("Sector"), partial(_of_party, "sector"), "text", sorts=True),
                Extra("party.region", gettext_lazy("Region"), partial(_of_party, "region"), "text", sorts=True),
                TIES,
                ACTS,
                CORE,
            ),
            more_selects=("tags", STANDING),
        ),
    }
)


def listing_of(actor: Actor, table: str) -> Listing:
    """The list with the network's own fields; those only participants see."""
    usual = LISTINGS[table]
    own = own_fields(actor, table) if may(actor, Do.READ_MEMBERS) else []
    return replace(
        usual,
        more_columns=(*usual.more_columns, *(f"{OWN}{field.name}" for field in own)),
        more_selects=(*usual.more_selects, *(f"{OWN}{field.name}" for field in own if field.type in CHOSEN_BY)),
        numbers=tuple(f"{OWN}{field.name}" for field in own if field.type == "number"),
    )
