"""Opportunities: what could be taken up, and by whom."""

from django.urls import URLPattern

from vierspan.workspace.web.rooms import Place

PLACES: tuple[Place, ...] = ()
urlpatterns: list[URLPattern] = []
