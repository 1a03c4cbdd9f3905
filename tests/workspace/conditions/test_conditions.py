import pytest

from factories import Cast, id_of
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions import queries
from vierspan.workspace.conditions.models import Gathering, Rule
from vierspan.workspace.directory.models import Party, Person


def test_a_rule_says_how_often_it_was_kept_and_broken(cast: Cast) -> None:
    (rule,) = queries.rules(cast.gus)
    assert (rule.kept, rule.broken) == (0, 1)
    assert [seen.kind for seen in queries.observations(cast.gus, rule.pk)] == ["breach"]
    assert queries.rules(cast.gus, topic="conflict") == []
    assert queries.due_for_review(cast.gus) == []


def test_a_gathering_says_who_was_invited_and_who_came(cast: Cast) -> None:
    (gathering,) = queries.gatherings(cast.bob).rows
    assert (gathering.invited, gathering.came) == (6, 5)
    people = [str(row.person) for row in queries.attendance(cast.bob, gathering.pk)]
    assert people == ["Alice", "Bob", "Dan", "Gerda", "Zoë", "Finn"]
    assert len(queries.attended_by(cast.bob, id_of(cast.bob, Person, name="Finn"))) == 1


def test_giving_and_getting_are_two_sides_of_one_row(cast: Cast) -> None:
    giver, receiver = (id_of(cast.bob, Party, external_id=code) for code in ("P1", "P2"))
    assert queries.brought_by(cast.bob, giver) == queries.got_by(cast.bob, receiver)
    assert queries.exchanges(cast.bob, party=receiver, search="TRAIN").total == 1
    assert queries.exchanges(cast.bob, state="offered").total == 0


def test_another_network_is_not_there(cast: Cast) -> None:
    for query, model in ((queries.rule, Rule), (queries.gathering, Gathering)):
        with pytest.raises(NotFound):
            query(cast.alice, model.objects.of(cast.other.pk).get().pk)
    assert queries.attendance(cast.alice, Gathering.objects.of(cast.other.pk).get().pk) == []
    assert queries.observations(cast.alice, Rule.objects.of(cast.other.pk).get().pk) == []
    assert queries.exchanges(cast.alice, party=id_of(cast.dirk, Party, external_id="P1")).total == 0
