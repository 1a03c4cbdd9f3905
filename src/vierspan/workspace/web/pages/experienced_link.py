"""Saying how far one could take part, by a personal link, without an account. Opening it changes nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from vierspan.workspace.initiatives.planning.actions import experiences
from vierspan.workspace.web.by_link import by_link
from vierspan.workspace.web.forms.planning import ExperiencedForm
from vierspan.workspace.web.keeping import kept


@by_link(experiences.PURPOSE)
@require_GET
def experienced(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    return _page(request, token, link, ExperiencedForm(initial={"level": experiences.said_by(link)}))


@by_link(experiences.PURPOSE)
@require_POST
def say(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    form = ExperiencedForm(request.POST)
    if form.is_valid() and kept(form, lambda: experiences.say_by_link(link, form.cleaned_data["level"])):
        return redirect("web:experienced", token=token)
    return _page(request, token, link, form)


def _page(request: HttpRequest, token: str, link: Any, form: ExperiencedForm) -> HttpResponse:
    shown = {
        "link": link,
        "token": token,
        "seat": experiences.seat_of(link),
        "said": experiences.said_by(link) is not None,
        "form": form,
    }
    return render(request, "pages/plan/experienced.html", shown, status=422 if form.errors else 200)


open_urlpatterns = [
    path("link/experienced/<str:token>/", experienced, name="experienced"),
    path("link/experienced/<str:token>/say/", say, name="experienced_say"),
]
