"""What every page under Outward shares: its head, its ways on, and the files of how the network looks."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from vierspan.workspace.course.positioning import queries
from vierspan.workspace.course.positioning.queries import Look, Picture
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.web import course_frame
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.pages import people_named

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}


def frame(request: NetworkRequest, which: str, **shown: Any) -> dict[str, Any]:
    """`which` is the way on that is open: "log", "turns", "news", "page", "look" or "agreeing"."""
    return course_frame.frame(request, "outward", which=which, **shown)


def person_typed(request: NetworkRequest, name: str) -> UUID | None:
    """Who is meant by a name; None for no name. Raises LookupError where it says too little."""
    if not name.strip():
        return None
    meant = people_named.person_meant(request.actor, name)
    if meant is None:
        raise LookupError(name)
    return meant.id


def own_name(request: NetworkRequest) -> str:
    """Of the actor in the directory; nothing where they are not in it."""
    own = request.actor.person_id
    found = directory.names(request.actor, [own]).get(own) if own else None
    return found.name if found else ""


def party_choices(request: NetworkRequest) -> list[tuple[str, str]]:
    return [(str(party.pk), party.name) for party in queries.members_today(request.actor)]


def look_css(look: Look) -> HttpResponse:
    """The network's own colour, for its name alone."""
    accent = look.accent
    text = f":root{{--own:{accent.colour};--own-on:{accent.words}}}" if accent else ""
    return HttpResponse(text, content_type="text/css; charset=utf-8")


def picture_reply(picture: Picture, name: str) -> HttpResponse:
    """A picture and nothing else: opened by itself it is a file to keep, and nothing in it runs."""
    reply = HttpResponse(bytes(picture.content), content_type=picture.media_type)
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}.{ENDINGS[picture.media_type]}"'
    return reply


def completed(request: NetworkRequest, form: forms.Form, field: str) -> None:
    """A name is completed while somebody types."""
    form.fields[field].widget.attrs |= {
        "list": f"{field}-names",
        "autocomplete": "off",
        "hx-get": reverse("web:outward_names", args=[course_frame.slug_of(request)]),
        "hx-trigger": "input changed delay:200ms",
        "hx-target": f"#{field}-names",
        "hx-sync": "this:replace",
    }
