"""The chart of face and ownership: two lines that can be told apart without colour, and their table."""

from datetime import date

from vierspan.analysis.measures.face_course import FaceMoment, OwnershipMoment
from vierspan.analysis.report.charts.ownership import ownership_lines, ownership_table

FACES = (
    FaceMoment(date(2025, 12, 31), None, 6, None),
    FaceMoment(date(2026, 3, 31), 0.4, 12, "An"),
    FaceMoment(date(2026, 6, 30), 0.7, 15, "An"),
)
OWNED = (OwnershipMoment(date(2026, 1, 5), 0.8, 10), OwnershipMoment(date(2026, 4, 5), 0.5, 10))


def test_both_lines_say_in_words_how_they_go() -> None:
    drawn = ownership_lines(FACES, OWNED, "nl")
    assert "van 40 naar 70 procent" in drawn
    assert "van 80 naar 50 procent" in drawn
    assert drawn.count('class="chart-line main"') == 1
    assert drawn.count('class="chart-line dashed"') == 1


def test_only_ownership_can_be_drawn_alone() -> None:
    drawn = ownership_lines((), OWNED, "en")
    assert "unknown" in drawn
    assert "chart-line main" not in drawn


def test_nothing_known_draws_nothing() -> None:
    assert ownership_lines((), (), "en") == ""
    assert ownership_table((), (), "en").rows == ()


def test_the_table_names_every_day_and_says_too_few() -> None:
    table = ownership_table(FACES, OWNED, "en")
    assert len(table.rows) == 5
    assert table.rows[0][1:3] == ("too few", "6")
    assert table.rows[1][3:] == ("80%", "10")
