"""A letter is written down with what it tells about, and leaves in the background."""

import smtplib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from vierspan.workspace.accounts.letters import MOST_ATTEMPTS, post, send
from vierspan.workspace.accounts.models import Letter
from vierspan.workspace.common import clock

pytestmark = pytest.mark.django_db(transaction=True)

BUSY = smtplib.SMTPServerDisconnected("busy")
NOBODY = smtplib.SMTPRecipientsRefused({"no@one.example": (550, b"no such mailbox")})
LATER = smtplib.SMTPRecipientsRefused({"no@one.example": (450, b"try again")})


@pytest.fixture
def work() -> Callable[[], None]:
    def run() -> None:
        call_command("db_worker", batch=True, interval=0, verbosity=0, startup_delay=False)

    return run


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """The mail server answers so."""

    def with_fault(fault: Exception) -> None:
        def refuse(message: EmailMessage, *_: object, **__: object) -> int:
            raise fault

        monkeypatch.setattr(EmailMessage, "send", refuse)

    return with_fault


def test_a_letter_leaves_by_the_worker_and_its_words_go(work: Callable[[], None]) -> None:
    letter = post("bo@example.org", "A question\nfor you", "Open https://here/secret/")
    assert mail.outbox == []
    work()
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [(["bo@example.org"], "A question for you")]
    letter.refresh_from_db()
    assert (letter.state, letter.body) == ("sent", "")
    assert "secret" not in str(list(DBTaskResult.objects.values())), "a task names the letter, not its words"


def test_nothing_leaves_when_what_it_tells_about_fails(work: Callable[[], None]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post("bo@example.org", "Hello", "It is done")
        raise ZeroDivisionError
    work()
    assert mail.outbox == []
    assert not Letter.objects.exists()


def test_a_letter_that_is_sent_twice_carries_the_same_message_id(work: Callable[[], None]) -> None:
    letter = post("bo@example.org", "Hello", "Words")
    work()
    Letter.objects.filter(pk=letter.pk).update(state="waiting", body="Words")  # as after a crash before it was noted
    send.call(str(letter.pk))
    first, second = (sent.message()["Message-ID"] for sent in mail.outbox)
    assert first == second == f"<{letter.pk}@testserver>"


def test_a_letter_that_has_gone_does_not_go_again(work: Callable[[], None]) -> None:
    letter = post("bo@example.org", "Hello", "Words")
    work()
    send.call(str(letter.pk))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("fault", [BUSY, LATER, OSError("no route")])
def test_a_fault_that_may_pass_is_tried_again_later(refusing: Callable[[Exception], None], fault: Exception) -> None:
    letter = post("no@one.example", "Hello", "Words")
    refusing(fault)
    send.call(str(letter.pk))
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.body) == ("waiting", 1, "Words")
    again = DBTaskResult.objects.order_by("enqueued_at").last()
    assert again is not None
    assert clock.now() < again.run_after < clock.now() + timedelta(minutes=5)


def test_a_mailbox_that_is_not_there_is_given_up_at_once(refusing: Callable[[Exception], None]) -> None:
    letter = post("no@one.example", "Hello", "Words")
    refusing(NOBODY)
    send.call(str(letter.pk))
    letter.refresh_from_db()
    assert (letter.state, letter.body) == ("failed", "")


def test_after_the_last_attempt_a_letter_has_failed(refusing: Callable[[Exception], None]) -> None:
    letter = post("no@one.example", "Hello", "Words")
    refusing(BUSY)
    for _ in range(MOST_ATTEMPTS):
        send.call(str(letter.pk))
    letter.refresh_from_db()
    assert letter.state == "failed"
