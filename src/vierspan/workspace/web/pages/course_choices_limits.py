"""What holds when choosing: must-haves, what goes together, what themes weigh, what an activity asks of whom."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course import queries as course
from vierspan.workspace.course.priorities import queries
from vierspan.workspace.course.priorities.actions import limits as actions
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.insight.words import written
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_frame import frame, slug_of
from vierspan.workspace.web.course_names import parties_named
from vierspan.workspace.web.forms.choices import AskedForm, BondForm, TermsForm
from vierspan.workspace.web.versions import both_versions

UNBOUND = "unbound_choice"  # in the session: what was taken away last


@in_network(Do.READ_ROOMS)
@require_http_methods(["GET", "POST"])
def limits(request: NetworkRequest) -> HttpResponse:
    """All that holds, on one page; a POST says what goes together."""
    form = _bond_form(request, request.POST or None)
    status = 200
    if request.method == "POST":
        authorise(request.actor, Do.EDIT_ROOMS)
        if form.is_valid() and _bound(request, form):
            messages.success(request, _("That holds from now on."))
            return redirect("web:choice_limits", slug=slug_of(request))
        status = 422
    return render(request, "pages/course/choice_limits.html", _shown(request, bond_form=form), status=status)


def _bond_form(request: NetworkRequest, given: Any = None) -> BondForm:
    activities = [(str(each.pk), each.name) for each in queries.candidates(request.actor)]
    return BondForm(given, activities=activities)


def _bound(request: NetworkRequest, form: BondForm) -> bool:
    given = form.cleaned_data
    other = UUID(given["other"]) if given["other"] else None
    try:
        actions.bind(request.actor, given["kind"], UUID(given["activity"]), other, reason=given["reason"])
    except Invalid as slip:
        form.add_error(slip.field, worded(slip.reason))
        return False
    return True


def _shown(request: NetworkRequest, **more: Any) -> dict[str, Any]:
    actor = request.actor
    activities = queries.candidates(actor)
    shares = queries.shares(actor, activities)
    parties = parties_named(actor, [each.parties for each in activities])
    asked = [
        (each, [(parties.get(party, ""), share) for party, share in shares[each.pk].items() if party in parties])
        for each in activities
    ]
    rows = queries.bonds(actor)
    shown = {
        "message": _("What holds when you choose"),
        "bonds": [(kind, [each for each in rows if each.kind == kind]) for kind in ("must", "needs", "excludes")],
        "has_bonds": bool(rows),
        "asked": asked,
        "may_edit": may(actor, Do.EDIT_ROOMS),
        "bond_form": _bond_form(request),
        "terms_form": _terms_form(request),
    }
    return frame(request, "choices", **{**shown, **more})


def _terms_form(request: NetworkRequest, given: Any = None) -> TermsForm:
    themes, stands = course.themes(request.actor), queries.terms(request.actor)
    first: dict[str, Any] = {"everybody": stands.is_for_everybody, "version": _version(stands)}
    for each in themes:
        first[f"weight-{each.pk}"] = stands.weights.get(str(each.pk))
        first[f"must-{each.pk}"] = str(each.pk) in stands.must_themes
    form = TermsForm(given, themes=[(str(each.pk), each.name) for each in themes], initial=first)
    for each in themes:
        own = written(each.priority, "number", request.actor.language) if each.priority is not None else _("the mean")
        form.fields[f"weight-{each.pk}"].widget.attrs["placeholder"] = own
    return form


def _version(stands: Any) -> str:
    return "" if stands._state.adding else version(stands)


@in_network(Do.EDIT_ROOMS)
@require_POST
def terms(request: NetworkRequest) -> HttpResponse:
    form = _terms_form(request, request.POST)
    if not form.is_valid():
        return render(request, "pages/course/choice_limits.html", _shown(request, terms_form=form), status=422)
    told = {"weights": form.weights(), "must_themes": form.must_themes()}
    try:
        actions.set_terms(
            request.actor,
            **told,  # type: ignore[arg-type]
            is_for_everybody=form.cleaned_data["everybody"],
            seen=form.cleaned_data["version"],
        )
    except Changed as changed:
        form.data = {**request.POST.dict(), "version": changed.version}
        shown = _shown(request, terms_form=form, versions=both_versions(form, changed, _wordings(request)))
        return render(request, "pages/course/choice_limits.html", shown, status=409)
    messages.success(request, _("Kept. What fits is worked out anew."))
    return redirect("web:choice_limits", slug=slug_of(request))


def _wordings(request: NetworkRequest) -> dict[str, Any]:
    names = {str(each.pk): each.name for each in course.themes(request.actor)}
    return {"must_themes": lambda ids: ", ".join(names.get(each, "") for each in ids)}


@in_network(Do.EDIT_ROOMS)
@require_POST
def unbind(request: NetworkRequest, bond_id: UUID) -> HttpResponse:
    gone = actions.unbind(request.actor, bond_id)
    slug = slug_of(request)
    request.session[UNBOUND] = [str(gone.activity_id), str(gone.other_id or ""), gone.kind, gone.reason]
    messages.success(request, _("That no longer holds."), extra_tags=reverse("web:rebind_choice", args=[slug]))
    return redirect("web:choice_limits", slug=slug)


@in_network(Do.EDIT_ROOMS)
@require_POST
def rebind(request: NetworkRequest) -> HttpResponse:
    """What was taken away last holds again."""
    gone = request.session.pop(UNBOUND, None)
    if gone is None:
        raise NotFound
    activity, other, kind, reason = gone
    actions.bind(request.actor, kind, UUID(activity), UUID(other) if other else None, reason=reason)
    messages.success(request, _("That holds from now on."))
    return redirect("web:choice_limits", slug=slug_of(request))


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def asked(request: NetworkRequest, activity_id: UUID) -> HttpResponse:
    """What one activity asks of each of its parties in a quarter."""
    activity = course.activity(request.actor, activity_id)
    shares = queries.shares(request.actor, [activity])[activity.pk]
    names = parties_named(request.actor, [activity.parties])
    if not names:
        raise NotFound
    first = {party: share.hours for party, share in shares.items() if share.is_told}
    form = AskedForm(request.POST or None, parties=list(names.items()), initial=first)
    for party, share in shares.items():
        if party in form.fields and not share.is_told:
            form.fields[party].widget.attrs["placeholder"] = written(share.hours, "number", request.actor.language)
    if request.method == "POST" and form.is_valid():
        actions.ask(request.actor, activity_id, form.hours())
        messages.success(request, _("Kept. What fits is worked out anew."))
        return redirect("web:choice_limits", slug=slug_of(request))
    shown = frame(request, "choices", form=form, activity=activity, message=activity.name)
    return render(request, "pages/course/choice_asked.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("course/choices/limits/", limits, name="choice_limits"),
    path("course/choices/limits/terms/", terms, name="choice_terms"),
    path("course/choices/limits/undo/", rebind, name="rebind_choice"),
    path("course/choices/limits/<uuid:bond_id>/remove/", unbind, name="unbind_choice"),
    path("course/choices/hours/<uuid:activity_id>/", asked, name="choice_asked"),
]
