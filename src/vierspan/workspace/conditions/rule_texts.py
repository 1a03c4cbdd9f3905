"""A rule of the game as a text that is written together, and as it lives: seen kept, broken, spoken of."""

import uuid
from dataclasses import dataclass
from datetime import date

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.conditions import queries
from vierspan.workspace.conditions.models import Observation, Rule
from vierspan.workspace.directory.drafting import queries as drafting
from vierspan.workspace.directory.drafting.models import Endorsement
from vierspan.workspace.directory.drafting.standing import Standing
from vierspan.workspace.directory.models import Party

TABLE = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What one party says of the rule as it stands; `given` is empty where it was brought in with the records."""

    party: Party
    stance: str
    given: Endorsement | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which the rule was seen kept or broken, or spoken of."""

    day: date
    what: str  # "good", "breach" or "spoken"


def standing(actor: Actor, rule: Rule) -> Standing:
    """The rule as a text that others may write on."""
    kept = drafting.versions(actor, TABLE, rule.pk)
    number = max((each.number for each in kept), default=0) + 1
    return Standing(table=TABLE, row=rule.pk, number=number, text=rule.name, author_id=rule.author_id)


def support(actor: Actor, rule: Rule, number: int) -> list[Support]:
    """What each party says of the words as they stand, by name: said here, or brought in with the records."""
    said = drafting.endorsements(actor, TABLE, rule.pk, version=number)
    found = [Support(party=each.party, stance=each.stance, given=each) for each in said]
    spoken = {str(each.party_id) for each in said}
    silent = [each for each in rule.endorsed_by if each not in spoken]
    rows = Party.objects.of(actor.network_id).filter(pk__in=silent)
    found += [Support(party=each, stance="yes", given=None) for each in rows]
    return sorted(found, key=lambda each: each.party.name.casefold())


def moments(actor: Actor, rule: Rule) -> list[Moment]:
    """In the order of time."""
    seen = [Moment(each.observed_on, each.kind) for each in queries.observations(actor, rule.pk) if each.observed_on]
    spoken = [Moment(rule.spoken_on, "spoken")] if rule.spoken_on else []
    talked = {each.proposed_on for each in drafting.proposals(actor, TABLE, rule.pk)}
    return sorted([*seen, *spoken, *(Moment(day, "spoken") for day in talked)], key=lambda each: each.day)


def last_spoken(actor: Actor, rule: Rule) -> date | None:
    """When anything was last said of it: seen, proposed, looked at, or agreed at all."""
    days = [each.day for each in moments(actor, rule)]
    days += [day for day in (rule.endorsed_on, rule.proposed_on) if day]
    return max((day for day in days if day <= clock.today()), default=None)


def is_strained(actor: Actor, rule_id: uuid.UUID) -> bool:
    """A breach that everybody saw and that was not talked over yet."""
    rows = queries.visible_to(actor, Observation).filter(rule=rule_id, kind="breach", settled_on=None)
    return rows.exists()


def may_set_review(actor: Actor, rule: Rule) -> bool:
    return may(actor, Do.EDIT_ROOMS) and (actor.role is Role.LEAD or actor.owns(rule.author_id))
