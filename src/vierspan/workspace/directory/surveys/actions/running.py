"""A survey that runs: opening it, reminding, letting others in or out, closing it."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.surveys import closing, jobs, letters
from vierspan.workspace.directory.surveys.actions.drafts import drafted, later_day, voice_of
from vierspan.workspace.directory.surveys.errors import SurveyClosed
from vierspan.workspace.directory.surveys.models import RosterEntry, Survey, Voice
from vierspan.workspace.directory.surveys.queries import current_voices, missing_from, remindable
from vierspan.workspace.directory.surveys.roster import entries, reachable
from vierspan.workspace.directory.versions import held


@transaction.atomic
def open_to_voices(actor: Actor, survey_id: uuid.UUID) -> int:
    """Fix everything, write the list down as it stands and send the invitations; how many went out."""
    survey = drafted(actor, survey_id)
    later_day(survey.closes_on)
    if missing := missing_from(survey):
        raise Invalid("survey", missing[0])
    start(survey)
    record(actor, "reflection.opened", note=survey.title)
    return invite(survey)


def start(survey: Survey) -> None:
    """What opening a survey means, letters and acts aside."""
    RosterEntry.objects.bulk_create(entries(survey))
    survey.state, survey.opened_on = "open", clock.today()
    survey.save()
    jobs.close_in_time(survey)


def invite(survey: Survey) -> int:
    """Send the invitation to every voice that did not get one."""
    waiting = current_voices(survey).filter(invited_on=None)
    count = letters.send(survey, waiting, "invitation")
    waiting.update(invited_on=clock.today())
    return count


@transaction.atomic
def remind(actor: Actor, survey_id: uuid.UUID) -> int:
    """Ask those who did not answer once more, at most once a day; how many letters went out."""
    survey = running(actor, survey_id)
    waiting = remindable(survey)
    count = letters.send(survey, waiting, "reminder")
    waiting.update(reminded_on=clock.today())
    return count


@transaction.atomic
def add_voices(actor: Actor, survey_id: uuid.UUID, people: Collection[uuid.UUID]) -> int:
    """Ask more people, now that it runs; they get their invitation at once."""
    survey = running(actor, survey_id)
    there = Voice.objects.of(actor.network_id).filter(survey=survey)
    there.filter(person__in=people, withdrawn=True).update(withdrawn=False, invited_on=None)
    new = reachable(actor.network_id).filter(pk__in=people).exclude(pk__in=there.values("person"))
    Voice.objects.bulk_create([voice_of(survey, person) for person in new])
    return invite(survey)


@transaction.atomic
def withdraw_voice(actor: Actor, survey_id: uuid.UUID, voice_id: uuid.UUID) -> None:
    """Ask somebody no longer: their link ends at once, and what they answered does not count."""
    survey = running(actor, survey_id)
    if not current_voices(survey).filter(pk=voice_id).update(withdrawn=True):
        raise NotFound


@transaction.atomic
def postpone(actor: Actor, survey_id: uuid.UUID, closes_on: date) -> Survey:
    """Give everybody more time, or less."""
    survey = running(actor, survey_id)
    survey.closes_on = later_day(closes_on)
    survey.save()
    jobs.close_in_time(survey)
    return survey


@transaction.atomic
def close(actor: Actor, survey_id: uuid.UUID) -> Survey:
    """No more answers from now on; what may be shown is worked out once, and who answered gets word."""
    survey = running(actor, survey_id)
    closing.close(survey)
    return survey


def running(actor: Actor, survey_id: uuid.UUID) -> Survey:
    """The survey, held, while it takes answers."""
    authorise(actor, Do.RUN_SURVEY)
    survey = held(Survey.objects.visible_to(actor).select_related("network"), survey_id)
    if survey.state != "open":
        raise SurveyClosed
    return survey
