"""The demo's decisions and who took which position; one of them is stuck."""

from random import Random

from vierspan.analysis.demo.stage import Entry, Stage, texts

STUCK = "wie-betaalt-de-medicijndozen"
USUAL = {"yes": 7, "abstain": 1, "advice": 1}
DIVIDED = ("yes", "yes", "objection", "no", "objection")


def add_decisions(stage: Stage) -> None:
    chance = stage.chances("decisions")
    for number, entry in enumerate(texts("initiatives")["decisions"], start=1):
        is_closed = entry["ending"] in ("adopted", "rejected", "postponed")
        key = STUCK if entry["ending"] == "stuck" else f"decisions-{number}"
        closed = max(1, entry["due"] + chance.uniform(-6, 4))
        stage.add(
            "decisions",
            id=key,
            name=stage.say(entry),
            initiative=entry["initiative"],
            opener=entry["opener"],
            party=stage.party_of(entry["opener"]),
            method=entry["method"],
            opened_on=stage.day(entry["opened"]),
            due_on=stage.day(entry["due"]),
            closer=entry["opener"] if is_closed else None,
            closed_on=stage.day(closed) if is_closed else None,
            outcome=entry["ending"] if is_closed else None,
            review_on=stage.day(-chance.uniform(20, 150)) if entry["ending"] == "adopted" else None,
        )
        _add_positions(stage, chance, entry, key)


def _add_positions(stage: Stage, chance: Random, entry: Entry, decision: str) -> None:
    table = next(one for one in texts("initiatives")["initiatives"] if one["id"] == entry["initiative"])["table"]
    if entry["ending"] == "stuck":
        for seat, position in zip(table[:5], DIVIDED, strict=True):
            _take(stage, decision, seat, position, entry["opened"] - chance.uniform(10, 60))
        return
    chosen = chance.choices(list(USUAL), list(USUAL.values()), k=len(table))
    shortest = max(1.0, entry["due"] + 5)
    for seat, position in zip(table, chosen, strict=True):
        if chance.random() < 0.85:
            _take(stage, decision, seat, position, chance.uniform(shortest, entry["opened"]))
    if entry["ending"] == "adopted" and chance.random() < 0.3:
        _take(stage, decision, table[-1], "objection", entry["opened"] - 8)
        stage.rows["positions"][-1] |= {"resolved_by": entry["opener"], "resolved_on": stage.day(entry["due"] + 6)}


def _take(stage: Stage, decision: str, seat: dict[str, str], position: str, ago: float) -> None:
    stage.add(
        "positions",
        decision=decision,
        party=seat["party"],
        position=position,
        taken_on=stage.day(max(1, ago)),
    )
