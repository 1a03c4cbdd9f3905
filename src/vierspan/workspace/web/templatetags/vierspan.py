"""What templates may say beyond Django's own: shapes, icons, orientations, figures, fields."""

from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from django import template
from django.forms import BoundField
from django.template.defaultfilters import date as date_filter
from django.template.defaultfilters import time as time_filter
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from vierspan.workspace.access import rules
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import text

register = template.Library()

SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "course": "M2 2 22.5 8.5V22.5H8.5Z",
        "horizon": "M2 22.5V2.5A20 20 0 0 1 22 22.5Z",
        "conditions": "M3 3H21V21H3Z",
        "initiatives": "M3.5 2 22 12 3.5 22Z",
    }
)
ROOM_OF: Mapping[str, str] = MappingProxyType(
    {"strategist": "course", "explorer": "horizon", "developer": "conditions", "process_manager": "initiatives"}
)
ICONS: Mapping[str, str] = MappingProxyType(
    {
        "today": "M4 6h16M4 12h16M4 18h9",
        "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
        "mirror": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 3v18M3 12h18",
        "rooms": "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
        "map": "M6 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M18 3.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5"
        "M13 15.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M8.4 7l7-.7M7 9.3l5 6.5M17 8.4l-3 7.2",
        "leadership": "M6 21V4h12l-2.5 4L18 12H6",
        "people": "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M3 20c0-4 2.5-6 6-6s6 2 6 6"
        "M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3 2.6 3 5.5",
        "import": "M12 3v12M7 10l5 5 5-5M4 20h16",
        "export": "M12 15V3M7 8l5-5 5 5M4 20h16",
        "settings": "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
        "alert": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v6M12 16.6v.1",
        "tick": "m5 12.5 4.5 4.5L19 7",
        "search": "M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15.5 15.5 20 20",
        "close": "M6 6l12 12M18 6 6 18",
        "add": "M12 5v14M5 12h14",
        "theme": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 3v18M12 7l5 2M12 12h9M12 17l5-2",
        "sign-out": "M10 4H5v16h5M9 12h11M16 8l4 4-4 4",
        "mail": "M3 6h18v12H3zM3 7l9 6 9-6",
    }
)


@register.simple_tag
def shape(orientation: str, size: str = "") -> SafeString:
    """The shape of an orientation, by the name of its role or its room; the word stands beside it."""
    room = ROOM_OF.get(orientation, orientation)
    return format_html(
        '<svg class="shape {}" viewBox="0 0 24 24" aria-hidden="true" data-o="{}"><path d="{}"/></svg>',
        size,
        room,
        SHAPES[room],
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', ICONS[name])


@register.simple_tag
def mark() -> SafeString:
    """The sign of Vierspan: the four shapes around the hand."""
    return mark_safe(
        '<svg class="mark" viewBox="0 0 64 64" aria-hidden="true">'
        '<path class="course" d="M3 3 30 13V30H13Z"/><path class="horizon" d="M34 3A27 27 0 0 1 61 30H34Z"/>'
        '<path class="conditions" d="M5 34H30V59H5Z"/><path class="initiatives" d="M34 34 61 47.5 34 61Z"/>'
        '<circle class="hand" cx="32" cy="32" r="6.5"/><circle class="reins" cx="32" cy="32" r="3.6"/></svg>'
    )


@register.filter
def room(orientation: str) -> str:
    """The key of the room of an orientation, as in data-o."""
    return ROOM_OF.get(orientation, orientation)


@register.filter
def room_name(orientation: str) -> str:
    """Koers, Horizon, Voorwaarden, Initiatieven."""
    return {
        "course": pgettext("room", "Course"),
        "horizon": pgettext("room", "Horizon"),
        "conditions": pgettext("room", "Conditions"),
        "initiatives": pgettext("room", "Initiatives"),
    }[room(orientation)]


@register.filter
def role_name(orientation: str) -> str:
    """Strateeg, verkenner, ontwikkelaar, procesmanager."""
    return {
        "course": pgettext("orientation", "Strategist"),
        "horizon": pgettext("orientation", "Explorer"),
        "conditions": pgettext("orientation", "Developer"),
        "initiatives": pgettext("orientation", "Process manager"),
    }[room(orientation)]


@register.filter
def figure(value: float | None, decimals: int = 0) -> str:
    """A number as people here write it; a dash where there is none."""
    if value is None:
        return "–"
    rounded = round(value, decimals)  # the formatter itself cuts off, and the mirror rounds
    return str(formats.number_format(rounded, decimals, use_l10n=True, force_grouping=abs(rounded) >= 10_000))


@register.filter
def percent(share: float | None) -> str:
    """A share from 0 to 1 as a whole percentage, without the sign."""
    return figure(None if share is None else round(share * 100))


@register.filter
def day(value: date | None) -> str:
    """ma 23 november, or Mon 23 November."""
    if value is None:
        return ""
    written = date_filter(value, "D j F Y")
    return written.lower() if get_language() == "nl" else written


@register.filter
def clock_time(value: datetime) -> str:
    """09.30 in Dutch, 9:30 in English."""
    return date_filter(value, "H.i" if get_language() == "nl" else "G:i")


@register.filter
def hour(value: time | None) -> str:
    """A time of day: 09.30 in Dutch, 9:30 in English."""
    return "" if value is None else time_filter(value, "H.i" if get_language() == "nl" else "G:i")


@register.filter
def weekday(value: date | None) -> str:
    """ma, Mon."""
    if value is None:
        return ""
    written = date_filter(value, "D")
    return written.lower() if get_language() == "nl" else written


@register.filter
def short_day(value: date | None) -> str:
    """23 nov, 23 Nov."""
    return "" if value is None else date_filter(value, "j b" if get_language() == "nl" else "j M")


@register.filter
def at_key(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key that is a variable; None when it holds nothing."""
    return mapping.get(key)


@register.simple_tag
def widget(field: BoundField, extra_class: str = "") -> SafeString:
    """A form field's control in our look, tied to its hint and its error."""
    told = [f"{field.auto_id}-hint"] if field.help_text else []
    attributes: dict[str, Any] = {"class": f"input {extra_class}".strip()}
    if field.errors:
        told.append(f"{field.auto_id}-why")
        attributes["aria-invalid"] = "true"
    if told:
        attributes["aria-describedby"] = " ".join(told)
    return field.as_widget(attrs=attributes)


@register.filter
def initials(name: str) -> str:
    return text.initials(name)


@register.filter
def may(actor: Actor, do: str) -> bool:
    """Whether the reader may do it, by the name of the rule: a page offers no way that would be refused."""
    return rules.may(actor, rules.Do(do))
