"""What our mirror says in words, and what it asks. No names, no order of people, no verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from vierspan.workspace.insight.our_mirror import Governance, Level, OurMirror, Point, suits
from vierspan.workspace.web.templatetags.vierspan import figure, room_name

MUCH, LITTLE = 0.4, 0.2
TOPICS: Mapping[str, str | Promise] = {
    "need": gettext_lazy("Is there enough of what we need?"),
    "one": gettext_lazy("What if one person stops?"),
    "parties": gettext_lazy("Who leads along?"),
    "palette": gettext_lazy("How do we lead?"),
    "governance": gettext_lazy("Does our way of governing suit us?"),
}
STEPS: Mapping[str, str | Promise] = {
    "alone": pgettext_lazy("step of a talk", "Alone"),
    "reveal": pgettext_lazy("step of a talk", "Look"),
    "talk": pgettext_lazy("step of a talk", "Talk"),
    "note": pgettext_lazy("step of a talk", "Note"),
    "decide": pgettext_lazy("step of a talk", "Decide"),
}
MINUTES: Mapping[str, int] = {"alone": 3, "talk": 12, "note": 3, "decide": 5}
FORMS: Mapping[str, str | Promise] = {
    "shared": gettext_lazy("All parties together"),
    "lead": gettext_lazy("One of the parties leads"),
    "office": gettext_lazy("An office or co-ordinator of the network itself"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with the way to its facts, if any; `o` is the orientation that it is about."""

    text: str
    path: str = ""
    facts: int = 0
    o: str = ""


def message(levels: Sequence[Level]) -> str:
    short = [each for each in levels if each.verdict == "short"]
    if short:
        most = max(short, key=lambda each: (each.need or (0, 0))[0] - (each.cover or 0))
        return _("What we are shortest of: %(room)s") % {"room": room_name(most.orientation)}
    if any(each.verdict != "unknown" for each in levels):
        return _("There is enough of what we need, as far as can be seen")
    return _("Our mirror, to talk about together")


def level(found: Level) -> str:
    if found.cover is None:
        return _("How much of this is done cannot be said yet.")
    key = found.verdict if found.verdict != "unknown" else found.verdict_said
    return {
        "short": _("There is less than needed."),
        "fits": _("There is enough."),
        "crowded": _("There is more than needed. Who could let go of something?"),
        "unknown": _("How much is needed is not known yet."),
    }[key]


def levels(found: OurMirror) -> list[tuple[Level, str, str]]:
    """Each with what it says, and where the two needs differ."""
    return [(each, level(each), differs(each)) for each in found.levels]


def differs(found: Level) -> str:
    """Where what the group says differs from what purpose and phase ask."""
    if found.need is None or found.said is None:
        return ""
    if found.said[0] > found.need[1]:
        return _("You say that you need more of it than your purpose and phase suggest.")
    if found.said[1] < found.need[0]:
        return _("You say that you need less of it than your purpose and phase suggest.")
    return ""


def lost(points: Sequence[Point]) -> list[Said]:
    """Without a name: it is about the work, not about who does it."""
    heavy = [each for each in points if each.value >= MUCH]
    light = [room_name(each.key) for each in points if each.value < LITTLE]
    said = [
        Said(
            _("%(room)s: when the one who does most of it stops, %(left)s per cent is left.")
            % {"room": room_name(each.key), "left": figure(100 * (1 - each.value))},
            each.path,
            each.facts,
            each.key,
        )
        for each in heavy
    ]
    if light:
        said.append(Said(_("One person stopping makes little difference for: %(rooms)s.") % {"rooms": _and(light)}))
    if points and not said:
        said.append(Said(_("Nothing hangs on one person alone, and nothing is quite free of that either.")))
    return said


def parties(points: Sequence[Point]) -> list[Said]:
    return [
        Said(
            ngettext(
                "%(room)s: nearly all of it rests on one party.",
                "%(room)s: spread as if %(n)s parties did equally much.",
                1 if round(each.value, 1) == 1 else 2,
            )
            % {"room": room_name(each.key), "n": _count(each.value)},
            each.path,
            each.facts,
            each.key,
        )
        for each in points
    ]


def core(points: Sequence[Point]) -> list[Said]:
    texts = {
        "mutuality_core": _("How much people in the core see each other lead: %(n)s of 100."),
        "mutuality_rest": _("Outside the core: %(n)s of 100."),
    }
    return [Said(texts[each.key] % {"n": figure(100 * each.value)}, each.path, each.facts) for each in points]


def aspects(points: Sequence[Point]) -> list[Said]:
    texts = {
        "taking_part": _("Taking part: spread as if %(n)s people did equally much."),
        "direction": _("Giving direction: spread as if %(n)s people did equally much."),
        "influence": _("Being followed: spread as if %(n)s people did equally much."),
        "binding": _("Binding people: spread as if %(n)s people did equally much."),
    }
    return [Said(texts[each.key] % {"n": _count(each.value)}, each.path, each.facts) for each in points]


def missing(found: Governance) -> list[str]:
    texts = {
        "trust": _("how far people trust each other: ask it in a round about the conditions"),
        "size": _("at least three parties"),
        "consensus": _("how much alike you weigh your goals: let the parties divide dots over the themes"),
        "competence": _("how much you need what only the whole can do: say so below"),
    }
    return [texts[each] for each in found.fits.missing]


def governance(found: Governance) -> list[str]:
    """What stands out for the present form, as questions."""
    form, fits = suits(found), found.fits
    if not fits.fit:
        return []
    if form is None:
        return [_("How are you governed now? Say so below, and see what there is to ask.")]
    said = []
    far = fits.mismatch(form)
    if far is not None:
        more = far.gap > 0
        said.append(_asked(far.dimension.value, more=more))
    best = max(fits.fit, key=lambda each: fits.fit[each])
    if fits.is_undecided:
        said.append(_("More than one form would suit a network like yours. What would you lose by changing?"))
    elif best != form:
        other = {"other": str(FORMS[best.value]).lower()}
        said.append(
            _("Networks like yours are also governed so: %(other)s. What would that bring you, and cost you?") % other
        )
    return said


def _asked(dimension: str, *, more: bool) -> str:
    return {
        ("trust", True): _(
            "There is more trust between you than this form counts on. What could be left to each other?"
        ),
        ("trust", False): _("This form leans on trust, and there is less of it. Where is it tested, and what helps?"),
        ("size", True): _("You are with many for this form. Who no longer gets heard, and what takes too long?"),
        ("size", False): _("You are with few for this form. Could you settle more among yourselves?"),
        ("consensus", True): _("You agree more on goals than this form counts on. Who could take more upon them?"),
        ("consensus", False): _(
            "You agree less on goals than this form asks. Where do you differ, and who may cut the knot?"
        ),
        ("competence", True): _(
            "You ask much of what only the whole can do, more than this form can carry. Who does it now?"
        ),
        ("competence", False): _(
            "You ask little of what only the whole can do. Is all that is organised for it still needed?"
        ),
    }[dimension, more]


def asks(topic: str) -> tuple[str, list[str]]:
    """What each answers alone, and what to talk about."""
    return {
        "need": (
            _("Which of the four do we need most in the half year to come? And of which do we have least?"),
            [
                _("What surprises you?"),
                _("What do we need that nobody does now?"),
                _("Where do we do more than is needed?"),
            ],
        ),
        "one": (
            _("Which work would stop if one of us fell ill for three months?"),
            [_("What would be missed first?"), _("Who could do part of it along?"), _("What may simply stop?")],
        ),
        "parties": (
            _("Which party do you hear too little when it matters?"),
            [
                _("Is this what we want?"),
                _("What keeps parties from taking the lead?"),
                _("What could we leave to another party?"),
            ],
        ),
        "palette": (
            _("Think of our last meeting. Did we steer, or make room? Did we look at the task, or at people?"),
            [
                _("Where do we do nearly always the same?"),
                _("When would we need the other side?"),
                _("Who is at home there?"),
            ],
        ),
        "governance": (
            _("Who really decides in our network, and do you find that right?"),
            [
                _("What works well in how we are governed?"),
                _("What does it cost us?"),
                _("What would we try otherwise for half a year?"),
            ],
        ),
    }[topic]


def shown(topic: str, found: OurMirror) -> list[Said]:
    """What the screen of the room shows of a topic, beside its picture."""
    if topic == "one":
        return lost(found.lost)
    if topic == "parties":
        return parties(found.parties) + aspects(found.aspects)
    if topic == "governance":
        return [Said(each) for each in governance(found.governance)] + [
            Said(_("Not known yet: %(what)s.") % {"what": each}) for each in missing(found.governance)
        ]
    return []


def _count(value: float) -> str:
    return figure(value, 1 if round(value, 1) < 10 else 0)


def _and(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
