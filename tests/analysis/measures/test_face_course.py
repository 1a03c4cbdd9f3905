"""Face and ownership over time: the two lines of the strategist's dilemma."""

from datetime import date, timedelta
from typing import Any

from analysis.measures.tie_networks import parties, people, recorded
from vierspan.analysis.measures.face_course import face_course, ownership_course
from vierspan.analysis.measures.ledger import ledger
from vierspan.analysis.measures.windows import sliding_years
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.records import Records

END = date(2026, 6, 30)
YEAR = Window(start=date(2025, 7, 1), end=END)


def talks(person: str, *days: date) -> list[dict[str, Any]]:
    return [{"kind": "network.represented", "person": person, "done_on": day} for day in days]


def records_of(acts: list[dict[str, Any]], pulse: list[dict[str, Any]] | None = None) -> Records:
    more = {"pulse": pulse} if pulse else {}
    return recorded(people=people("An", "Bo"), parties=parties("P", "Q"), acts=acts, **more)


def weekly(last: date, count: int) -> list[date]:
    return [last - timedelta(weeks=back) for back in range(count)]


def test_the_windows_are_years_that_slide_by_a_quarter() -> None:
    years = sliding_years(YEAR, 3)
    assert years[-1] == YEAR
    assert [year.end for year in years] == [date(2025, 12, 30), date(2026, 3, 30), END]
    assert all(364 <= (year.end - year.start).days <= 366 for year in years)


def test_the_share_grows_when_one_speaks_ever_more() -> None:
    acts = talks("Bo", *weekly(date(2025, 6, 1), 10)) + talks("An", *weekly(END, 20))
    records = records_of(acts)
    moments = face_course(records, ledger(records), sliding_years(YEAR))
    known = [(moment.person, moment.share) for moment in moments if moment.share is not None]
    assert known[0] == ("Bo", 1.0)
    assert known[-1] == ("An", 1.0)
    assert moments[-1].day == END


def test_under_ten_acts_a_moment_has_its_count_and_no_share() -> None:
    records = records_of(talks("An", *weekly(END, 9)))
    moments = face_course(records, ledger(records), sliding_years(YEAR))
    assert (moments[-1].share, moments[-1].acts, moments[-1].person) == (None, 9, None)


def test_nothing_done_outside_gives_no_moments() -> None:
    records = records_of([{"kind": "theme.proposed", "person": "An", "done_on": END}])
    assert face_course(records, ledger(records), sliding_years(YEAR)) == ()


def test_ownership_has_a_moment_for_each_wave_up_to_the_day() -> None:
    def wave(day: date, **scores: float) -> list[dict[str, Any]]:
        return [{"asked_on": day, "item": "ownership", "party": p, "score": s} for p, s in scores.items()]

    pulse = wave(date(2026, 1, 5), P=5.0, Q=4.0) + wave(date(2026, 4, 5), P=5.0, Q=2.0) + wave(date(2026, 9, 1), P=1.0)
    found = ownership_course(records_of(talks("An", END), pulse), END)
    assert [(each.day.month, each.breadth, each.parties) for each in found] == [(1, 1.0, 2), (4, 0.5, 2)]
    assert ownership_course(records_of(talks("An", END)), END) == ()
