"""The mirror beside the same measures written with pandas and networkx."""

from functools import cache
from typing import Any

import pytest
from bench.naive import as_pandas, naive_mirror
from bench.synthetic import synthetic_records

from vierspan.analysis.mirror import Mirror, look
from vierspan.analysis.orientations import Orientation

RECORDS = synthetic_records(150, 4000, 600)


@cache
def ours() -> Mirror:
    return look(RECORDS)


@cache
def theirs() -> dict[str, Any]:
    return naive_mirror(as_pandas(RECORDS))


@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("number", ["effective_leaders", "concentration", "top_one", "top_three", "effective_parties"])
def test_shares_agree(orientation: Orientation, number: str) -> None:
    done = next(entry.done for entry in ours().picture.orientations if entry.orientation == orientation)
    assert getattr(done, number).value == pytest.approx(theirs()["sharing"][orientation][number])


@pytest.mark.parametrize("orientation", list(Orientation))
def test_the_most_followed_agrees(orientation: Orientation) -> None:
    done = next(entry.done for entry in ours().picture.orientations if entry.orientation == orientation)
    assert done is not None
    assert done.dependency.value == pytest.approx(theirs()["following"][orientation]["dependency"])


@pytest.mark.parametrize("aspect", ["taking_part", "direction", "influence"])
def test_aspects_agree_person_by_person(aspect: str) -> None:
    amounts = theirs()["aspects"][aspect]
    shares = dict(ours().actors.select("id", aspect).iter_rows())
    for person, amount in (amounts / amounts.sum()).items():
        assert shares[person] == pytest.approx(amount)


@pytest.mark.parametrize("axis", ["FD", "PT", "CC", "SB"])
def test_the_palette_agrees_person_by_person(axis: str) -> None:
    found = dict(ours().actors.select("id", f"palette_{axis}").iter_rows())
    for person, position in theirs()["palette"][axis]["position"].dropna().items():
        assert found[person] == pytest.approx(position)
