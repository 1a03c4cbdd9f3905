"""All words that the script of the map puts its facts into, in the language of the reader."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vierspan.workspace.web.templatetags.vierspan import room_name

ACCENTS = ("strategist", "explorer", "developer", "process_manager")


def script_words(rings: dict[str, str], kinds: dict[str, str]) -> dict[str, Any]:
    """By subject; `{name}` stands for a fact, and "one" and "many" for how many there are."""
    return {
        **_plain(),
        **_names(rings, kinds),
        **_explained(),
        **_counted(),
        "compare": _compared(),
        "path": _introduced(),
        "groups": _grouped(),
    }


def _plain() -> dict[str, Any]:
    return {
        "and": _("{first} and {last}"),
        "span": _("{from} to {upto}"),
        "pair": _("{one} with {other}"),
        "unknown": _("unknown"),
        "untied": _("not tied to anybody"),
        "community": _("Group {number}"),
        "nobody": _("Nobody by that name"),
        "time": {"play": _("Play"), "pause": _("Pause")},
        "least": {"all": _("all ties"), "from": _("strength {strength} or more")},
        "way": {"directed": _("from one to the other"), "mutual": _("mutual")},
    }


def _names(rings: dict[str, str], kinds: dict[str, str]) -> dict[str, Any]:
    return {
        "accents": {accent: room_name(accent) for accent in ACCENTS},
        "rings": rings,
        "kinds": kinds,
        "bases": _bases(),
        "confirmed": {"yes": _("confirmed"), "no": _("not confirmed yet"), "unasked": _("not asked")},
        "core": {"in": pgettext("on the map", "in the core"), "out": _("outside the core")},
        "facets": _facets(),
        "measures": _measures(),
        "columns": _columns(),
        "layouts": {"force": _("By ties"), "rings": _("Rings"), "sector": _("Sectors"), "geo": _("Places")},
        "shown": {"party": _("parties"), "person": _("people"), "both": _("both")},
    }


def _bases() -> dict[str, str]:
    return {
        "declared": _("declared"),
        "survey": _("from a survey"),
        "observed": _("observed"),
        "imported": _("brought in"),
    }


def _facets() -> dict[str, str]:
    return {
        "accent": _("accent"),
        "sector": _("sector"),
        "ring": _("ring"),
        "ring_computed": _("ring, as the ties show"),
        "core": _("core"),
        "region": _("region"),
        "place": _("place"),
        "theme": _("theme"),
        "tag": _("tag"),
        "community": _("group of close ties"),
        "kind": _("kind of tie"),
        "source": _("where it comes from"),
        "confirmed": _("confirmed by the other side"),
    }


def _measures() -> dict[str, str]:
    return {
        "ties": _("ties"),
        "acts": _("acts"),
        "influence": _("influence"),
        "taking_part": _("taking part"),
        "direction": _("giving direction"),
        "binding": _("binding"),
        "coreness": _("how near the core"),
        "strength": _("strength of ties"),
        "betweenness": _("bridge between others"),
        "theme_load": _("theme load"),
        "trust": _("trust"),
    }


def _columns() -> dict[str, str]:
    return {
        "name": _("Name"),
        "home": _("Party or sector"),
        "core": _("Core"),
        "change": pgettext("on the map", "Change"),
        "step": _("Step"),
        "from": pgettext("tie", "From"),
        "to": pgettext("tie", "To"),
        "way": _("Direction"),
    }


def _explained() -> dict[str, Any]:
    return {
        "how": {
            "force": _("Who is tied stands close together."),
            "rings": _("The core stands in the middle, the environment outside."),
            "sector": _("Who is in one sector stands together."),
            "geo": _("Everybody stands in their own place; north is up."),
            "size": _("A larger disc: more {measure}."),
            "core": _("A heavy edge: the core."),
            "directed": _("An arrow: the tie goes one way."),
        },
        "lines": {
            "plain": _("strength only"),
            "kind": _("kind of tie"),
            "basis": _("where it comes from"),
            "half": _("one side says so, the other has not confirmed"),
        },
        "change": {
            "same": _("same"),
            "appeared": _("new"),
            "gone": _("gone"),
            "stronger": _("stronger"),
            "weaker": _("weaker"),
        },
    }


def _counted() -> dict[str, Any]:
    return {
        "count": {
            "whole": {
                "one": _("{actors} on the map, 1 tie between them"),
                "many": _("{actors} on the map, {number} times two of them are tied"),
            },
            "part": {
                "one": _("{actors} of {all} on the map, 1 tie between them"),
                "many": _("{actors} of {all} on the map, {number} times two of them are tied"),
            },
        },
        "chosen": {"one": _("{name}, 1 tie"), "many": _("{name}, {number} ties")},
        "found": {"one": _("1 found"), "many": _("{number} found")},
        "more": {"one": _("1 more"), "many": _("{number} more")},
        "rows": {"more": {"one": _("Show 1 more of {all}"), "many": _("Show {number} more of {all}")}},
    }


def _compared() -> dict[str, Any]:
    return {
        "none": _("with no other day"),
        "how": _("Choose an earlier day. The map then shows what came and went between that day and the day below."),
        "between": _("Between {first} and {last}:"),
        "nothing": _("Nothing changed between {first} and {last}."),
        "day": _("{last}, compared with {first}"),
        "came": {"one": _("1 came:"), "many": _("{number} came:")},
        "went": {"one": _("1 left:"), "many": _("{number} left:")},
        "appeared": {"one": _("1 new tie:"), "many": _("{number} new ties:")},
        "gone": {"one": _("1 tie gone:"), "many": _("{number} ties gone:")},
        "stronger": {"one": _("1 tie stronger:"), "many": _("{number} ties stronger:")},
        "weaker": {"one": _("1 tie weaker:"), "many": _("{number} ties weaker:")},
    }


def _introduced() -> dict[str, str]:
    return {
        "first": _("Choose who seeks an introduction, and to whom."),
        "second": _("To whom does {one} seek an introduction?"),
        "direct": _("{one} and {other} are tied already."),
        "via": _("{one} reaches {other} through {names}."),
        "none": _("No chain of ties leads from {one} to {other} in what you see now. Clear the filters, or show both."),
    }


def _grouped() -> dict[str, Any]:
    return {
        "share": _("{value} ({percent} per cent)"),
        "part": _("{percent} per cent: {value}"),
        "size": {"one": _("1 person or party"), "many": _("{number} people and parties")},
        "open": _("Look inside this group"),
    }
