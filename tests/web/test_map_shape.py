from datetime import date

import polars as pl

from vierspan.workspace.insight.maps.network import moments_between
from vierspan.workspace.insight.maps.shape import shape_of


def actors(*rows: tuple[str, str, str | None]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["id", "kind", "party"], orient="row")
    return frame.with_columns(pl.col("id").alias("name"))


def ties(*pairs: str, lifted: bool = False) -> pl.DataFrame:
    rows = [(pair[0], pair[1], 1.0, lifted) for pair in pairs]
    schema = {"source": pl.String, "target": pl.String, "strength": pl.Float64, "is_lifted": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def parties(names: str) -> pl.DataFrame:
    return actors(*((name, "party", None) for name in names))


def test_the_same_rows_give_the_same_map() -> None:
    drawn = [shape_of(parties("abcdef"), ties("ab", "bc", "ca", "cd", "de", "ef", "fd")) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert all(-1 <= x <= 1 and -1 <= y <= 1 for x, y in drawn[0].places.values())
    assert len(set(drawn[0].places.values())) == 6


def test_two_close_groups_are_two_communities() -> None:
    shape = shape_of(parties("abcdef"), ties("ab", "bc", "ca", "cd", "de", "ef", "fd"))
    assert len({shape.communities[each] for each in "abc"}) == 1
    assert len({shape.communities[each] for each in "def"}) == 1
    assert shape.communities["a"] != shape.communities["f"]


def test_who_holds_others_to_the_whole_is_found_with_whom_it_holds() -> None:
    shape = shape_of(parties("abcdef"), ties("ab", "bc", "ca", "cd", "de", "ce"))
    assert shape.kind == "party"
    first = shape.cuts[0]
    assert first.id == "c"
    assert set(first.loose) in ({"a", "b"}, {"d", "e"})


def test_in_a_ring_nobody_holds_others() -> None:
    assert shape_of(parties("abcd"), ties("ab", "bc", "cd", "da")).cuts == ()


def test_people_stand_around_their_party() -> None:
    rows = [("a", "party", None), ("b", "party", None), ("p", "person", "a"), ("q", "person", None)]
    shape = shape_of(actors(*rows), ties("ab", "ba", "pa"))
    (x, y), (party_x, party_y) = shape.places["p"], shape.places["a"]
    assert abs(x - party_x) + abs(y - party_y) < 0.4
    assert shape.communities["p"] == shape.communities["a"]


def test_without_ties_everybody_still_has_a_place() -> None:
    shape = shape_of(parties("abc"), ties())
    assert len(set(shape.places.values())) == 3


def test_the_slider_stops_at_quarters_and_at_the_last_day() -> None:
    moments = moments_between(date(2025, 5, 4), date(2026, 1, 20))
    assert moments == (date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), date(2026, 1, 20))
    assert moments_between(None, date(2026, 1, 20)) == (date(2026, 1, 20),)
    assert len(moments_between(date(1990, 1, 1), date(2026, 1, 20))) <= 25
