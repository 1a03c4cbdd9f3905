"""Give and get."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.measures.tie_networks import NO_ACTS, WINDOW, parties, recorded
from vierspan.analysis.measures import circulation
from vierspan.analysis.measures.circulation import cycle_share, reciprocity, reciprocity_by_chance
from vierspan.analysis.measures.exchange import exchange
from vierspan.analysis.mirror.picture import Exchange, PartyBalance

KNOWN = np.array([[0, 3, 0], [1, 0, 2], [0, 2, 0]], dtype=float)
CYCLE = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]], dtype=float)


def gift(giver: str, receiver: str | None, value: float | None = 1.0, **more: Any) -> dict[str, Any]:
    row = {"giver": giver, "receiver": receiver, "value": value, "unit": "points", "given_on": "2026-03-01"}
    return row | {"confirmed_on": "2026-03-02"} | more


def exchanged(*gifts: dict[str, Any], members: str = "ABC") -> Exchange:
    found = exchange(recorded(parties=parties(*members), exchanges=gifts), NO_ACTS, WINDOW)
    assert found is not None
    return found


def of(found: Exchange, party: str) -> PartyBalance:
    return next(one for one in found.balances if one.party == party)


def known_gifts() -> list[dict[str, Any]]:
    return [gift("ABC"[i], "ABC"[j], KNOWN[i, j]) for i, j in zip(*KNOWN.nonzero(), strict=True)]


def test_the_known_matrix_has_its_known_values() -> None:
    found = exchanged(*known_gifts())
    assert found.reciprocity.value == pytest.approx(0.75)
    assert found.cycle_share.value == pytest.approx(0.75)
    assert [of(found, party).balance for party in "ABC"] == pytest.approx([0.5, -0.25, 0])
    assert [of(found, party).gives - of(found, party).gets for party in "ABC"] == pytest.approx([2, -2, 0])


def test_a_pure_cycle_returns_nothing_directly_and_all_in_the_round() -> None:
    assert reciprocity(sparse.csr_array(CYCLE)) == 0
    assert cycle_share(sparse.csr_array(CYCLE)) == pytest.approx((1.0, 0.0))


def test_lights_follow_balance_and_volume() -> None:
    found = exchanged(gift("A", "B", 9), gift("C", "A", 1), gift("B", "C", 0.2), members="ABCD")
    assert {one.party: one.light for one in found.balances} == {
        "A": "agenda",
        "B": "agenda",
        "C": "talk",
        "D": "inactive",
    }
    assert of(found, "D").balance is None


def test_what_is_not_confirmed_does_not_count() -> None:
    found = exchanged(gift("A", "B", 5), gift("B", "A", 50, confirmed_on=None))
    assert (of(found, "A").gives, of(found, "A").gets) == (5, 0)
    assert (found.unconfirmed, of(found, "B").confirmed_share) == (1, 0)


def test_where_nobody_ever_confirms_all_counts_and_is_indicative() -> None:
    found = exchanged(gift("A", "B", 5, confirmed_on=None))
    assert of(found, "A").gives == 5
    assert found.reciprocity.is_indicative


def test_units_are_never_added_up() -> None:
    found = exchanged(gift("A", "B"), gift("A", "B"), gift("B", "A", 900, unit="euro"), gift("B", "C", 3, unit="hours"))
    assert (found.unit, found.other_units) == ("points", ("euro", "hours"))
    assert of(found, "B").gives == 0


def test_a_gift_to_the_network_is_shared_by_the_others() -> None:
    found = exchanged(gift("A", None, 6), members="ABCD")
    assert [of(found, party).gets for party in "ABCD"] == pytest.approx([0, 2, 2, 2])
    assert of(found, "A").gives == 6
    assert found.burden.value == pytest.approx(1.0)


def test_offers_and_gifts_outside_the_window_do_not_count() -> None:
    assert (
        exchange(
            recorded(
                parties=parties("A", "B"),
                exchanges=[gift("A", "B", state="offered"), gift("A", "B", given_on="2025-01-01")],
            ),
            NO_ACTS,
            WINDOW,
        )
        is None
    )


def test_one_party_exchanges_nothing() -> None:
    assert exchange(recorded(parties=parties("A"), exchanges=[gift("A", None)]), NO_ACTS, WINDOW) is None


weights = st.integers(2, 6).flatmap(
    lambda size: st.lists(st.integers(0, 9), min_size=size * size, max_size=size * size)
)


def matrix(amounts: list[int]) -> sparse.csr_array:
    size = int(len(amounts) ** 0.5)
    dense = np.array(amounts, dtype=float).reshape(size, size)
    np.fill_diagonal(dense, 0)
    return sparse.csr_array(dense)


@given(weights)
@settings(max_examples=60, deadline=None)
def test_what_flows_in_cycles_is_at_least_what_is_returned(amounts: list[int]) -> None:
    given_away = matrix(amounts)
    returned, cycles = reciprocity(given_away), cycle_share(given_away)
    if returned is None or cycles is None:
        assert given_away.nnz == 0
        return
    assert returned - 1e-9 <= cycles[0] <= 1 + 1e-9


@given(weights)
@settings(max_examples=10, deadline=None)
def test_chance_is_the_mean_over_many_shuffles(amounts: list[int]) -> None:
    given_away = matrix(amounts)
    expected = reciprocity_by_chance(given_away)
    if expected is None:
        return
    assert np.mean(shuffled(given_away.toarray(), 2000)) == pytest.approx(expected, abs=0.03)


def shuffled(dense: np.ndarray, times: int) -> list[float]:
    """Reciprocity after shuffling each row's amounts to others."""
    rng, found = np.random.default_rng(4), []
    size, off = len(dense), ~np.eye(len(dense), dtype=bool)
    rows = dense[off].reshape(size, size - 1)
    for _ in range(times):
        drawn = np.zeros_like(dense)
        drawn[off] = rng.permuted(rows, axis=1).ravel()
        found.append(np.minimum(drawn, drawn.T).sum() / drawn.sum())
    return found


def test_a_too_large_programme_gives_a_lower_bound_and_says_how_far_it_may_be_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(2)
    given_away = sparse.csr_array(rng.integers(0, 5, (12, 12)) * (1 - np.eye(12)))
    exact = cycle_share(given_away)
    monkeypatch.setattr(circulation, "LARGEST_PROGRAMME", 60)
    bounded = cycle_share(given_away)
    assert exact is not None
    assert bounded is not None
    assert bounded[0] <= exact[0] <= bounded[0] + bounded[1]
