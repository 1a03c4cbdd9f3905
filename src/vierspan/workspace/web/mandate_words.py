"""Whole network or a part, in words: the figures, the advice, the table, and what would turn it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vierspan.workspace.insight.mandate import Told

ROWS, COLUMNS = ("high", "middle", "low"), ("wide", "some", "few")


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the table."""

    words: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class FlipShown:
    party: str
    words: str
    leads_to: str


def advice_words(key: str) -> str:
    """What is advised, in one sentence."""
    return {
        "ask_more": _("Too few parties answered to say anything. Ask more parties."),
        "whole": _("The whole network takes it up, by consent."),
        "licence": _(
            "A part of the network takes it up, with leave of the whole: it reports back, and the door is open."
        ),
        "keep_warm": _("The explorer keeps it warm with two or three parties, without the name of the network."),
        "sharpen": _("Make it sharper first, and hold it against the course."),
        "pilot": _("Try it out with a part of the network, with a day on which it ends."),
        "park": _("Let it rest, and look again in six months."),
        "decline": _("Say no to it together, and explain why."),
        "drop": _("Let it go."),
    }[key]


def short_words(key: str) -> str:
    """For a square of the table."""
    return {
        "whole": _("whole network, by consent"),
        "licence": _("a part, with leave of the whole"),
        "keep_warm": _("keep it warm, no network name"),
        "sharpen": _("sharpen first"),
        "pilot": _("a pilot with an end"),
        "park": _("rest, again in six months"),
        "decline": _("say no together"),
        "drop": _("let it go"),
        "ask_more": _("ask more parties"),
    }[key]


def table(told: Told) -> list[tuple[str, list[Cell]]]:
    """Three by three: potential down, breadth across; the square it stands in is on."""
    labels = {
        "high": _("Potential 60 or more"),
        "middle": _("Potential 40 to 60"),
        "low": _("Potential under 40"),
    }
    cells = {
        ("high", "wide"): "whole",
        ("high", "some"): "licence",
        ("high", "few"): "keep_warm",
        ("middle", "wide"): "sharpen",
        ("middle", "some"): "pilot",
        ("middle", "few"): "park",
        ("low", "wide"): "decline",
        ("low", "some"): "drop",
        ("low", "few"): "drop",
    }
    is_told = told.advice.advice != "ask_more"
    at = (told.advice.row, told.advice.column)
    return [
        (labels[row], [Cell(short_words(cells[row, column]), is_told and at == (row, column)) for column in COLUMNS])
        for row in ROWS
    ]


def figures(told: Told) -> list[tuple[str, str, bool]]:
    """Name, figure in hundredths, and whether it is a close call."""
    named = (
        ("potential", _("Potential")),
        ("breadth", _("Breadth")),
        ("spill_over", _("Spill-over")),
        ("response", _("Answered")),
    )
    found = []
    for key, label in named:
        value = getattr(told.advice, key)
        found.append((label, "–" if value is None else str(round(100 * value)), key in told.advice.close))
    return found


def close_words(told: Told) -> str:
    """Which figures stand near a border."""
    labels = {"potential": _("potential"), "breadth": _("breadth"), "spill_over": _("spill-over")}
    return ", ".join(labels[each] for each in told.advice.close)


def questions() -> Mapping[str, str]:
    return {
        "value": _("value for the shared ambition"),
        "feasibility": _("can it be done"),
        "timing": _("the right time"),
        "energy": _("somebody with the energy"),
        "interest": _("wants to take part"),
        "affected": _("touched by it"),
    }


def flips(told: Told, names: Mapping[str, str]) -> list[FlipShown]:
    """By party and by what it leads to: the answers that each would turn it."""
    asked, found = questions(), dict[tuple[str, str], list[str]]()
    for each in told.flips:
        found.setdefault((names.get(each.party, ""), _leads_to(each, told)), []).append(_flip(each, asked))
    return [FlipShown(party, _either(turns), leads_to) for (party, leads_to), turns in found.items()]


def _either(turns: list[str]) -> str:
    """One of these is enough."""
    return f" {_('or')} ".join(turns)


def _flip(each: Any, asked: Mapping[str, str]) -> str:
    if each.question == "affected":
        about = {"question": asked["affected"], "given": _yes_no(each.given), "needed": _yes_no(each.needed)}
    else:
        about = {"question": asked[each.question], "given": str(each.given), "needed": str(each.needed)}
    return _("“%(question)s”: %(needed)s instead of %(given)s") % about


def _leads_to(each: Any, told: Told) -> str:
    words = short_words(each.advice)
    if each.asks_consent != told.advice.asks_consent:
        more = _("with consent of the whole on the boundaries") if each.asks_consent else _("without asking the whole")
        return f"{words}, {more}" if each.advice != told.advice.advice else more
    return words


def _yes_no(said: bool) -> str:
    return _("yes") if said else _("no")
