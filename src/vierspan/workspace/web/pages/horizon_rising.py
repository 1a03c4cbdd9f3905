"""What comes up: terms and themes that rise."""

from django.urls import URLPattern

from vierspan.workspace.web.rooms import Place

PLACES: tuple[Place, ...] = ()
urlpatterns: list[URLPattern] = []
