"""Who acted on what somebody else opened."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from analysis.measures.scenes import DAY, Act, Columns, records_of, scene_of
from vierspan.analysis.measures.following import following
from vierspan.analysis.measures.together import possible_followers
from vierspan.analysis.orientations import Orientation

OPENED: Act = ("theme.proposed", "An", "Night", 0)


def cells(*acts: Act, **tables: Columns) -> dict[tuple[str, str], float]:
    found = following(scene_of(records_of(*acts, **tables)), "person")
    if found is None:
        return {}
    ids = found.members.ids
    follower, leader, weight = found.pairs()
    return {(ids[int(i)], ids[int(j)]): float(w) for i, j, w in zip(follower, leader, weight, strict=True)}


def test_an_act_of_another_party_within_ninety_days_follows() -> None:
    assert cells(OPENED, ("contribution.judged", "Bo", "Night", 90)) == {("Bo", "An"): 1.0}


def test_an_act_after_ninety_days_does_not_follow() -> None:
    assert cells(OPENED, ("contribution.judged", "Bo", "Night", 91)) == {}


def test_an_act_before_the_opening_does_not_follow() -> None:
    assert cells(OPENED, ("contribution.judged", "Bo", "Night", -1)) == {}


def test_ones_own_party_does_not_follow() -> None:
    assert cells(OPENED, ("contribution.judged", "An", "Night", 5)) == {}


def test_an_act_on_something_that_nobody_opened_follows_nobody() -> None:
    assert cells(OPENED, ("contribution.judged", "Bo", "Day", 5)) == {}


def test_an_act_follows_once_however_often_one_opened() -> None:
    again: Act = ("priority.set", "An", "Night", 3)
    assert cells(OPENED, again, ("contribution.judged", "Bo", "Night", 5)) == {("Bo", "An"): 1.0}


def test_a_gathering_counts_less_the_more_people_came() -> None:
    gatherings: Columns = {"name": ["G"], "organiser": ["An"], "held_on": [DAY]}
    attendance: Columns = {"gathering": ["G"] * 3, "person": ["An", "Bo", "Cy"]}
    assert cells(gatherings=gatherings, attendance=attendance) == {("Bo", "An"): 0.5, ("Cy", "An"): 0.5}


def test_a_promise_to_an_initiative_follows_who_started_it() -> None:
    initiatives: Columns = {"name": ["I"], "initiator": ["An"], "started_on": [DAY]}
    commitments: Columns = {"name": ["C"], "person": ["Bo"], "initiative": ["I"], "promised_on": [DAY]}
    assert cells(initiatives=initiatives, commitments=commitments) == {("Bo", "An"): 2.0}


def test_undated_seats_follow_who_carries_the_table() -> None:
    initiatives: Columns = {"name": ["I"]}
    seats: Columns = {"initiative": ["I", "I"], "person": ["An", "Bo"], "carries": [True, None]}
    assert cells(initiatives=initiatives, seats=seats) == {("Bo", "An"): 2.0}


def test_an_orientation_is_that_of_the_opening() -> None:
    scene = scene_of(records_of(OPENED, ("contact.kept", "Bo", "Night", 5), ("contribution.judged", "Cy", "Night", 5)))
    found = following(scene, "person", Orientation.STRATEGIST)
    assert found is not None
    assert found.received.sum() == 2.0
    assert following(scene, "person", Orientation.EXPLORER) is None


@pytest.mark.parametrize("dated", [True, False])
def test_who_could_have_followed_are_the_others_of_other_parties(dated: bool) -> None:
    people: dict[str, Sequence[object]] = {"name": ["An", "Bo", "Cy", "Di", "Ed"], "party": ["P", "P", "Q", None, None]}
    if dated:
        people |= {"joined_on": [None, date(2026, 2, 1), None, None, date(2026, 1, 2)]}
        people |= {"left_on": [None, None, date(2026, 1, 1), None, None]}
    acts: Columns = {"kind": ["theme.proposed"], "person": ["An"], "done_on": [DAY]}
    members = scene_of(records_of(people=people, acts=acts)).people
    span = [(a, b) for a, b in zip(members.since, members.until, strict=True)]
    expected = [
        sum(
            members.party[i] != members.party[j] and span[i][0] <= span[j][1] and span[j][0] <= span[i][1]
            for i in range(members.count)
        )
        for j in range(members.count)
    ]
    assert possible_followers(members).tolist() == expected


def test_an_example_by_hand_gives_the_same_matrix_as_a_loop() -> None:
    random = np.random.default_rng(5)
    people = ("An", "Bo", "Cy", "Di")
    acts: list[Act] = []
    for at in range(60):
        kind = "theme.proposed" if at % 4 == 0 else "contribution.judged"
        acts.append((kind, people[random.integers(4)], f"T{random.integers(5)}", int(random.integers(200))))
    expected: dict[tuple[str, str], float] = {}
    for own in people:
        for kind, person, subject, day in acts:
            soonest = 1 if kind == "theme.proposed" else 0
            opened = any(
                k == "theme.proposed" and p == own and s == subject and soonest <= day - d <= 90 for k, p, s, d in acts
            )
            if person != own and opened:
                weight = 2.0 if kind == "theme.proposed" else 1.0
                expected[person, own] = expected.get((person, own), 0.0) + weight
    assert cells(*acts) == expected
