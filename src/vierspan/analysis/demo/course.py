"""The demo's course: texts and who endorsed them, themes, activities, what serves what, and the hours there are."""

from collections import defaultdict
from random import Random

from vierspan.analysis.demo.leaders import STRATEGISTS
from vierspan.analysis.demo.people import NEWCOMERS
from vierspan.analysis.demo.stage import Entry, Stage, some, texts, weighted

JUDGES = ("sjoerd-alberda", "joke-terpstra", "roel-vermaat", "aart-linthorst", "hanneke-folkerts", "marit-hoekema")
JUDGING_PARTIES = (
    "gemeente-oosterdal",
    "gemeente-lageveld",
    "thuiszorg-de-brink",
    "welzijn-rondom",
    "ggd-vloedstreek",
    "woonstichting-het-veen",
    "zorggroep-waterkant",
    "bibliotheek-vloedstad",
    "dorpen-wilgenoord",
)
BLANK = "nachtzorg"  # the loose end: wanted by many, worked on by nobody


def add_course(stage: Stage) -> None:
    chance = stage.chances("course")
    for entry in texts("course")["courses"]:
        for version, text in enumerate(entry["texts"], start=1):
            parties = [row["id"] for row in stage.rows["parties"] if row["id"] not in NEWCOMERS]
            stage.add(
                "courses",
                name=stage.say(text),
                kind=entry["kind"],
                term=entry.get("term"),
                binds=entry.get("binds"),
                version=version,
                author=entry["author"],
                proposed_on=stage.day(text["days"]),
                endorsed_by=some(chance, parties, round(text["share"] * len(parties))),
                endorsed_on=stage.day(text["days"] - 30),
            )


def add_themes(stage: Stage) -> None:
    chance = stage.chances("themes")
    for entry in texts("course")["themes"]:
        stage.add(
            "themes",
            id=entry["id"],
            name=stage.say(entry),
            description=entry[f"about_{stage.language}"],
            priority=float(entry["priority"]),
            proposed_by=weighted(chance, STRATEGISTS),
            proposed_on=stage.day(chance.uniform(560, 700)),
            prioritised_by=weighted(chance, STRATEGISTS),
            prioritised_on=stage.day(chance.uniform(230, 260)),
        )


def add_activities(stage: Stage) -> None:
    for entry in texts("course")["activities"]:
        stage.add(
            "activities",
            id=entry["id"],
            name=stage.say(entry),
            parties=entry["parties"],
            owner=entry["owner"],
            hours=float(entry["hours"]),
            since=stage.day(entry["days"]),
            until=stage.day(entry["ended"]) if "ended" in entry else None,
            state=entry.get("state", "running"),
        )


def add_contributions(stage: Stage) -> None:
    """Once a year a round of judging; judges differ by one at most, so that no square is in dispute."""
    chance = stage.chances("contributions")
    for ago in (400, 42):
        for entry in texts("course")["activities"]:
            if entry["days"] > ago:
                _judge(stage, chance, entry, ago)


def _judge(stage: Stage, chance: Random, entry: Entry, ago: int) -> None:
    main, second = entry["serves"]
    slack = {main: chance.choice((0, -1)), second: chance.choice((0, -1))}
    judges = [*some(chance, JUDGES, 1), *some(chance, JUDGING_PARTIES, 3)]
    for judge in judges:
        for theme, score in ((main, 3), (second, 2), (BLANK, 0)):
            if theme == BLANK and entry["hours"] < 200:
                continue
            less = slack.get(theme, 0) if chance.random() < 0.3 else 0
            stage.add(
                "contributions",
                activity=entry["id"],
                theme=theme,
                score=score + less,
                judged_by=judge,
                judged_on=stage.day(ago + chance.uniform(-8, 8)),
            )


def add_capacity(stage: Stage) -> None:
    """Per quarter a little more than the activities ask, so that nobody is over-asked."""
    chance = stage.chances("capacity")
    asked: defaultdict[str, float] = defaultdict(float)
    for row in stage.rows["activities"]:
        for party in row["parties"]:
            asked[party] += row["hours"] / 4 / len(row["parties"])
    for quarter in range(4):
        for party in stage.rows["parties"]:
            hours = 25 + asked[party["id"]] * chance.uniform(1.15, 1.5)
            stage.add(
                "capacity",
                party=party["id"],
                since=stage.day(30 + 91 * quarter),
                hours=float(round(hours)),
                energy=float(chance.randint(2, 5)),
            )
