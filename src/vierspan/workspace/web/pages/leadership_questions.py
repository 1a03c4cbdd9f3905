"""The page of questions."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vierspan.workspace.access.rules import Do
from vierspan.workspace.web.access import NetworkRequest, in_network
from vierspan.workspace.web.leadership_frame import frame


@in_network(Do.READ_DIRECTORY)
@require_GET
def questions(request: NetworkRequest) -> HttpResponse:
    return render(request, "pages/leadership/questions.html", frame(request, "questions", _("Questions")))


urlpatterns = [path("leadership/questions/", questions, name="questions")]
