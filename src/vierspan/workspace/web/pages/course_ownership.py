"""Whose network it is: who speaks outside, and how broadly it is felt to be ours."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
