"""Rounds in which the parties say which themes matter most."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.course.priorities import queries
from vierspan.workspace.course.priorities.models import WAYS, Round, Vote
from vierspan.workspace.directory.models import Party, Theme
from vierspan.workspace.directory.speaking import speaks_for
from vierspan.workspace.directory.versions import held

LONGEST_TITLE = 120
FEWEST_THEMES = 2
MOST_DOTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A round to be opened; the themes by their ids."""

    title: str
    way: str
    themes: tuple[str, ...]
    dots: int = 5
    closes_on: date | None = None


@transaction.atomic
def open_round(actor: Actor, plan: Plan) -> Round:
    authorise(actor, Do.EDIT_ROOMS)
    themes = _themes(actor, plan)
    title = _title(plan.title)
    if plan.way not in WAYS:
        raise Invalid("way", "unknown_choice")
    if not 1 <= plan.dots <= MOST_DOTS:
        raise Invalid("dots", "number_out_of_range")
    if plan.closes_on and plan.closes_on <= clock.today():
        raise Invalid("closes_on", "day_not_in_future")
    made = Round(
        network_id=actor.network_id,
        title=title,
        way=plan.way,
        dots=plan.dots,
        themes=themes,
        opened_on=clock.today(),
        closes_on=plan.closes_on,
        opener_id=actor.user_id,
    )
    made.save()
    return made


def _title(title: str) -> str:
    title = tidy(title)
    if not title:
        raise Invalid("title", "needs_a_name")
    if len(title) > LONGEST_TITLE:
        raise Invalid("title", "too_long")
    return title


def _themes(actor: Actor, plan: Plan) -> list[str]:
    known = Theme.objects.visible_to(actor).filter(pk__in=plan.themes, retired_on=None)
    ids = {str(pk) for pk in known.values_list("pk", flat=True)}
    if len(set(plan.themes)) < FEWEST_THEMES or ids != set(plan.themes):
        raise Invalid("themes", "choose_two_themes")
    return list(dict.fromkeys(plan.themes))


@transaction.atomic
def vote(actor: Actor, round_id: UUID, party_id: UUID, given: Mapping[str, int]) -> Vote:
    """The voice of one party; what it gave before makes place. Raises Conflict where the round is over."""
    authorise(actor, Do.EDIT_ROOMS)
    found = held(Round.objects.visible_to(actor), round_id)
    party = queries.one(Party.objects.visible_to(actor), party_id)
    speaks_for(actor, party_id)
    if not queries.is_open(found):
        raise Conflict
    given = {theme: number for theme, number in given.items() if number}
    _check(found, given)
    row = queries.vote_of(actor, round_id, party_id)
    row = row or Vote(network_id=actor.network_id, round=found, party=party)
    row.given, row.person_id = given, actor.person_id
    row.save()
    record(actor, "priority.set", subject=str(row.pk), party=party_id)
    return row


def _check(found: Round, given: Mapping[str, int]) -> None:
    if not set(given) <= set(found.themes):
        raise Invalid("given", "unknown_choice")
    if any(number < 0 for number in given.values()):
        raise Invalid("given", "below_zero")
    if not given:
        raise Invalid("given", "give_something")
    if found.way == "dots" and sum(given.values()) > found.dots:
        raise Invalid("given", "too_many_dots")
    if found.way == "ranking" and sorted(given.values()) != list(range(1, len(given) + 1)):
        raise Invalid("given", "places_in_order")


@transaction.atomic
def close_round(actor: Actor, round_id: UUID) -> Round:
    found = held(Round.objects.visible_to(actor), round_id)
    authorise(actor, Do.TAKE_FROM_COURSE, owner_id=found.opener_id)
    if found.closed_on is None:
        found.closed_on = clock.today()
        found.save()
    return found


@transaction.atomic
def reopen_round(actor: Actor, round_id: UUID) -> Round:
    """Once more, without a last day."""
    found = held(Round.objects.visible_to(actor), round_id)
    authorise(actor, Do.TAKE_FROM_COURSE, owner_id=found.opener_id)
    found.closed_on = found.closes_on = None
    found.save()
    return found


@transaction.atomic
def remove_round(actor: Actor, round_id: UUID) -> None:
    """Gone, with every voice in it."""
    found = held(Round.objects.visible_to(actor), round_id)
    authorise(actor, Do.TAKE_FROM_COURSE, owner_id=found.opener_id)
    found.delete()
    facts_changed(actor.network_id)


@transaction.atomic
def take_over(actor: Actor, round_id: UUID, shares: Mapping[str, float]) -> None:
    """What the parties said becomes what the themes weigh when choosing."""
    from vierspan.workspace.course.priorities.actions.limits import set_terms
    from vierspan.workspace.directory.versions import version

    found, stands = queries.round_(actor, round_id), queries.terms(actor)
    weights = {**stands.weights, **{theme: shares.get(theme, 0.0) for theme in found.themes}}
    set_terms(
        actor,
        weights={theme: weight for theme, weight in weights.items() if theme in _here(actor)},
        must_themes=[theme for theme in stands.must_themes if theme in _here(actor)],
        is_for_everybody=stands.is_for_everybody,
        seen=version(stands),
    )


def _here(actor: Actor) -> set[str]:
    return {str(pk) for pk in Theme.objects.visible_to(actor).values_list("pk", flat=True)}
