"""Where a personal link leads, for tests that need no pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def page(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse(token)


links = [path("answer/<str:token>/", page, name="answer"), path("pulse/<str:token>/", page, name="pulse_answer")]
urlpatterns = [path("", include((links, "web")))]
