"""What happens around a question by itself: reminding who is silent, closing on its day, looking again later."""

import uuid
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django_tasks import task

from vierspan.workspace.common import clock
from vierspan.workspace.initiatives.deciding import letters, queries, wording
from vierspan.workspace.initiatives.deciding.models import Question, Voice

BEFORE = timedelta(days=3)
AT = time(7, 30)


@task()
def remind(network_id: str, question_id: str, due_on: str) -> None:
    """A letter to who said nothing, unless it is closed or moved by now, or reminders are not wanted."""
    with transaction.atomic():
        found = _open(network_id, question_id, due_on)
        if found and found.reminds:
            remind_silent(found)


@task()
def close_in_time(network_id: str, question_id: str, due_on: str) -> None:
    """The day has passed: closed by the rule, or told to who put it that the rule cannot close it yet."""
    from vierspan.workspace.initiatives.deciding.actions import closing  # it has this task run

    with transaction.atomic():
        found = _open(network_id, question_id, due_on)
        if found is None:
            return
        count = queries.of_question(found).count
        if found.closes_itself and count.can_close:
            closing.settle(found, count, by=None)
        elif found.opener and found.opener.email:
            with translation.override(found.network.language):
                why = " ".join(wording.worded(each) for each in count.why)
            letters.past_its_day(found, found.opener, why)


@task()
def look_again(network_id: str, question_id: str, review_on: str) -> None:
    with transaction.atomic():
        rows = Question.objects.of(uuid.UUID(network_id)).select_related("opener", "network")
        found = rows.filter(pk=uuid.UUID(question_id), state="closed", review_on=date.fromisoformat(review_on)).first()
        if found and found.opener and found.opener.email:
            letters.look_again(found, found.opener)


def plan(found: Question) -> None:
    """Have the reminders and the closing happen; those of a day that moved find that out by themselves."""
    if found.due_on is None:
        return
    about = (str(found.network_id), str(found.pk), found.due_on.isoformat())
    if found.due_on - BEFORE > clock.today():
        remind.using(run_after=_on(found.due_on - BEFORE)).enqueue(*about)
    close_in_time.using(run_after=_on(found.due_on + timedelta(days=1))).enqueue(*about)


def plan_review(found: Question) -> None:
    if found.review_on and found.review_on > clock.today():
        about = (str(found.network_id), str(found.pk), found.review_on.isoformat())
        look_again.using(run_after=_on(found.review_on)).enqueue(*about)


def remind_silent(found: Question) -> int:
    """To every voice that said nothing, at most once a day; how many letters that were."""
    seen, today, n = queries.of_question(found), clock.today(), 0
    for voice in seen.voices:
        if voice.counts and voice.pk not in seen.now and voice.reminded_on != today:
            n += letters.remind(found, voice, letters.who_speaks(voice))
            Voice.objects.of(found.network_id).filter(pk=voice.pk).update(reminded_on=today)
    return n


def _open(network_id: str, question_id: str, due_on: str) -> Question | None:
    rows = Question.objects.of(uuid.UUID(network_id)).select_for_update(of=("self",))
    rows = rows.select_related("opener", "network", "initiative", "decision")
    return rows.filter(pk=uuid.UUID(question_id), state="open", due_on=date.fromisoformat(due_on)).first()


def _on(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, AT))
