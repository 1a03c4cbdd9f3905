"""Mail that leaves in the background: written down in the transaction that asks for it, sent by the worker.

A letter is sent at least once. A worker that dies between sending and writing that down sends it again, with the same
Message-ID, so that a mailbox shows it once.
"""

import logging
import re
import smtplib
from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django_tasks import task

from vierspan.workspace.accounts.models import Letter
from vierspan.workspace.common import clock

MOST_ATTEMPTS = 8  # the last one some four hours after the first
PERMANENT = range(500, 600)  # what a mail server says when asking again is of no use

log = logging.getLogger(__name__)


@transaction.atomic
def post(address: str, subject: str, body: str, *, calendar: str = "") -> Letter:
    """Write the letter down and have it sent; call it inside the transaction of what it tells about.

    `calendar` is an iCalendar object that goes along; its METHOD says what calendars do with it.
    """
    subject = " ".join(subject.split())[:250]
    letter = Letter.objects.create(address=address, subject=subject, body=body, calendar=calendar)
    send.enqueue(str(letter.pk))
    return letter


@task()
def send(letter_id: str) -> None:
    """Send one letter, unless it has gone; on a fault of the mail server try again later, each time longer."""
    letter = Letter.objects.filter(pk=UUID(letter_id), state=Letter.State.WAITING).first()
    if letter is None:
        return
    try:
        _message(letter).send()
    except (smtplib.SMTPException, OSError) as fault:
        _put_off(letter, fault)
    else:
        _finish(letter, Letter.State.SENT)


def forget(address: str, *, also_waiting: bool) -> None:
    """Take out what was sent to an address; what waits for it may be of another network."""
    letters = Letter.objects.filter(address__iexact=address)
    if not also_waiting:
        letters = letters.exclude(state=Letter.State.WAITING)
    letters.delete()


def hush(pattern: "re.Pattern[str]", instead: str) -> None:
    """Take a name out of what was sent to others, and of what still waits to be."""
    for letter in Letter.objects.exclude(subject="", body="", calendar=""):
        was = (letter.subject, letter.body, letter.calendar)
        letter.subject, letter.body, letter.calendar = (pattern.sub(instead, text) for text in was)
        if was != (letter.subject, letter.body, letter.calendar):
            letter.save(update_fields=["subject", "body", "calendar"])


def _message(letter: Letter) -> EmailMessage:
    domain = urlsplit(settings.BASE_URL).hostname
    headers = {"Message-ID": f"<{letter.pk}@{domain}>"}
    message = EmailMessage(letter.subject, letter.body, None, [letter.address], headers=headers)
    if letter.calendar:
        message.attach("event.ics", letter.calendar, f"text/calendar; method={_method(letter.calendar)}")
    return message


def _method(calendar: str) -> str:
    lines = (line.partition(":") for line in calendar.splitlines())
    return next((value for name, _colon, value in lines if name == "METHOD"), "PUBLISH")


def _put_off(letter: Letter, fault: Exception) -> None:
    letter.attempts += 1
    # Never the address or the words: a log is read by others than the one who gets the letter.
    log.warning("letter %s was not taken (%s), attempt %d", letter.pk, type(fault).__name__, letter.attempts)
    if letter.attempts >= MOST_ATTEMPTS or _is_final(fault):
        _finish(letter, Letter.State.FAILED)
        return
    with transaction.atomic():
        letter.save(update_fields=["attempts"])
        later = clock.now() + timedelta(minutes=2**letter.attempts)
        send.using(run_after=later).enqueue(str(letter.pk))


def _finish(letter: Letter, state: str) -> None:
    letter.state, letter.body, letter.calendar = state, "", ""
    letter.save(update_fields=["state", "body", "calendar", "attempts"])


def _is_final(fault: Exception) -> bool:
    return any(code in PERMANENT for code in _codes(fault))


def _codes(fault: Exception) -> Iterable[int]:
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in fault.recipients.values()]
    # A wrong password or a full disk over there is put right by people, after which the letter can still go.
    return [fault.smtp_code] if isinstance(fault, smtplib.SMTPDataError) else []
