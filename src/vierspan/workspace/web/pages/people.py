"""A page for each person and each party."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.insight import charts, queries
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import page_named, with_query
from vierspan.workspace.web.pages.people_lists import people_tabs
from vierspan.workspace.web.portraits import Portrait
from vierspan.workspace.web.templatetags.vierspan import room_name

ORIENTATIONS = ("strategist", "explorer", "developer", "process_manager")
ASPECTS = (
    ("taking_part", gettext_lazy("Taking part")),
    ("direction", gettext_lazy("Giving direction")),
    ("influence", gettext_lazy("Influence")),
    ("binding", gettext_lazy("Binding")),
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share from 0 to 1 of what all people, or all parties, do together."""

    label: str
    value: float
    orientation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What the mirror says of one person or party."""

    orientations: tuple[Share, ...]
    aspects: tuple[Share, ...]
    acts: int
    is_core: bool
    accent: str
    square: str
    facts: str


@in_network(Do.READ_DIRECTORY)
@require_GET
def person(request: NetworkRequest, person_id: UUID) -> HttpResponse:
    found = directory.person(request.actor, person_id)
    return _portrait_page(request, found, is_party=False)


@in_network(Do.READ_DIRECTORY)
@require_GET
def party(request: NetworkRequest, party_id: UUID) -> HttpResponse:
    found = directory.party(request.actor, party_id)
    return _portrait_page(request, found, is_party=True)


def _portrait_page(request: NetworkRequest, found: Any, *, is_party: bool) -> HttpResponse:
    actor = request.actor
    slug = networks.network(actor).slug
    told = Portrait(actor, slug, found.pk, is_party)
    computed = _computed(actor, slug, found.pk)
    shown = {
        "who": found,
        "is_party": is_party,
        "message": _message(found.name, told, computed.accent if computed else ""),
        "tabs": people_tabs(slug, "parties" if is_party else "people"),
        "about": [found.sector, found.region] if is_party else [],
        "ring": told.choice("rings", found.ring),
        "roles": told.roles(),
        "blocks": told.blocks(),
        "balance": _balance(actor, found.pk) if is_party else "",
        "computed": computed,
        "map": with_query(page_named("map", slug), chosen=str(found.pk)) if may(actor, Do.READ_MEMBERS) else "",
        "shows_email": may(actor, Do.READ_MEMBERS),
    }
    return render(request, "pages/people/portrait.html", shown)


def _message(name: str, told: Portrait, accent: str) -> str:
    """A sentence that says where this one stands."""
    tables = told.tables()
    carried = sum(bool(entry.chip) for entry in tables.entries)
    n = len({entry.what for entry in tables.entries})
    if carried:
        text = ngettext("%(name)s carries %(carried)s table", "%(name)s carries %(carried)s tables", carried)
        return text % {"name": name, "carried": carried}
    if n:
        return ngettext("%(name)s sits at %(n)s table", "%(name)s sits at %(n)s tables", n) % {"name": name, "n": n}
    return _("%(name)s leads most in %(room)s") % {"name": name, "room": room_name(accent)} if accent else name


def _balance(actor: Actor, party_id: UUID) -> str:
    """What this party gave and got in the mirror's window, in words."""
    if not may(actor, Do.READ_MIRROR):
        return ""
    try:
        exchange = queries.mirror(actor, queries.current_run(actor)).exchange
    except DomainError:
        return ""
    mine = next((each for each in exchange.balances if each.party == str(party_id)), None) if exchange else None
    if mine is None or mine.balance is None:
        return ""
    said = {
        "fine": _("Give and get are about even"),
        "talk": _("Give and get differ: worth a talk"),
        "agenda": _("Give and get are out of balance"),
    }.get(mine.light, "")
    figures = _("gave %(gives)s, got %(gets)s") % {"gives": round(mine.gives), "gets": round(mine.gets)}
    return f"{said}: {figures}." if said else f"{figures}."


def _computed(actor: Actor, slug: str, actor_id: UUID) -> Computed | None:
    """None for who may not see names in the mirror, and where there is no mirror yet."""
    if not may(actor, Do.READ_MEMBERS):
        return None
    try:
        run = queries.current_run(actor)
    except DomainError:
        return None
    row = queries.about(actor, run, actor_id)
    if not row:
        return None
    is_person = row.get("kind") == "person"
    has_levels = any(isinstance(row.get(f"level_{each}"), float) for each in ORIENTATIONS)
    facts = page_named("facts", slug)
    whose = "person" if is_person else "party"
    return Computed(
        orientations=tuple(_shares(row, [(each, "") for each in ORIENTATIONS])),
        aspects=tuple(_shares(row, [(key, str(label)) for key, label in ASPECTS])),
        acts=int(str(row.get("acts") or 0)),
        is_core=bool(row.get("in_core")),
        accent=str(row.get("accent") or ""),
        square=charts.accents(actor, run, str(actor_id)) if is_person and has_levels else "",
        facts=with_query(facts, table="ledger", **{whose: str(actor_id)}) if facts else "",
    )


def _shares(row: Mapping[str, object], wanted: Sequence[tuple[str, str]]) -> list[Share]:
    found = [(key, label, row.get(key)) for key, label in wanted]
    return [Share(label, value, "" if label else key) for key, label, value in found if isinstance(value, float)]


urlpatterns = [
    path("people/<uuid:person_id>/", person, name="person"),
    path("parties/<uuid:party_id>/", party, name="party"),
]
