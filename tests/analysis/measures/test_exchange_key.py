"""Units of give and get: added up by the network's own key only; an accepted imbalance is no handle."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from vierspan.analysis.handles import find
from vierspan.analysis.measures.exchange import exchange
from vierspan.analysis.mirror import look
from vierspan.analysis.mirror.picture import Exchange, Window
from vierspan.analysis.records import Records
from vierspan.analysis.schema import tables

DAY = date(2026, 3, 2)
WINDOW = Window(start=DAY - timedelta(days=200), end=DAY + timedelta(days=100))
PARTIES = [{"id": each, "name": each} for each in "ABC"]


def records(**given: list[dict[str, Any]]) -> Records:
    frames = {}
    for key, rows in {"parties": PARTIES, **given}.items():
        columns = tables()[key].dtypes
        frames[key] = pl.DataFrame({name: [row.get(name) for row in rows] for name in columns}, schema=columns)
    return Records.of(frames)


def gift(giver: str, receiver: str, value: float | None, unit: str = "points") -> dict[str, Any]:
    days = {"given_on": DAY, "confirmed_on": DAY}
    return {"giver": giver, "receiver": receiver, "value": value, "unit": unit, "state": "given", **days}


def measured(gifts: list[dict[str, Any]], key: list[dict[str, Any]] | None = None) -> Exchange:
    more = {"unit_keys": key} if key else {}
    found = exchange(records(exchanges=gifts, **more), pl.DataFrame(), WINDOW)
    assert found is not None
    return found


MIXED = [gift("A", "B", 4), gift("B", "A", 2), gift("B", "C", 6, "hours"), gift("C", "A", 100, "euro")]


def gives(found: Exchange, party: str) -> float:
    return next(each.gives for each in found.balances if each.party == party)


def test_without_a_key_other_units_are_named_and_left_out() -> None:
    found = measured(MIXED)
    assert (found.unit, found.other_units, found.key) == ("points", ("euro", "hours"), ())
    assert gives(found, "B") == 2


def test_a_key_turns_its_unit_into_points_and_leaves_the_others_out() -> None:
    found = measured(MIXED, [{"unit": "hours", "points": 0.5}])
    assert (found.unit, found.other_units, found.key) == ("points", ("euro",), (("hours", 0.5),))
    assert gives(found, "B") == 5
    assert gives(found, "C") == 0


def test_with_a_key_for_all_nothing_is_left_out() -> None:
    found = measured(MIXED, [{"unit": "hours", "points": 0.5}, {"unit": "euro", "points": 0.01}])
    assert found.other_units == ()
    assert gives(found, "C") == 1
    assert found.cycle_share.value == pytest.approx(0.7)


def test_a_key_of_zero_or_for_points_is_no_key() -> None:
    found = measured(MIXED, [{"unit": "hours", "points": 0.0}, {"unit": "points", "points": 9.0}])
    assert found.other_units == ("euro", "hours")
    assert gives(found, "A") == 4


def test_hours_of_which_nobody_said_how_many_count_for_nothing_also_with_a_key() -> None:
    found = measured([gift("A", "B", 4), gift("B", "A", None, "hours")], [{"unit": "hours", "points": 0.5}])
    assert gives(found, "B") == 0


@pytest.mark.parametrize(
    ("since", "until", "speaks"),
    [(None, None, False), (DAY, DAY + timedelta(days=5), False), (None, DAY - timedelta(days=1), True)],
)
def test_an_accepted_imbalance_is_no_handle_while_it_holds(
    since: date | None, until: date | None, speaks: bool
) -> None:
    gifts = [{**gift("A", "B", 9), "what": str(number)} for number in range(8)]
    accepted = [{"party": party, "since": since, "until": until, "note": "young"} for party in "AB"]
    agreed = records(exchanges=gifts, accepted_imbalances=accepted)
    found = {handle.key for handle in find(agreed, look(agreed))}
    assert ("conditions.balance:B" in found) is speaks
    plain = records(exchanges=gifts)
    assert "conditions.balance:B" in {handle.key for handle in find(plain, look(plain))}
