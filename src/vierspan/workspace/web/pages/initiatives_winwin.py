"""Win-win: what each party needs, and which package is good for all."""

from django.urls import URLPattern

from vierspan.workspace.web.rooms import Place

PLACES: tuple[Place, ...] = ()
urlpatterns: list[URLPattern] = []
