"""Telling what one saw of how a rule lives: first to whom it is about, then by the agreed steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.conditions import queries, remarks
from vierspan.workspace.conditions.actions import remarks as actions
from vierspan.workspace.conditions.actions.remarks import Told
from vierspan.workspace.directory.versions import Changed, version
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.rules import RemarkForm, ReplyForm, StepsForm
from vierspan.workspace.web.pages import people_named
from vierspan.workspace.web.pages.conditions_giving import kept
from vierspan.workspace.web.pages.conditions_rule import frame, to_rule
from vierspan.workspace.web.versions import both_versions


@in_network(Do.EDIT_ROOMS)
@require_http_methods(["GET", "POST"])
def tell(request: NetworkRequest, rule_id: UUID) -> HttpResponse:
    actor, rule = request.actor, queries.rule(request.actor, rule_id)
    kind = request.GET.get("kind", "")
    form = RemarkForm(request.POST or None, initial={"kind": kind, "seen_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        told = _told(request, form)
        if told and (made := kept(form, lambda: actions.tell(actor, rule_id, told))):
            if told.about is None:
                messages.success(request, _("Written down for everybody to read"))
                return to_rule(request, rule_id)
            messages.success(request, _("Told. Only you two read it; they get a mail that something stands here."))
            return _to(request, made.pk)
    shown = {**frame(request), "form": form, "rule": rule, "agreed": remarks.steps(actor)}
    shown["message"] = _("How does this rule live?")
    return render(request, "pages/conditions/remark_new.html", shown, status=422 if form.errors else 200)


def _told(request: NetworkRequest, form: RemarkForm) -> Told | None:
    given = form.cleaned_data
    meant = people_named.anybody_meant(request.actor, given["about"]) if given["about"] else None
    if given["about"] and meant is None:
        form.add_error("about", worded("nobody_by_that_name"))
        return None
    about = meant.id if meant else None
    return Told(kind=given["kind"], text=given["text"], seen_on=given["seen_on"], about=about)


@in_network(Do.EDIT_ROOMS)
@require_GET
@never_cache
def remark(request: NetworkRequest, remark_id: UUID) -> HttpResponse:
    return _page(request, remark_id, ReplyForm())


def _page(request: NetworkRequest, remark_id: UUID, form: ReplyForm) -> HttpResponse:
    actor = request.actor
    row = remarks.remark(actor, remark_id)
    is_observer = remarks.is_observer(actor, row)
    shown = {
        **frame(request),
        "row": row,
        "rule": row.rule,
        "message": _("A good example") if row.kind == "good" else _("A rule that was strained"),
        "about": row.person or row.party,
        "replies": remarks.replies(actor, row),
        "is_observer": is_observer,
        "may_reply": is_observer or remarks.is_concerned(actor, row),
        "may_take_back": is_observer and row.stage != remarks.EVERYBODY,
        "steps": remarks.next_steps(actor, row),
        "agreed": remarks.steps(actor),
        "form": form,
    }
    return render(request, "pages/conditions/remark.html", shown, status=422 if form.errors else 200)


@in_network(Do.EDIT_ROOMS)
@require_POST
def reply(request: NetworkRequest, remark_id: UUID) -> HttpResponse:
    remarks.remark(request.actor, remark_id)
    form = ReplyForm(request.POST)
    if form.is_valid() and kept(form, lambda: actions.reply(request.actor, remark_id, form.cleaned_data["text"])):
        messages.success(request, _("Your answer stands here"))
        return _to(request, remark_id)
    return _page(request, remark_id, form)


@in_network(Do.EDIT_ROOMS)
@require_POST
def step(request: NetworkRequest, remark_id: UUID) -> HttpResponse:
    try:
        row = actions.take_step(request.actor, remark_id, request.POST.get("to", ""))
    except Invalid as slip:
        messages.error(request, worded(slip.reason))
        return _to(request, remark_id)
    said = _("The leaders can read it now") if row.stage == remarks.LEADERS else _("Everybody can read it now")
    messages.success(request, said)
    return _to(request, remark_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def settle(request: NetworkRequest, remark_id: UUID) -> HttpResponse:
    actions.settle(request.actor, remark_id)
    messages.success(request, _("Good: talked over and done"))
    return _to(request, remark_id)


@in_network(Do.EDIT_ROOMS)
@require_POST
def take_back(request: NetworkRequest, remark_id: UUID) -> HttpResponse:
    rule_id = remarks.remark(request.actor, remark_id).rule_id
    actions.take_back(request.actor, remark_id)
    messages.success(request, _("Taken back; nothing of it is kept"))
    return to_rule(request, rule_id)


@in_network(Do.READ_ROOMS)
@require_http_methods(["GET", "POST"])
def steps(request: NetworkRequest) -> HttpResponse:
    """The steps that the network agreed; everybody may read them, leaders set them."""
    actor = request.actor
    row = remarks.steps(actor)
    first = {each: getattr(row, each) for each in ("wait_days", "leaders_first", "to_everybody")}
    form = StepsForm(request.POST or None, initial={**first, "version": version(row)})
    shown: dict[str, Any] = {
        **frame(request),
        "form": form,
        "agreed": row,
        "may_set_up": may(actor, Do.SET_UP_CONDITIONS),
        "message": _("From what you see to what all know"),
    }
    if request.method == "POST" and form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "version"}
        try:
            if kept(form, lambda: actions.agree_steps(actor, seen=form.cleaned_data["version"], **given)):
                messages.success(request, _("The steps are kept"))
                return redirect("web:remark_steps", networks.network(actor).slug)
        except Changed as changed:
            shown["versions"] = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return render(request, "pages/conditions/remark_steps.html", shown, status=409)
    return render(request, "pages/conditions/remark_steps.html", shown, status=422 if form.errors else 200)


def _to(request: NetworkRequest, remark_id: UUID) -> HttpResponse:
    return redirect("web:remark", networks.network(request.actor).slug, remark_id)


urlpatterns = [
    path("conditions/rules/<uuid:rule_id>/seen/", tell, name="tell_remark"),
    path("conditions/steps/", steps, name="remark_steps"),
    path("conditions/remarks/<uuid:remark_id>/", remark, name="remark"),
    path("conditions/remarks/<uuid:remark_id>/reply/", reply, name="reply_remark"),
    path("conditions/remarks/<uuid:remark_id>/step/", step, name="remark_step"),
    path("conditions/remarks/<uuid:remark_id>/settle/", settle, name="settle_remark"),
    path("conditions/remarks/<uuid:remark_id>/take-back/", take_back, name="take_back_remark"),
]
