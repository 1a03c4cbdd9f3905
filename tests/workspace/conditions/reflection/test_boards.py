"""A board: what each sees when, what can be done when, and what is left of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from reflection_circle import Circle
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.conditions.reflection import stages
from vierspan.workspace.conditions.reflection.actions import boards, cards, improvements
from vierspan.workspace.conditions.reflection.actions.boards import Setting
from vierspan.workspace.conditions.reflection.actions.improvements import Wanted
from vierspan.workspace.conditions.reflection.errors import OtherStage
from vierspan.workspace.conditions.reflection.models import Board, Card, Improvement, Vote
from vierspan.workspace.conditions.reflection.queries import boards as queries
from vierspan.workspace.conditions.reflection.queries import improvements as noted
from vierspan.workspace.directory.actions.removal import remove
from vierspan.workspace.directory.versions import Changed, version


def opened(circle: Circle, **more: Any) -> Board:
    setting = Setting(**{"title": "Network day", "columns": ["Keep", "Stop"], "votes_each": 3, **more})
    return boards.open_board(circle.lead, setting)


def texts(circle: Circle, board: Board, actor: Any = None) -> set[str]:
    return {card.text for card in queries.wall(actor or circle.member, board.pk).heads}


def test_until_the_cards_are_turned_each_sees_their_own(circle: Circle) -> None:
    board = opened(circle)
    for actor, text in ((circle.lead, "lead"), (circle.member, "member"), (circle.other, "other")):
        cards.write(actor, board.pk, "c1", text)
    for actor, text in ((circle.lead, "lead"), (circle.member, "member")):
        wall = queries.wall(actor, board.pk)
        assert {card.text for card in wall.heads} == {text}
        assert wall.hidden == 2
    boards.move(circle.lead, board.pk, "group")
    assert texts(circle, board) == {"lead", "member", "other"}


def test_names_stand_on_a_named_board_once_it_is_turned_and_nowhere_on_another(circle: Circle) -> None:
    for is_named, expected in ((True, "Person 1"), (False, "")):
        board = opened(circle, is_named=is_named)
        made = cards.write(circle.member, board.pk, "c1", "A thought")
        boards.move(circle.lead, board.pk, "group")
        assert [card.author for card in queries.wall(circle.other, board.pk).heads] == [expected]
        assert (made.author_id is None) is not is_named


def test_when_it_is_done_nothing_ties_cards_or_dots_to_people(circle: Circle) -> None:
    board = opened(circle, is_named=False)
    card = cards.write(circle.member, board.pk, "c1", "A thought")
    assert card.mine and str(circle.member.user_id) not in card.mine
    boards.move(circle.lead, board.pk, "vote")
    cards.give_dot(circle.member, board.pk, card.pk)
    boards.move(circle.lead, board.pk, "done")
    board.refresh_from_db()
    assert board.secret == ""
    assert not Card.objects.of(circle.network.pk).exclude(mine="").exists()
    assert not Vote.objects.of(circle.network.pk).exclude(mine="").exists()
    assert [card.dots for card in queries.wall(circle.other, board.pk).heads] == [1]
    with pytest.raises(OtherStage):
        cards.write(circle.member, board.pk, "c1", "Too late")
    assert boards.move(circle.lead, board.pk, "think").stage == "done", "there is no way back"


def test_only_one_s_own_card_can_be_changed(circle: Circle) -> None:
    board = opened(circle)
    card = cards.write(circle.member, board.pk, "c1", "Mine")
    with pytest.raises(NotFound):
        cards.rewrite(circle.other, board.pk, card.pk, "Theirs", seen=version(card))
    with pytest.raises(NotFound):
        cards.take_away(circle.lead, board.pk, card.pk)
    boards.move(circle.lead, board.pk, "group")
    with pytest.raises(NotAllowed):
        cards.take_away(circle.other, board.pk, card.pk)
    seen = version(Card.objects.of(circle.network.pk).get(pk=card.pk))
    cards.rewrite(circle.member, board.pk, card.pk, "Better", seen=seen)
    with pytest.raises(Changed):
        cards.rewrite(circle.member, board.pk, card.pk, "Best", seen=seen)
    cards.take_away(circle.lead, board.pk, card.pk)
    assert texts(circle, board) == set()


def test_cards_are_put_together_one_deep_and_apart_again(circle: Circle) -> None:
    board = opened(circle)
    a, b, c = (cards.write(circle.member, board.pk, "c1", text) for text in "abc")
    boards.move(circle.lead, board.pk, "group")
    cards.put_with(circle.other, board.pk, b.pk, a.pk)
    cards.put_with(circle.member, board.pk, a.pk, c.pk)
    heads = queries.wall(circle.lead, board.pk).heads
    assert [(head.text, {other.text for other in head.others}) for head in heads] == [("c", {"a", "b"})]
    cards.put_with(circle.member, board.pk, c.pk, a.pk)  # onto a card of its own group: nothing changes
    assert len(queries.wall(circle.lead, board.pk).heads) == 1
    cards.move_to(circle.member, board.pk, c.pk, "c2")
    assert [len(column.cards) for column in queries.wall(circle.lead, board.pk).columns] == [0, 1]
    cards.put_with(circle.member, board.pk, a.pk, None)
    assert len(queries.wall(circle.lead, board.pk).heads) == 2


def test_dots_are_limited_hidden_and_counted_together(circle: Circle) -> None:
    board = opened(circle)
    a, b = (cards.write(circle.member, board.pk, "c1", text) for text in "ab")
    boards.move(circle.lead, board.pk, "vote")
    for _ in range(3):
        cards.give_dot(circle.member, board.pk, a.pk)
    with pytest.raises(Invalid, match="no_dots_left"):
        cards.give_dot(circle.member, board.pk, b.pk)
    cards.take_dot(circle.member, board.pk, a.pk)
    cards.give_dot(circle.member, board.pk, b.pk)
    cards.give_dot(circle.other, board.pk, b.pk)
    wall = queries.wall(circle.other, board.pk)
    assert (wall.dots_left, {card.text: (card.dots, card.my_dots) for card in wall.heads}) == (
        2,
        {"a": (0, 0), "b": (0, 1)},
    )
    boards.move(circle.lead, board.pk, "group")
    cards.put_with(circle.other, board.pk, b.pk, a.pk)
    boards.move(circle.lead, board.pk, "vote")
    assert queries.wall(circle.member, board.pk).dots_left == 0
    boards.move(circle.lead, board.pk, "improve")
    assert [(card.text, card.dots) for card in queries.wall(circle.other, board.pk).ranked] == [("a", 4)]


def test_over_days_a_board_goes_on_by_itself_as_far_as_the_dots(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = opened(circle, pace="week", days=2)
    today = clock.today()
    at = {"network_id": str(circle.network.pk), "board_id": str(board.pk)}
    stages.move_when_due.call(**at, stage="think")
    assert Board.objects.of(circle.network.pk).get().stage == "think", "its day has yet to come"
    for later, before, after in ((3, "think", "group"), (5, "group", "vote"), (7, "vote", "improve")):
        monkeypatch.setattr(clock, "today", lambda later=later: today + timedelta(days=later))
        stages.move_when_due.call(**at, stage=before)
        stages.move_when_due.call(**at, stage=before)  # a second time does nothing
        assert Board.objects.of(circle.network.pk).get().stage == after


def test_who_may_not_take_part_sees_no_board(circle: Circle) -> None:
    board = opened(circle)
    with pytest.raises(NotAllowed):
        queries.boards(circle.observer)
    with pytest.raises(NotAllowed):
        cards.write(circle.observer, board.pk, "c1", "x")
    with pytest.raises(NotAllowed):
        boards.move(circle.member, board.pk, "group")
    with pytest.raises(NotFound):
        queries.wall(circle.outsider, board.pk)
    with pytest.raises(NotFound):
        cards.write(circle.outsider, board.pk, "c1", "x")


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"title": " "}, "needs_a_name"),
        ({"columns": [" "]}, "columns_missing"),
        ({"columns": list("abcdefg")}, "too_many"),
        ({"pace": "never"}, "unknown_choice"),
    ],
)
def test_a_board_that_cannot_be_is_refused(circle: Circle, wrong: dict[str, Any], reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        opened(circle, **wrong)


def test_acts_of_a_board_are_its_opening_and_joining_it_by_name(circle: Circle) -> None:
    board = opened(circle)
    for _ in range(2):
        cards.write(circle.member, board.pk, "c1", "A thought")
    nameless = opened(circle, is_named=False)
    cards.write(circle.member, nameless.pk, "c1", "A thought")
    found = Act.objects.of(circle.network.pk).values_list("kind", "person", "subject")
    assert sorted((kind, person, subject) for kind, person, subject in found) == sorted(
        [
            ("reflection.opened", circle.people[0].pk, str(board.pk)),
            ("reflection.joined", circle.people[1].pk, str(board.pk)),
            ("reflection.opened", circle.people[0].pk, str(nameless.pk)),
        ]
    )


def test_an_improvement_is_an_act_of_who_takes_it_up(circle: Circle) -> None:
    board = opened(circle)
    wanted = Wanted(name="Stop at five", owner=circle.people[2].pk, party=circle.people[2].party_id)
    made = improvements.take(circle.member, wanted, board.pk)
    act = Act.objects.of(circle.network.pk).get(kind="improvement.taken")
    assert (act.person, act.party, act.subject) == (circle.people[2].pk, circle.people[2].party_id, str(made.pk))
    improvements.change(circle.member, made.pk, replace(wanted, name="Stop at six"), seen=version(made))
    assert Act.objects.of(circle.network.pk).filter(kind="improvement.taken").count() == 1
    assert [row.name for row in noted.of_board(circle.member, board.pk)] == ["Stop at six"]
    assert noted.mine(circle.other)[0].pk == made.pk


def test_what_is_still_open_comes_along_to_the_next_board(circle: Circle) -> None:
    done = improvements.take(circle.member, Wanted(name="Done"))
    improvements.take(circle.member, Wanted(name="Open", due_on=clock.today() - timedelta(days=1)))
    improvements.end(circle.member, done.pk, "done", "It helps")
    board = opened(circle)
    assert [row.name for row in noted.carried_to(circle.member, board.pk)] == ["Open"]
    assert [row.name for row in noted.improvements(circle.member, state="late")] == ["Open"]
    with pytest.raises(Invalid, match="reason_missing"):
        improvements.end(circle.member, done.pk, "dropped", " ")


def test_improvements_stay_within_the_wall(circle: Circle) -> None:
    made = improvements.take(circle.member, Wanted(name="Ours"))
    for call in (noted.improvement, improvements.reopen):
        with pytest.raises(NotFound):
            call(circle.outsider, made.pk)
    with pytest.raises(Invalid, match="nobody_by_that_name"):
        improvements.take(circle.outsider, Wanted(name="x", owner=circle.people[0].pk))
    with pytest.raises(Invalid, match="unknown_party"):
        improvements.take(circle.outsider, Wanted(name="x", party=circle.people[0].party_id))
    with pytest.raises(NotAllowed):
        noted.improvements(circle.observer)


def test_who_is_taken_out_leaves_their_words_and_their_improvement(circle: Circle) -> None:
    board = opened(circle)
    cards.write(circle.member, board.pk, "c1", "A thought")
    improvements.take(circle.member, Wanted(name="Stop at five", owner=circle.people[1].pk))
    remove(circle.lead, circle.people[1].pk)
    boards.move(circle.lead, board.pk, "group")
    assert [(card.text, card.author) for card in queries.wall(circle.lead, board.pk).heads] == [("A thought", "")]
    assert Improvement.objects.of(circle.network.pk).get().owner is None


def test_a_board_goes_with_its_cards_and_leaves_its_improvements(circle: Circle) -> None:
    board = opened(circle)
    cards.write(circle.member, board.pk, "c1", "A thought")
    improvements.take(circle.member, Wanted(name="Stop at five"), board.pk)
    boards.remove(circle.lead, board.pk)
    assert not Card.objects.of(circle.network.pk).exists()
    assert Improvement.objects.of(circle.network.pk).get().board is None
