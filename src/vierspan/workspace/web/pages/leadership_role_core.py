"""The core group as it was named, beside the core that shows in who meets whom."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.insight.cores import cores
from vierspan.workspace.leadership.roles import queries
from vierspan.workspace.leadership.roles.actions import core as actions
from vierspan.workspace.web import role_words
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.forms.roles import NameForm, NameOutForm
from vierspan.workspace.web.keeping import kept, meant
from vierspan.workspace.web.leadership_frame import frame
from vierspan.workspace.web.pages.leadership_role import slug_of


@in_network(Do.READ_MEMBERS)
@require_GET
def core(request: NetworkRequest) -> HttpResponse:
    return page(request)


def page(request: NetworkRequest, **slips: Any) -> HttpResponse:
    actor = request.actor
    found = cores(actor)
    shown = frame(request, "roles", role_words.core_message(found)) | {
        "cores": found,
        "said": role_words.core_difference(found),
        "named": queries.core(actor),
        "before": queries.core_before(actor),
        "may_name": may(actor, Do.NAME_CORE),
        "name_form": NameForm(initial={"since": clock.today(), "person": request.GET.get("person", "")}),
        "out_form": NameOutForm(initial={"on": clock.today()}, auto_id="out_%s"),
        "both": {each.id for each in found.both},
        **slips,
    }
    return render(request, "pages/leadership/role_core.html", shown, status=422 if slips else 200)


@in_network(Do.NAME_CORE)
@require_POST
def name_in(request: NetworkRequest) -> HttpResponse:
    form = NameForm(request.POST)
    if form.is_valid():
        person = meant(request.actor, form, "person", kind="person")
        given = {key: form.cleaned_data[key] for key in ("since", "reason")}
        if person and kept(form, lambda: actions.name_in(request.actor, person.id, **given)):
            messages.success(request, _("%(name)s is in the core group") % {"name": person.name})
            return redirect("web:role_core", slug_of(request))
    return page(request, name_form=form)


@in_network(Do.NAME_CORE)
@require_POST
def name_out(request: NetworkRequest, person_id: UUID) -> HttpResponse:
    form: forms.Form = NameOutForm(request.POST, auto_id="out_%s")
    if form.is_valid() and kept(form, lambda: actions.name_out(request.actor, person_id, **form.cleaned_data)):
        messages.success(request, _("No longer in the core group; that they were in it stays"))
        return redirect("web:role_core", slug_of(request))
    return page(request, out_form=form, out_of=person_id)


AT = "leadership/roles/core/"
urlpatterns = [
    path(AT, core, name="role_core"),
    path(f"{AT}name/", name_in, name="name_core"),
    path(f"{AT}<uuid:person_id>/out/", name_out, name="name_out_of_core"),
]
