"""What our mirror takes for trust between parties."""

from uuid import uuid4

import pytest

from factories import Cast
from vierspan.analysis.measures.governance import Dimension
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Tie
from vierspan.workspace.insight import our_mirror

pytestmark = pytest.mark.django_db


def trust_each_other(cast: Cast, *strengths: tuple[float, float]) -> None:
    for there, back in strengths:
        one, other = uuid4(), uuid4()
        for source, target, strength in ((one, other, there), (other, one, back)):
            Tie.objects.create(network=cast.network, source=source, target=target, kind="Trusts", strength=strength)


def trust(cast: Cast) -> float | None:
    return our_mirror.governed(cast.bob).fits.known.get(Dimension.TRUST)


def test_it_is_the_share_of_pairs_of_which_both_trust_the_other_for_three_quarters(cast: Cast) -> None:
    trust_each_other(cast, (4, 3), (4, 2), (3, 3), (0, 1))
    assert trust(cast) == 0.5


def test_of_two_pairs_nothing_is_said(cast: Cast) -> None:
    trust_each_other(cast, (4, 3), (4, 2))
    assert trust(cast) is None


def test_a_strength_above_four_is_of_another_scale_and_is_not_read_as_trust(cast: Cast) -> None:
    trust_each_other(cast, (4, 3), (3, 3), (4, 4), (7, 3))
    assert trust(cast) is None


def test_what_held_before_does_not_count(cast: Cast) -> None:
    trust_each_other(cast, (4, 3), (3, 3), (4, 4))
    Tie.objects.of(cast.network.pk).filter(kind="Trusts").update(until=clock.today())
    assert trust(cast) is None
