"""What stands in the mirror of one person, in words: each statement with where it comes from and what was replied."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vierspan.workspace.insight import charts, words
from vierspan.workspace.insight.my_mirror import SOURCES, Line, MyMirror, Scale, Spot
from vierspan.workspace.leadership.questions import items
from vierspan.workspace.web.templatetags.vierspan import day, figure

EVEN, MUCH = 0.15, 0.5  # how far a place on a scale lies from the middle, as in the charts
WIDE, MIDDLE = 0.6, 0.3
FULL, HALF = 0.6, 0.25  # of a role that is filled


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: its key, its source, its words, and the reply of whom it is about."""

    key: str
    source: str
    label: str
    text: str
    more: tuple[str, ...]
    reply: str
    drawing: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What is said about one orientation, or one scale of the palette."""

    key: str
    name: str  # the orientation, or the two poles
    said: tuple[Said, ...]
    between: Said | None = None  # what lies between the own view and that of others
    poles: tuple[str, str] | None = None
    deeds: tuple[Any, ...] = ()

    @property
    def open_to_reply(self) -> tuple[Said, ...]:
        every = (*self.said, self.between) if self.between else self.said
        return tuple(each for each in every if not each.reply)


def of_mirror(
    mirror: MyMirror, replies: Mapping[str, str], language: str, deeds: Mapping[str, tuple[Any, ...]] | None = None
) -> dict[str, Any]:
    """All that the part `mirror_of_one` needs."""
    acts, count = deeds or {}, _one_count(mirror)
    return {
        "mirror": mirror,
        "square": charts.three_ways(mirror, language),
        "accents": [_accent(each, replies, language, (count, acts.get(each.orientation, ()))) for each in mirror.lines],
        "poles": [card for each in mirror.scales if (card := _scale(each, replies, language, acts)).said],
        "from_when": _from_when(mirror, count),
    }


def labels() -> dict[str, str]:
    return {"own": _("Own view"), "seen": _("View of others"), "done": _("What was done")}


def _one_count(mirror: MyMirror) -> str:
    """How many answered, where that is the same for all four; then it is said once."""
    counts = {line.seen.count for line in mirror.lines if line.seen}
    return counts.pop() if len(counts) == 1 else ""


def _from_when(mirror: MyMirror, count: str) -> list[tuple[str, str, str]]:
    """Source, label, and from when it is."""
    label, found = labels(), []
    if mirror.own_on:
        told = _("forty questions, answered on %(day)s") % {"day": day(mirror.own_on)}
        found.append(("own", label["own"], told))
    if mirror.seen_on:
        told = _("the mean of a round closed on %(day)s; nobody's own answer can be told from it")
        said = [told % {"day": day(mirror.seen_on)}, *([_answered(count)] if count else [])]
        found.append(("seen", label["seen"], ". ".join(said)))
    if mirror.done_from and mirror.done_until and mirror.has_done:
        period = {"start": day(mirror.done_from), "end": day(mirror.done_until)}
        found.append(("done", label["done"], _("acts noted in this network from %(start)s to %(end)s") % period))
    return found


def _answered(count: str) -> str:
    return _("%(n)s people answered") % {"n": count}


def _accent(line: Line, replies: Mapping[str, str], language: str, beside: tuple[str, tuple[Any, ...]]) -> Card:
    count, deeds = beside
    told = {"own": _own(line, language), "seen": _seen(line, language, count), "done": _done(line)}
    said = [_said(f"{source}.{line.letter}", replies, told[source]) for source in SOURCES if told[source]]
    between = _said(f"words.{line.letter}", replies, _between(line)) if line.stance else None
    return Card(line.letter, line.orientation, tuple(said), between, deeds=deeds)


def _said(key: str, replies: Mapping[str, str], told: tuple[str, ...], drawing: str = "") -> Said:
    source = key.partition(".")[0]
    label = labels().get(source, _("Beside each other"))
    return Said(key, source, label, told[0], told[1:], replies.get(key, ""), drawing)


def _often(mean: float, language: str) -> str:
    known = items.scale("often", language).words
    return known[min(len(known), max(1, int(mean + 0.5))) - 1]


def _own(line: Line, language: str) -> tuple[str, ...]:
    if line.own is None:
        return ()
    first = _("%(often)s, %(n)s of 5") % {"often": _often(line.own, language), "n": figure(line.own, 1)}
    if line.own_before is None or abs(line.own - line.own_before) < 0.3:
        return (first,)
    return (first, _("the time before: %(n)s") % {"n": figure(line.own_before, 1)})


def _seen(line: Line, language: str, count: str) -> tuple[str, ...]:
    seen = line.seen
    if seen is None:
        return ()
    bound = {"at_least": _("%(n)s or more"), "at_most": _("%(n)s or less")}.get(seen.edge, "%(n)s")
    number = bound % {"n": figure(seen.mean, 1)}
    told = [_("%(often)s, %(n)s of 5") % {"often": _often(seen.mean, language), "n": number}]
    if not count:
        told.append(_answered(seen.count))
    if seen.by_party is not None:
        told.append(_("one voice per party: %(n)s") % {"n": figure(seen.by_party, 1)})
    moved = {"up": _("more than the time before"), "down": _("less than the time before")}
    if seen.moved:
        told.append(moved.get(seen.moved, _("about as the time before")))
    return tuple(told)


def _done(line: Line) -> tuple[str, ...]:
    if not line.acts:
        return ()
    level = line.done or 0.0
    much = pgettext("did", "much") if level >= FULL else pgettext("did", "some")
    if level < HALF:
        much = pgettext("did", "little")
    return (much, ngettext("one act", "%(n)s acts", line.acts) % {"n": line.acts})


def _between(line: Line) -> tuple[str, ...]:
    said = {
        "higher_of_high": (
            _("Others see it often, and the own view is higher still."),
            _("Where does the difference show?"),
        ),
        "higher_of_low": (
            _("The own view is higher than what others see."),
            _("Does it happen where they cannot see it, or is it meant more than done?"),
        ),
        "lower_of_high": (
            _("Others see it more than the own view says."),
            _("What do they see that goes without saying here?"),
        ),
        "lower_of_low": (
            _("Others see it somewhat more than the own view says, though not often."),
            _("Does the network need more of it?"),
        ),
        "alike_high": (_("Both views say the same: it happens often."), _("Who could take over a part of it?")),
        "alike_low": (
            _("Both views say the same: it does not happen often."),
            _("Is somebody else doing it? Then nothing is lacking."),
        ),
    }[line.stance]
    return (*said, _("Most people see themselves a little higher.")) if line.is_ordinary else said


def _scale(scale: Scale, replies: Mapping[str, str], language: str, acts: Mapping[str, tuple[Any, ...]]) -> Card:
    low, high = (words.say(f"charts.pole.{scale.axis}.{end}", language) for end in ("low", "high"))
    said = [
        _said(f"{source}.{scale.axis}", replies, _spot(spot, low, high, language), charts.two_poles(source, spot))
        for source in SOURCES
        if (spot := getattr(scale, source)) is not None
    ]
    return Card(scale.axis, f"{low} – {high}", tuple(said), poles=(low, high), deeds=acts.get(scale.axis, ()))


def _spot(spot: Spot, low: str, high: str, language: str) -> tuple[str, ...]:
    lean = "even" if abs(spot.position) < EVEN else "much" if abs(spot.position) >= MUCH else "some"
    pole = high if spot.position > 0 else low
    told = words.say(f"charts.lean.{lean}", language, **({} if lean == "even" else {"pole": pole}))
    if spot.width is None:
        return (told,)
    width = "wide" if spot.width >= WIDE else "middle" if spot.width >= MIDDLE else "small"
    return (told, words.say(f"charts.range.{width}", language))
