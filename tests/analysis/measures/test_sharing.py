"""How leadership is shared: by what is done, and by what is seen."""

from datetime import timedelta

import polars as pl
import pytest

from analysis.measures.scenes import DAY, Act, Columns, records_of, scene_of
from vierspan.analysis.measures.rated import response, seen_sharing
from vierspan.analysis.measures.sharing import done_sharing
from vierspan.analysis.mirror.picture import Reason
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records

MATRIX = [[0, 2, 1, 0, 1], [4, 0, 2, 0, 0], [4, 2, 0, 1, 0], [3, 2, 1, 0, 0], [4, 1, 0, 0, 0]]


def themes(person: str, *subjects: str) -> list[Act]:
    return [("theme.proposed", person, subject, 0) for subject in subjects]


def rated_records(*, raters: int = 5, parties: list[str] | None = None) -> Records:
    cells = [(f"p{i}", f"p{j}", MATRIX[i][j]) for i in range(raters) for j in range(5) if i != j]
    rater, rated, score = (list(column) for column in zip(*cells, strict=True))
    people: Columns = {"name": [f"p{at}" for at in range(5)], "party": parties or [None] * 5}
    ratings: Columns = {"rater": rater, "rated": rated, "score": score, "orientation": ["developer"] * len(cells)}
    return records_of(people=people, ratings=ratings)


def test_nobody_did_anything_then_there_is_no_sharing() -> None:
    assert done_sharing(scene_of(records_of()), None) is None


def test_under_ten_acts_no_distribution_is_shown() -> None:
    found = done_sharing(scene_of(records_of(*themes("An", *"abc"))), Orientation.STRATEGIST)
    assert found is not None
    assert (found.top_one.value, found.top_one.reason, found.carriers) == (None, Reason.TOO_FEW, ())


def test_an_orientation_without_acts_is_empty_not_zero() -> None:
    found = done_sharing(scene_of(records_of(*themes("An", *"abcdefghijkl"))), Orientation.EXPLORER)
    assert found is not None
    assert (found.effective_leaders.value, found.effective_leaders.reason) == (None, Reason.EMPTY)


def test_one_who_does_all_is_one_leader() -> None:
    found = done_sharing(scene_of(records_of(*themes("An", *"abcdefghijkl"))), Orientation.STRATEGIST)
    assert found is not None
    assert found.effective_leaders.value == 1
    assert found.concentration.value == 1
    assert found.amount.reason == Reason.EMPTY
    assert [(carrier.actor, carrier.share) for carrier in found.carriers] == [("An", 1.0)]


def test_two_who_do_as_much_are_two_leaders_of_two_parties() -> None:
    acts = themes("An", *"abcdef") + themes("Bo", *"ghijkl")
    found = done_sharing(scene_of(records_of(*acts)), Orientation.STRATEGIST)
    assert found is not None
    assert (found.effective_leaders.value, found.effective_parties.value) == (2, 2)
    assert found.top_one.value == 0.5
    assert found.top_one.low == pytest.approx(6 / 11)
    assert found.top_one.high == pytest.approx(6 / 11)


def test_everybody_following_one_is_a_star() -> None:
    acts = themes("An", *"abcdefghij") + [("contribution.judged", who, "a", 5) for who in ("Bo", "Cy", "Di")]
    found = done_sharing(scene_of(records_of(*acts)), Orientation.STRATEGIST)
    assert found is not None
    assert (found.dependency.value, found.starlike.value) == (1, 1)


def test_the_rest_is_counted_where_there_are_more_than_twelve() -> None:
    names = [f"p{at:02}" for at in range(20)]
    acts: Columns = {"kind": ["theme.proposed"] * 20, "person": names, "done_on": [DAY] * 20}
    found = done_sharing(scene_of(records_of(people={"name": names}, acts=acts)), None)
    assert found is not None
    assert (len(found.carriers), found.rest_count) == (12, 8)
    assert found.rest_share == pytest.approx(0.4)


def test_facts_are_the_acts_of_the_orientation() -> None:
    found = done_sharing(scene_of(records_of(*themes("An", *"abcdefghijkl"))), Orientation.STRATEGIST)
    assert found is not None
    assert found.top_one.facts is not None
    assert (found.top_one.facts.where, found.top_one.facts.count) == ({"orientation": "strategist"}, 12)


def test_without_people_the_parties_are_looked_at() -> None:
    seats: Columns = {"initiative": ["I"] * 12, "party": ["P", "Q", "R", "S"] * 3, "carries": [True] * 12}
    found = done_sharing(scene_of(records_of(initiatives={"name": ["I"]}, seats=seats)), None)
    assert found is not None
    assert (found.unit, found.effective_leaders.value) == ("party", 4)


def test_ratings_give_the_numbers_of_the_methods() -> None:
    found = seen_sharing(scene_of(rated_records()), Orientation.DEVELOPER)
    assert found is not None
    assert found.amount.value == pytest.approx(0.35)
    assert found.starlike.value == pytest.approx(0.734375)
    assert found.concentration.value == pytest.approx(0.6071, abs=1e-4)
    assert found.effective_leaders.value == pytest.approx(2.6849, abs=1e-4)
    assert not found.amount.is_indicative


def test_raters_of_one_party_have_one_voice() -> None:
    scene = scene_of(rated_records(parties=["P", "Q", "Q", "Q", "Q"]))
    found = seen_sharing(scene, Orientation.DEVELOPER)
    assert found is not None
    bo = next(carrier for carrier in found.carriers if carrier.actor == "p1")
    an = next(carrier for carrier in found.carriers if carrier.actor == "p0")
    assert bo.share / an.share == pytest.approx(((0.5 + (0.5 + 0.5 + 0.25) / 3) / 2) / ((1 + 1 + 0.75 + 1) / 4))


def test_a_low_response_is_indicative_with_a_range() -> None:
    scene = scene_of(rated_records(raters=3))
    found = seen_sharing(scene, Orientation.DEVELOPER)
    assert response(scene) == 0.6
    assert found is not None
    assert found.amount.is_indicative
    assert found.amount.low is not None
    assert found.amount.value is not None
    assert found.amount.high is not None
    assert found.amount.low < found.amount.value < found.amount.high


def test_two_raters_are_too_few() -> None:
    found = seen_sharing(scene_of(rated_records(raters=2)), Orientation.DEVELOPER)
    assert found is not None
    assert found.amount.reason == Reason.TOO_FEW


def test_the_last_rating_counts() -> None:
    people: Columns = {"name": ["a", "b", "c", "d"]}
    days = [DAY, DAY + timedelta(days=30)]
    cells = [(rater, "a", score, day) for rater in "bcd" for score, day in zip((0, 4), days, strict=True)]
    rater, rated, score, rated_on = (list(column) for column in zip(*cells, strict=True))
    ratings: Columns = {"rater": rater, "rated": rated, "score": score, "rated_on": rated_on}
    found = seen_sharing(scene_of(records_of(people=people, ratings=ratings)), None)
    assert found is not None
    assert found.amount.value == 1


def test_a_core_that_rates_itself_high_is_mutual() -> None:
    found = seen_sharing(scene_of(rated_records()), Orientation.DEVELOPER, ["p0", "p1"])
    assert found is not None
    assert found.mutuality_core.value == 0.75
    assert found.mutuality_rest.value == pytest.approx((7 - 1.5) / 18)


def test_rows_in_another_order_give_the_same_figures() -> None:
    acts = themes("An", *"abcdef") + themes("Bo", *"abcghi") + [("course.endorsed", "Cy", "a", 4)]
    once = records_of(*acts)
    turned = Records.of({key: once.table(key).reverse() for key in once.present})
    assert done_sharing(scene_of(once), None) == done_sharing(scene_of(turned), None)


def test_a_second_copy_of_the_network_doubles_its_leaders() -> None:
    acts = themes("An", *"abcdef") + themes("Bo", *"abcghi")
    once = records_of(*acts)
    copy = {}
    for key in once.present:
        table = once.table(key)
        texts = [name for name, dtype in table.schema.items() if dtype == pl.String and name != "kind"]
        copy[key] = pl.concat([table, table.with_columns(pl.col(texts) + "'")])
    single, double = (done_sharing(scene_of(records), None) for records in (once, Records.of(copy)))
    assert single is not None
    assert double is not None
    assert single.effective_leaders.value is not None
    assert double.effective_leaders.value == pytest.approx(2 * single.effective_leaders.value)
