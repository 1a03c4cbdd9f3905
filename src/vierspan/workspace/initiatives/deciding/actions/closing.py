"""Closing a question by its rule, deciding alone where that was agreed, and what follows from it."""

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record, record_by_link
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.versions import held
from vierspan.workspace.initiatives.actions import commitments
from vierspan.workspace.initiatives.actions.commitments import Promise
from vierspan.workspace.initiatives.deciding import jobs, letters, queries
from vierspan.workspace.initiatives.deciding.actions.running import own_open
from vierspan.workspace.initiatives.deciding.counting import Count, in_figures
from vierspan.workspace.initiatives.deciding.models import SHOWN, FollowUp, Option, Question
from vierspan.workspace.initiatives.models import Commitment, Decision

LONGEST = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What who decides alone says."""

    decided: str  # "adopted" or "rejected"
    explanation: str  # the answer to the advice, or the report to the group
    option: UUID | None = None
    is_within: bool = True


@transaction.atomic
def decide(actor: Actor, question_id: UUID, verdict: Verdict) -> Question:
    """The word of who decides alone; the question is closed with it, once the rule lets it."""
    authorise(actor, Do.EDIT_ROOMS)
    rows = Question.objects.visible_to(actor).select_related("network", "initiative", "decision")
    row = held(rows, question_id)
    if not queries.may_decide(actor, row):
        raise NotAllowed("not_yours_to_decide")
    if row.state != "open":
        raise Conflict(str(row.pk))
    if verdict.decided not in ("adopted", "rejected"):
        raise Invalid("decided", "unknown_choice")
    if not verdict.explanation.strip():
        raise Invalid("explanation", "say_what_you_did_with_it")
    row.decided, row.decided_on, row.is_within = verdict.decided, clock.today(), verdict.is_within
    row.explanation = verdict.explanation.strip()[:LONGEST]
    row.chosen = _option(row, verdict)
    row.save()
    facts_changed(actor.network_id)
    return row


def _option(row: Question, verdict: Verdict) -> Option | None:
    options = Option.objects.of(row.network_id).filter(question=row)
    if not options.exists() or verdict.decided == "rejected":
        return None
    found = options.filter(pk=verdict.option).first() if verdict.option else None
    if found is None:
        raise Invalid("option", "unknown_choice")
    return found


@transaction.atomic
def close(actor: Actor, question_id: UUID, *, outcome_text: str = "", review_on: date | None = None) -> Question:
    """By what the rule says now. Conflict where it cannot close yet: a word is missing, or another round is due."""
    row = _closable(actor, question_id)
    count = queries.of_question(row).count
    if not count.can_close:
        raise Conflict(str(row.pk))
    _write(row, outcome_text, review_on)
    return settle(row, count, by=actor)


@transaction.atomic
def call_off(actor: Actor, question_id: UUID, why: str) -> Question:
    """It need not be decided any more: postponed, with the reason, whatever was said until now."""
    row = own_open(actor, question_id)
    if not tidy(why):
        raise Invalid("why", "reason_missing")
    return _called_off(row, why, actor)


@transaction.atomic
def let_go(actor: Actor, decision_id: UUID, why: str) -> bool:
    """Called off because what it was for has ended, by who ended that; False where no question was put here."""
    authorise(actor, Do.EDIT_ROOMS)
    rows = Question.objects.visible_to(actor).select_related("network", "initiative", "opener", "decision")
    row = rows.filter(pk=decision_id, state="open").first()
    return row is not None and bool(_called_off(row, why, actor))


def _called_off(row: Question, why: str, by: Actor) -> Question:
    row.outcome_text = why.strip()[:LONGEST]
    count = queries.of_question(row).count
    return _end(row, replace(count, called_off=True), "postponed", by)


def settle(row: Question, count: Count, *, by: Actor | None) -> Question:
    """Write down the outcome by the rule, how it came about, and tell everybody who had a voice."""
    if count.winner:
        row.chosen_id = UUID(count.winner)
    return _end(row, count, "postponed" if count.state == "returned" else count.state, by)


def _end(row: Question, count: Count, outcome: str, by: Actor | None) -> Question:
    seen = queries.of_question(row)
    row.ruling = in_figures(count, seen.voices) | {"round": row.round}
    row.state = "closed"
    row.save()
    decision = Decision.objects.of(row.network_id).get(pk=row.pk)
    decision.outcome, decision.review_on = outcome, row.review_on
    decision.closed_on, decision.closer_id = clock.today(), by.person_id if by else row.opener_id
    decision.save()
    row.decision = decision
    _note(row, decision, by)
    for voice in seen.voices:
        letters.closed(row, voice, letters.who_speaks(voice))
    jobs.plan_review(row)
    return row


def _note(row: Question, decision: Decision, by: Actor | None) -> None:
    about = {"subject": str(row.pk), "person": decision.closer_id}
    if by:
        record(by, "decision.closed", **about)
    else:
        record_by_link(row.network_id, "decision.closed", **about)


def _closable(actor: Actor, question_id: UUID) -> Question:
    """Who runs it may close it, and who decides alone."""
    authorise(actor, Do.EDIT_ROOMS)
    rows = Question.objects.visible_to(actor).select_related("network", "initiative", "opener", "decision")
    row = held(rows, question_id)
    if not queries.may_decide(actor, row):
        queries.must_run(actor, row)
    if row.state != "open":
        raise Conflict(str(row.pk))
    return row


def _write(row: Question, outcome_text: str, review_on: date | None) -> None:
    if review_on and review_on <= clock.today():
        raise Invalid("review_on", "day_not_in_future")
    row.outcome_text = outcome_text.strip()[:LONGEST]
    row.review_on = review_on or row.review_on


@transaction.atomic
def word_outcome(actor: Actor, question_id: UUID, outcome_text: str, review_on: date | None) -> Question:
    """In words what was decided, also after the closing; the outcome itself stands."""
    row = _own_closed(actor, question_id)
    if review_on and review_on <= clock.today() and review_on != row.review_on:
        raise Invalid("review_on", "day_not_in_future")
    is_new_day = review_on != row.review_on
    row.outcome_text, row.review_on = outcome_text.strip()[:LONGEST], review_on
    row.save()
    Decision.objects.of(actor.network_id).filter(pk=row.pk).update(review_on=review_on)
    if is_new_day:
        jobs.plan_review(row)
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def follow_up(actor: Actor, question_id: UUID, wish: Promise) -> Commitment:
    """Somebody does something because of it."""
    row = queries.question(actor, question_id)
    if row.state != "closed":
        raise Conflict(str(row.pk))
    made = commitments.promise(actor, wish)
    FollowUp.objects.create(network_id=actor.network_id, question=row, commitment=made)
    return made


@dataclass(frozen=True, slots=True)
class Shown:
    """What outsiders see of a decision beside the question; nothing at all while it is not `is_public`."""

    is_public: bool
    parts: tuple[str, ...] = field(default=())


@transaction.atomic
def show(actor: Actor, question_id: UUID, shown: Shown) -> Question:
    authorise(actor, Do.PUBLISH_OUTWARD)
    row = _own_closed(actor, question_id)
    row.shows = [each for each in SHOWN if each in shown.parts]
    row.published_on = (row.published_on or clock.today()) if shown.is_public else None
    row.save()
    return row


def _own_closed(actor: Actor, question_id: UUID) -> Question:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Question.objects.visible_to(actor).select_related("network", "initiative", "opener"), question_id)
    queries.must_run(actor, row)
    if row.state != "closed":
        raise Conflict(str(row.pk))
    return row
