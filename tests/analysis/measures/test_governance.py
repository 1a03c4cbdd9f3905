"""How far forms of governance suit a network."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vierspan.analysis.measures import governance
from vierspan.analysis.measures.governance import TARGETS, Dimension, Form, fits
from vierspan.analysis.mirror.picture import Reason

SHARES = st.floats(0, 1)
VALUES = st.fixed_dictionaries({each: st.none() | SHARES for each in Dimension})


@pytest.mark.parametrize("form", Form)
def test_a_network_on_target_fits_that_form_best(form: Form) -> None:
    found = fits(TARGETS[form])
    assert found.fit[form] == 1 and max(found.fit, key=lambda each: found.fit[each]) == form
    assert not found.is_undecided


def test_by_hand() -> None:
    values = {Dimension.TRUST: 0.5, Dimension.SIZE: 0.6, Dimension.CONSENSUS: None, Dimension.COMPETENCE: 0.75}
    found = fits(values)
    assert isclose(found.fit[Form.LEAD], 1 - (0.25 + 0.1 + 0.25) / 3)
    assert isclose(found.fit[Form.OFFICE], 1 - (0 + 0.15 + 0.1) / 3)
    assert isclose(found.fit[Form.SHARED], 1 - (0.3 + 0.4 + 0.55) / 3)
    assert found.missing == (Dimension.CONSENSUS,)
    far = found.mismatch(Form.SHARED)
    assert far is not None and far.dimension is Dimension.COMPETENCE and far.gap > 0


@given(VALUES)
def test_nothing_is_said_on_fewer_than_three(values: dict[Dimension, float | None]) -> None:
    found = fits(values)
    known = sum(value is not None for value in values.values())
    assert bool(found.fit) == (known >= 3) and len(found.missing) == 4 - known
    if not found.fit:
        assert found.reason is (Reason.TOO_FEW if known else Reason.EMPTY)
        assert found.is_undecided and found.mismatch(Form.LEAD) is None
    assert all(0 <= fit <= 1 for fit in found.fit.values())


def test_a_value_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match="0-1"):
        fits({Dimension.TRUST: 1.2})
    with pytest.raises(ValueError, match="1-5"):
        governance.competence([0])


def test_size_grows_from_three_to_forty_parties() -> None:
    assert governance.size(2) is None
    assert governance.size(3) == 0 and governance.size(40) == 1 and governance.size(400) == 1
    sizes = [governance.size(n) or 0 for n in range(3, 50)]
    assert sizes == sorted(sizes)


def test_trust_is_the_share_of_pairs_that_both_trust() -> None:
    assert governance.trust([]) is None
    assert governance.trust([(1, 0.75), (1, 0.5), (0.8, 0.9), (0, 0)]) == 0.5
    with pytest.raises(ValueError, match="outside 0-1"):
        governance.trust([(1, 0.75), (1.25, 0.8)])


def test_two_camps_have_no_consensus_and_all_alike_have_all() -> None:
    assert governance.consensus([[0, 0, 5, 5]]) == 0
    assert governance.consensus([[3, 3, 3], [3, 3]]) == 1
    assert governance.consensus([[4]]) is None


@given(st.lists(st.lists(st.floats(0, 5), min_size=2, max_size=8), min_size=1, max_size=5))
def test_consensus_is_a_share_whatever_the_order(goals: list[list[float]]) -> None:
    found = governance.consensus(goals)
    assert found is not None and 0 <= found <= 1
    assert isclose(found, governance.consensus([goal[::-1] for goal in goals[::-1]]) or 0, abs_tol=1e-9)


def test_competence_is_brought_to_a_share() -> None:
    assert governance.competence([1, 5]) == 0.5 and governance.competence([]) is None
