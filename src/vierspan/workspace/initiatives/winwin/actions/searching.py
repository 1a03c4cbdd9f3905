"""Putting on the table what is to be agreed on, and between whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Initiative, Party
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.initiatives.winwin import queries
from vierspan.workspace.initiatives.winwin.models import Issue, Option, Search, Side

LONGEST = 200
MOST_ISSUES, MOST_OPTIONS, MOST_PARTIES = 40, 8, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    name: str
    about: str = ""
    initiative: UUID | None = None


@transaction.atomic
def begin(actor: Actor, wish: Wish, *, parties: Iterable[UUID] = ()) -> Search:
    authorise(actor, Do.EDIT_ROOMS)
    row = Search(network_id=actor.network_id, made_by_id=actor.user_id, made_on=clock.today())
    _fill(actor, row, wish)
    row.save()
    for party in parties:
        invite(actor, row.pk, party)
    return row


@transaction.atomic
def change(actor: Actor, search_id: UUID, wish: Wish, *, seen: str) -> Search:
    row = _run(actor, search_id)
    unchanged_since(row, seen, {"name": tidy(wish.name)[:LONGEST], "about": tidy(wish.about)})
    _fill(actor, row, wish)
    row.save()
    return row


@transaction.atomic
def close(actor: Actor, search_id: UUID, *, is_closed: bool) -> Search:
    row = _run(actor, search_id)
    row.closed_on = clock.today() if is_closed else None
    row.save()
    return row


@transaction.atomic
def remove(actor: Actor, search_id: UUID) -> None:
    """Gone, with what the parties filled in."""
    _run(actor, search_id).delete()


@transaction.atomic
def add_issue(actor: Actor, search_id: UUID, name: str, options: Iterable[str]) -> Issue:
    """An issue with two or more ways in which it may be done."""
    row = _run(actor, search_id)
    name, ways = tidy(name)[:LONGEST], _ways(options)
    if not name:
        raise Invalid("name", "needs_a_name")
    place = Issue.objects.visible_to(actor).filter(search=row).count()
    if place >= MOST_ISSUES:
        raise Invalid("name", "too_many")
    made = Issue.objects.create(network_id=actor.network_id, search=row, name=name, place=place)
    for number, way in enumerate(ways):
        Option.objects.create(network_id=actor.network_id, issue=made, name=way, place=number)
    return made


def _ways(options: Iterable[str]) -> list[str]:
    ways = list(dict.fromkeys(filter(None, (tidy(each)[:LONGEST] for each in options))))
    if len(ways) < 2:
        raise Invalid("options", "needs_two_ways")
    if len(ways) > MOST_OPTIONS:
        raise Invalid("options", "too_many")
    return ways


@transaction.atomic
def change_issue(actor: Actor, search_id: UUID, issue_id: UUID, name: str, options: Iterable[str]) -> Issue:
    """Ways whose words stay keep what was filled in for them; the others are new."""
    row = _run(actor, search_id)
    issue = held(Issue.objects.visible_to(actor).filter(search=row), issue_id)
    ways, known = _ways(options), {each.name: each for each in Option.objects.visible_to(actor).filter(issue=issue)}
    issue.name = tidy(name)[:LONGEST]
    if not issue.name:
        raise Invalid("name", "needs_a_name")
    issue.save()
    for gone in set(known) - set(ways):
        known[gone].delete()
    for place, way in enumerate(ways):
        option = known.get(way) or Option(network_id=actor.network_id, issue=issue, name=way)
        option.place = place
        option.save()
    return issue


@transaction.atomic
def drop_issue(actor: Actor, search_id: UUID, issue_id: UUID) -> None:
    row = _run(actor, search_id)
    held(Issue.objects.visible_to(actor).filter(search=row), issue_id).delete()


@transaction.atomic
def invite(actor: Actor, search_id: UUID, party_id: UUID) -> Side:
    row = _run(actor, search_id)
    party = Party.objects.visible_to(actor).filter(pk=party_id).first()
    if party is None:
        raise Invalid("party", "unknown_party")
    if Side.objects.visible_to(actor).filter(search=row).count() >= MOST_PARTIES:
        raise Invalid("party", "too_many")
    made, _is_new = Side.objects.visible_to(actor).get_or_create(
        search=row, party=party, defaults={"network_id": actor.network_id}
    )
    return made


@transaction.atomic
def leave_out(actor: Actor, search_id: UUID, side_id: UUID) -> None:
    """The party no longer takes part; what it filled in goes."""
    row = _run(actor, search_id)
    held(Side.objects.visible_to(actor).filter(search=row), side_id).delete()


def _run(actor: Actor, search_id: UUID) -> Search:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Search.objects.visible_to(actor), search_id)
    queries.must_run(actor, row)
    return row


def _fill(actor: Actor, row: Search, wish: Wish) -> None:
    row.name, row.about = tidy(wish.name)[:LONGEST], tidy(wish.about)
    if not row.name:
        raise Invalid("name", "needs_a_name")
    if wish.initiative and not Initiative.objects.visible_to(actor).filter(pk=wish.initiative).exists():
        raise Invalid("initiative", "unknown_choice")
    row.initiative_id = wish.initiative
