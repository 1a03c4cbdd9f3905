"""One outside: where they stand, how warm the contact is, what was said, and what to do about it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.horizon.outside import queries
from vierspan.workspace.horizon.outside.actions import stakeholders as actions
from vierspan.workspace.horizon.outside.actions.stakeholders import USUAL_CHECK, Told
from vierspan.workspace.horizon.outside.queries import Stakeholder
from vierspan.workspace.insight import outside_charts, warmth
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.outside import (
    INFLUENCES,
    INTERESTS,
    KINDS,
    POSITIONS,
    CheckForm,
    FeelForm,
    KeeperForm,
    RemarkForm,
    StakeholderForm,
    StanceForm,
)
from vierspan.workspace.web.keeping import kept
from vierspan.workspace.web.outside_frame import as_line, frame, gathering_names, slug_of, theme_choices
from vierspan.workspace.web.versions import both_versions

PLAIN = ("name", "kind", "position", "influence", "interest", "interests", "asked", "rhythm_days", "relation")
SHOWN = 12  # contacts on the page; the log has them all


@in_network(Do.READ_OUTSIDE)
@require_GET
def one(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    return one_page(request, stakeholder_id)


def one_page(request: NetworkRequest, stakeholder_id: UUID, **slips: forms.Form) -> HttpResponse:
    """The page of one of them, with what went wrong in its forms."""
    actor = request.actor
    seen = warmth.outsider(actor, stakeholder_id)
    row = seen.row
    scores = [score for _day, score in warmth.lately(actor, row)]
    mine = next((each.keeper for each in seen.keepers if each.keeper.person_id == actor.person_id), None)
    shown = frame(
        request,
        "list",
        **as_line(seen),
        message=row.name,
        line=outside_charts.line(scores, _("How warm it was, over the last year")) if seen.warmth.contacts else "",
        mine=mine,
        before=queries.keepers_before(actor, row.pk),
        others=list(directory.names(actor, seen.others).values()),
        notes=queries.private_notes(actor, row.pk),
        may_change=queries.may_change(actor, row),
        may_add_party=may(actor, Do.EDIT_DIRECTORY),
        counted=round(seen.warmth.score),
        **_words(request, row),
        **_said(request, row),
        **_forms(request, row, slips),
    )
    return render(request, "pages/outside/stakeholder.html", shown, status=422 if slips else 200)


def _words(request: NetworkRequest, row: Stakeholder) -> dict[str, Any]:
    themes = dict(theme_choices(request.actor))
    return {
        "type": dict(KINDS).get(row.kind, ""),
        "position": dict(POSITIONS).get(row.position or 0, ""),
        "influence": dict(INFLUENCES).get(row.influence or 0, ""),
        "interest": dict(INTERESTS).get(row.interest or 0, ""),
        "positions": dict(POSITIONS),
        "themes": [themes[key] for key in row.themes if key in themes],
        "stances": queries.stances(request.actor, row.pk),
        "half_life": round(warmth.half_life(row)),
    }


def _said(request: NetworkRequest, row: Stakeholder) -> dict[str, Any]:
    said = queries.contacts_with(request.actor, row)
    told = queries.stories(request.actor, said[:SHOWN])
    gatherings = gathering_names(request.actor, [each.brought_to for each in told.values()])
    lines = [{"row": each, "told": told.get(each.pk)} for each in said[:SHOWN]]
    return {"said": lines, "said_count": len(said), "gatherings": gatherings}


def _forms(request: NetworkRequest, row: Stakeholder, slips: dict[str, forms.Form]) -> dict[str, Any]:
    again = CheckForm(initial={"next_check": clock.today() + USUAL_CHECK})
    return {
        "keeper_form": KeeperForm(),
        "check_form": again,
        "feel_form": FeelForm(),
        "stance_form": StanceForm(themes=theme_choices(request.actor)),
        "remark_form": RemarkForm(),
        "is_due_for_check": row.next_check is not None and row.next_check <= clock.today(),
        **slips,
    }


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    themes = theme_choices(request.actor)
    first = {"name": request.GET.get("name", ""), "kind": "organisation", "relation": "working"}
    form = StakeholderForm(request.POST or None, initial=first, themes=themes)
    if request.method == "POST" and form.is_valid():
        made = kept(form, lambda: actions.add(request.actor, _told(form)))
        if made:
            messages.success(request, _("On the list. Who keeps it warm?"))
            return redirect("web:stakeholder", slug_of(request), made.pk)
    shown = frame(request, "list", message=_("Somebody outside to keep an eye on"), form=form)
    return render(request, "pages/outside/stakeholder_edit.html", shown, status=422 if form.errors else 200)


def _told(form: StakeholderForm) -> Told:
    given = {key: value for key, value in form.cleaned_data.items() if key not in ("version", "themes")}
    return Told(**given, themes=tuple(UUID(each) for each in form.cleaned_data["themes"]))


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    row = queries.stakeholder(request.actor, stakeholder_id)
    names = theme_choices(request.actor)
    form = StakeholderForm(request.POST or None, initial=_as_it_stands(row), themes=names)
    shown = frame(request, "list", message=row.name, form=form, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            if kept(form, lambda: actions.change(request.actor, stakeholder_id, _told(form), seen=seen)):
                messages.success(request, _("Kept as you put it"))
                return to_one(request, stakeholder_id)
        except Changed as changed:
            labels = dict(names)
            wordings = {"themes": lambda ids: ", ".join(labels.get(each, "") for each in ids) or _("(empty)")}
            shown["versions"] = both_versions(form, changed, wordings)
            again = request.POST.copy()  # several themes stand under one name
            again["version"] = changed.version
            form.data = again
            return render(request, "pages/outside/stakeholder_edit.html", shown, status=409)
    return render(request, "pages/outside/stakeholder_edit.html", shown, status=422 if form.errors else 200)


def _as_it_stands(row: Stakeholder) -> dict[str, Any]:
    plain = {key: getattr(row, key) for key in PLAIN}
    more = {key: getattr(row, key) for key in ("website", "remark", "is_important", "themes")}
    return {**plain, **more, "version": version(row)}


@in_network(Do.EDIT_ROOMS)
@require_POST
def remove(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    actions.remove(request.actor, stakeholder_id)
    messages.success(request, _("Off the list. The contacts stay in the log."))
    return redirect("web:outside_list", slug=slug_of(request))


@in_network(Do.EDIT_ROOMS)
@require_POST
def check(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    form = CheckForm(request.POST)
    if form.is_valid():
        again = form.cleaned_data["next_check"]
        if kept(form, lambda: actions.check(request.actor, stakeholder_id, next_check=again)):
            messages.success(request, _("Checked today, by you"))
            return to_one(request, stakeholder_id)
    return one_page(request, stakeholder_id, check_form=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def feel(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    if "stop" in request.POST:
        actions.feel_no_more(request.actor, stakeholder_id)
        messages.success(request, _("From now on the contacts say how warm it is"))
        return to_one(request, stakeholder_id)
    form = FeelForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        if kept(form, lambda: actions.feel(request.actor, stakeholder_id, given["score"], why=given["why"])):
            messages.success(request, _("Kept, with your reason beside it"))
            return to_one(request, stakeholder_id)
    return one_page(request, stakeholder_id, feel_form=form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def stand(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    form = StanceForm(request.POST, themes=theme_choices(request.actor))
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.stand(request.actor, stakeholder_id, UUID(given["theme"]), given["position"], given["text"])
            messages.success(request, _("Kept as you put it"))
            return to_one(request, stakeholder_id)
        except Invalid as slip:
            form.add_error(slip.field, worded(slip.reason))
    return one_page(request, stakeholder_id, stance_form=form)


@in_network(Do.READ_NOTES)
@require_POST
def remark(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    form = RemarkForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["remark"]
        if kept(form, lambda: actions.remark_to_oneself(request.actor, stakeholder_id, text)):
            messages.success(request, _("Kept. Only you read it."))
            return to_one(request, stakeholder_id)
    return one_page(request, stakeholder_id, remark_form=form)


@in_network(Do.READ_NOTES)
@require_POST
def remove_remark(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    actions.remove_remark(request.actor, stakeholder_id, UUID(request.POST.get("remark", str(stakeholder_id))))
    messages.success(request, _("Taken away"))
    return to_one(request, stakeholder_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def other_name(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    """One of its other names was somebody else's after all."""
    actions.goes_by_no_more(request.actor, stakeholder_id, request.POST.get("name", ""))
    messages.success(request, _("Kept as you put it"))
    return to_one(request, stakeholder_id)


@in_network(Do.EDIT_DIRECTORY)
@require_POST
def become_party(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    try:
        party = actions.becomes_party(request.actor, stakeholder_id)
    except Conflict:
        messages.error(request, _("It takes part already."))
        return to_one(request, stakeholder_id)
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
        return to_one(request, stakeholder_id)
    messages.success(request, _("%(name)s takes part from today. What was kept of it stays.") % {"name": party.name})
    return redirect("web:party", slug_of(request), party.pk)


@in_network(Do.EDIT_ROOMS)
@require_POST
def stay_outside(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    actions.stays_outside(request.actor, stakeholder_id)
    messages.success(request, _("Back on the list of the outside"))
    return to_one(request, stakeholder_id)


def to_one(request: NetworkRequest, stakeholder_id: UUID) -> HttpResponse:
    return redirect("web:stakeholder", slug_of(request), stakeholder_id)


urlpatterns = [
    path("horizon/outside/new/", new, name="new_stakeholder"),
    path("horizon/outside/<uuid:stakeholder_id>/", one, name="stakeholder"),
    path("horizon/outside/<uuid:stakeholder_id>/edit/", edit, name="edit_stakeholder"),
    path("horizon/outside/<uuid:stakeholder_id>/remove/", remove, name="remove_stakeholder"),
    path("horizon/outside/<uuid:stakeholder_id>/checked/", check, name="check_stakeholder"),
    path("horizon/outside/<uuid:stakeholder_id>/warmth/", feel, name="feel_stakeholder"),
    path("horizon/outside/<uuid:stakeholder_id>/stance/", stand, name="stance_of_stakeholder"),
    path("horizon/outside/<uuid:stakeholder_id>/remark/", remark, name="remark_on_stakeholder"),
    path("horizon/outside/<uuid:stakeholder_id>/remark/remove/", remove_remark, name="remove_stakeholder_remark"),
    path("horizon/outside/<uuid:stakeholder_id>/other-name/", other_name, name="other_name_of_stakeholder"),
    path("horizon/outside/<uuid:stakeholder_id>/becomes-party/", become_party, name="stakeholder_becomes_party"),
    path("horizon/outside/<uuid:stakeholder_id>/stays-outside/", stay_outside, name="stakeholder_stays_outside"),
]
