"""One gathering, from what it is for until what came of it; making one, changing it, calling it off."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions.meeting import queries as meeting
from vierspan.workspace.conditions.meeting.actions import plans
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.insight import words
from vierspan.workspace.leadership.growth import queries as growth
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.gatherings import PULSE, WAYS, GatheringForm, ItemForm, TakeawayForm
from vierspan.workspace.web.gathering_frame import completing, frame, room_tabs, run_by, to_gathering, tried
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.templatetags.vierspan import day as day_words
from vierspan.workspace.web.versions import both_versions

OF_THE_ROW = ("purpose", "name", "kind", "held_on")
OF_THE_PLAN = ("starts_at", "ends_at", "place", "word")


def ahead_message(name: str, on: date) -> str:
    return _("Next: %(name)s, on %(day)s") % {"name": name, "day": day_words(on)}


@in_network(Do.READ_ROOMS)
@require_GET
def gathering(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    return page(request, gathering_id)


def page(request: NetworkRequest, gathering_id: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one gathering; `more` holds a form that needs another look."""
    actor = request.actor
    plan = meeting.plan(actor, gathering_id)
    shown = frame(request, plan)
    shown |= _programme(request, plan) | _people(request, plan, shown) | _after(request, plan)
    shown |= {
        "kind_words": words.choice_label("gathering_kinds", plan.gathering.kind, actor.language),
        "seen": version(plan.gathering),
        "own_tries": growth.tried_at(actor, gathering=gathering_id),
    }
    return render(request, "pages/gatherings/gathering.html", shown | more, status=status)


def _programme(request: NetworkRequest, plan: Any) -> dict[str, Any]:
    items = meeting.programme(request.actor, plan.gathering.pk)
    there_are, needed = meeting.minutes_there_are(plan), sum(item.minutes or 0 for item in items)
    ways = dict(WAYS)
    lines = [(item, str(ways.get(item.way, "")) if item.way else "", _item_form(item), version(item)) for item in items]
    over = needed - there_are if there_are is not None and needed > there_are else 0
    return {"items": lines, "needed": needed, "there_are": there_are, "over": over, "item_form": ItemForm()}


def _item_form(item: Any) -> ItemForm:
    first = {column: getattr(item, column) for column in ("what", "who", "minutes", "way")}
    return ItemForm(initial={**first, "version": version(item)}, auto_id=f"item-{item.pk}-%s")


def _people(request: NetworkRequest, plan: Any, shown: Mapping[str, Any]) -> dict[str, Any]:
    actor = request.actor
    told: dict[str, Any] = {"turnout": meeting.turnout(actor, plan), "groups": [], "options": 0}
    if not shown["reads_names"]:
        return told
    guests = [each for each in meeting.guest_list(actor, plan) if each.invited_on or each.answer or each.walked_in]
    heads = {
        "yes": _("They come"),
        "maybe": _("Maybe"),
        "": _("Have not said yet"),
        "no": _("Do not come"),
    }
    groups = [(key, head, [each for each in guests if each.answer == key]) for key, head in heads.items()]
    came, away = meeting.came(actor, plan.gathering.pk)
    return told | {
        "groups": [each for each in groups if each[2]],
        "options": meeting.option_count(actor, plan),
        "voted": meeting.voted(actor, plan),
        "came": came,
        "away": away,
    }


def _after(request: NetworkRequest, plan: Any) -> dict[str, Any]:
    actor = request.actor
    pulse = meeting.pulse(actor, plan)
    questions = dict(PULSE)
    rows = meeting.takeaways(actor, plan.gathering.pk)
    return {
        "pulse": pulse,
        "pulse_lines": [(questions[key], cell) for key, cell in pulse.cells] if pulse else [],
        "takeaways": [(row, version(row), meeting.may_change(actor, row, plan)) for row in rows],
        "takeaway_form": TakeawayForm(),
    }


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    form, example = _form(request, _example(request)), _example_id(request)
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        organiser = _organiser(request, form)
        copied = _programme_of(request, example)
        if not form.errors and tried(
            request, lambda: made.append(plans.make(request.actor, form.wish(organiser, programme=copied))), form
        ):
            messages.success(request, _("It stands. Put together the programme, and choose whom you ask."))
            return to_gathering(request, made[0].pk)
    slug = networks.network(request.actor).slug
    shown = {
        "form": form,
        "is_new": True,
        "tabs": room_tabs(slug),
        "examples": meeting.examples(request.actor),
        "example": example,
        "message": _("What do you come together for?"),
    }
    return render(request, "pages/gatherings/edit.html", shown, status=422 if form.errors else 200)


def _example_id(request: NetworkRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("like") or request.GET.get("like", ""))
    except ValueError:
        return None


def _example(request: NetworkRequest) -> dict[str, Any]:
    """What an earlier gathering was for and where: an example to start from."""
    found = _example_id(request)
    if found is None:  # another page may have said what it could be about
        return {column: request.GET[column] for column in ("purpose", "name") if column in request.GET}
    row, plan, _items = plans.like(request.actor, found)
    kept = {column: getattr(row, column) for column in ("purpose", "name", "kind")}
    return {
        **kept,
        "initiative": str(row.initiative_id or ""),
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "place": plan.place,
    }


def _programme_of(request: NetworkRequest, example: UUID | None) -> tuple[Mapping[str, Any], ...]:
    if example is None:
        return ()
    _row, _plan, items = plans.like(request.actor, example)
    return tuple({column: getattr(item, column) for column in ("what", "who", "minutes", "way")} for item in items)


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    plan = run_by(request, gathering_id)
    form = _form(request, _as_it_stands(plan))
    shown = frame(request, plan) | {"form": form, "message": plan.gathering.name}
    if request.method == "POST" and form.is_valid():
        organiser, told = _organiser(request, form), []
        wish = None if form.errors else form.wish(organiser, party=plan.gathering.party_id)
        try:
            if wish and tried(
                request,
                lambda: told.append(plans.change(request.actor, gathering_id, wish, seen=form.cleaned_data["version"])),
                form,
            ):
                messages.success(request, _changed_words(told[0]))
                return to_gathering(request, gathering_id)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed, _wordings(request))
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/gatherings/edit.html", shown, status=409)
    return render(request, "pages/gatherings/edit.html", shown, status=422 if form.errors else 200)


def _changed_words(was_told: bool) -> str:
    if was_told:
        return _("Kept. Who is invited gets a mail with how it stands now.")
    return _("The gathering is kept as you put it")


def _as_it_stands(plan: Any) -> dict[str, Any]:
    row = plan.gathering
    return {
        **{column: getattr(row, column) for column in OF_THE_ROW},
        **{column: getattr(plan, column) for column in OF_THE_PLAN},
        "initiative": str(row.initiative_id or ""),
        "organiser": row.organiser.name if row.organiser else "",
        "version": version(row),
    }


def _form(request: NetworkRequest, first: Mapping[str, Any]) -> GatheringForm:
    kinds = words.choice_labels("gathering_kinds", request.actor.language)
    rows = initiatives.initiatives(request.actor, state="active").rows
    choices = [(str(row.pk), row.name) for row in rows]
    chosen = first.get("initiative")
    if chosen and chosen not in dict(choices):
        choices.append((chosen, initiatives.initiative(request.actor, UUID(chosen)).name))
    form = GatheringForm(request.POST or None, initial=first, kinds=kinds, initiatives=choices)
    completing(request, form, "organiser")
    return form


def _organiser(request: NetworkRequest, form: GatheringForm) -> UUID | None:
    name = form.cleaned_data["organiser"]
    if not name:
        return request.actor.person_id
    meant = people_named.person_meant(request.actor, name)
    if meant is None:
        form.add_error("organiser", worded("nobody_by_that_name"))
        return None
    return meant.id


def _wordings(request: NetworkRequest) -> Mapping[str, Any]:
    def named(value: Any) -> str:
        return next((each.name for each in directory.names(request.actor, [value]).values()), "")

    def initiative(value: Any) -> str:
        return str(initiatives.initiative(request.actor, value).name) if value else ""

    return {"organiser_id": named, "party_id": named, "initiative_id": initiative}


@in_network(Do.EDIT_ROOMS)
@require_POST
def call_off(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    plans.call_off(request.actor, gathering_id, request.POST.get("why", ""))
    messages.success(request, _("Called off. Who was invited gets a mail, and it goes from their calendars."))
    return to_gathering(request, gathering_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, gathering_id: UUID) -> HttpResponse:
    slug = networks.network(request.actor).slug
    if tried(request, lambda: plans.remove(request.actor, gathering_id)):
        messages.success(request, _("The gathering is gone"))
        return redirect("web:gatherings", slug=slug)
    return to_gathering(request, gathering_id)


@in_network(Do.READ_MEMBERS)
@require_GET
def names(request: NetworkRequest) -> HttpResponse:
    """The people, or people and parties, that the words typed so far could mean."""
    typed = next((request.GET[key] for key in ("organiser", "who", "name") if request.GET.get(key)), "")
    kind = "" if request.GET.get("who") else "person"
    return render(request, "parts/ties/names.html", {"hits": people_named.suggested(request.actor, typed, kind=kind)})


def sent_words(count: int) -> str:
    return ngettext("%(n)s letter goes out", "%(n)s letters go out", count) % {"n": count}


urlpatterns = [
    path("conditions/gatherings/new/", new, name="new_gathering"),
    path("conditions/gatherings/names/", names, name="gathering_names"),
    path("conditions/gatherings/<uuid:gathering_id>/", gathering, name="gathering"),
    path("conditions/gatherings/<uuid:gathering_id>/edit/", edit, name="edit_gathering"),
    path("conditions/gatherings/<uuid:gathering_id>/off/", call_off, name="call_off_gathering"),
    path("conditions/gatherings/<uuid:gathering_id>/remove/", remove, name="remove_gathering"),
]
