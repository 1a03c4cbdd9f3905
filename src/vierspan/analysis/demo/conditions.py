"""The demo's conditions: rules and how they were kept, gatherings and who came."""

from datetime import date
from random import Random

from vierspan.analysis.demo.leaders import CO_ORDINATOR, CONDITIONS_KEEPER, CORE, EXPLORERS, WANDERER
from vierspan.analysis.demo.people import NEWCOMERS
from vierspan.analysis.demo.stage import Entry, Stage, is_quiet, some, texts

OBSERVERS = ("fatima-rahmi", "fatima-rahmi", "annelies-kuiper", "kees-dijkhof", "wietske-noordhof")
ORGANISERS = ("fatima-rahmi", "fatima-rahmi", "fatima-rahmi", "annelies-kuiper", "ilse-tjaarda")
SELDOM = 6  # of so many invitations the one who drifts follows one
MOSTLY = 0.92  # how often the core and the other explorers do


def add_rules(stage: Stage) -> None:
    chance = stage.chances("rules")
    for entry in texts("conditions")["rules"]:
        parties = [row["id"] for row in stage.rows["parties"] if row["id"] not in NEWCOMERS]
        stage.add(
            "rules",
            id=entry["id"],
            name=stage.say(entry),
            topic=entry["topic"],
            author=entry["author"],
            proposed_on=stage.day(entry["days"]),
            endorsed_by=some(chance, parties, round(chance.uniform(0.65, 0.9) * len(parties))),
            endorsed_on=stage.day(entry["days"] - 21),
            review_on=stage.day(-chance.uniform(30, 200)),
        )


def add_observations(stage: Stage) -> None:
    """Mostly good examples; the few breaches were talked over."""
    chance = stage.chances("observations")
    people = [row["id"] for row in stage.rows["people"]]
    for number in range(18):
        rule = chance.choice(texts("conditions")["rules"])
        ago = chance.uniform(15, rule["days"] - 30)
        is_breach = number % 6 == 5
        stage.add(
            "observations",
            rule=rule["id"],
            kind="breach" if is_breach else "good",
            observer=chance.choice(OBSERVERS),
            about=chance.choice(people),
            observed_on=stage.day(ago),
            settled_on=stage.day(max(0, ago - 12)) if is_breach else None,
        )


def add_gatherings(stage: Stage) -> None:
    chance = stage.chances("gatherings")
    for quarter in range(8):
        _add_plenary(stage, chance, 718 - 90 * quarter)
    for number in range(6):
        _add_reflection(stage, chance, 640 - 118 * number)
    for entry in texts("initiatives")["initiatives"]:
        _add_working(stage, chance, entry)


def _add_plenary(stage: Stage, chance: Random, ago: float) -> None:
    places = sorted({row["region"] for row in stage.rows["parties"]})
    day = stage.day(ago)
    kind = "social" if is_quiet(day) else "plenary"
    name = stage.say(texts("conditions")["gatherings"][kind], place=chance.choice(places))
    invited = [row["id"] for row in stage.rows["people"] if row["joined_on"] <= day]
    organiser = chance.choice(("fatima-rahmi", "fatima-rahmi", "annelies-kuiper"))
    _hold(
        stage,
        chance,
        {"name": name, "kind": kind, "held_on": day, "organiser": organiser},
        [*CORE, WANDERER, *some(chance, invited, 66)],
    )


def _add_reflection(stage: Stage, chance: Random, ago: float) -> None:
    core = [row["id"] for row in stage.rows["people"] if row["ring"] == "core"]
    others = [row["id"] for row in stage.rows["people"] if row["ring"] == "partner"]
    name = stage.say(texts("conditions")["gatherings"]["reflection"])
    head = {"name": name, "kind": "reflection", "held_on": stage.day(ago), "organiser": CONDITIONS_KEEPER}
    _hold(stage, chance, head, [*core, WANDERER, *some(chance, others, 10)])


def _add_working(stage: Stage, chance: Random, entry: Entry) -> None:
    """Each table meets about every four months; every third time to decide."""
    ago, number = float(entry["days"]) - 25, 0
    while ago > float(entry.get("ended", 6)):
        kind = "decision" if number % 3 == 2 else "working"
        name = stage.say(texts("conditions")["gatherings"][kind], table=stage.say(entry))
        head = {
            "name": name,
            "kind": kind,
            "held_on": _outside_holidays(stage, ago),
            "initiative": entry["id"],
            "organiser": chance.choice(ORGANISERS),
        }
        guests = [CO_ORDINATOR] if kind == "decision" or number == 0 else []
        _hold(stage, chance, head, [seat["person"] for seat in entry["table"]] + guests)
        ago, number = ago - chance.uniform(125, 165), number + 1


def _outside_holidays(stage: Stage, ago: float) -> date:
    """That day, or the week before the holidays it falls in."""
    while is_quiet(stage.day(ago)):
        ago += 7
    return stage.day(ago)


def _hold(stage: Stage, chance: Random, head: dict[str, object], invited: list[str]) -> None:
    gathering = stage.add("gatherings", rating=round(chance.uniform(3.6, 4.7), 1), **head)
    people = {row["id"]: row for row in stage.rows["people"]}
    for person in dict.fromkeys([*invited, str(head["organiser"])]):
        row = people[person]
        if _joined_by(row["joined_on"], head["held_on"]):
            is_there = person == head["organiser"] or chance.random() < _keenness(stage, person)
            stage.add(
                "attendance",
                gathering=gathering,
                person=person,
                party=row["party"],
                present=is_there,
                brought_item=is_there and chance.random() < 0.12,
            )


def _joined_by(joined: date, held: object) -> bool:
    return isinstance(held, date) and joined <= held


def _keenness(stage: Stage, person: str) -> float:
    """How likely somebody comes: people differ, and stay who they are."""
    if person == WANDERER:
        before = sum(row["person"] == person for row in stage.rows.get("attendance", ()))
        return float(before % SELDOM == SELDOM - 1)
    if person in CORE or person in EXPLORERS:
        return MOSTLY
    return stage.chances(f"keenness-{person}").uniform(0.6, 0.95)
