"""What people in the demo say: who they see take the lead, and how the parties feel about the network."""

from random import Random

from vierspan.analysis.demo.leaders import DEVELOPERS, EXPLORERS, PROCESS_MANAGERS, STRATEGISTS, WANDERER
from vierspan.analysis.demo.stage import Stage, some

RATERS = 40
TARGETS = 7  # how many people each rater knows well enough
ROUNDS = (410, 50)
WAVES = (318, 227, 136, 45)  # days ago
VOICES = 16  # parties that answer the pulse
OWNING = (12, 12, 11, 8)  # of these sixteen feel that the network is theirs too: it falls
SEEN = {
    "strategist": STRATEGISTS,
    "explorer": {**EXPLORERS, WANDERER: 4.0},
    "developer": DEVELOPERS,
    "process_manager": PROCESS_MANAGERS,
}
SEEN_MOST, STEP = 3.1, 0.6  # of 4: nobody is seen to lead always
ITEMS = {
    "trust": 3.9,
    "ambition": 4.0,
    "interests": 3.7,
    "relation": 4.0,
    "organisation": 3.6,
    "process": 3.7,
    "developer_granted": 4.1,
    "process_manager_recognised": 4.1,
    "process_manager_room": 3.8,
    "felt_balance": 3.6,
    "inspiration": 3.8,
}


def add_ratings(stage: Stage) -> None:
    chance = stage.chances("ratings")
    people = [row["id"] for row in stage.rows["people"]]
    known = sorted({person for leaders in SEEN.values() for person in leaders})
    raters = some(chance, people, RATERS)
    for ago in ROUNDS:
        for rater in raters:
            for rated in some(chance, [person for person in known if person != rater], TARGETS):
                _rate(stage, chance, rater, rated, ago)


def _rate(stage: Stage, chance: Random, rater: str, rated: str, ago: float) -> None:
    for orientation, leaders in SEEN.items():
        lead = min(SEEN_MOST, STEP * leaders.get(rated, 0))
        stage.add(
            "ratings",
            rater=rater,
            rated=rated,
            orientation=orientation,
            score=float(min(4, max(0, round(chance.gauss(lead, 0.6))))) if rated in leaders else 0.0,
            rated_on=stage.day(ago + chance.uniform(-6, 6)),
        )


def add_pulse(stage: Stage) -> None:
    chance = stage.chances("pulse")
    settled = [row["id"] for row in stage.rows["parties"] if row["ring"] != "periphery"]
    parties = some(chance, settled, VOICES)
    for wave, ago in enumerate(WAVES):
        owning = chance.sample(parties, OWNING[wave])
        for party in parties:
            feels = chance.uniform(4.0, 4.6) if party in owning else chance.uniform(2.9, 3.7)
            _answer(stage, chance, ago, {"item": "ownership", "party": party, "score": round(feels, 1)})
        for item, level in ITEMS.items():
            score = round(level + chance.uniform(-0.15, 0.15), 1)
            _answer(stage, chance, ago, {"item": item, "score": score})


def _answer(stage: Stage, chance: Random, ago: float, answer: dict[str, object]) -> None:
    of_party = "party" in answer
    invited = chance.randint(6, 9) if of_party else 58
    answers = invited - (chance.randint(0, 1) if of_party else chance.randint(10, 16))
    stage.add("pulse", asked_on=stage.day(ago), answers=answers, invited=invited, **answer)
