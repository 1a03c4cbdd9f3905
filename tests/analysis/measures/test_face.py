"""One face, or a network that is everybody's."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from analysis.measures.tie_networks import NO_ACTS, WINDOW, parties, people, recorded
from vierspan.analysis.measures.face import face
from vierspan.analysis.measures.ledger import ledger
from vierspan.analysis.mirror.picture import Face, Reason


def seen(talks: dict[str, int], pulse: list[dict[str, Any]]) -> Face:
    spoken = [person for person, count in talks.items() for _ in range(count)]
    rows = [
        {"kind": "network.represented", "person": person, "done_on": date(2026, 2, 1) + timedelta(days=place)}
        for place, person in enumerate(spoken)
    ]
    records = recorded(
        people=people("An", "Bo"),
        parties=parties("P", "Q", "R"),
        **({"acts": rows} if rows else {}),
        **({"pulse": pulse} if pulse else {}),
    )
    return face(records, ledger(records), WINDOW)


def wave(day: str, **scores: float) -> list[dict[str, Any]]:
    return [{"asked_on": day, "item": "ownership", "party": party, "score": score} for party, score in scores.items()]


def test_one_who_speaks_most_while_others_own_less_is_an_alarm() -> None:
    found = seen({"An": 8, "Bo": 2}, wave("2026-01-10", P=5.0, Q=5.0, R=4.0) + wave("2026-06-10", P=5.0, Q=4.0, R=2.0))
    assert (found.face_share.value, found.person) == (0.8, "An")
    assert found.ownership_breadth.value == pytest.approx(2 / 3)
    assert found.ownership_change.value == pytest.approx(-100 / 3)
    assert found.is_alarm


def test_a_face_that_all_own_is_no_alarm() -> None:
    assert not seen({"An": 8, "Bo": 2}, wave("2026-01-10", P=5.0, Q=5.0, R=4.0)).is_alarm


def test_narrow_ownership_alarms_only_with_one_face() -> None:
    pulse = wave("2026-06-10", P=2.0, Q=2.0, R=5.0)
    assert seen({"An": 6, "Bo": 4}, pulse).is_alarm
    assert not seen({"An": 5, "Bo": 5}, pulse).is_alarm


def test_under_ten_acts_outside_there_is_no_share() -> None:
    found = seen({"An": 9}, [])
    assert (found.face_share.reason, found.face_share.n, found.person) == (Reason.TOO_FEW, 9, None)
    assert found.ownership_breadth.reason is Reason.EMPTY


def test_outward_contacts_count_where_no_acts_are_known() -> None:
    contacts = [{"outside": "press", "person": "An", "outward": True, "held_on": "2026-03-01"}] * 10
    contacts += [{"outside": "press", "person": "Bo", "outward": False, "held_on": "2026-03-01"}] * 10
    found = face(recorded(people=people("An", "Bo"), contacts=contacts), NO_ACTS, WINDOW)
    assert (found.face_share.value, found.person) == (1.0, "An")


def test_nothing_known_is_nothing_said() -> None:
    found = face(recorded(people=people("An")), pl.DataFrame(schema=NO_ACTS.schema), WINDOW)
    assert (found.face_share.reason, found.is_alarm) == (Reason.EMPTY, False)
