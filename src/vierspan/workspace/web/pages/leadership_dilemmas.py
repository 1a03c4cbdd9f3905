"""The dilemma cards, and what their reader thinks of them: private, unless they show it to somebody."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.insight import dilemmas
from vierspan.workspace.insight.dilemmas import Dealt, Line
from vierspan.workspace.leadership.dilemmas import actions, queries
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.addresses import page_named
from vierspan.workspace.web.forms.dilemmas import ShowForm, ThoughtForm
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.versions import both_versions

FEW = 5


@in_network(Do.PRACTISE)
@never_cache
@require_GET
def listed(request: NetworkRequest) -> HttpResponse:
    actor = request.actor
    if actor.person_id is None:
        return _nobody(request)
    found = dilemmas.dealt(actor)
    near = sum(each.is_near for each in found)
    shown = {
        "dealt": [(each, _with_places(request, each.lines[:1])) for each in found],
        "thoughts": _titled(request, queries.thoughts(actor)[:FEW]),
        "shown_to_me": [
            (each, dilemmas.title(each.thought.card, actor.language)) for each in queries.shown_to_me(actor)
        ],
    }
    return _page(request, "list", _message(near), shown)


def _nobody(request: NetworkRequest) -> HttpResponse:
    return _page(request, "nobody", _("Dilemmas are of somebody"))


def _message(near: int) -> str:
    if not near:
        return _("Two goods that pull apart")
    told = ngettext("One dilemma seems to be at hand now", "%(n)s dilemmas seem to be at hand now", near)
    return told % {"n": near}


@in_network(Do.PRACTISE)
@never_cache
@require_http_methods(["GET", "POST"])
def card(request: NetworkRequest, card: str) -> HttpResponse:
    """To look at, and to write down what one thinks."""
    if request.actor.person_id is None:
        return _nobody(request)
    found = dilemmas.card(request.actor, card)
    form = ThoughtForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = kept(form, lambda: dilemmas.write(request.actor, card, form.cleaned_data["words"]))
        if made:
            messages.success(request, _("Kept. Only you read it."))
            return redirect(f"{_address(request, 'dilemma', card)}#thoughts")
    return _card(request, found, form)


def _card(request: NetworkRequest, found: Dealt, form: forms.Form) -> HttpResponse:
    shown = {
        "dealt": found,
        "lines": _with_places(request, found.lines),
        "form": form,
        "thoughts": _titled(request, queries.thoughts(request.actor, found.card.key)),
        "wish": f"{_address(request, 'growth_wish_new')}?wish={found.card.wish}",
    }
    return _page(request, "card", found.told.title, shown, form)


@in_network(Do.PRACTISE)
@never_cache
@require_http_methods(["GET", "POST"])
def thought(request: NetworkRequest, thought_id: UUID) -> HttpResponse:
    row = queries.thought(request.actor, thought_id)
    form = ThoughtForm(request.POST or None, initial={"words": row.words, "version": version(row)})
    more: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        words, seen = form.cleaned_data["words"], form.cleaned_data["version"]
        try:
            if kept(form, lambda: actions.change(request.actor, thought_id, words, seen)):
                messages.success(request, _("Kept as you put it."))
                return redirect(f"{_address(request, 'dilemma', row.card)}#thoughts")
        except Changed as changed:
            more["versions"] = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
    return _thought(request, thought_id, **more)


def _thought(request: NetworkRequest, thought_id: UUID, **more: Any) -> HttpResponse:
    actor = request.actor
    row = queries.thought(actor, thought_id)
    shown: dict[str, Any] = {
        "row": row,
        "title": dilemmas.title(row.card, actor.language),
        "form": ThoughtForm(initial={"words": row.words, "version": version(row)}),
        "show": _show_form(request),
        "shown": [each for each in queries.shown(actor) if each.thought_id == row.pk],
        **more,
    }
    return _page(request, "thought", _("What I thought"), shown, shown["form"], shown["show"])


def _show_form(request: NetworkRequest, sent: Any = None) -> ShowForm:
    people = [(str(each.pk), each.name) for each in queries.who_read(request.actor)]
    return ShowForm(sent, people=people, auto_id="show_%s", initial={"with_facts": True})


@in_network(Do.PRACTISE)
@require_POST
def show(request: NetworkRequest, thought_id: UUID) -> HttpResponse:
    form = _show_form(request, request.POST)
    queries.thought(request.actor, thought_id)
    if form.is_valid():
        person, with_facts = form.cleaned_data["person"], form.cleaned_data["with_facts"]
        if kept(form, lambda: dilemmas.show(request.actor, thought_id, person, with_facts=with_facts)):
            messages.success(request, _("They can read it, until you take that back"))
            return redirect(_address(request, "dilemma_thought", thought_id))
    return _thought(request, thought_id, show=form)


@in_network(Do.PRACTISE)
@require_POST
def delete(request: NetworkRequest, thought_id: UUID) -> HttpResponse:
    row = queries.thought(request.actor, thought_id)
    actions.delete(request.actor, thought_id)
    messages.success(request, _("Gone"))
    return redirect(_address(request, "dilemma", row.card))


@in_network(Do.PRACTISE)
@never_cache
@require_GET
def shown(request: NetworkRequest, shown_thought_id: UUID) -> HttpResponse:
    """For its recipient, and for its author to see what they see."""
    row = queries.shown_one(request.actor, shown_thought_id)
    found = dilemmas.card(request.actor, row.thought.card)
    more = {"row": row, "dealt": found, "is_mine": row.thought.person_id == request.actor.person_id}
    return _page(request, "shown", _("A thought of %(name)s") % {"name": row.thought.person.name}, more)


@in_network(Do.PRACTISE)
@require_POST
def take_back(request: NetworkRequest, shown_thought_id: UUID) -> HttpResponse:
    row = queries.shown_one(request.actor, shown_thought_id)
    actions.take_back(request.actor, shown_thought_id)
    messages.success(request, _("They cannot read it any more"))
    return redirect(_address(request, "dilemma_thought", row.thought_id))


def _page(
    request: NetworkRequest, name: str, message: str, shown: dict[str, Any] | None = None, *sent: forms.Form
) -> HttpResponse:
    back = {} if name == "list" else {"back": _address(request, "dilemmas"), "back_text": _("Dilemmas")}
    context = {**frame(request, "my_mirror", message), **back, **(shown or {})}
    status = 409 if "versions" in context else 422 if any(each.errors for each in sent) else 200
    return render(request, f"pages/leadership/dilemmas/{name}.html", context, status=status)


def _titled(request: NetworkRequest, rows: Iterable[Any]) -> list[tuple[Any, str, int]]:
    """Each with the title of its card, and to how many it is shown."""
    readers = [each.thought_id for each in queries.shown(request.actor)]
    return [(each, dilemmas.title(each.card, request.actor.language), readers.count(each.pk)) for each in rows]


def _with_places(request: NetworkRequest, lines: Iterable[Line]) -> list[tuple[str, str]]:
    """Each line with the address of the page that its figures come from."""
    slug = networks.network(request.actor).slug
    return [(line.text, page_named(line.place, slug)) for line in lines]


def _address(request: NetworkRequest, name: str, *args: object) -> str:
    return reverse(f"web:{name}", args=[networks.network(request.actor).slug, *args])


AT = "leadership/mine/dilemmas/"
urlpatterns = [
    path(AT, listed, name="dilemmas"),
    path(f"{AT}thoughts/<uuid:thought_id>/", thought, name="dilemma_thought"),
    path(f"{AT}thoughts/<uuid:thought_id>/show/", show, name="dilemma_show"),
    path(f"{AT}thoughts/<uuid:thought_id>/delete/", delete, name="dilemma_thought_delete"),
    path(f"{AT}shown/<uuid:shown_thought_id>/", shown, name="dilemma_shown"),
    path(f"{AT}shown/<uuid:shown_thought_id>/end/", take_back, name="dilemma_take_back"),
    path(f"{AT}<slug:card>/", card, name="dilemma"),
]
