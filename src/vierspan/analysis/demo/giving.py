"""What the parties of the demo gave each other: mostly round in circles, and one that takes more than it gives."""

from collections import Counter
from random import Random

from vierspan.analysis.demo.leaders import CONDITIONS_KEEPER, TAKER
from vierspan.analysis.demo.people import NEWCOMERS, fair_parties
from vierspan.analysis.demo.stage import YEAR, Stage, texts

ROUNDS_A_YEAR = 2.2  # how often every party is in a circle
CIRCLE = (3, 5)
UNCONFIRMED_DAYS = 35  # what is younger is still to be confirmed
TAKEN = 9
OFFERS = 12
NEEDING = 6
GIFTS_TO_NEWCOMER = 3
KEY = {"hours": 0.5, "euro": 0.01}


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


def add_needs(stage: Stage) -> None:
    """What some parties would like to get; part of it is what others offer."""
    parties = stage.chances("needs").sample(fair_parties(stage), NEEDING)
    for entry in texts("conditions")["needs"]:
        stage.add(
            "needs",
            party=parties[entry["party"]],
            what=stage.say(entry),
            kind=stage.say(entry["kind"]),
            since=stage.day(entry["days"]),
            met_on=stage.day(entry["met"]) if "met" in entry else None,
        )


def add_hours(stage: Stage) -> None:
    """One circle that counts in hours, and the key by which the network adds these to the points."""
    chance = stage.chances("hours")
    circle = chance.sample(fair_parties(stage), len(texts("conditions")["hours"]))
    for place, entry in enumerate(texts("conditions")["hours"]):
        ago = 150 - 9 * place
        stage.add(
            "exchanges",
            giver=circle[place],
            receiver=circle[(place + 1) % len(circle)],
            kind={"nl": "tijd", "en": "time"}[stage.language],
            what=stage.say(entry),
            value=float(chance.choice((8, 10, 12))),
            unit="hours",
            state="given",
            given_on=stage.day(ago),
            confirmed_on=stage.day(ago - 6),
        )
    for unit, points in KEY.items():
        stage.add("unit_keys", unit=unit, points=points)


def add_accepted(stage: Stage) -> None:
    """A newcomer of whom everybody knows that it mostly gets for now."""
    chance = stage.chances("accepted")
    for number, giver in enumerate(chance.sample(fair_parties(stage), GIFTS_TO_NEWCOMER)):
        if giver != NEWCOMERS[0]:
            _give(stage, chance, (giver, NEWCOMERS[0]), 70 - 8 * number, 4)
    stage.add(
        "accepted_imbalances",
        party=NEWCOMERS[0],
        note=stage.say(texts("conditions")["accepted"]),
        since=stage.day(75),
        until=stage.day(-290),
        agreed_by=CONDITIONS_KEEPER,
    )
