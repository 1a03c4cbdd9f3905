"""What everybody does on a board: writing cards, putting them together, giving dots."""

import uuid

from django.db import transaction
from django.db.models import QuerySet

from vierspan.workspace.access import answer_keys as keys
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.acts.actions import record
from vierspan.workspace.common.errors import Invalid, NotAllowed, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions.reflection.errors import OtherStage
from vierspan.workspace.conditions.reflection.models import Board, Card, Vote
from vierspan.workspace.directory.versions import held, unchanged_since

LONGEST, MOST_CARDS = 280, 500
WRITING, GROUPING, VOTING = ("think", "group"), ("group",), ("vote",)


@transaction.atomic
def write(actor: Actor, board_id: uuid.UUID, column: str, text: str) -> Card:
    """One thought on a card; until the board is turned only its writer sees it."""
    board = _board(actor, board_id, WRITING)
    if column not in {each["key"] for each in board.columns}:
        raise Invalid("column", "unknown_choice")
    if _cards(board).count() >= MOST_CARDS:
        raise Invalid("text", "too_many")
    mine = keys.own_key(board.secret, actor.user_id)
    is_first = not _cards(board).filter(mine=mine).exists()
    made = Card(network_id=actor.network_id, board=board, column=column, text=_text(text), mine=mine)
    made.author_id = actor.person_id if board.is_named else None
    made.save()
    if is_first and board.is_named and actor.person_id:
        record(actor, "reflection.joined", subject=str(board.pk))
    _changed(board)
    return made


@transaction.atomic
def rewrite(actor: Actor, board_id: uuid.UUID, card_id: uuid.UUID, text: str, *, seen: str) -> Card:
    """Other words on one's own card."""
    board = _board(actor, board_id, WRITING)
    card = _own(actor, board, card_id)
    values = {"text": _text(text)}
    unchanged_since(card, seen, values)
    card.text = values["text"]
    card.save()
    _changed(board)
    return card


@transaction.atomic
def take_away(actor: Actor, board_id: uuid.UUID, card_id: uuid.UUID) -> None:
    """One's own card, or for a leader any; what was put with it stands by itself again."""
    board = _board(actor, board_id, WRITING)
    card = _card(board, card_id) if may(actor, Do.RUN_REFLECTION) else _own(actor, board, card_id)
    if board.stage == "think":
        card = _own(actor, board, card_id)
    card.delete()
    _changed(board)


@transaction.atomic
def put_with(actor: Actor, board_id: uuid.UUID, card_id: uuid.UUID, head_id: uuid.UUID | None) -> None:
    """Put a card, with what was put with it, with another; without another it stands by itself."""
    board = _board(actor, board_id, GROUPING)
    card, head = _card(board, card_id), None
    if head_id is not None:
        head = _card(board, head_id)
        head = _card(board, head.under_id) if head.under_id else head
    if head is not None and head.pk == card.pk:
        return
    if head is not None:
        _cards(board).filter(under=card).update(under=head)
        card.column = head.column
        _dots_along(card, head)
    card.under = head
    card.save()
    _changed(board)


@transaction.atomic
def move_to(actor: Actor, board_id: uuid.UUID, card_id: uuid.UUID, column: str) -> None:
    """Into another column, with what was put with it."""
    board = _board(actor, board_id, GROUPING)
    if column not in {each["key"] for each in board.columns}:
        raise Invalid("column", "unknown_choice")
    card = _card(board, card_id)
    _cards(board).filter(under=card).update(column=column)
    card.column, card.under = column, None
    card.save()
    _changed(board)


@transaction.atomic
def give_dot(actor: Actor, board_id: uuid.UUID, card_id: uuid.UUID) -> None:
    """One more of one's dots on a card."""
    board, card, mine = _for_dots(actor, board_id, card_id)
    given = Vote.objects.visible_to(actor).filter(card__board=board, mine=mine)
    if sum(given.values_list("dots", flat=True)) >= board.votes_each:
        raise Invalid("dots", "no_dots_left")
    vote = given.filter(card=card).first() or Vote(network_id=actor.network_id, card=card, mine=mine, dots=0)
    vote.dots += 1
    vote.save()


@transaction.atomic
def take_dot(actor: Actor, board_id: uuid.UUID, card_id: uuid.UUID) -> None:
    """One dot less of one's own on a card; none there is none to take."""
    _board_held, card, mine = _for_dots(actor, board_id, card_id)
    vote = Vote.objects.visible_to(actor).filter(card=card, mine=mine).first()
    if vote is None:
        return
    vote.dots -= 1
    if vote.dots:
        vote.save()
    else:
        vote.delete()


def _dots_along(card: Card, head: Card) -> None:
    """Dots of an earlier time of choosing go to the card that heads the group."""
    on_head = {vote.mine: vote for vote in Vote.objects.of(card.network_id).filter(card=head)}
    for vote in Vote.objects.of(card.network_id).filter(card=card):
        if vote.mine in on_head:
            on_head[vote.mine].dots += vote.dots
            on_head[vote.mine].save()
            vote.delete()
        else:
            vote.card = head
            vote.save()


def _for_dots(actor: Actor, board_id: uuid.UUID, card_id: uuid.UUID) -> tuple[Board, Card, str]:
    board = _board(actor, board_id, VOTING)
    card = _card(board, card_id)
    if card.under_id is not None:
        raise NotFound
    return board, card, keys.own_key(board.secret, actor.user_id)


def _board(actor: Actor, board_id: uuid.UUID, in_stages: tuple[str, ...]) -> Board:
    """The board, held until this is done; OtherStage where it has gone on."""
    authorise(actor, Do.JOIN_REFLECTION)
    found = held(Board.objects.visible_to(actor), board_id)
    if found.stage not in in_stages:
        raise OtherStage
    return found


def _cards(board: Board) -> "QuerySet[Card]":
    return Card.objects.of(board.network_id).filter(board=board)


def _card(board: Board, card_id: uuid.UUID) -> Card:
    return held(_cards(board), card_id)


def _own(actor: Actor, board: Board, card_id: uuid.UUID) -> Card:
    card = _card(board, card_id)
    if card.mine != keys.own_key(board.secret, actor.user_id):
        # What is hidden looks as if it were not there; what can be seen says why.
        raise NotFound if board.stage == "think" else NotAllowed("needs_lead_or_owner")
    return card


def _changed(board: Board) -> None:
    board.tick += 1
    board.save()


def _text(text: str) -> str:
    text = tidy(text)
    if not text:
        raise Invalid("text", "card_empty")
    if len(text) > LONGEST:
        raise Invalid("text", "too_long")
    return text
