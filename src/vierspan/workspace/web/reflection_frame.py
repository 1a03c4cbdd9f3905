"""What every page about looking back shares: its place in the room, and the way back after something was done."""

import io
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

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


def here_address(request: NetworkRequest) -> str:
    """Where people in the room go to: the tab of reflection, on which each finds their own way in."""
    return f"{settings.BASE_URL}{reverse('web:reflection', args=[slug_of(request)])}"


def board_address(request: NetworkRequest, board_id: UUID) -> str:
    return f"{settings.BASE_URL}{reverse('web:board', args=[slug_of(request), board_id])}"


def qr_code(address: str) -> SafeString:
    """The address as a code to scan, drawn by classes alone."""
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", xmldecl=False, svgns=True, svgclass="qr", lineclass="qr-line", omitsize=True, border=2
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - drawn here, from an address of our own


def to_round(request: NetworkRequest, round_id: UUID) -> HttpResponse:
    return redirect("web:pulse_round", slug=slug_of(request), round_id=round_id)


def to_board(request: NetworkRequest, board_id: UUID) -> HttpResponse:
    return redirect("web:board", slug=slug_of(request), board_id=board_id)


def status_of(form: Any, both: Any = None) -> int:
    if both:
        return 409
    return 422 if form.errors else 200
