"""What a party brings to the table, by who speaks for it: with an account, or with the link in a letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.initiatives.winwin import letters, queries
from vierspan.workspace.initiatives.winwin.models import HIGHEST, SEEN_BY, Score, Side, Stake

LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """All that a party says at once. What is left empty is not known, and not nothing."""

    interests: str = ""
    musts: str = ""
    offers: str = ""
    red_lines: str = ""
    walk_away: int | None = None
    seen_by: str = "party"
    importance: Mapping[UUID, int | None] = field(default_factory=dict)
    scores: Mapping[UUID, int | None] = field(default_factory=dict)
    limits: Mapping[UUID, str] = field(default_factory=dict)
    is_confirmed: bool = False


def fill(actor: Actor, side_id: UUID, brought: Brought, *, seen: str) -> Side:
    """For who works at that party; a leader of the network who does not, may not."""
    authorise(actor, Do.EDIT_ROOMS)
    side = Side.objects.visible_to(actor).filter(pk=side_id).first()
    if side is None or side.party_id not in own_parties(actor):
        raise NotAllowed("not_your_party")
    return filled(actor.network_id, side_id, actor.person_id, brought, seen=seen)


def fill_by_link(link: Link, brought: Brought, *, seen: str) -> Side:
    return filled(link.network_id, link.subject, link.person_id, brought, seen=seen)


@transaction.atomic
def filled(network_id: UUID, side_id: UUID, person: UUID | None, brought: Brought, *, seen: str) -> Side:
    side = held(Side.objects.of(network_id).select_related("search"), side_id)
    if side.search.closed_on:
        raise Conflict(str(side.pk))
    _check(brought)
    words = {key: tidy(getattr(brought, key))[:LONGEST] for key in ("interests", "musts", "offers", "red_lines")}
    unchanged_since(side, seen, words | {"walk_away": brought.walk_away})
    for key, said in words.items():
        setattr(side, key, said)
    side.walk_away, side.seen_by = brought.walk_away, brought.seen_by
    if brought.is_confirmed:
        side.confirmed_on, side.confirmed_by_id = clock.today(), person
    else:
        side.confirmed_on = side.confirmed_by = None
    side.save()
    _write(side, brought)
    return side


def _check(brought: Brought) -> None:
    figures = [brought.walk_away, *brought.importance.values(), *brought.scores.values()]
    if any(each is not None and not 0 <= each <= HIGHEST for each in figures):
        raise Invalid("scores", "number_out_of_range")
    if brought.seen_by not in SEEN_BY or any(each not in ("", "must", "never") for each in brought.limits.values()):
        raise Invalid("seen_by", "unknown_choice")


def _write(side: Side, brought: Brought) -> None:
    """The figures of the issues that are on the table now; others are not heard."""
    known = queries.issues(side.network_id, side.search)
    Stake.objects.of(side.network_id).filter(side=side).delete()
    Score.objects.of(side.network_id).filter(side=side).delete()
    network = {"network_id": side.network_id, "side": side}
    for each in known:
        importance = brought.importance.get(each.issue.pk)
        if importance is not None:
            Stake.objects.create(issue=each.issue, importance=importance, **network)
        for option in each.options:
            score, limit = brought.scores.get(option.pk), brought.limits.get(option.pk, "")
            if score is not None or limit:
                Score.objects.create(option=option, score=score, limit=limit, **network)


@transaction.atomic
def ask(actor: Actor, search_id: UUID, side_id: UUID, person_id: UUID) -> None:
    """Send somebody of that party a letter with a link, with which they fill in for it without an account."""
    found = queries.search(actor, search_id)
    queries.must_run(actor, found)
    side = held(Side.objects.visible_to(actor).filter(search=found).select_related("party", "search"), side_id)
    person = Person.objects.visible_to(actor).filter(pk=person_id, party=side.party_id).first()
    if person is None:
        raise Invalid("person", "nobody_by_that_name")
    if not person.email:
        raise Invalid("person", "no_address_known")
    token = keys.made(actor.network_id, letters.PURPOSE, side.pk, person=person)
    letters.ask(side, person, token)
