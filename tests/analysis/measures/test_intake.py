"""What came in from outside, month by month."""

from datetime import date
from typing import Any

from analysis.measures.tie_networks import people, recorded
from vierspan.analysis.measures.intake import Fresh, fresh, intake

END = date(2026, 11, 23)


def signal(name: str, on: str, origin: str | None = None, spotter: str = "An") -> dict[str, Any]:
    return {"name": name, "spotted_on": on, "origin": origin, "spotter": spotter}


def contact(outside: str, on: str, person: str = "An") -> dict[str, Any]:
    return {"outside": outside, "held_on": on, "person": person}


def found(**tables: list[dict[str, Any]]) -> list[Fresh]:
    return fresh(recorded(people=people("An", "Bo"), **tables))


def test_only_the_first_time_counts_as_new() -> None:
    items = found(
        signals=[signal("a", "2026-03-02", "Trade paper"), signal("b", "2026-05-02", "trade paper")],
        contacts=[contact("Insurer", "2026-02-01"), contact(" insurer", "2026-06-01")],
    )
    assert [(each.kind, each.on.month) for each in items] == [
        ("contacts", 2),
        ("signals", 3),
        ("sources", 3),
        ("signals", 5),
    ]


def test_whom_one_knew_before_the_year_is_not_new_in_it() -> None:
    seen = intake(found(contacts=[contact("Insurer", "2024-02-01"), contact("Insurer", "2026-06-01")]), END)
    assert seen.total == 0


def test_the_months_are_the_last_twelve_and_end_with_this_one() -> None:
    months = intake([], END).months
    assert (len(months), months[0], months[-1]) == (12, date(2025, 12, 1), date(2026, 11, 1))


def test_each_thing_stands_in_its_own_month() -> None:
    seen = intake(found(signals=[signal("a", "2026-10-31"), signal("b", "2026-11-01")]), END)
    assert [len(month) for month in seen.items["signals"]][-2:] == [1, 1]


def test_a_few_things_say_nothing_about_drying_up() -> None:
    seen = intake(found(signals=[signal("a", "2026-01-02"), signal("b", "2026-02-02")]), END)
    assert seen.is_too_few and not seen.is_dry


def test_a_quarter_without_anything_new_is_dry() -> None:
    rows = [signal(str(month), f"2026-0{month}-02") for month in range(1, 8)]
    assert intake(found(signals=rows), END).is_dry
    fresh_ones = [signal("x", "2026-10-02"), signal("y", "2026-11-02")]
    assert not intake(found(signals=rows + fresh_ones), END).is_dry


def test_of_one_person_only_what_that_person_brought() -> None:
    items = found(signals=[signal("a", "2026-10-02"), signal("b", "2026-10-02", spotter="Bo")])
    assert (intake(items, END, person="Bo").total, intake(items, END).people) == (1, 2)


def test_visits_count_along() -> None:
    visit = Fresh("events", date(2026, 10, 5), "e1", "An")
    records = recorded(people=people("An", "Bo"))
    assert intake(fresh(records, [visit]), END).items["events"][-2] == (visit,)
