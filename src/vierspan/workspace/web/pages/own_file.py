"""Taking along what is one's own, from all networks in one file."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from vierspan.workspace.exchange import own_file as exchange
from vierspan.workspace.exchange.own_file.gathered import Part
from vierspan.workspace.exchange.own_file.page import rooms_of
from vierspan.workspace.web.access import PageRequest, signed_in
from vierspan.workspace.web.downloads import download


@dataclass(frozen=True, slots=True)
class Counted:
    """One network, and how much of the reader's own each room holds."""

    name: str
    is_person: bool
    rooms: list[tuple[str, int]]


@signed_in
@require_GET
def own_file(request: PageRequest) -> HttpResponse:
    """What is in it, before one takes it along. Reading changes nothing."""
    found = exchange.taken(request.user)
    language = request.user.language
    counted = [Counted(each.network.name, each.is_person, _rooms(each.parts, language)) for each in found.networks]
    return render(request, "pages/account/own_file.html", {"networks": counted})


@signed_in
@require_GET
def take_along(request: PageRequest) -> HttpResponse:
    return download(exchange.packed(exchange.taken(request.user), request.user.language))


def _rooms(parts: list[Part], language: str) -> list[tuple[str, int]]:
    return [(name, sum(len(part.rows) for part in held)) for name, held in rooms_of(parts, language)]


urlpatterns = [
    path("me/own-file/", own_file, name="own_file"),
    path("me/own-file/take/", take_along, name="own_file_take"),
]
