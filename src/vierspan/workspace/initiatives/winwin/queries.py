"""Searches as the reader may see them: what a party brings is shown as far as it allows."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import NotAllowed, NotFound
from vierspan.workspace.directory.queries import one
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.initiatives.queries import visible_to
from vierspan.workspace.initiatives.winwin.models import Issue, Option, Package, Score, Search, Side, Stake


@dataclass(frozen=True, slots=True)
class IssueSeen:
    issue: Issue
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class SideSeen:
    """A side; `open` tells whether the reader sees its words and figures, else only who it is and how far."""

    side: Side
    is_open: bool
    may_fill: bool
    filled: int  # issues of which all options are scored
    issues: int

    @property
    def is_filled(self) -> bool:
        return self.side.walk_away is not None and self.issues > 0 and self.filled == self.issues


@dataclass(frozen=True, slots=True)
class Filled:
    """The figures of one side, by id."""

    importance: dict[UUID, int]
    scores: dict[UUID, int]
    limits: dict[UUID, str]


def searches(actor: Actor, *, initiative: UUID | None = None) -> list[Search]:
    """The open ones first, the newest first."""
    rows = visible_to(actor, Search).select_related("initiative")
    rows = rows.filter(initiative=initiative) if initiative else rows
    return sorted(rows.order_by("-made_on", "name"), key=lambda each: each.closed_on is not None)


def search(actor: Actor, search_id: UUID) -> Search:
    return one(visible_to(actor, Search).select_related("initiative"), search_id)


def runs(actor: Actor, found: Search) -> bool:
    """Who made it, and the leaders: they set what is on the table, and see the figures only as far as allowed."""
    return may(actor, Do.EDIT_ROOMS) and (actor.role is Role.LEAD or actor.owns(found.made_by_id))


def must_run(actor: Actor, found: Search) -> None:
    if not runs(actor, found):
        raise NotAllowed("needs_lead_or_owner")


def issues(network_id: UUID, found: Search) -> tuple[IssueSeen, ...]:
    options: dict[UUID, list[Option]] = defaultdict(list)
    for each in Option.objects.of(network_id).filter(issue__search=found):
        options[each.issue_id].append(each)
    rows = Issue.objects.of(network_id).filter(search=found)
    return tuple(IssueSeen(each, tuple(options[each.pk])) for each in rows)


def sides(actor: Actor, found: Search) -> tuple[SideSeen, ...]:
    """All of them, by name of the party; each as far open as it allows this reader."""
    rows = list(
        visible_to(actor, Side).filter(search=found).select_related("party", "confirmed_by").order_by("party__name")
    )
    own = own_parties(actor)
    at_table = bool(own & {each.party_id for each in rows})
    known = issues(actor.network_id, found)
    return tuple(_seen(actor, each, own, at_table, known) for each in rows)


def _seen(actor: Actor, side: Side, own: set[UUID], at_table: bool, known: tuple[IssueSeen, ...]) -> SideSeen:
    is_open = side.party_id in own or side.seen_by == "network" or (side.seen_by == "table" and at_table)
    may_fill = side.party_id in own and may(actor, Do.EDIT_ROOMS)
    done = how_far(side, known)
    return SideSeen(side, is_open, may_fill, done, len(known))


def how_far(side: Side, known: tuple[IssueSeen, ...]) -> int:
    """On how many issues every option has a score."""
    scored = set(
        Score.objects.of(side.network_id).filter(side=side).exclude(score=None).values_list("option", flat=True)
    )
    return sum(all(option.pk in scored for option in each.options) and bool(each.options) for each in known)


def side(actor: Actor, search_id: UUID, side_id: UUID) -> SideSeen:
    """One side that the reader may see; NotFound where it is not open to them, so that its figures stay unknown."""
    found = search(actor, search_id)
    seen = next((each for each in sides(actor, found) if each.side.pk == side_id), None)
    if seen is None or not (seen.is_open or seen.may_fill):
        raise NotFound
    return seen


def filled(of: Side) -> Filled:
    stakes = Stake.objects.of(of.network_id).filter(side=of)
    scores = list(Score.objects.of(of.network_id).filter(side=of))
    return Filled(
        importance={each.issue_id: each.importance for each in stakes},
        scores={each.option_id: each.score for each in scores if each.score is not None},
        limits={each.option_id: each.limit for each in scores if each.limit},
    )


def packages(actor: Actor, found: Search) -> list[Package]:
    return list(visible_to(actor, Package).filter(search=found).select_related("author"))


def must_have(actor: Actor, search_id: UUID, side_id: UUID) -> None:
    """Go on when this side sits at the table of this search; else NotFound."""
    one(visible_to(actor, Side).filter(search=search(actor, search_id)), side_id)
