"""What several people find of the demo's signals, how some came further, and two that wait from outside.

Every middle is what the signal's own row says, and no rating is an act: so the mirror and the handles stay as planted.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing.middle import MONTHS
from vierspan.workspace.horizon.weighing.models import HandedIn, Move, Rating, Source, Unrated
from vierspan.workspace.networks.models import Network

SEED = 1906
RATED, RATERS = 24, 8
DISPUTED = 3  # of those that are rated
SEEN_OFTEN = 2  # weak signals with sources enough to be called emerging
TEXTS: Mapping[str, Mapping[str, Any]] = {
    "nl": {
        "reasons": (
            "Ik hoor het van drie kanten.",
            "Bij ons is het nu al zo.",
            "Het kan nog alle kanten op.",
            "Als dit doorzet, valt er veel om.",
            "",
        ),
        "emerging": "Op drie plekken tegelijk gezien, en niet meer alleen door ons.",
        "theme": "We werken er al met vier partijen aan. Dan hoort het op de agenda.",
        "retired": "Het bleef bij één proef. We kijken er niet meer naar om.",
        "sources": (("gesprek met een huisarts", ""), ("De Vloedbode", "https://vloedbode.example/nachtzorg")),
        "handed": (
            ("De bakker in Oosterdal bezorgt nu ook medicijnen", "Ria, buurvrouw", "zelf gezien"),
            ("Een hogeschool zoekt plek voor stagiairs in de nachtzorg", "", "LinkedIn"),
        ),
    },
    "en": {
        "reasons": (
            "I hear it from three sides.",
            "With us it is so already.",
            "It can still go either way.",
            "If this goes on, a lot will fall over.",
            "",
        ),
        "emerging": "Seen in three places at once, and no longer by us alone.",
        "theme": "Four parties work on it already. Then it belongs on the agenda.",
        "retired": "It stayed one trial. We do not look at it any more.",
        "sources": (("talk with a family doctor", ""), ("De Vloedbode", "https://vloedbode.example/night-care")),
        "handed": (
            ("The baker in Oosterdal now delivers medicines too", "Ria, a neighbour", "saw it myself"),
            ("A college looks for places for students in night care", "", "LinkedIn"),
        ),
    },
}


def add_signals(network: Network) -> None:
    """The people of one and the same eight rate; the rest of the signals is still open."""
    chance = Random(SEED)  # noqa: S311 - the same figures for everybody
    texts = TEXTS[network.language]
    people = list(Person.objects.of(network.pk).exclude(party=None).order_by("name"))
    raters = people[:: max(1, len(people) // RATERS)][:RATERS]
    signals = list(Signal.objects.of(network.pk).exclude(significance=None).order_by("-spotted_on", "name"))
    if len(raters) < RATERS or len(signals) < RATED:
        return
    for number, signal in enumerate(signals[:RATED]):
        _rate(signal, chance.sample(raters, chance.choice((3, 5))), chance, is_apart=number % 8 == DISPUTED - 1)
    for signal in signals:
        _moved(signal, raters, texts)
    weak = [each for each in signals if each.stage == "weak"]
    for signal in weak[2 : 2 + SEEN_OFTEN]:
        _seen(signal, raters, texts["sources"])
    for what, name, origin in texts["handed"]:
        HandedIn(network=network, what=what, name=name, origin=origin).save()


def _rate(signal: Signal, raters: Sequence[Person], chance: Random, *, is_apart: bool) -> None:
    """As many above the middle as below it."""
    before = {key: getattr(signal, key) for key in ("significance", "plausibility", "novelty", "months_ahead")}
    Unrated(network_id=signal.network_id, signal=signal, **before).save()
    soon = {months: score for score, months in MONTHS.items()}.get(signal.months_ahead or 0.0)
    for number, person in enumerate(raters):
        given: dict[str, int | None] = {"timeliness": soon}
        for key in ("significance", "plausibility", "novelty"):
            step = 2 if is_apart and key == "significance" else int(chance.random() < 0.4)
            away = (0, step, -step)[number] if number < 3 else 0
            given[key] = min(5, max(1, int(getattr(signal, key)) + away))
        reason = chance.choice(TEXTS[signal.network.language]["reasons"])
        day = min(clock.today(), (signal.spotted_on or clock.today()) + timedelta(days=3 + 2 * number))
        Rating(network_id=signal.network_id, signal=signal, person=person, reason=reason, rated_on=day, **given).save()


def _moved(signal: Signal, people: Sequence[Person], texts: Mapping[str, Any]) -> None:
    """The step that brought it where it stands."""
    if signal.stage not in texts:
        return
    before = "emerging" if signal.stage == "theme" else "weak"
    day = signal.adopted_on or signal.brought_back_on or signal.spotted_on
    by = people[len(signal.name) % len(people)]
    Move(
        network_id=signal.network_id,
        signal=signal,
        before=before,
        after=signal.stage,
        moved_on=day,
        reason=texts[signal.stage],
        by=by,
        theme_before_id=signal.theme_id,
    ).save()


def _seen(signal: Signal, people: Sequence[Person], sources: Sequence[tuple[str, str]]) -> None:
    for (origin, address), person in zip(sources, people[1:], strict=False):
        made = Source(network_id=signal.network_id, signal=signal, origin=origin, address=address)
        made.seen_on, made.person, made.party_id = signal.spotted_on, person, person.party_id
        made.save()
