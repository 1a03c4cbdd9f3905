"""What templates may say beyond Django's own: shapes, orientations, figures."""

from django import template

register = template.Library()
