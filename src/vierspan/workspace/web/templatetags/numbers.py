"""Numbers in the message of a page: small ones as words, and counts of rows in a few words."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from vierspan.workspace.web.templatetags.vierspan import figure

register = template.Library()

WORDS = (
    pgettext_lazy("number", "No"),
    pgettext_lazy("number", "One"),
    pgettext_lazy("number", "Two"),
    pgettext_lazy("number", "Three"),
    pgettext_lazy("number", "Four"),
    pgettext_lazy("number", "Five"),
    pgettext_lazy("number", "Six"),
    pgettext_lazy("number", "Seven"),
    pgettext_lazy("number", "Eight"),
    pgettext_lazy("number", "Nine"),
    pgettext_lazy("number", "Ten"),
    pgettext_lazy("number", "Eleven"),
    pgettext_lazy("number", "Twelve"),
)


@register.filter
def in_words(number: int) -> str:
    """Up to twelve as a word with a capital, beyond that in figures."""
    return str(WORDS[number]) if 0 <= number < len(WORDS) else str(number)


@register.filter
def counts_in_words(counts: Mapping[str, int]) -> str:
    """Of so many rows what happens to them; what happens to none is not said."""
    said = {
        "new": _("%(n)s new"),
        "changed": _("%(n)s brought up to date"),
        "untouched": _("%(n)s already as they are"),
    }
    return ", ".join(words % {"n": figure(counts[key])} for key, words in said.items() if counts.get(key))
