"""What the parties of the demo gave each other: mostly round in circles, and one that takes more than it gives."""

from collections import Counter
from random import Random

from vierspan.analysis.demo.leaders import TAKER
from vierspan.analysis.demo.people import fair_parties
from vierspan.analysis.demo.stage import YEAR, Stage, texts

ROUNDS_A_YEAR = 2.2  # how often every party is in a circle
CIRCLE = (3, 5)
UNCONFIRMED_DAYS = 35  # what is younger is still to be confirmed
TAKEN = 9
OFFERS = 12


def add_exchanges(stage: Stage) -> None:
    chance = stage.chances("exchanges")
    given: Counter[str] = Counter()
    for longest, shortest in ((2 * YEAR - 20, YEAR + 30), (YEAR - 15, 5)):
        given.clear()
        for circle in _circles(stage, chance):
            _add_circle(stage, chance, circle, chance.uniform(shortest + 30, longest))
            given.update(circle)
    for number, (giver, _) in enumerate(given.most_common(TAKEN)):
        _give(stage, chance, (giver, TAKER), 330 - 30 * number, 6)
    _give(stage, chance, (TAKER, fair_parties(stage)[0]), 200, 5)
    for _ in range(OFFERS):
        _offer(stage, chance)


def _circles(stage: Stage, chance: Random) -> list[list[str]]:
    circles = []
    for _ in range(round(ROUNDS_A_YEAR)):
        parties = fair_parties(stage)
        chance.shuffle(parties)
        while len(parties) >= CIRCLE[0]:
            size = chance.randint(*CIRCLE)
            circles.append(parties[:size])
            parties = parties[size:]
    return [circle for circle in circles if len(circle) >= CIRCLE[0]]


def _add_circle(stage: Stage, chance: Random, circle: list[str], ago: float) -> None:
    """Each gives to the next within a month, about as much as it gets from the one before."""
    value = chance.randint(4, 7)
    for giver, receiver in zip(circle, [*circle[1:], circle[0]], strict=True):
        _give(stage, chance, (giver, receiver), ago - chance.uniform(0, 28), value + chance.choice((-1, 0, 0, 0, 1)))


def _give(stage: Stage, chance: Random, pair: tuple[str, str], ago: float, value: int) -> None:
    gift = chance.choice(texts("conditions")["gifts"])
    stage.add(
        "exchanges",
        giver=pair[0],
        receiver=pair[1],
        kind=stage.say(gift["kind"]),
        what=stage.say(gift),
        value=float(value),
        unit="points",
        state="given",
        given_on=stage.day(max(1, ago)),
        confirmed_on=stage.day(max(0, ago - chance.uniform(3, 20))) if ago > UNCONFIRMED_DAYS else None,
    )


def _offer(stage: Stage, chance: Random) -> None:
    gift = chance.choice(texts("conditions")["gifts"])
    stage.add(
        "exchanges",
        giver=chance.choice(fair_parties(stage)),
        kind=stage.say(gift["kind"]),
        what=stage.say(gift),
        unit="points",
        state="offered",
        given_on=stage.busy_day(chance, 300, 10),
    )
