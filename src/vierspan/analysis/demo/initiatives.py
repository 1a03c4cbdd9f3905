"""The demo's initiatives: who sits at which table, in which steps, with what promised."""

from random import Random
from typing import Any

from vierspan.analysis.demo.leaders import PROCESS_MANAGERS
from vierspan.analysis.demo.stage import Entry, Stage, texts, weighted

ORDER = ("explore", "share", "agree", "shape", "realise", "renew")
PROMISES = 7.0  # at each table
IN_PERSON = 0.4  # part of the promises in somebody's own name; the others are their party's
SECOND_JOINS = 40  # days between the first and the last chair taken


def add_initiatives(stage: Stage) -> None:
    chance = stage.chances("initiatives")
    for entry in texts("initiatives")["initiatives"]:
        mandated = entry["mandate"] != "none"
        stage.add(
            "initiatives",
            id=entry["id"],
            name=stage.say(entry),
            kind=entry["kind"],
            themes=entry["themes"],
            initiator=entry["initiator"],
            party=stage.party_of(entry["initiator"]),
            phase=entry["phase"],
            state=entry.get("state", "active"),
            started_on=stage.day(entry["days"]),
            ended_on=stage.day(entry["ended"]) if "ended" in entry else None,
            mandate=entry["mandate"],
            mandate_by=weighted(chance, PROCESS_MANAGERS) if mandated else None,
            mandate_on=stage.day(entry["days"] - 30) if mandated else None,
            potential=entry["potential"],
        )


def add_seats(stage: Stage) -> None:
    chance = stage.chances("seats")
    for entry in texts("initiatives")["initiatives"]:
        for number, seat in enumerate(entry["table"]):
            _add_seat(stage, chance, entry, seat, number)


def _add_seat(stage: Stage, chance: Random, entry: Entry, seat: dict[str, str], number: int) -> None:
    """Whoever could block it, decides; the others think along."""
    carries = seat["person"] in entry["carriers"]
    power = chance.choice((1, 2, 2, 3, 3, 4))
    intensity = 5 if carries or power > 3 else chance.choice((3, 3, 4))
    joined = next(row["joined_on"] for row in stage.rows["people"] if row["id"] == seat["person"])
    stage.add(
        "seats",
        initiative=entry["id"],
        party=seat["party"],
        person=seat["person"],
        carries=carries,
        intensity=intensity,
        promised_intensity=intensity,
        stake=float(min(5, max(2, intensity - chance.randint(0, 1)))),
        blocking_power=float(power),
        state="joined",
        invited_by=None if number == 0 else entry["initiator"],
        since=max(joined, stage.day(entry["days"] - SECOND_JOINS * chance.random())),
        until=stage.day(entry["ended"]) if "ended" in entry else None,
    )


def add_steps(stage: Stage) -> None:
    """Every step up to the phase in which it stands; the last one still open, and in time."""
    chance = stage.chances("steps")
    for entry in texts("initiatives")["initiatives"]:
        before: str | None = None
        reached = ORDER[: ORDER.index(entry["phase"]) + 1]
        ended = entry.get("ended")
        length = (entry["days"] - (ended or 0)) / len(reached)
        for number, phase in enumerate(reached):
            is_open = phase == reached[-1] and ended is None
            times = (entry["days"] - number * length, entry["days"] - (number + 1) * length)
            row = _step(stage, chance, entry, phase, times)
            row["done_on"] = None if is_open else stage.day(times[1] + chance.uniform(0, 10))
            row["due_on"] = stage.day(-chance.uniform(14, 70)) if is_open else row["due_on"]
            before = stage.add("steps", after=[before] if before else None, **row)


def _step(stage: Stage, chance: Random, entry: Entry, phase: str, times: tuple[float, float]) -> dict[str, Any]:
    words = next(step for step in texts("initiatives")["steps"] if step["phase"] == phase)
    return {
        "name": f"{stage.say(words)}: {stage.say(entry)}",
        "initiative": entry["id"],
        "owner": chance.choice(entry["carriers"]),
        "opened_on": stage.day(times[0]),
        "due_on": stage.day(times[1]),
    }


def add_commitments(stage: Stage) -> None:
    """Most promises are kept about in time; some were changed in time; the youngest are still open."""
    chance = stage.chances("commitments")
    for entry in texts("initiatives")["initiatives"]:
        youngest = max(12, entry.get("ended", 0) + 30)
        for number in range(round(PROMISES if entry["days"] > 200 else PROMISES / 2)):
            ago = chance.uniform(youngest, entry["days"] - 20) if number else youngest + chance.uniform(0, 10)
            seat = chance.choice(entry["table"])
            _promise(stage, chance, entry, seat, ago)


def _promise(stage: Stage, chance: Random, entry: Entry, seat: dict[str, str], ago: float) -> None:
    promise = chance.choice(texts("initiatives")["promises"])
    due = ago - chance.uniform(28, 80)
    is_open = due < 5
    state = "open" if is_open else chance.choices(("delivered", "renegotiated"), (9, 1))[0]
    stage.add(
        "commitments",
        name=stage.say(promise),
        party=seat["party"],
        person=seat["person"] if chance.random() < IN_PERSON else None,
        initiative=entry["id"],
        asked_by=chance.choice(entry["carriers"]),
        hours=float(chance.choice((4, 8, 8, 12, 16, 24))),
        promised_on=stage.day(ago),
        due_on=stage.day(due if not is_open else min(due, -6)),
        delivered_on=stage.day(due + chance.choice((-4, 0, 2, 5, 9))) if state == "delivered" else None,
        state=state,
    )
