"""Whose network it is: the face is first of all that person's to know."""

from datetime import date, timedelta

import pytest

from factories import Cast
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts import actions as acts
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotAllowed
from vierspan.workspace.insight import mirror_figures, ownership, queries, runs
from vierspan.workspace.insight.ownership import OwnershipWatch


def speak(cast: Cast, times: int) -> None:
    """Alice stands outside for the network, once a week; one contact of the small records is outward as well."""
    for back in range(times):
        day: date = clock.today() - timedelta(weeks=back)
        Act(network=cast.network, kind="network.represented", person=cast.alice.person_id, done_on=day).save()
    acts.facts_changed(cast.network.pk)


def seen(actor: Actor) -> OwnershipWatch:
    return ownership.watch(actor, runs.make(actor.network_id))


def test_under_ten_appearances_nobody_is_the_face(cast: Cast) -> None:
    speak(cast, 8)
    found = seen(cast.alice)
    assert found.is_too_few
    assert (found.acts, found.is_me, found.is_withheld) == (9, False, False)


def test_the_face_sees_the_line_and_others_do_not(cast: Cast) -> None:
    speak(cast, 12)
    mine, others = seen(cast.alice), seen(cast.bob)
    assert mine.is_me
    assert mine.faces[-1].share == 1.0
    assert (others.is_me, others.is_withheld, others.face.person) == (False, True, None)
    assert all(moment.person is None for moment in others.faces)
    assert "100" not in "".join(others.table("en").rows[-1] if others.table("en").rows else ())


def test_the_rows_under_the_share_do_not_give_the_face_away(cast: Cast) -> None:
    speak(cast, 12)
    run = runs.make(cast.network.pk)
    assert mirror_figures.facts_at(queries.mirror(cast.alice, run), "face.face_share").count >= 12
    for actor in (cast.bob, cast.carla):
        assert queries.mirror(actor, run).face.face_share.facts is None


def test_there_is_advice_in_ones_own_language_and_guests_stay_out(cast: Cast) -> None:
    speak(cast, 1)
    assert [each.number for each in seen(cast.bob).advice] == [7, 22, 12, 17]
    assert seen(cast.bob).advice[0].name == "Taking turns as the face"
    run = runs.make(cast.network.pk)
    with pytest.raises(NotAllowed):
        ownership.watch(cast.gus, run)
