"""The network's logo and colour: chosen here, shown beside its name on every page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vierspan.workspace.access.rules import Do
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.reasons import worded
from vierspan.workspace.course.positioning import queries
from vierspan.workspace.course.positioning.actions import appearance
from vierspan.workspace.course.positioning.colour import Verdict, colour_of, judged, nearest
from vierspan.workspace.directory.versions import Changed
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.course_frame import slug_of
from vierspan.workspace.web.forms.outward import AccentForm, LogoForm
from vierspan.workspace.web.headers import kept_by_the_reader
from vierspan.workspace.web.outward_frame import frame, look_css, picture_reply
from vierspan.workspace.web.versions import both_versions


@in_network(Do.PUBLISH_OUTWARD)
@require_http_methods(["GET", "POST"])
def look(request: NetworkRequest) -> HttpResponse:
    """The colour; the logo has a form of its own."""
    form = AccentForm(request.POST or None, initial=_as_it_stands(request))
    if request.method == "POST" and form.is_valid():
        try:
            appearance.choose_accent(request.actor, form.cleaned_data["accent"], seen=form.cleaned_data["version"])
        except Changed as changed:
            both = both_versions(form, changed)
            form.data = {**form.data.dict(), "version": changed.version}  # type: ignore[attr-defined]
            return _page(request, form, status=409, versions=both)
        except Invalid as slip:
            form.add_error(slip.field, worded(slip.reason))
        else:
            messages.success(request, _("The colour is kept"))
            return redirect("web:outward_look", slug=slug_of(request))
    return _page(request, form, status=422 if form.errors else 200)


def _as_it_stands(request: NetworkRequest) -> dict[str, str]:
    found = queries.profile(request.actor)
    return {"accent": found.accent, "version": queries.seen_of(found)}


def _page(
    request: NetworkRequest, form: AccentForm, logo_form: LogoForm | None = None, *, status: int = 200, **more: Any
) -> HttpResponse:
    verdict = _verdict(form)
    shown = frame(
        request,
        "look",
        message=_("How your name stands"),
        form=form,
        logo_form=logo_form or LogoForm(),
        verdict=verdict,
        nearest=nearest(verdict.colour) if verdict and not verdict.passes else "",
        **more,
    )
    return render(request, "pages/course/outward_look.html", shown, status=status)


def _verdict(form: AccentForm) -> Verdict | None:
    """Of the colour in the form, where it is one."""
    try:
        return judged(colour_of(str(form["accent"].value() or "")))
    except Invalid:
        return None


@in_network(Do.PUBLISH_OUTWARD)
@require_POST
def choose_logo(request: NetworkRequest) -> HttpResponse:
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            appearance.choose_logo(request.actor, form.cleaned_data["picture"].read())
        except Invalid as slip:
            form.add_error(slip.field, worded(slip.reason))
        else:
            messages.success(request, _("The logo stands beside your name"))
            return redirect("web:outward_look", slug=slug_of(request))
    return _page(request, AccentForm(initial=_as_it_stands(request)), form, status=422)


@in_network(Do.PUBLISH_OUTWARD)
@require_POST
def remove_logo(request: NetworkRequest) -> HttpResponse:
    appearance.remove_logo(request.actor)
    messages.success(request, _("The logo is gone"))
    return redirect("web:outward_look", slug=slug_of(request))


@in_network(Do.READ_NETWORK)
@require_GET
def css(request: NetworkRequest) -> HttpResponse:
    """Its address says which colour it holds, so that a browser may keep it."""
    return kept_by_the_reader(look_css(queries.look(request.actor.network_id)))


@in_network(Do.READ_NETWORK)
@require_GET
def logo(request: NetworkRequest) -> HttpResponse:
    found = queries.logo(request.actor)
    return kept_by_the_reader(picture_reply(found, networks.network(request.actor).slug))


urlpatterns = [
    path("course/outward/look/", look, name="outward_look"),
    path("course/outward/look/logo/", choose_logo, name="choose_logo"),
    path("course/outward/look/logo/remove/", remove_logo, name="remove_logo"),
    path("look.css", css, name="look_css"),
    path("logo/", logo, name="logo"),
]
