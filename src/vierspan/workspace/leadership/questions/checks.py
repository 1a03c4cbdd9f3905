"""Whose a round is, and what must be done before it can open."""

import uuid
from datetime import timedelta

from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.versions import held
from vierspan.workspace.leadership.questions.items import ABOUT
from vierspan.workspace.leadership.questions.models import Invitation, Round

ADVISED = 8  # people to ask about one person
BETWEEN = timedelta(days=90)  # two rounds of one kind, so that they cannot be taken from each other
MOST_ASKED_OF_ONE = 3  # about how many others somebody answers at a time


def owned(actor: Actor, round_id: uuid.UUID) -> Round:
    """The round, held, for who runs it: the one it is about, or of the others the leaders. Else it is not there."""
    found: Round = held(Round.objects.visible_to(actor).select_related("network", "about", "second"), round_id)
    if found.kind != ABOUT:
        authorise(actor, Do.RUN_QUESTIONS)
    elif not is_mine(actor, found):
        raise NotFound
    return found


def is_mine(actor: Actor, of: Round) -> bool:
    return may(actor, Do.ASK_ABOUT_SELF) and actor.person_id is not None and of.about_id == actor.person_id


def is_second(actor: Actor, of: Round) -> bool:
    return may(actor, Do.ASK_ABOUT_SELF) and actor.person_id is not None and of.second_id == actor.person_id


def missing_from(of: Round) -> list[str]:
    """What must be done before it can open, as reasons; empty when it can."""
    asked = list(Invitation.objects.of(of.network_id).filter(round=of).select_related("person"))
    parties = {each.person.party_id or each.person_id for each in asked}
    checks = {
        "too_few_asked": len(asked) >= of.k,
        "one_party_asked": len(parties) >= 2 or not asked,
        "no_closing_day": of.closes_on is not None and of.closes_on >= clock.today(),
        "runs_already": not _others(of).filter(state="open").exists(),
        "asked_before": not _told_lately(of),
    }
    if of.kind == ABOUT:
        checks["not_agreed"] = of.is_agreed_by_first and of.is_agreed_by_second and of.second_id is not None
    return [reason for reason, is_met in checks.items() if not is_met]


def busy(network_id: uuid.UUID, besides: Round) -> set[uuid.UUID]:
    """Who answers about three others at this moment."""
    rows = Invitation.objects.of(network_id).filter(round__state="open", round__kind=ABOUT).exclude(round=besides)
    times: dict[uuid.UUID, int] = {}
    for person_id in rows.values_list("person_id", flat=True):
        times[person_id] = times.get(person_id, 0) + 1
    return {person_id for person_id, count in times.items() if count >= MOST_ASKED_OF_ONE}


def _told_lately(of: Round) -> bool:
    """Whether figures came of one like it; also of one that was thrown away, for they were seen."""
    rows = _others(of).filter(closed_on__gt=clock.today() - BETWEEN)
    return any(row.snapshot is None or row.frozen["answered"] is not None for row in rows)


def _others(of: Round) -> "QuerySet[Round]":
    return Round.objects.of(of.network_id).filter(kind=of.kind, about=of.about_id).exclude(pk=of.pk)
