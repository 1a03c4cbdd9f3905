"""Name badges, the table plan and table cards, to print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.text import slug as slugged
from vierspan.workspace.conditions.seating import queries
from vierspan.workspace.insight.seating_paper import MEDIA_TYPE, PAGE, printed
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network

BADGES = 8  # on a sheet
LONG_NAME = 22


@dataclass(frozen=True, slots=True)
class Badge:
    name: str
    party: str
    tables: tuple[int, ...]  # one a round, as they are called

    @property
    def is_long(self) -> bool:
        return len(self.name) > LONG_NAME


@in_network(Do.READ_MEMBERS)
@require_GET
def paper(request: NetworkRequest, gathering_id: UUID, form: str) -> HttpResponse:
    """As the plan stands now, kept or not; badges also where nobody has a table yet."""
    if form not in PAGE:
        raise NotFound
    gathering = queries.run(request.actor, gathering_id)
    rounds = _rounds(request, gathering_id)
    if form != "badges" and not rounds:
        raise NotFound
    shown = {
        "gathering": gathering,
        "network": networks.network(request.actor),
        "rounds": rounds,
        "sheets": _sheets(_badges(request, gathering_id, rounds)),
    }
    body = render_to_string(f"pages/conditions/seating_{form}.html", shown)
    reply = HttpResponse(printed(body, get_language() or "nl", form), content_type=MEDIA_TYPE)
    names = {"badges": _("badges"), "plan": _("table plan"), "cards": _("table cards")}
    reply.headers["Content-Disposition"] = f'inline; filename="{slugged(names[form])}.pdf"'
    return reply


def _rounds(request: NetworkRequest, gathering_id: UUID) -> list[list[tuple[int, list[Any]]]]:
    """Per round the tables, as they are called, with who sits there and is still a guest."""
    guests = {each.pk for each in queries.guests(request.actor, gathering_id)}
    found: dict[int, dict[int, list[Any]]] = {}
    for each in queries.places(request.actor, gathering_id):
        if each.person_id in guests:
            found.setdefault(each.round, {}).setdefault(each.table + 1, []).append(each.person)
    return [sorted(tables.items()) for _round, tables in sorted(found.items())]


def _badges(request: NetworkRequest, gathering_id: UUID, rounds: list[list[tuple[int, list[Any]]]]) -> list[Badge]:
    tables: dict[UUID, list[int]] = {}
    for laid in rounds:
        for number, people in laid:
            for person in people:
                tables.setdefault(person.pk, []).append(number)
    return [_badge(person, tables) for person in queries.guests(request.actor, gathering_id)]


def _badge(person: Any, tables: Mapping[UUID, list[int]]) -> Badge:
    return Badge(person.name, person.party.name if person.party else "", tuple(tables.get(person.pk, ())))


def _sheets(badges: list[Badge]) -> list[list[Badge]]:
    return [badges[at : at + BADGES] for at in range(0, len(badges), BADGES)]


urlpatterns = [
    path("conditions/gatherings/<uuid:gathering_id>/seating/paper/<slug:form>/", paper, name="seating_paper"),
]
