"""Acts that were noted by hand: those that no other table shows."""

from random import Random

from vierspan.analysis.demo.leaders import CONDITIONS_KEEPER, DEVELOPERS, EXPLORERS, PROCESS_MANAGERS
from vierspan.analysis.demo.stage import YEAR, Entry, Stage, some, texts, weighted

DOERS = {
    "feedback.asked": DEVELOPERS,
    "feedback.given": DEVELOPERS,
    "signal.rated": EXPLORERS,
    "opportunity.framed": EXPLORERS,
    "invitation.sent": EXPLORERS,
    "improvement.taken": DEVELOPERS,
    "reflection.opened": {CONDITIONS_KEEPER: 1.0},
    "conflict.settled": DEVELOPERS,
    "party.called_to_account": PROCESS_MANAGERS,
    "package.proposed": PROCESS_MANAGERS,
}
LONGEST = 620  # days ago: by then most had joined
ABOUT = {"signal.rated": "signals", "party.called_to_account": "initiatives", "package.proposed": "initiatives"}


def add_deeds(stage: Stage) -> None:
    chance = stage.chances("deeds")
    for entry in texts("deeds")["deeds"]:
        for year in range(2):
            for _ in range(entry["often"]):
                _note(stage, chance, entry, year)
    stage.rows["acts"][0]["done_on"] = stage.day(0)  # this very day somebody did something


def _note(stage: Stage, chance: Random, entry: Entry, year: int) -> None:
    day = stage.busy_day(chance, min(YEAR * year + YEAR - 2, LONGEST), YEAR * year + 1)
    here = [row["id"] for row in stage.rows["people"] if row["joined_on"] <= day]
    doers = DOERS.get(entry["kind"], dict.fromkeys(here, 1.0))
    person = weighted(chance, doers)
    subjects = stage.rows.get(ABOUT.get(entry["kind"], ""), [])
    stage.add(
        "acts",
        kind=entry["kind"],
        person=person,
        party=stage.party_of(person),
        done_on=day,
        subject=chance.choice(subjects)["id"] if subjects else None,
        touched=some(chance, here, 2) if entry["kind"] in ("invitation.sent", "conflict.settled") else None,
        note=stage.say(chance.choice(entry["notes"])),
    )
