"""How firmly explorers are tied to the network."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from analysis.measures.tie_networks import NO_ACTS, WINDOW, people, recorded
from vierspan.analysis.measures.attachment import attachments, attachments_of, traces
from vierspan.analysis.measures.warmth import warmth
from vierspan.analysis.mirror.picture import Attachment, Reason

ROLE = [{"person": "An", "orientation": "explorer"}]


def attached(**tables: list[dict[str, Any]]) -> Attachment:
    (found,) = attachments(recorded(people=people("An", "Bo"), roles=ROLE, **tables), NO_ACTS, WINDOW)
    return found


def signals(back: list[int | None], start: date = date(2026, 2, 1)) -> list[dict[str, Any]]:
    days = [
        {"spotted_on": start, "brought_back_on": start + timedelta(days=late) if late is not None else None}
        for late in back
    ]
    return [{"name": f"s{place}", "spotter": "An"} | day for place, day in enumerate(days)]


def meetings(*present: bool) -> dict[str, list[dict[str, Any]]]:
    gatherings = [{"id": f"g{place}", "name": f"g{place}", "held_on": "2026-11-01"} for place, _ in enumerate(present)]
    rows = [{"gathering": f"g{place}", "person": "An", "present": there} for place, there in enumerate(present)]
    others = [{"gathering": f"g{place}", "person": "Bo", "present": True} for place, _ in enumerate(present)]
    return {"gatherings": gatherings, "attendance": rows + others}


def test_warmth_halves_every_ninety_days() -> None:
    ages = [0, 90, 180]
    rows = pl.DataFrame(
        {"actor": ["An"] * 3, "on": [WINDOW.end - timedelta(days=age) for age in ages], "amount": [1.0] * 3}
    )
    assert warmth(rows, WINDOW.end)["warmth"].to_list() == pytest.approx([1.75])


def test_later_contacts_warm_nothing_yet() -> None:
    rows = pl.DataFrame({"actor": ["An"], "on": [WINDOW.end + timedelta(days=1)], "amount": [1.0]})
    assert warmth(rows, WINDOW.end).is_empty()


def test_one_who_is_only_outside_drifts() -> None:
    contacts = [{"outside": "x", "person": "An", "kind": "meeting", "held_on": "2026-11-01"}]
    found = attached(contacts=contacts, signals=signals([None, None, None, 5]), **meetings(False, False))
    assert (found.outward, found.unreturned, found.absent) == (1.0, 0.75, 1.0)
    assert found.detachment.value == pytest.approx((1 + 0.75 + 1) / 3)
    assert found.is_drifting


def test_one_who_is_only_inside_is_closed() -> None:
    found = attached(**meetings(True, True))
    assert (found.outward, found.absent, found.is_closed, found.is_drifting) == (-1.0, 0.0, True, False)
    assert found.detachment.value == 0.0


def test_one_part_is_too_few() -> None:
    found = attached(signals=signals([5, 5, 5, 5]))
    assert (found.unreturned, found.detachment.reason) == (0.0, Reason.TOO_FEW)


def test_bringing_back_after_sixty_days_is_too_late() -> None:
    assert attached(signals=signals([60, 61, 61, 61])).unreturned == 0.75


def test_three_signals_say_nothing_and_young_ones_are_not_late_yet() -> None:
    assert attached(signals=signals([None, None, None])).unreturned is None
    assert attached(signals=signals([None] * 4, start=WINDOW.end - timedelta(days=10))).unreturned is None


def test_explorer_acts_make_an_explorer_without_the_role() -> None:
    rows = [{"kind": "signal.spotted", "orientation": "explorer", "person": "Bo", "done_on": date(2026, 2, 1)}] * 3
    acts = pl.DataFrame(rows, schema_overrides=NO_ACTS.schema)
    acts = pl.concat([NO_ACTS, acts.select(*rows[0])], how="diagonal")
    found = attachments(recorded(people=people("An", "Bo"), roles=ROLE), acts, WINDOW)
    assert [one.person for one in found] == ["An", "Bo"]


def test_without_explorers_there_is_nobody_to_lose() -> None:
    assert attachments(recorded(people=people("An")), NO_ACTS, WINDOW) == ()


def test_anybody_may_be_asked_after_by_name() -> None:
    records = recorded(people=people("An", "Bo"), **meetings(True, False))
    (found,) = attachments_of(records, NO_ACTS, WINDOW, ["Bo"])
    assert (found.person, found.absent) == ("Bo", 0.0)


def test_the_rows_under_each_part_can_be_opened() -> None:
    contacts = [{"id": "c1", "outside": "x", "person": "An", "held_on": "2026-11-01"}, {"id": "c2", "outside": "y"}]
    records = recorded(
        people=people("An", "Bo"), contacts=contacts, signals=signals([None, 5]), **meetings(True, False)
    )
    found = traces(records, NO_ACTS, WINDOW, "An")
    assert found.contacts == ("c1",)
    assert (len(found.signals), len(found.brought)) == (2, 1)
    assert (len(found.invitations), len(found.came)) == (2, 1)
