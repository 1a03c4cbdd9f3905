"""The pages on measures and handles say what the program does now."""

from pathlib import Path

import pytest

from vierspan.analysis.handles import FINDERS
from vierspan.analysis.report.pages import FILES

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("name", FILES)
def test_the_page_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == FILES[name](), "run `make docs`"


def test_every_finder_has_its_place_and_an_answer() -> None:
    page = FILES["handles.md"]()
    assert all(f"`{finder.key}`" in page for finder in FINDERS)
    assert "Interventions: ." not in page
