"""The page to read: all rooms one after the other, without anything from elsewhere."""

from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby
from typing import Any

from django.apps import apps
from django.template.defaultfilters import yesno
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from vierspan.workspace.exchange.own_file.gathered import Of, Part, Taken
from vierspan.workspace.exchange.own_file.rows import Row
from vierspan.workspace.exchange.own_file.words import called, meant, said


def page(found: Taken, language: str) -> str:
    with override(language):
        return _whole(found, language)


def _whole(found: Taken, language: str) -> str:
    title = _("What is mine")
    made = _("Taken along on %(day)s.") % {"day": date_format(found.made_on)}
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title><style>{}</style></head>'
        "<body><h1>{}</h1><p>{} {}</p>{}{}</body></html>",
        language,
        title,
        _styles(),
        title,
        made,
        _("What others said of you in confidence is here as it was released to you, never with who said it."),
        _rooms(found.account, language),
        _each(_network(each, language) for each in found.networks),
    )


def _styles() -> SafeString:
    return mark_safe(files(__package__).joinpath("page.css").read_text(encoding="utf-8"))  # noqa: S308 our own file


def _network(of: Of, language: str) -> SafeString:
    told = {key: value for key, value in of.told.items() if value}
    parts = format_html("<h3>{}</h3>{}", _("Answers, and what was told of you"), _value(told, language))
    rooms = _rooms(of.parts, language)
    return format_html("<h1>{}</h1>{}{}", of.network.name, rooms, parts if told else "")


def _rooms(parts: list[Part], language: str) -> SafeString:
    return _each(
        format_html("<h2>{}</h2>{}", name, _each(_part(each, language) for each in found))
        for name, found in rooms_of(parts, language)
    )


def rooms_of(parts: list[Part], language: str) -> Iterator[tuple[str, list[Part]]]:
    """The parts by the room that delivered them, in the order of the house."""
    for room, found in groupby(sorted(parts, key=lambda part: _order(part.table)), key=lambda part: _room(part.table)):
        yield said("rooms", room, language), list(found)


def room_called(table: str, language: str) -> str:
    """The room in which a table stands."""
    return said("rooms", _room(table), language)


def _room(table: str) -> str:
    return apps.get_model(table).__module__.split(".")[2]


def _order(table: str) -> int:
    return [config.name.split(".")[2] for config in _ours()].index(_room(table))


def _ours() -> list[Any]:
    return [config for config in apps.get_app_configs() if config.name.startswith("vierspan.")]


def _part(part: Part, language: str) -> SafeString:
    rows = _each(format_html("<li>{}</li>", _row(row, language)) for row in part.rows)
    return format_html("<h3>{}</h3><ol>{}</ol>", said("tables", part.table, language), rows)


def _row(row: Row, language: str) -> SafeString:
    """Words first, then the figures and days."""
    if not row:
        return format_html("<p>{}</p>", _("Nothing more than that it is there."))
    return format_html(
        "<dl>{}</dl>",
        _each(
            format_html("<div><dt>{}</dt><dd>{}</dd></div>", called(name, language), _value(value, language))
            for name, value in row.items()
        ),
    )


def _value(value: Any, language: str) -> SafeString:
    if isinstance(value, dict):
        return _row(value, language)
    if isinstance(value, list | tuple):
        return format_html("<ul>{}</ul>", _each(format_html("<li>{}</li>", _value(each, language)) for each in value))
    return format_html("{}", _worded(value, language))


def _worded(value: Any, language: str) -> str:
    if isinstance(value, bool):
        return str(yesno(value, _("yes,no")))
    if isinstance(value, str) and len(value) >= len("2026-01-01") and value[:4].isdecimal():
        return _day(value)
    return "–" if value is None else meant(language).get(str(value), str(value))


def _day(value: str) -> str:
    try:
        at, on = parse_datetime(value), parse_date(value)
    except ValueError:
        return value
    if on is not None:
        return date_format(on)
    return date_format(at, "DATETIME_FORMAT") if at else value


def _each(parts: Iterator[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
