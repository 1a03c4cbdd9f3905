"""Feedback, conflicts, and whether the role of developer is granted."""

from django.urls import URLPattern

from vierspan.workspace.web.rooms import Place

PLACES: tuple[Place, ...] = ()
urlpatterns: list[URLPattern] = []
