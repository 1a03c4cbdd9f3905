"""Saying how an initiative goes by the link in a letter, without an account. Opening it changes nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from vierspan.workspace.initiatives.starting.actions import judging
from vierspan.workspace.web.by_link import by_link
from vierspan.workspace.web.forms.initiatives import StatusForm
from vierspan.workspace.web.keeping import kept


@by_link(judging.PURPOSE)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    asked = judging.asked_by(link)
    first = {"status": asked.said.status, "line": asked.said.line} if asked.said else {}
    form = StatusForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if kept(form, lambda: judging.judge_by_link(link, given["status"], given["line"])):
            return redirect("web:judging", token=token)
    shown = {"link": link, "asked": asked, "form": form}
    return render(request, "pages/initiatives/judging_link.html", shown, status=422 if form.errors else 200)


urlpatterns = [path("link/judging/<str:token>/", answer, name="judging")]
