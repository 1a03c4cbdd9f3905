"""The backtest asks what it says it asks."""

from datetime import date
from pathlib import Path
from statistics import fmean

import polars as pl
import pytest
from bench.backtest import main
from bench.backtest_baselines import BASELINES, ordered, past_partners, popularity
from bench.backtest_cases import cases

from vierspan.analysis.choices.partners import learn
from vierspan.analysis.choices.partners.measuring import found
from vierspan.analysis.choices.partners.standing import Standing

CUT = date(2018, 1, 1)


def small(folder: Path) -> Path:
    """Two projects before the cut, one in the year from it, and what is left out."""
    told = [
        ("1", "abc", "2016-05-01"),
        ("2", "bcd", "2017-12-31"),
        ("3", "acn", "2018-01-01"),
        ("5", "vw", "2017-01-01"),
        ("6", "abd", "2019-01-01"),
    ]
    seats = [
        (team, member, "participant" if place else "coordinator", day)
        for team, members, day in told
        for place, member in enumerate(members)
    ]
    seats += [("4", member, "coordinator", "2017-01-01") for member in "xyz"]
    seats += [("1", "p", "partner", "2016-05-01")]
    columns = ["rcn", "pic", "role", "start_date"]
    pl.DataFrame(seats, columns, orient="row").write_csv(folder / "any_participation.csv")
    themes = pl.DataFrame({"rcn": list("123456"), "programme_part": ["care"] * 6})
    themes.write_csv(folder / "any_themes.csv")
    orgs = pl.DataFrame({"pic": list("abcdn"), "type": ["REC"] * 5, "country": ["NL"] * 5})
    orgs.write_csv(folder / "any_orgs.csv")
    return folder


def test_a_case_has_one_who_led_three_members_a_theme_and_a_day(tmp_path: Path) -> None:
    told = cases(small(tmp_path), CUT)
    assert told.history.teams == ("1", "2")
    assert told.history.members == ("a", "b", "c", "d")
    assert [(case.query.initiator, case.query.themes, case.joined) for case in told.asked] == [
        ("a", ("care",), ("c", "n"))
    ]
    assert (told.asked[0].query.country, told.asked[0].query.kind) == ("NL", "REC")


def test_any_folder_and_cut_give_the_whole_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(small(tmp_path)), "--cut", "2018-01-01"]) == 0
    printed = capsys.readouterr().out
    assert "2 projects before, 4 organisations; 1 asked" in printed
    assert all(f"| {name} |" in printed for name in (*BASELINES, "ours"))


@pytest.mark.parametrize("cut", ["2014-01-01", "2024-01-01"])
def test_a_cut_with_nothing_on_one_side_is_said(tmp_path: Path, cut: str) -> None:
    with pytest.raises(SystemExit, match="No projects"):
        main(["--data", str(small(tmp_path)), "--cut", cut])


def test_a_folder_without_the_files_is_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"participation\.csv"):
        main(["--data", str(tmp_path)])


def test_the_simple_ways_count_teams(tmp_path: Path) -> None:
    history = cases(small(tmp_path), CUT).history
    standing = Standing.at(history, 2)
    assert popularity(standing, None, []).tolist() == [1, 2, 2, 1]
    assert past_partners(standing, 1, []).tolist() == [1, 0, 2, 1]
    assert ordered(popularity(standing, 1, []), standing, 1) == ["c", "a", "d"]


def test_the_real_cases_are_those_that_were_published(shared_data: Path) -> None:
    told = cases(shared_data, CUT)
    known = told.history.known
    assert (len(told.asked), len(told.history.members)) == (1304, 17873)
    assert fmean(fmean(member in known for member in case.joined) for case in told.asked) == pytest.approx(
        0.761, abs=5e-4
    )


def test_popularity_comes_out_as_it_was_published(shared_data: Path) -> None:
    told = cases(shared_data, CUT)
    standing = Standing.at(told.history, len(told.history.teams))
    best = ordered(popularity(standing, None, []), standing, None)
    lists = [[member for member in best[:1001] if member != case.query.initiator] for case in told.asked]
    rows = [found(ranked, case.joined, None, ()) for ranked, case in zip(lists, told.asked, strict=True)]
    figures = [fmean(row.recall_20 for row in rows), fmean(row.recall_50 for row in rows)]
    assert figures == pytest.approx([0.074, 0.130], abs=6e-4)
    assert fmean(row.reciprocal for row in rows) == pytest.approx(0.163, abs=6e-4)


def test_what_was_learnt_of_the_real_past_beats_popularity(shared_data: Path) -> None:
    """Early in the data, where little is known yet, on every tenth question."""
    told = cases(shared_data, date(2015, 7, 1))
    ranker = learn(told.history)
    standing = Standing.at(told.history, len(told.history.teams))
    best = ordered(popularity(standing, None, []), standing, None)
    asked = told.asked[::10]
    ours = [found(ranker.order(case.query, 100), case.joined, None, ()).recall_20 for case in asked]
    simple = [found(best[:100], case.joined, None, ()).recall_20 for case in asked]
    assert fmean(ours) > fmean(simple) + 0.01
