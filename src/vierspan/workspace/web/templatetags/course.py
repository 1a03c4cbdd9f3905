"""Small things that the templates of the course need."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template

from vierspan.workspace.course.coherence import Waiting

register = template.Library()
WHOLE = 100


@register.filter
def beside(one: Sequence[Any], other: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Two lists, pair by pair."""
    return list(zip(one, other, strict=True))


@register.filter
def bar(share: float | None) -> str:
    """A share of 1 as the width of a bar of 100, with a point in every language."""
    return f"{min(1.0, max(0.0, share or 0.0)) * WHOLE:.1f}"


@register.filter
def part(waiting: Waiting) -> str:
    """How far a judge is, as the width of a bar."""
    return bar(waiting.done / waiting.total if waiting.total else 0.0)
