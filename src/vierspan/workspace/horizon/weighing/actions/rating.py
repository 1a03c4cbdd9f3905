"""Saying what one finds of a signal: one word a person, to be changed."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.directory.versions import held
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing.middle import keep_middle
from vierspan.workspace.horizon.weighing.models import CRITERIA, Rating

LOW, HIGH = 1, 5
LONGEST_REASON = 500


@transaction.atomic
def rate(actor: Actor, signal_id: UUID, scores: Mapping[str, int | None], reason: str = "") -> Rating:
    """What the actor finds; a criterion left out is not rated. On another day it is an act again."""
    authorise(actor, Do.EDIT_ROOMS)
    if actor.person_id is None:
        raise NotAllowed("needs_person")
    given = _checked(scores)
    signal = held(Signal.objects.visible_to(actor), signal_id)
    row = Rating.objects.visible_to(actor).filter(signal=signal, person=actor.person_id).first()
    is_act = row is None or row.rated_on != clock.today()
    if row is None:
        row = Rating(network_id=actor.network_id, signal=signal, person_id=actor.person_id)
    for criterion in CRITERIA:
        setattr(row, criterion, given.get(criterion))
    row.reason, row.rated_on = _reason(reason), clock.today()
    row.save()
    keep_middle(signal)
    if is_act:
        record(actor, "signal.rated", subject=str(signal.pk), party=own_party(actor))
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def take_back(actor: Actor, signal_id: UUID) -> int:
    """Say nothing of it any more."""
    authorise(actor, Do.EDIT_ROOMS)
    signal = held(Signal.objects.visible_to(actor), signal_id)
    gone, _by_table = Rating.objects.visible_to(actor).filter(signal=signal, person=actor.person_id).delete()
    if gone:
        keep_middle(signal)
        facts_changed(actor.network_id)
    return gone


def _checked(scores: Mapping[str, int | None]) -> dict[str, int]:
    given = {key: score for key, score in scores.items() if key in CRITERIA and score is not None}
    if not given:
        raise Invalid("significance", "rate_something")
    for key, score in given.items():
        if not LOW <= score <= HIGH:
            raise Invalid(key, "unknown_choice")
    return given


def _reason(text: str) -> str:
    reason = tidy(text)
    if len(reason) > LONGEST_REASON:
        raise Invalid("reason", "too_long")
    return reason
