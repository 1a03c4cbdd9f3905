"""What a party expects of an initiative, by the link in a letter, without an account. Opening it changes nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from vierspan.workspace.initiatives.mandate.actions import asking
from vierspan.workspace.web.by_link import by_link
from vierspan.workspace.web.forms.initiatives import EstimateForm
from vierspan.workspace.web.keeping import kept

ANSWERS = ("value", "feasibility", "timing", "energy", "interest")


@by_link(asking.PURPOSE)
@require_http_methods(["GET", "POST"])
def estimate(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    row = asking.asked_by(link)
    form = EstimateForm(request.POST or None, initial=_said_before(row))
    if request.method == "POST" and form.is_valid() and kept(form, lambda: asking.answer_by_link(link, form.answers())):
        return redirect("web:estimate_link", token=token)
    shown = {"link": link, "row": row, "purpose": asking.purpose_of(row), "form": form}
    return render(request, "pages/initiatives/estimate_link.html", shown, status=422 if form.errors else 200)


def _said_before(row: Any) -> dict[str, Any]:
    if row.answered_on is None:
        return {}
    levels = {key: getattr(row, key) or "" for key in ANSWERS}
    return {**levels, "affected": {True: "yes", False: "no"}.get(row.affected, ""), "line": row.line}


urlpatterns = [path("link/estimate/<str:token>/", estimate, name="estimate_link")]
