"""Every finder speaks on the smallest story that calls for it, and is silent on one that falls just short."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from vierspan.analysis.handles import FINDERS, Handle
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import phrase

Story = dict[str, list[dict[str, Any]]]
Told = Callable[[Story], list[Handle]]
Case = tuple[Story, Story]


def ago(days: int) -> timedelta:
    return timedelta(days=days)


def acts(kind: str, first: int, others: int) -> Story:
    """One person with so many acts, and five others with as many together."""
    rows = [{"kind": kind, "person": "a0", "done_on": ago(10 + n)} for n in range(first)]
    rows += [{"kind": kind, "person": f"a{1 + n % 5}", "done_on": ago(10 + n)} for n in range(others)]
    return {"acts": rows}


def hanging(kind: str) -> Case:
    return acts(kind, 14, 10), acts(kind, 10, 9)


def outward(first: int, others: int) -> Story:
    spoken = [("a0", first), ("a1", others)]
    contacts = [
        {"outside": "Krant", "person": person, "held_on": ago(20 + n), "outward": True}
        for person, times in spoken
        for n in range(times)
    ]
    return {"contacts": contacts} | ownership([5, 5, 5, 5, 5], [5, 5, 3, 3, 3])


def ownership(*waves: Sequence[float]) -> Story:
    return {
        "pulse": [
            {"asked_on": ago(200 - 90 * wave), "item": "ownership", "party": f"p{n}", "score": score, "answers": 6}
            for wave, scores in enumerate(waves)
            for n, score in enumerate(scores)
        ]
    }


def matrix(activities: int, served: int, hours: float | None = 100.0, weights: tuple[float, float] = (3, 3)) -> Story:
    """Activities of which the first so many serve the first of two themes."""
    return {
        "themes": [{"id": f"t{n}", "name": f"Thema {n}", "priority": weights[n]} for n in range(2)],
        "activities": [
            {"id": f"x{n}", "name": f"Werk {n}", "parties": ["p1"], "owner": "a1", "hours": hours}
            for n in range(activities)
        ],
        "contributions": [{"activity": f"x{n}", "theme": "t0", "score": 3} for n in range(served)],
    }


def course_text(days: int, endorsed: int) -> Story:
    parties = [f"p{n}" for n in range(endorsed)]
    text = {"name": "Samen", "kind": "ambition", "version": 1, "proposed_on": ago(days), "endorsed_by": parties}
    return {"courses": [text]}


def capacity(hours: float) -> Story:
    return {
        "activities": [{"name": "Werk", "parties": ["p1"], "hours": 400.0, "state": "running"}],
        "capacity": [{"party": "p1", "since": ago(30), "hours": hours}],
    }


def judged(cells: int) -> Story:
    story = matrix(5, 0)
    story["contributions"] = [
        {"activity": f"x{n}", "theme": "t0", "score": score, "judged_by": f"a{score}", "judged_on": ago(10)}
        for n in range(cells)
        for score in (1, 2, 3)
    ]
    return story


def signals(count: int, days: int, **more: Any) -> Story:
    return {
        "signals": [
            {"name": f"Signaal {n}", "spotter": "a0", "spotted_on": ago(days + n), **more} for n in range(count)
        ]
    }


def meetings(count: int, days: int = 20, apart: int = 20, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"g{n}", "name": f"Dag {n}", "held_on": ago(days + apart * n), **more} for n in range(count)]


def presence(person: str, times: int, present: bool) -> list[dict[str, Any]]:
    return [{"gathering": f"g{n}", "person": person, "present": present} for n in range(times)]


def drift(count: int) -> Story:
    came = presence("a0", 4, present=False) + presence("a1", 4, present=True)
    return signals(count, 100) | {"gatherings": meetings(4), "attendance": came}


def inward(contacts: int) -> Story:
    return {
        "roles": [{"person": "a0", "orientation": "explorer", "since": ago(300)}],
        "contacts": [{"outside": f"B{n}", "person": "a1", "held_on": ago(20)} for n in range(contacts)],
        "gatherings": meetings(4),
        "attendance": presence("a0", 4, present=True),
    }


def brought(count: int) -> Story:
    return signals(count, 120, stage="emerging", brought_back_on=ago(70))


def rhythm(last: int) -> Story:
    rows = [{"outside": "Zee", "person": "a0", "held_on": ago(last + 30 * n), "rhythm_days": 30} for n in range(3)]
    return {"contacts": rows}


def tables_with(new: int) -> Story:
    keys = ["i0", *(f"i{n}" for n in range(1, new + 1))]
    return {
        "initiatives": [
            {"id": key, "name": key, "state": "active", "started_on": ago(600 if key == "i0" else 200)} for key in keys
        ],
        "seats": [{"initiative": key, "party": f"p{n}"} for key in keys for n in range(4)],
    }


def gifts(count: int) -> Story:
    return {"exchanges": [gift(n, f"p{n + 1}", "p0", ago(40)) for n in range(count)]}


def gift(number: int, giver: str, receiver: str, confirmed: timedelta | None) -> dict[str, Any]:
    row = {"id": f"e{number}", "giver": giver, "receiver": receiver, "value": 5.0, "unit": "points", "state": "given"}
    return row | {"given_on": ago(70), "confirmed_on": confirmed}


def unconfirmed(count: int) -> Story:
    rows = [gift(n, f"p{n}", f"p{n + 1}", None) for n in range(count)]
    return {"exchanges": [*rows, gift(99, "p8", "p9", ago(40))]}


def rule(days: int) -> Story:
    return {"rules": [{"id": "r", "name": "Zeg het", "review_on": ago(days)}]}


def breach(settled: timedelta | None) -> Story:
    seen = {"rule": "r", "kind": "breach", "observed_on": ago(31), "settled_on": settled}
    return {"rules": [{"id": "r", "name": "Zeg het"}], "observations": [seen]}


def granted(count: int) -> Story:
    parties = [f"p{n}" for n in range(count)]
    return {"roles": [{"person": "a0", "orientation": "developer", "granted_by": parties}]}


def attendance(late: int) -> Story:
    """Eight days; at the first four nine of ten came, at the last four so many."""
    rows = [
        {"gathering": f"g{day}", "person": f"a{n}", "present": n < (late if day < 4 else 9)}
        for day in range(8)
        for n in range(10)
    ]
    return {"gatherings": meetings(8, days=20, apart=45), "attendance": rows}


def absent(times: int) -> Story:
    rows = presence("a0", times, present=False) + presence("a1", times, present=True)
    return {"gatherings": meetings(6), "attendance": rows}


def looked_back(days: int) -> Story:
    looked = {"id": "back", "name": "Terugblik", "held_on": ago(days), "kind": "reflection"}
    return {"gatherings": [*meetings(4, kind="working"), looked]}


def newcomers(count: int) -> Story:
    people = [{"id": f"n{n}", "name": f"Nieuw {n}", "party": "p0", "joined_on": ago(100)} for n in range(count)]
    return {"people": people, "introductions": [{"introducer": "a0", "newcomer": "n0", "welcomed": True}]}


def initiative(**more: Any) -> dict[str, Any]:
    return {"id": "i0", "name": "Tafel", "state": "active", "started_on": ago(61), **more}


def question(due: int, **more: Any) -> dict[str, Any]:
    return {"id": "d", "name": "Doen we het?", "opened_on": ago(50), "due_on": ago(due), **more}


def promises(count: int) -> Story:
    rows = [{"name": "Bellen", "party": "p1", "initiative": "i0", "due_on": ago(15), "state": "open"}] * count
    return {"initiatives": [initiative()], "commitments": rows}


def mandate(phase: str) -> Story:
    return {"initiatives": [initiative(phase=phase), initiative(id="i1", name="Ander", mandate="part")]}


def whole(seats: int) -> Story:
    table = [{"initiative": "i0", "party": f"p{n}"} for n in range(seats)]
    return {"initiatives": [initiative(mandate="whole")], "seats": table}


def blocker(intensity: int) -> Story:
    seat = {"initiative": "i0", "party": "p0", "blocking_power": 4.0, "intensity": intensity}
    return {"initiatives": [initiative()], "seats": [seat]}


def seated(tables: int) -> Story:
    return {
        "initiatives": [initiative(id=f"i{n}", name=f"Tafel {n}") for n in range(tables)],
        "seats": [{"initiative": f"i{n}", "person": "a0", "party": "p0"} for n in range(tables)],
    }


def quiet(heard: int) -> Story:
    last = {"name": "Bellen", "initiative": "i0", "promised_on": ago(heard), "state": "withdrawn"}
    other = last | {"initiative": "i1", "promised_on": ago(3)}
    begun = [initiative(started_on=ago(300)), initiative(id="i1", name="Ander")]
    return {"initiatives": begun, "commitments": [last, other]}


def steps(count: int) -> Story:
    late = [{"id": f"s{n}", "name": f"Stap {n}", "initiative": "i0", "due_on": ago(22)} for n in range(count)]
    return {"initiatives": [initiative()], "steps": late}


def recognised(answers: int) -> Story:
    item = "process_manager_recognised"
    return {"pulse": [{"asked_on": ago(20), "item": item, "score": 2.9, "answers": answers}]}


def objection(days: int) -> Story:
    taken = {"decision": "d", "party": "p1", "position": "objection", "taken_on": ago(days)}
    return {"decisions": [question(-20)], "positions": [taken]}


def carried(seats: int) -> Story:
    """A table that nobody carries, among three that somebody does."""
    table: list[dict[str, Any]] = [{"initiative": "i0", "party": f"p{n}"} for n in range(seats)]
    others = [{"initiative": f"i{n}", "party": "p1", "person": "a1", "carries": True} for n in (1, 2, 3)]
    begun = [initiative(id=f"i{n}", name=f"Tafel {n}") for n in range(4)]
    return {"initiatives": begun, "seats": [*table, *others]}


def invited(seats: int) -> Story:
    table = [{"initiative": "i0", "party": f"p{n}", "state": "invited", "since": ago(46)} for n in range(seats)]
    return {"initiatives": [initiative()], "seats": table}


def ending(orientation: str, *, days: int = 42, followed: bool = False) -> Story:
    """A role with a last day so many days ahead, and perhaps somebody who holds it longer."""
    rows = [{"person": "a0", "orientation": orientation, "until": ago(-days)}]
    rows += [{"person": "a1", "orientation": orientation, "since": ago(-days)}] if followed else []
    return {"roles": rows}


def needed(orientation: str, kind: str, need: int = 4, others: int = 18) -> Story:
    """Acts of another orientation, two of this one by two people, and what the network says that it needs."""
    other = "signal.spotted" if orientation != "explorer" else "package.proposed"
    rows = [{"kind": other, "person": f"a{n % 5}", "done_on": ago(10 + n)} for n in range(others)]
    rows += [{"kind": kind, "person": f"a{5 + n}", "done_on": ago(10 + n)} for n in range(2)]
    return {"acts": rows, "network": [{"name": "Net", f"need_{orientation}": need}]}


def short(orientation: str, kind: str) -> Case:
    return needed(orientation, kind), needed(orientation, kind, 0)


STRONG: dict[str, Any] = {"significance": 5.0, "plausibility": 5.0, "novelty": 5.0, "months_ahead": 0.0}

CASES: dict[str, Case] = {
    "course.face": (outward(6, 4), outward(5, 5)),
    "course.ownership_falling": (ownership([5] * 6, [5] * 4 + [3] * 2), ownership([5] * 4, [3] * 4)),
    "course.blank_theme": (matrix(5, 5), matrix(4, 4)),
    "course.loose_activities": (matrix(5, 4), matrix(4, 3)),
    "course.off_course": (matrix(5, 5, weights=(1, 3)), matrix(5, 5, hours=None, weights=(1, 3))),
    "course.unendorsed": (course_text(60, 4), course_text(60, 5)),
    "course.stale": (course_text(731, 9), course_text(730, 9)),
    "course.over_capacity": (capacity(80.0), capacity(84.0)),
    "course.hangs_on_one": hanging("theme.proposed"),
    "course.disputed_weighing": (judged(3), judged(2)),
    "horizon.drifting": (drift(4), drift(3)),
    "horizon.closed_inward": (inward(5), inward(4)),
    "horizon.intake_dry": (signals(8, 91), signals(7, 91)),
    "horizon.strong_signal": (signals(1, 61, **STRONG), signals(1, 60, **STRONG)),
    "horizon.uncertain_signal": (
        signals(1, 31, significance=4.0, plausibility=2.0),
        signals(1, 31, significance=4.0, plausibility=2.5),
    ),
    "horizon.ripe": (brought(2), brought(1)),
    "horizon.cooling": (rhythm(46), rhythm(45)),
    "horizon.usual_suspects": (tables_with(3), tables_with(2)),
    "horizon.hangs_on_one": hanging("opportunity.framed"),
    "conditions.balance": (gifts(6), gifts(5)),
    "conditions.hangs_on_one": hanging("feedback.given"),
    "conditions.review_overdue": (rule(31), rule(30)),
    "conditions.breach_open": (breach(None), breach(ago(3))),
    "conditions.not_granted": (granted(3), granted(4)),
    "conditions.attendance_falling": (attendance(7), attendance(8)),
    "conditions.never_came": (absent(5), absent(4)),
    "conditions.poorly_rated": ({"gatherings": meetings(3, rating=2.9)}, {"gatherings": meetings(3, rating=3.0)}),
    "conditions.no_reflection": (looked_back(241), looked_back(240)),
    "conditions.unwelcomed": (newcomers(3), newcomers(2)),
    "conditions.unconfirmed": (unconfirmed(8), unconfirmed(7)),
    "initiatives.stuck_decision": ({"decisions": [question(15)]}, {"decisions": [question(14)]}),
    "initiatives.overdue_commitments": (promises(3), promises(2)),
    "initiatives.no_mandate": (mandate("agree"), mandate("share")),
    "initiatives.mandate_mismatch": (whole(2), whole(3)),
    "initiatives.missing_blocker": (blocker(2), blocker(3)),
    "initiatives.overload": (seated(6), seated(5)),
    "initiatives.silent": (quiet(151), quiet(150)),
    "initiatives.steps_overdue": (steps(2), steps(1)),
    "initiatives.not_recognised": (recognised(5), recognised(4)),
    "initiatives.unresolved_objection": (objection(31), objection(30)),
    "initiatives.hangs_on_one": hanging("package.proposed"),
    "initiatives.no_carrier": (carried(3), carried(2)),
    "initiatives.unanswered_invitations": (invited(3), invited(2)),
    "course.role_ends": (ending("strategist"), ending("strategist", followed=True)),
    "horizon.role_ends": (ending("explorer"), ending("explorer", days=43)),
    "conditions.role_ends": (ending("developer", days=-30), ending("developer", days=-31)),
    "initiatives.role_ends": (ending("process_manager"), ending("process_manager", followed=True)),
    "course.uncovered": short("strategist", "theme.proposed"),
    "horizon.uncovered": short("explorer", "signal.spotted"),
    "conditions.uncovered": short("developer", "rule.proposed"),
    "initiatives.uncovered": short("process_manager", "package.proposed"),
}


def test_silence_says_nothing_where_nobody_keeps_records(told: Told) -> None:
    story = quiet(200)
    story["commitments"] = story["commitments"][:1]
    assert told(story) == []


def test_an_initiative_that_ended_is_left_alone(told: Told) -> None:
    story = promises(3)
    story["initiatives"] = [initiative(ended_on=ago(5))]
    assert told(story) == []


def test_few_acts_tell_nothing_of_cover(told: Told) -> None:
    enough, short = needed("explorer", "signal.spotted"), needed("explorer", "signal.spotted", others=17)
    assert "horizon.uncovered" in {handle.finder for handle in told(enough)}
    assert "horizon.uncovered" not in {handle.finder for handle in told(short)}


def test_what_hangs_on_one_is_not_said_twice(told: Told) -> None:
    story = acts("rule.proposed", 14, 10) | {"network": [{"name": "Net", "need_developer": 4}]}
    found = {handle.finder for handle in told(story)}
    assert "conditions.hangs_on_one" in found
    assert "conditions.uncovered" not in found


def test_every_finder_has_a_case() -> None:
    assert set(CASES) == {finder.key for finder in FINDERS}


def test_every_orientation_has_six_finders_or_more() -> None:
    assert len(FINDERS) >= 24
    for orientation in Orientation:
        assert sum(finder.orientation == orientation for finder in FINDERS) >= 6


@pytest.mark.parametrize("finder", CASES)
def test_a_finder_speaks_with_evidence_when_called_for(finder: str, told: Told) -> None:
    spoken = [handle for handle in told(CASES[finder][0]) if handle.finder == finder]
    assert spoken
    for handle in spoken:
        assert handle.evidence
        assert 0 <= handle.urgency <= 1
        assert 1 <= len(handle.suggestions) <= 3
        for part in ("headline", "facts", "urgency", "question"):
            assert "{" not in phrase(f"handle.{finder}.{part}", "nl", **handle.numbers)
            assert "{" not in phrase(f"handle.{finder}.{part}", "en", **handle.numbers)


@pytest.mark.parametrize("finder", CASES)
def test_a_finder_is_silent_when_it_falls_just_short(finder: str, told: Told) -> None:
    assert finder not in {handle.finder for handle in told(CASES[finder][1])}
