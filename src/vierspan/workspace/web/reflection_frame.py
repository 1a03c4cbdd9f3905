"""What every page about looking back shares: its place in the room, and the way back after something was done."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.rooms import tabs


def slug_of(request: NetworkRequest) -> str:
    return networks.network(request.actor).slug


def page(request: NetworkRequest, name: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    """A page of its own under the tab of reflection."""
    from vierspan.workspace.web.pages.conditions import ROOM  # its parts are gathered there

    shown = {"room": ROOM, "tabs": tabs(ROOM, slug_of(request), "reflection"), **shown}
    return render(request, f"pages/reflection/{name}.html", shown, status=status)


def to_round(request: NetworkRequest, round_id: UUID) -> HttpResponse:
    return redirect("web:pulse_round", slug=slug_of(request), round_id=round_id)


def to_board(request: NetworkRequest, board_id: UUID) -> HttpResponse:
    return redirect("web:board", slug=slug_of(request), board_id=board_id)


def status_of(form: Any, both: Any = None) -> int:
    if both:
        return 409
    return 422 if form.errors else 200
