import pytest

from factories import Cast, id_of
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.initiatives import queries
from vierspan.workspace.initiatives.models import Decision


def test_the_table_counts_those_who_sit_at_it(cast: Cast) -> None:
    (initiative,) = queries.initiatives(cast.gus, search="SHOP").rows
    assert initiative.table_size == 2
    assert str(queries.seats(cast.gus, initiative.pk)[0].party) == "Thuiszorg De Brink"


def test_who_declined_sits_at_no_table(cast: Cast) -> None:
    assert queries.seats_of(cast.bob, id_of(cast.bob, Party, external_id="P3")) == []
    assert len(queries.seats_of(cast.bob, id_of(cast.bob, Person, name="Bob"))) == 1


def test_what_was_promised_and_not_done_is_overdue(cast: Cast) -> None:
    assert [commitment.name for commitment in queries.overdue(cast.bob)] == ["Write the plan"]
    assert queries.commitments(cast.bob, state="delivered").total == 0
    assert len(queries.commitments_of(cast.bob, id_of(cast.bob, Person, name="Dan"))) == 1


def test_a_decision_has_its_positions(cast: Cast) -> None:
    (decision,) = queries.decisions(cast.bob).rows
    assert [position.position for position in queries.positions(cast.bob, decision.pk)] == ["objection"]


def test_another_network_is_not_there(cast: Cast) -> None:
    foreign = id_of(cast.dirk, Initiative, name="Care shop")
    with pytest.raises(NotFound):
        queries.initiative(cast.alice, foreign)
    with pytest.raises(NotFound):
        queries.decision(cast.alice, id_of(cast.dirk, Decision, name="Who pays?"))
    assert queries.seats(cast.alice, foreign) == []
    assert queries.steps(cast.alice, foreign) == []
    assert queries.commitments(cast.alice, initiative=foreign).total == 0
    assert queries.decisions(cast.alice, initiative=foreign).total == 0
