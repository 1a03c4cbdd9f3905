"""Rules of the game, made together: proposed, written on, endorsed per party, and looked at again in time."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions import jobs, rule_texts
from vierspan.workspace.conditions.models import RULE_TOPICS, Observation, Remark, Rule
from vierspan.workspace.directory.drafting import actions as drafting
from vierspan.workspace.directory.drafting import queries as drafts
from vierspan.workspace.directory.drafting.models import BEHIND, Endorsement, Proposal
from vierspan.workspace.directory.speaking import own_parties, own_party, speaks_for
from vierspan.workspace.directory.versions import held, unchanged_since

LONGEST = 500
LONGEST_AHEAD = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    name: str
    topic: str = ""
    party: uuid.UUID | None = None
    review_on: date | None = None


@transaction.atomic
def propose(actor: Actor, proposed: Proposed) -> Rule:
    """A new rule for all to write on and to stand behind."""
    authorise(actor, Do.EDIT_ROOMS)
    party = proposed.party or _own_party(actor)
    if party:
        speaks_for(actor, party)
    row = Rule(
        network_id=actor.network_id,
        name=_words(proposed.name),
        topic=_topic(proposed.topic),
        author_id=actor.person_id,
        party_id=party,
        proposed_on=clock.today(),
        review_on=_review(proposed.review_on),
    )
    row.save()
    record(actor, "rule.proposed", subject=str(row.pk), party=party)
    jobs.remind_in_time(row)
    return row


@transaction.atomic
def change(actor: Actor, rule_id: uuid.UUID, *, topic: str, review_on: date | None, seen: str) -> Rule:
    """Its topic and when it is looked at again; the words change by what is proposed on them."""
    row = _answerable(actor, rule_id)
    given = {"topic": _topic(topic), "review_on": review_on if review_on == row.review_on else _review(review_on)}
    unchanged_since(row, seen, given)
    row.topic, row.review_on = given["topic"], given["review_on"]  # type: ignore[assignment]
    row.save()
    jobs.remind_in_time(row)
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def looked_at(actor: Actor, rule_id: uuid.UUID, *, again_on: date | None) -> Rule:
    """We talked about it and it stands; we look again on that day."""
    row = _answerable(actor, rule_id)
    row.review_on, row.spoken_on = _review(again_on), clock.today()
    row.save()
    jobs.remind_in_time(row)
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def adopt(actor: Actor, proposal_id: uuid.UUID, *, reason: str, seen: str, knowing: int | None = None) -> Rule:
    """The proposed words become the rule. Who stood behind the old words is asked anew; the old words are kept."""
    proposal = drafts.proposal(actor, proposal_id)
    row = held(Rule.objects.visible_to(actor), proposal.row)
    standing = rule_texts.standing(actor, row)
    adopted = drafting.adopt(actor, proposal_id, standing, reason=reason, seen=seen, knowing=knowing)
    drafting.keep_version(actor, standing, reason=reason, party=row.party_id, written_on=_since(row))
    row.name = _words(adopted.text)
    row.author_id, row.party_id = adopted.author_id, adopted.party_id
    row.proposed_on, row.endorsed_by, row.endorsed_on = clock.today(), [], None
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def write_on(
    actor: Actor, rule_id: uuid.UUID, *, text: str, reason: str, party: uuid.UUID | None, seen: int
) -> Proposal:
    """Other words for the rule."""
    row = held(Rule.objects.visible_to(actor), rule_id)
    standing = rule_texts.standing(actor, row)
    proposal = drafting.propose(
        actor, standing, text=_words(text), reason=reason, party=party or _own_party(actor), seen=seen
    )
    record(actor, "rule.proposed", subject=str(row.pk), party=proposal.party_id)
    return proposal


@transaction.atomic
def endorse(
    actor: Actor, rule_id: uuid.UUID, *, party: uuid.UUID, stance: str, remark: str = "", seen: int
) -> Endorsement:
    """What a party says of the rule as it stands: yes, with a remark, or not yet."""
    row = held(Rule.objects.visible_to(actor), rule_id)
    standing = rule_texts.standing(actor, row)
    given = drafting.endorse(actor, standing, party=party, stance=stance, remark=remark, seen=seen)
    others = [each for each in row.endorsed_by if each != str(party)]
    is_new = given.stance in BEHIND and len(others) == len(row.endorsed_by)
    row.endorsed_by = [*others, str(party)] if given.stance in BEHIND else others
    row.endorsed_on = clock.today() if row.endorsed_by else None
    row.save()
    if is_new:
        record(actor, "rule.endorsed", subject=str(row.pk), party=party)
    else:
        facts_changed(actor.network_id)
    return given


@transaction.atomic
def remove(actor: Actor, rule_id: uuid.UUID) -> None:
    """It was never agreed: gone with all that was written on it. A rule that was seen kept or broken stays."""
    row = _answerable(actor, rule_id)
    if row.endorsed_by or Observation.objects.visible_to(actor).filter(rule=row.pk).exists():
        raise Conflict
    drafting.forget(actor, rule_texts.TABLE, row.pk)
    Rule.objects.visible_to(actor).filter(pk=row.pk).delete()
    facts_changed(actor.network_id)


@transaction.atomic
def settle(actor: Actor, observation_id: uuid.UUID) -> Observation:
    """A breach that everybody sees was talked over; by who saw it, who it is about, or a leader."""
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Observation.objects.visible_to(actor), observation_id)
    is_theirs = row.about is not None and (actor.owns(row.about) or row.about in own_parties(actor))
    if not is_theirs:
        authorise(actor, Do.UNDO_ACT, owner_id=row.observer_id)
    if row.settled_on:
        raise Conflict
    row.settled_on = clock.today()
    row.save()
    Remark.objects.visible_to(actor).filter(observation=row.pk).update(settled_on=row.settled_on)
    facts_changed(actor.network_id)
    return row


def _answerable(actor: Actor, rule_id: uuid.UUID) -> Rule:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Rule.objects.visible_to(actor), rule_id)
    if not rule_texts.may_set_review(actor, row):
        raise NotAllowed("needs_lead_or_owner")
    return row


def _own_party(actor: Actor) -> uuid.UUID | None:
    return own_party(actor)


def _since(row: Rule) -> date | None:
    return row.proposed_on or row.created_at.date()


def _words(text: str) -> str:
    words = tidy(text)
    if not words:
        raise Invalid("name", "say_what_it_is")
    if len(words) > LONGEST:
        raise Invalid("name", "rule_too_long")
    return words


def _topic(topic: str) -> str:
    if topic and topic not in RULE_TOPICS:
        raise Invalid("topic", "unknown_choice")
    return topic


def _review(day: date | None) -> date | None:
    if day is not None and day <= clock.today():
        raise Invalid("review_on", "day_not_in_future")
    if day is not None and day > clock.today() + LONGEST_AHEAD:
        raise Invalid("review_on", "number_out_of_range")
    return day
