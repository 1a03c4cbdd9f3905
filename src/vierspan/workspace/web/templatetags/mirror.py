"""What the pages of the mirror and of facts say in the words of analysis, and how its tables stand there."""

from typing import Any

from django import template
from django.utils.translation import get_language

from vierspan.workspace.insight import words

register = template.Library()


@register.simple_tag
def said(key: str, **facts: Any) -> str:
    """A sentence of analysis in the reader's language."""
    return words.say(key, get_language() or "nl", **facts)


@register.inclusion_tag("parts/mirror/twin.html")
def twin(table: Any, caption: str = "", most: int | None = None) -> dict[str, Any]:
    """A table of the mirror, or its first rows: sortable, and a list on the phone."""
    heads = [(label, place in table.numbers) for place, label in enumerate(table.header)]
    rows = [[(cell, *head) for cell, head in zip(row, heads, strict=True)] for row in table.rows[:most]]
    return {"heads": heads, "rows": rows, "caption": caption}
