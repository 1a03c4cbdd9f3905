"""Boards to look back on, as each may see them: what others think stays hidden until the board is turned."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from vierspan.workspace.access import answer_keys as keys
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.reflection.models import STAGES, Board, Card, Vote
from vierspan.workspace.directory.versions import version

__all__ = ["STAGES", "Board", "Card"]

COUNTED = ("improve", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A card as one reader sees it, with the cards that were put with it."""

    id: uuid.UUID
    column: str
    text: str
    author: str
    is_mine: bool
    dots: int
    my_dots: int
    version: str
    others: list["Shown"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    name: str
    cards: list[Shown]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """The board with its cards; `hidden` is how many others wrote that are not shown yet."""

    board: Board
    columns: list[Column]
    hidden: int
    dots_left: int
    may_lead: bool

    @property
    def heads(self) -> list[Shown]:
        return [card for column in self.columns for card in column.cards]

    @property
    def ranked(self) -> list[Shown]:
        """Cards with dots, most first."""
        return sorted((card for card in self.heads if card.dots), key=lambda card: -card.dots)


def boards(actor: Actor) -> list[Board]:
    """Those that are under way first, then the last one first."""
    authorise(actor, Do.JOIN_REFLECTION)
    rows = Board.objects.visible_to(actor).defer("secret")
    return sorted(rows, key=lambda row: (row.stage == "done", -(row.opened_on.toordinal() if row.opened_on else 0)))


def board(actor: Actor, board_id: uuid.UUID) -> Board:
    authorise(actor, Do.JOIN_REFLECTION)
    found = Board.objects.visible_to(actor).select_related("opened_by").filter(pk=board_id).first()
    if found is None:
        raise NotFound
    return found


def tick(actor: Actor, board_id: uuid.UUID) -> int:
    """Goes up with every change of the board."""
    return board(actor, board_id).tick


def wall(actor: Actor, board_id: uuid.UUID) -> Wall:
    """Everything on the board that is for the one who asks."""
    found = board(actor, board_id)
    mine = keys.own_key(found.secret, actor.user_id) if found.secret else None
    cards = list(_cards(found))
    seen = [card for card in cards if found.stage != "think" or card.mine == mine]
    shown = _shown(found, seen, mine)
    used = sum(card.my_dots for card in shown)
    return Wall(
        board=found,
        columns=[Column(each["key"], each["name"], _in_order(found, shown, each["key"])) for each in found.columns],
        hidden=len(cards) - len(seen),
        dots_left=max(0, found.votes_each - used),
        may_lead=may(actor, Do.RUN_REFLECTION),
    )


def card(actor: Actor, board_id: uuid.UUID, card_id: uuid.UUID) -> Shown:
    """One card that the actor may see."""
    for each in wall(actor, board_id).heads:
        for one in (each, *each.others):
            if one.id == card_id:
                return one
    raise NotFound


def _cards(of: Board) -> "QuerySet[Card]":
    # By their random ids: an order in which nobody wrote.
    return Card.objects.of(of.network_id).filter(board=of).select_related("author").order_by("pk")


def _in_order(of: Board, shown: Sequence[Shown], column: str) -> list[Shown]:
    found = [card for card in shown if card.column == column]
    return sorted(found, key=lambda card: -card.dots) if of.stage in COUNTED else found


def _shown(of: Board, cards: Iterable[Card], mine: str | None) -> list[Shown]:
    """The cards that head a group, each with those put with it."""
    dots = _dots(of)
    made = {card.pk: _one(of, card, dots.get(card.pk, {}), mine) for card in cards}
    heads = []
    for card in cards:
        if card.under_id in made:
            made[card.under_id].others.append(made[card.pk])
        else:
            heads.append(made[card.pk])
    return heads


def _one(of: Board, card: Card, dots: Mapping[str, int], mine: str | None) -> Shown:
    return Shown(
        id=card.pk,
        column=card.column,
        text=card.text,
        author=card.author.name if of.is_named and card.author else "",
        is_mine=mine is not None and card.mine == mine,
        dots=sum(dots.values()) if of.stage in COUNTED else 0,
        my_dots=dots.get(mine, 0) if mine else 0,
        version=version(card),
    )


def _dots(of: Board) -> dict[uuid.UUID, dict[str, int]]:
    found: dict[uuid.UUID, dict[str, int]] = {}
    for vote in Vote.objects.of(of.network_id).filter(card__board=of):
        on_card = found.setdefault(vote.card_id, {})
        on_card[vote.mine] = on_card.get(vote.mine, 0) + vote.dots
    return found
