"""Declaring ties, confirming them, and the kinds a network speaks of."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from factories import Cast, id_of
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.directory import ties
from vierspan.workspace.directory.actions import tie_kinds
from vierspan.workspace.directory.actions import ties as actions
from vierspan.workspace.directory.actions.ties import Told
from vierspan.workspace.directory.models import Party, Person, Tie
from vierspan.workspace.directory.versions import Changed, version

pytestmark = pytest.mark.django_db


def told(actor: Actor, source: str = "Alice", target: str = "Bob", **more: Any) -> Told:
    ends = {"source": id_of(actor, Person, name=source), "target": id_of(actor, Person, name=target)}
    return Told(**{**ends, "kind": "trusts", **more})


def test_a_tie_is_declared_and_waits_for_the_other_side(cast: Cast) -> None:
    made = actions.declare(cast.alice, told(cast.alice, strength=3, directed=True))
    assert (made.basis, made.confirmed, made.declared_by_id) == ("declared", None, cast.alice.user_id)
    assert [each.tie.pk for each in ties.waiting_for(cast.bob)] == [made.pk]
    assert made.pk not in [each.tie.pk for each in ties.waiting_for(cast.alice)]


def test_the_other_side_says_yes_once_and_who_declared_it_never(cast: Cast) -> None:
    made = actions.declare(cast.alice, told(cast.alice))
    with pytest.raises(NotFound):
        actions.answer(cast.alice, made.pk, "yes")
    assert actions.answer(cast.bob, made.pk, "yes").confirmed is True
    with pytest.raises(Conflict):
        actions.answer(cast.bob, made.pk, "no")
    assert not ties.waiting_for(cast.bob)


def test_whoever_speaks_for_a_party_confirms_its_ties(cast: Cast) -> None:
    bobs_party = Person.objects.of(cast.bob.network_id).get(name="Bob").party_id
    assert bobs_party
    other = Party.objects.of(cast.bob.network_id).exclude(pk=bobs_party).first()
    assert other
    made = actions.declare(cast.alice, Told(source=other.pk, target=bobs_party, kind="funds"))
    assert actions.answer(cast.bob, made.pk, "no").confirmed is False


def test_who_stands_at_neither_end_has_no_say(cast: Cast) -> None:
    made = actions.declare(cast.alice, told(cast.alice, "Dan", "Finn"))
    with pytest.raises(NotFound):
        actions.answer(cast.bob, made.pk, "yes")


def test_another_end_asks_for_another_yes(cast: Cast) -> None:
    made = actions.declare(cast.alice, told(cast.alice))
    actions.answer(cast.bob, made.pk, "yes")
    made.refresh_from_db()
    stronger = actions.change(cast.alice, made.pk, told(cast.alice, strength=5), seen=version(made))
    assert stronger.confirmed is True
    moved = actions.change(cast.alice, made.pk, told(cast.alice, target="Dan"), seen=version(stronger))
    assert (moved.confirmed, moved.confirmed_on) == (None, None)


def test_who_changes_second_overwrites_nothing(cast: Cast) -> None:
    made = actions.declare(cast.alice, told(cast.alice))
    seen = version(made)
    actions.change(cast.alice, made.pk, told(cast.alice, strength=2), seen=seen)
    with pytest.raises(Changed):
        actions.change(cast.bob, made.pk, told(cast.alice, strength=4), seen=seen)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"target": "Alice"}, "target"),
        ({"since": date(2026, 2, 1), "until": date(2026, 1, 1)}, "until"),
        ({"strength": -1.0}, "strength"),
        ({"kind": "x" * 81}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as slip:
        actions.declare(cast.alice, told(cast.alice, **given))
    assert slip.value.field == field


def test_nobody_of_another_network_is_tied(cast: Cast) -> None:
    stranger = id_of(cast.dirk, Person, name="Alice")
    with pytest.raises(Invalid):
        actions.declare(cast.alice, Told(source=stranger, target=id_of(cast.alice, Person, name="Bob")))
    theirs = Tie.objects.of(cast.dirk.network_id).first()
    assert theirs
    for attempt in (
        lambda: ties.tie(cast.alice, theirs.pk),
        lambda: actions.end(cast.alice, theirs.pk, date(2026, 1, 1)),
        lambda: actions.remove(cast.alice, theirs.pk),
        lambda: actions.answer(cast.alice, theirs.pk, "yes"),
        lambda: actions.remove(cast.alice, uuid4()),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_the_same_tie_stands_once_and_may_come_back_after_its_end(cast: Cast) -> None:
    made = actions.declare(cast.alice, told(cast.alice))
    with pytest.raises(Invalid):
        actions.declare(cast.bob, told(cast.alice, "Bob", "Alice"))
    actions.declare(cast.bob, told(cast.alice, "Bob", "Alice", kind="asks", directed=True))
    actions.end(cast.bob, made.pk, date(2026, 6, 1))
    assert actions.declare(cast.bob, told(cast.alice, "Bob", "Alice")).pk != made.pk


def test_only_who_declared_it_or_a_leader_removes_a_tie(cast: Cast) -> None:
    made = actions.declare(cast.alice, told(cast.alice))
    with pytest.raises(NotAllowed):
        actions.remove(cast.bob, made.pk)
    actions.remove(cast.alice, made.pk)
    with pytest.raises(NotFound):
        ties.tie(cast.alice, made.pk)


def test_observers_declare_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.declare(cast.carla, told(cast.alice))


def test_kinds_that_came_with_records_can_be_adopted_and_renamed_everywhere(cast: Cast) -> None:
    assert [(kind.name, kind.count, kind.declared) for kind in ties.kinds(cast.alice)] == [("works with", 1, None)]
    kind = tie_kinds.add(cast.alice, name="works with")
    tie_kinds.change(cast.alice, kind.pk, name="works together with", about="at least monthly")
    assert [(each.name, each.count) for each in ties.kinds(cast.alice)] == [("works together with", 1)]
    with pytest.raises(Conflict):
        tie_kinds.remove(cast.alice, kind.pk)


def test_a_kind_moves_up_and_names_are_taken_once(cast: Cast) -> None:
    funds, trusts = tie_kinds.add(cast.alice, name="funds"), tie_kinds.add(cast.alice, name="trusts")
    tie_kinds.move_up(cast.alice, trusts.pk)
    assert [each.name for each in ties.kinds(cast.alice) if each.declared] == ["trusts", "funds"]
    with pytest.raises(Invalid):
        tie_kinds.add(cast.alice, name="Funds")
    with pytest.raises(NotAllowed):
        tie_kinds.add(cast.bob, name="part of")
    with pytest.raises(NotFound):
        ties.kind(cast.dirk, funds.pk)
