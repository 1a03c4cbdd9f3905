"""What is said outside, by whom, and who the network is to others."""

from django.urls import URLPattern

from vierspan.workspace.web.rooms import Place

PLACES: tuple[Place, ...] = ()
urlpatterns: list[URLPattern] = []
