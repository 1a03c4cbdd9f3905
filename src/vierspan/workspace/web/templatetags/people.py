"""Who reads: which person of the directory they may say that they are."""

from django import template

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.directory.actions import claiming

register = template.Library()


@register.filter
def could_be(actor: Actor) -> str:
    """The name on the list; empty where there is none."""
    person = claiming.could_be(actor)
    return person.name if person else ""
