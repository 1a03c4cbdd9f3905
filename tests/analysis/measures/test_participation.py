"""Who takes part."""

from typing import Any

import pytest

from analysis.measures.tie_networks import NO_ACTS, WINDOW, parties, people, recorded
from vierspan.analysis.measures.participation import attendance_rates, participation
from vierspan.analysis.mirror.picture import Participation, Reason
from vierspan.analysis.records import Records

GATHERINGS = [
    {"id": "d", "name": "d", "kind": "decision", "held_on": "2026-02-01"},
    {"id": "w", "name": "w", "kind": "working", "held_on": "2026-03-01"},
    {"id": "old", "name": "old", "kind": "working", "held_on": "2024-03-01"},
    {"id": "empty", "name": "empty", "kind": "working", "held_on": "2026-04-01"},
]
ATTENDANCE: list[dict[str, Any]] = [
    {"gathering": "d", "person": "An", "present": True},
    {"gathering": "w", "person": "An", "present": False},
    {"gathering": "d", "person": "Bo", "present": None},
    {"gathering": "w", "person": "Bo", "present": True},
    {"gathering": "w", "person": "Cy", "present": False},
    {"gathering": "w", "person": "Di", "present": True},
    {"gathering": "old", "person": "Cy", "present": True},
    {"gathering": "empty", "person": "An", "present": False},
]


def met() -> Records:
    return recorded(people=people("An", "Bo", "Cy", "Di", "Eef"), gatherings=GATHERINGS, attendance=ATTENDANCE)


def found_in(records: Records) -> Participation:
    found = participation(records, NO_ACTS, WINDOW)
    assert found is not None
    return found


def test_a_decision_counts_double_and_an_empty_gathering_not_at_all() -> None:
    found = found_in(met())
    assert found.rate.value == pytest.approx((2 + 2 + 1 + 1) / (2 + 2 + 1 + 1 + 1 + 1))
    assert found.gatherings == 2


def test_who_was_never_invited_is_not_absent() -> None:
    rates = dict(attendance_rates(met(), WINDOW).select("actor", "rate").iter_rows())
    assert rates == pytest.approx({"An": 2 / 3, "Bo": 1, "Cy": 0, "Di": 1})
    assert found_in(met()).never_came == ("Cy",)


def test_pairs_that_meet_in_small_company_come_first() -> None:
    gatherings = [{"id": key, "name": key} for key in ("small", "large")]
    company = {"small": ["An", "Bo"], "large": ["Bo", "Cy", "Di"]}
    rows = [{"gathering": key, "person": person} for key, who in company.items() for person in who]
    found = found_in(recorded(people=people("An", "Bo", "Cy", "Di"), gatherings=gatherings, attendance=rows))
    assert [(one.first, one.second, one.weight) for one in found.often] == [
        ("An", "Bo", 1.0),
        ("Bo", "Cy", 0.5),
        ("Bo", "Di", 0.5),
        ("Cy", "Di", 0.5),
    ]


def test_participations_alone_say_who_starts_carries_and_joins() -> None:
    initiatives = [{"name": name, "party": party} for name, party in (("i", "P"), ("j", "P"), ("k", "Q"))]
    seats: list[dict[str, Any]] = [
        {"initiative": "i", "party": "P", "carries": True},
        {"initiative": "i", "party": "Q"},
    ]
    seats += [{"initiative": "j", "party": "R"}, {"initiative": "k", "party": "Q"}]
    found = found_in(recorded(parties=parties("P", "Q", "R"), initiatives=initiatives, seats=seats))
    assert {one.actor: one.share for one in found.starters} == pytest.approx({"P": 2 / 3, "Q": 1 / 3})
    assert [one.actor for one in found.carriers] == ["P"]
    assert {one.actor: one.share for one in found.joiners} == pytest.approx({"Q": 2 / 3, "R": 1 / 3})
    assert found.rate.reason is Reason.EMPTY


def test_who_declined_did_not_join() -> None:
    seats = [
        {"initiative": "i", "party": "P", "state": "declined"},
        {"initiative": "i", "party": "Q", "state": "joined"},
    ]
    found = found_in(recorded(parties=parties("P", "Q"), initiatives=[{"name": "i"}], seats=seats))
    assert [one.actor for one in found.joiners] == ["Q"]


def test_carriers_are_people_where_seats_name_them() -> None:
    who = [{"name": "An", "party": "P"}]
    seats = [{"initiative": "i", "party": "P", "person": "An", "carries": True}]
    found = found_in(recorded(parties=parties("P"), people=who, initiatives=[{"name": "i"}], seats=seats))
    assert (found.carriers[0].actor, found.carriers[0].party) == ("An", "P")


def test_without_gatherings_and_initiatives_there_is_nothing_to_say() -> None:
    assert participation(recorded(people=people("An")), NO_ACTS, WINDOW) is None
