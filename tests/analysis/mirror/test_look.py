"""The mirror as a whole: something true from whatever there is."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import polars as pl
import pytest

from analysis.measures.scenes import DAY, Columns, records_of
from vierspan.analysis.mirror import Mirror, look
from vierspan.analysis.mirror.message import message
from vierspan.analysis.mirror.picture import Aspect, Basis, Figure, Reason, Value, Verdict
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.records import Records
from vierspan.analysis.schema import Language

LANGUAGES: tuple[Language, ...] = ("nl", "en")
PARTIES = ["P", "Q", "R", "S"]

TABLES: dict[str, Columns] = {
    "network": {"name": ["N"], "purpose": [["learning"]], "phase": ["shape"]},
    "ties": {"source": ["An", "Bo", "Cy"], "target": ["Di", "Di", "An"], "directed": [True, True, True]},
    "themes": {"name": ["T", "U"], "proposed_by": ["An", "Bo"], "proposed_on": [DAY, DAY]},
    "initiatives": {"name": ["I"], "themes": [["T"]], "started_on": [DAY]},
    "seats": {"initiative": ["I"] * 4, "party": PARTIES, "carries": [True, None, None, None]},
    "gatherings": {
        "name": ["G", "H"],
        "held_on": [DAY, DAY],
        "kind": ["working", "plenary"],
        "organiser": ["An", None],
    },
    "attendance": {"gathering": ["G", "G", "G", "H", "H"], "person": ["An", "Bo", "Cy", "An", "Di"]},
    "exchanges": {"giver": ["P", "Q"], "receiver": ["Q", "R"], "value": [3.0, 4.0], "given_on": [DAY, DAY]},
    "signals": {"name": ["S"], "spotter": ["Cy"], "spotted_on": [DAY]},
    "contacts": {"outside": ["X"], "person": ["Cy"], "held_on": [DAY], "outward": [True]},
    "ratings": {"rater": ["An", "Bo", "Cy"], "rated": ["Di", "Di", "Di"], "score": [3, 4, 2]},
    "pulse": {"asked_on": [DAY], "item": ["trust"], "score": [2.0]},
}

NEEDS = {"seats": ("initiatives",), "initiatives": ("themes",), "attendance": ("gatherings",)}


def network(*tables: str) -> Records:
    chosen = set(tables)
    while added := {need for table in chosen for need in NEEDS.get(table, ())} - chosen:
        chosen |= added
    return records_of(**{table: TABLES[table] for table in chosen})


def figures(part: object) -> Iterator[Figure]:
    if isinstance(part, Figure):
        yield part
    elif isinstance(part, Value):
        for _, value in part:
            yield from figures(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from figures(value)


def assert_sound(mirror: Mirror) -> None:
    for figure in figures(mirror.picture):
        assert (figure.value is None) == (figure.reason is not None)
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
    for language in LANGUAGES:
        assert message(mirror.picture.key, language)
    assert mirror.picture.model_validate_json(mirror.picture.model_dump_json()) == mirror.picture
    assert [entry.orientation for entry in mirror.picture.orientations] == list(Orientation)


@pytest.mark.parametrize("table", list(TABLES))
def test_one_table_alone_gives_a_mirror(table: str) -> None:
    assert_sound(look(network(table)))


@pytest.mark.parametrize("pair", list(combinations(TABLES, 2)), ids="-".join)
def test_two_tables_give_a_mirror(pair: tuple[str, str]) -> None:
    assert_sound(look(network(*pair)))


def test_all_tables_give_a_mirror() -> None:
    assert_sound(look(network(*TABLES)))


def test_people_alone_give_a_mirror_that_says_there_is_nothing_yet() -> None:
    mirror = look(records_of())
    assert_sound(mirror)
    assert mirror.picture.key == {"phrase": "mirror.message.nothing_yet"}
    assert all(entry.done is None and entry.seen is None for entry in mirror.picture.orientations)


def test_one_person_alone_gives_a_mirror() -> None:
    assert_sound(look(Records.of({"people": pl.DataFrame({"name": ["An"]})})))


def test_parties_alone_give_a_mirror() -> None:
    assert_sound(look(Records.of({"parties": pl.DataFrame({"name": ["P", "Q"]})})))


def test_ties_alone_show_influence_and_nothing_of_deeds() -> None:
    mirror = look(network("ties"))
    assert [aspect.aspect for aspect in mirror.picture.aspects] == [Aspect.INFLUENCE]
    assert mirror.picture.aspects[0].persons.basis == Basis.TIES
    assert mirror.actors["influence_basis"].unique().to_list() == ["ties"]
    assert mirror.actors["direction"].null_count() == mirror.actors.height
    assert mirror.actors["strategist"].null_count() == mirror.actors.height


def test_participations_alone_show_who_starts_and_who_joins() -> None:
    seats: Columns = {"initiative": ["I"] * 4, "party": list(PARTIES), "carries": [True, None, None, None]}
    mirror = look(records_of(initiatives={"name": ["I"]}, seats=seats))
    assert_sound(mirror)
    by_id = {row["id"]: row for row in mirror.actors.iter_rows(named=True)}
    assert by_id["P"]["influence"] == 1.0
    assert by_id["P"]["direction"] == 1.0
    assert by_id["Q"]["taking_part"] > 0
    assert by_id["An"]["taking_part"] is None


def test_attendance_alone_shows_who_takes_part() -> None:
    mirror = look(network("attendance"))
    assert Aspect.TAKING_PART in [aspect.aspect for aspect in mirror.picture.aspects]
    assert mirror.picture.participation is not None


def test_actors_have_every_column_of_the_contract() -> None:
    columns = set(look(network(*TABLES)).actors.columns)
    expected = {
        "id",
        "name",
        "kind",
        "party",
        "sector",
        "ring",
        "acts",
        "taking_part",
        "direction",
        "influence",
        "binding",
    }
    expected |= {"accent", "sharpness", "influence_basis", "coreness", "in_core", "degree"}
    expected |= {f"{part}{orientation}" for part in ("", "level_", "seen_") for orientation in Orientation}
    expected |= {f"{part}_{axis}" for part in ("palette", "reach") for axis in ("FD", "PT", "CC", "SB")}
    assert expected <= columns


def test_the_columns_are_the_same_whatever_is_recorded() -> None:
    assert look(network("ties")).actors.schema == look(network(*TABLES)).actors.schema


def test_a_declared_need_goes_before_purpose_and_phase() -> None:
    declared: Columns = {"name": ["N"], "purpose": [["learning"]], "need_explorer": [4.0]}
    needs = {o.orientation: o.need for o in look(records_of(network=declared)).picture.orientations}
    assert (needs[Orientation.EXPLORER].need, needs[Orientation.EXPLORER].grounds) == (100, ("declared",))
    assert needs[Orientation.DEVELOPER].need == 75
    assert needs[Orientation.DEVELOPER].verdict == Verdict.UNKNOWN
    assert needs[Orientation.DEVELOPER].cover.reason == Reason.EMPTY


def test_a_window_of_ones_own_leaves_out_the_rest() -> None:
    window = look(network("themes")).picture.window.model_copy(
        update={"start": date(2020, 1, 1), "end": date(2020, 12, 31)}
    )
    assert look(network("themes"), window=window).acts.height == 0


def test_progress_is_told_from_nothing_to_all() -> None:
    heard: list[tuple[str, float]] = []
    look(network("themes"), progress=lambda part, share: heard.append((part, share)))
    assert heard[0] == ("acts", 0.0)
    assert heard[-1][1] == 1.0
    assert [share for _, share in heard] == sorted(share for _, share in heard)


def test_the_same_records_in_another_order_give_the_same_picture() -> None:
    once = network(*TABLES)
    turned = Records.of({key: once.table(key).reverse() for key in once.present})
    first, second = look(once).picture, look(turned).picture
    assert first.orientations == second.orientations
    assert first.aspects == second.aspects
    assert first.palette == second.palette
    assert first.key == second.key
