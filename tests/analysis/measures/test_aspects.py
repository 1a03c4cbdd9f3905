"""The four aspects, person by person."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from analysis.measures.scenes import DAY, Act, Columns, records_of, scene_of
from vierspan.analysis.measures.aspects import aspect_amounts, aspects
from vierspan.analysis.measures.bindings import bindings
from vierspan.analysis.mirror.picture import Aspect, Basis, Reason
from vierspan.analysis.records import Records

OPENED: Act = ("theme.proposed", "An", "Night", 0)
TIES: Columns = {"source": ["An", "Bo", "Cy"], "target": ["Di", "Di", "Di"]}


def amounts_of(records: Records, aspect: Aspect) -> list[float]:
    found, _ = aspect_amounts(scene_of(records))
    return [round(float(amount), 6) for amount in found[aspect].of["person"]]


def introduced(newcomer: str, by: str, initiative: str | None = None) -> Columns:
    return {"introducer": [by], "newcomer": [newcomer], "made_on": [DAY], "initiative": [initiative]}


def test_taking_part_adds_weights_and_attendance() -> None:
    records = records_of(
        OPENED,
        gatherings={"name": ["G"], "kind": ["decision"], "held_on": [DAY]},
        attendance={"gathering": ["G", "G"], "person": ["An", "Bo"]},
    )
    assert amounts_of(records, Aspect.TAKING_PART) == [4.0, 2.0, 0.0, 0.0]


def test_only_opening_acts_give_direction() -> None:
    assert amounts_of(records_of(OPENED, ("contribution.judged", "Bo", "Night", 1)), Aspect.DIRECTION) == [2, 0, 0, 0]


def test_influence_is_damped_by_the_number_of_parties() -> None:
    follows: list[Act] = [("contribution.judged", who, "Night", 5) for who in ("Bo", "Cy", "Di", "Di")]
    assert amounts_of(records_of(OPENED, *follows), Aspect.INFLUENCE) == [2.0, 0.0, 0.0, 0.0]


def test_many_small_successes_outweigh_one_plenary() -> None:
    small: list[Act] = [("theme.proposed", "An", f"T{at}", 0) for at in range(3)]
    small += [("contribution.judged", "Bo", f"T{at}", 5) for at in range(3)]
    assert amounts_of(records_of(*small), Aspect.INFLUENCE)[0] == 3.0


def test_without_opening_acts_there_is_no_direction_and_no_influence() -> None:
    found, _ = aspect_amounts(scene_of(records_of(("contribution.judged", "Bo", "Night", 1))))
    assert set(found) == {Aspect.TAKING_PART}


def test_without_opening_acts_influence_is_received_in_ties() -> None:
    found, _ = aspect_amounts(scene_of(records_of(ties=TIES)))
    assert found[Aspect.INFLUENCE].basis == Basis.TIES
    assert found[Aspect.INFLUENCE].of["person"].argmax() == 3


def test_who_stays_counts_for_who_brought_them_in() -> None:
    records = records_of(("contact.kept", "Di", None, 30), introductions=introduced("Di", "An"))
    assert bindings(scene_of(records)).points["person"].tolist() == [1, 0, 0, 0]


def test_who_does_not_come_back_does_not_count() -> None:
    records = records_of(("contact.kept", "Di", None, 29), introductions=introduced("Di", "An"))
    found = bindings(scene_of(records))
    assert (found.points["person"].sum(), found.attempts) == (0, 1)


def test_two_who_brought_one_in_share_the_point() -> None:
    both: Columns = {"introducer": ["An", "Bo"], "newcomer": ["Di"] * 2, "made_on": [DAY] * 2}
    records = records_of(("contact.kept", "Di", None, 40), introductions=both)
    assert bindings(scene_of(records)).points["person"].tolist() == [0.5, 0.5, 0, 0]


def test_a_party_that_was_invited_and_acts_counts_too() -> None:
    records = records_of(("contact.kept", "Di", None, 40), introductions=introduced("S", "An"))
    assert bindings(scene_of(records)).points["party"].tolist() == [1, 0, 0, 0]


@pytest.mark.parametrize(
    ("later", "initiative", "bound_to"),
    [
        (("contribution.judged", "Di", "Night", 40), None, "to_oneself"),
        (("contact.kept", "Di", None, 40), None, "to_network"),
        (("contact.kept", "Di", None, 40), "I", "to_initiative"),
    ],
)
def test_to_what_somebody_is_bound(later: Act, initiative: str | None, bound_to: str) -> None:
    records = records_of(OPENED, later, introductions=introduced("Di", "An", initiative), initiatives={"name": ["I"]})
    found = bindings(scene_of(records)).bound_to
    assert found[bound_to] == 1.0
    assert sum(found.values()) == 1.0


def test_under_ten_acts_an_aspect_has_no_distribution() -> None:
    scene = scene_of(records_of(OPENED))
    first = aspects(scene, *aspect_amounts(scene))[0]
    assert first.persons.effective_leaders.reason == Reason.TOO_FEW


def test_each_share_of_an_aspect_adds_up_to_one() -> None:
    random = np.random.default_rng(3)
    acts: list[Act] = [("theme.proposed", "An", "Night", 0)]
    people = ("An", "Bo", "Cy", "Di")
    acts += [("contribution.judged", people[random.integers(4)], "Night", int(random.integers(99))) for _ in range(40)]
    found, _ = aspect_amounts(scene_of(records_of(*acts)))
    for amounts in found.values():
        for unit in ("person", "party"):
            shares = amounts.shares(unit)
            assert shares is not None
            assert shares.sum() == pytest.approx(1)


def test_an_act_of_a_party_alone_counts_for_the_party_alone() -> None:
    acts = pl.DataFrame({"kind": ["theme.proposed"], "party": ["P"], "done_on": [DAY + timedelta(days=1)]})
    people = pl.DataFrame({"name": ["An"], "party": ["P"]})
    records = Records.of({"parties": pl.DataFrame({"name": ["P"]}), "people": people, "acts": acts})
    found, _ = aspect_amounts(scene_of(records))
    assert found[Aspect.DIRECTION].of["person"].sum() == 0
    assert found[Aspect.DIRECTION].of["party"].tolist() == [2.0]
