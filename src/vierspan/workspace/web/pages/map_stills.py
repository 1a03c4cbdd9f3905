"""A view of the map that stands still, with its legend in words and its table: for stories, paper and outsiders."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vierspan.workspace.insight import words
from vierspan.workspace.insight.map_views.drawing import NARROW, ROUND, SQUARE, WIDE, Sheet, printed, still
from vierspan.workspace.insight.map_views.ground import ACCENTS, Ground
from vierspan.workspace.insight.map_views.sight import Sight, Spot, shade_order
from vierspan.workspace.insight.map_views.state import UNKNOWN
from vierspan.workspace.web.templatetags.vierspan import day as written_day
from vierspan.workspace.web.templatetags.vierspan import room_name

LIGHTEST = 4
MOST_NAMES = 3  # of the groups that share the lightest ink


@dataclass(frozen=True, slots=True)
class Key:
    """One group in the legend."""

    name: str
    count: int
    accent: str
    shade: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One in the table beside the drawing."""

    name: str
    group: str
    ties: int
    tied_to: str


@dataclass(frozen=True, slots=True)
class Still:
    """A drawing in one size or two, and what belongs to it in words."""

    wide: SafeString
    narrow: SafeString | None
    label: str
    keys: tuple[Key, ...]
    how: str
    rows: tuple[Row, ...]
    grouped_by: str


def still_on(sight: Sight, ground: Ground, sheet: Sheet) -> Still:
    """On one sheet of paper."""
    label = _label(sight)
    return Still(printed(sight, label, sheet), None, label, _keys(sight, ground), how(sight), (), _grouped_by(sight))


def still_of(sight: Sight, ground: Ground, sheet: Sheet = WIDE) -> Still:
    """For a page: wide, narrow, and as a table."""
    label = _label(sight)
    return Still(
        still(sight, label, sheet),
        still(sight, label, SQUARE if sight.layout in ROUND else NARROW),
        label,
        _keys(sight, ground),
        how(sight),
        _rows(sight, ground),
        _grouped_by(sight),
    )


def _label(sight: Sight) -> str:
    count, ties = len(sight.spots), len(sight.lines)
    return ngettext(
        "Map with %(count)d on it, and %(ties)d ties. The table says the same.",
        "Map with %(count)d on it, and %(ties)d ties. The table says the same.",
        count,
    ) % {"count": count, "ties": ties}


def _keys(sight: Sight, ground: Ground) -> tuple[Key, ...]:
    """One for each group; those that share the lightest ink stand together."""
    order = {} if sight.colouring == "accent" else shade_order(dict(sight.groups))
    names = group_names(ground, sight.colouring)
    keys = [Key(names.get(each, each), count, _accent(sight, each), order.get(each)) for each, count in sight.groups]
    light = [key for key in keys if key.shade == LIGHTEST]
    if len(light) < 2:
        return tuple(keys)
    name = ", ".join(key.name for key in light) if len(light) <= MOST_NAMES else _("others")
    at = keys.index(light[0])
    rest = [key for key in keys[at:] if key.shade != LIGHTEST]
    return (*keys[:at], Key(name, sum(key.count for key in light), "", LIGHTEST), *rest)


def _accent(sight: Sight, group: str) -> str:
    return group if sight.colouring == "accent" else ""


def group_names(ground: Ground, colouring: str) -> Mapping[str, str]:
    """Names of the groups that have no name of their own."""
    if colouring == "accent":
        return {**{each: room_name(each) for each in ACCENTS}, UNKNOWN: _("no accent")}
    if colouring in ("ring", "ring_computed"):
        return {**words.choice_labels("rings", get_language() or "nl"), UNKNOWN: _("unknown")}
    if colouring == "community":
        return {**ground.groups, UNKNOWN: _("not tied")}
    return {UNKNOWN: _("unknown")}


def how(sight: Sight) -> str:
    """How to read it, in sentences."""
    said = [_sized(sight.sizing), _("A heavy edge: the core.") if any(spot.is_core for spot in sight.spots) else ""]
    if sight.colouring in ("ring", "ring_computed"):
        said.append(_("Darker: nearer to the core."))
    elif sight.colouring != "accent" and sight.groups:
        said.append(_("Darker: a larger group, by %(what)s.") % {"what": _grouped_by(sight)})
    elif not sight.groups:
        said.append(_("Darker: more %(what)s.") % {"what": measure_name(sight.colouring)})
    if sight.since:
        then = written_day(sight.since)
        said.append(_("Black lines came since %(day)s; dotted lines went.") % {"day": then})
    if sight.left_out:
        said.append(_("%(count)d with fewer ties are left out.") % {"count": sight.left_out})
    return " ".join(filter(None, said))


def _sized(sizing: str) -> str:
    return _("A larger disc: more %(what)s.") % {"what": measure_name(sizing)}


def measure_name(measure: str) -> str:
    names = {
        "ties": _("ties"),
        "acts": _("acts"),
        "influence": _("influence"),
        "taking_part": _("taking part"),
        "direction": _("direction"),
        "binding": _("binding"),
        "strength": _("strength of ties"),
        "betweenness": _("lying between others"),
        "theme_load": _("themes in hand"),
        "trust": _("trust"),
        "coreness": _("nearness to the core"),
    }
    return names.get(measure, measure)


def _grouped_by(sight: Sight) -> str:
    names = {
        "accent": _("accent"),
        "sector": _("sector"),
        "ring": _("ring"),
        "ring_computed": _("ring"),
        "region": _("region"),
        "community": _("group of close ties"),
    }
    return names.get(sight.colouring, sight.colouring.removeprefix("own."))


def _rows(sight: Sight, ground: Ground) -> tuple[Row, ...]:
    names = group_names(ground, sight.colouring)
    tied: dict[int, list[str]] = {}
    for line in sight.lines:
        if line.change != "gone":
            tied.setdefault(line.one, []).append(sight.spots[line.other].name)
            tied.setdefault(line.other, []).append(sight.spots[line.one].name)
    rows = [_row(spot, sorted(tied.get(number, ())), names) for number, spot in enumerate(sight.spots)]
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))


def _row(spot: Spot, tied_to: list[str], names: Mapping[str, str]) -> Row:
    return Row(spot.name, names.get(spot.group, spot.group), len(tied_to), ", ".join(tied_to))
