"""Small numbers as words, for the message of a page."""

from django import template
from django.utils.translation import pgettext_lazy

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
