"""Where a level stands on its track."""

from django import template

register = template.Library()
FIRST, STEP = 4, 11


@register.filter
def at_level(level: float, shift: int = 0) -> str:
    """The x of a level, from 0 to 5."""
    return f"{FIRST + STEP * level + shift:g}"
