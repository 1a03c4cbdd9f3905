"""What a takeaway becomes stands in its own room, with its act, once."""

from typing import Any

import pytest

from factories import Cast, id_of
from vierspan.analysis.measures.ledger import ledger
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions.meeting.actions import plans, takeaways
from vierspan.workspace.conditions.meeting.models import Takeaway
from vierspan.workspace.directory.models import Person
from vierspan.workspace.harvest.actions import takeaways as harvest
from vierspan.workspace.insight.records import records_of


@pytest.fixture
def noted(cast: Cast) -> Takeaway:
    wish = plans.Wish(purpose="A plan", name="Autumn day", held_on=clock.today())
    return takeaways.note(cast.bob, plans.make(cast.bob, wish).pk, "Call the mayor")


def acts_about(cast: Cast, row_id: Any) -> list[tuple[str, str | None]]:
    acts = ledger(records_of(cast.network.pk))
    here = acts.filter(acts["subject"] == str(row_id))
    return list(zip(here["kind"], here["person"], strict=True))


def test_a_commitment_is_an_act_of_who_makes_it(cast: Cast, noted: Takeaway) -> None:
    dan = id_of(cast.bob, Person, name="Dan")
    became = harvest.commit(cast.bob, noted.pk, person=dan)
    assert became.became == "commitment"
    assert acts_about(cast, became.became_id) == [("commitment.made", str(dan))]


def test_a_signal_is_an_act_of_who_spotted_it(cast: Cast, noted: Takeaway) -> None:
    became = harvest.signal(cast.bob, noted.pk)
    assert acts_about(cast, became.became_id) == [("signal.spotted", str(cast.bob.person_id))]


def test_a_decision_is_closed_once(cast: Cast, noted: Takeaway) -> None:
    became = harvest.decide(cast.bob, noted.pk)
    kinds = [kind for kind, _person in acts_about(cast, became.became_id)]
    assert kinds.count("decision.closed") == 1
    with pytest.raises(Conflict):
        harvest.signal(cast.bob, noted.pk)


def test_nobody_in_particular_commits_to_nothing(cast: Cast, noted: Takeaway) -> None:
    with pytest.raises(Invalid):
        harvest.commit(cast.bob, noted.pk)
    assert Takeaway.objects.of(cast.network.pk).get(pk=noted.pk).became == ""


def test_others_leave_it_alone(cast: Cast, noted: Takeaway) -> None:
    with pytest.raises(NotAllowed):
        harvest.decide(cast.carla, noted.pk)
    with pytest.raises(NotFound):
        harvest.decide(cast.dirk, noted.pk)
