"""What the network is and goes for: its texts as one page to read."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.course import texts
from vierspan.workspace.course.actions import texts as actions
from vierspan.workspace.course.news import news
from vierspan.workspace.insight import sheets, words
from vierspan.workspace.insight.sheets import SheetRow
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_parts import Section, sections, told
from vierspan.workspace.web.lists import Extra, Listing
from vierspan.workspace.web.pages import course_ownership, course_text, course_text_answers, course_text_writing
from vierspan.workspace.web.rooms import Place, headline


def _course_message(actor: Actor) -> str:
    n = sum(bool(text.versions) for text in texts.texts(actor))
    if not n:
        return _("Nothing is written down yet of where you go")
    return ngettext("%(n)s text says where you go", "%(n)s texts say where you go", n) % {"n": n}


def _versions_message(actor: Actor) -> str:
    n = sheets.counts(actor)["courses"]
    if not n:
        return _("Nothing is written down yet of where you go")
    return ngettext("%(n)s version of your texts is kept", "%(n)s versions of your texts are kept", n) % {"n": n}


def _endorsed(actor: Actor, rows: Sequence[SheetRow]) -> Mapping[str, str]:
    return {row.id: str(_refs(row, "endorsed_by")) for row in rows}


def _refs(row: SheetRow, column: str) -> int:
    return next((len(cell.refs) for cell in row.cells if cell.column == column), 0)


def page(request: NetworkRequest) -> Mapping[str, Any]:
    """Every part with its words, and what changed."""
    actor = request.actor
    slug = networks.network(actor).slug
    found = sections(actor, slug)
    by_key = {each.key: each for each in found}
    return {
        "identity": by_key["identity"],
        "issue": by_key["issue"],
        "ambitions": [each for each in found if each.term],
        "others": [by_key["strategy"], by_key["not"]],
        "binds": _binds(actor, by_key["identity"]),
        "news": [told(each, slug) for each in news(actor)],
        "may_write": may(actor, Do.EDIT_ROOMS),
        "may_read_drafts": texts.may_read_drafts(actor),
        "is_empty": not any(each.text.versions for each in found),
    }


def _binds(actor: Actor, identity: Section) -> list[str]:
    now = identity.text.now
    return [words.choice_label("course_bonds", bond, actor.language) for bond in now.binds] if now else []


@in_network(Do.READ_ROOMS)
@require_POST
def seen(request: NetworkRequest) -> HttpResponse:
    actions.looked(request.actor)
    messages.success(request, _("Good. From now on you see here what changes after today."))
    return redirect("web:course", networks.network(request.actor).slug)


PLACES: tuple[Place, ...] = (
    Place(
        name="course",
        at="",
        label=gettext_lazy("Texts"),
        message=headline("strategist", _course_message),
        template="pages/course/texts.html",
        more=page,
    ),
    Place(
        name="course_versions",
        at="versions/",
        under="course",
        label=gettext_lazy("All versions"),
        message=_versions_message,
        lead=gettext_lazy(
            "What you are, what you go for and what you leave, in every version, with who stands behind it."
        ),
        listing=Listing(
            table="courses",
            columns=("name", "kind", "term", "version", "author", "proposed_on"),
            chips="kind",
            selects=("term",),
            numbers=("version",),
            sort="-proposed_on",
            extras=(Extra("endorsed", gettext_lazy("Endorsed by"), _endorsed),),
        ),
        empty_title=gettext_lazy("Nothing written down yet"),
        empty_text=gettext_lazy("Here stands who you are, your ambition, your strategy, and what you do not do."),
    ),
)

urlpatterns: list[URLPattern] = [
    path("course/seen/", seen, name="course_seen"),
    *course_ownership.urlpatterns,
    *course_text.urlpatterns,
    *course_text_writing.urlpatterns,
    *course_text_answers.urlpatterns,
]
