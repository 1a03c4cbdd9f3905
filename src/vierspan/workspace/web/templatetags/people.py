"""Who reads: which person of the directory they may say that they are."""

from django import template

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.directory.actions import claiming
from vierspan.workspace.directory.models import Person

register = template.Library()


@register.filter
def could_be(actor: Actor) -> Person | None:
    return claiming.could_be(actor)
