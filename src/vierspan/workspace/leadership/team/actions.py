"""Running a talk of the team: its notes and agreements, and what an agreement is made into."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.versions import held
from vierspan.workspace.initiatives.actions import commitments
from vierspan.workspace.initiatives.actions.commitments import Promise
from vierspan.workspace.initiatives.deciding.actions import drafting
from vierspan.workspace.initiatives.deciding.models import Question
from vierspan.workspace.initiatives.models import Commitment
from vierspan.workspace.leadership.team.models import AGREED, FORMS, NOTE, TOPICS, Governed, Line, Session

LONGEST, LONGEST_TITLE, MOST_LINES = 500, 120, 200


@transaction.atomic
def start(actor: Actor, title: str, topics: Iterable[str]) -> Session:
    """A talk about one topic or more, in the order in which the mirror tells them."""
    authorise(actor, Do.EDIT_ROOMS)
    chosen = set(topics)
    if not chosen:
        raise Invalid("topics", "choose_a_topic")
    if not chosen <= set(TOPICS):
        raise Invalid("topics", "unknown_choice")
    name = _short(title, "title", LONGEST_TITLE)
    row = Session(network_id=actor.network_id, title=name, topics=[each for each in TOPICS if each in chosen])
    row.made_by_id = actor.user_id
    row.save()
    return row


@transaction.atomic
def write(actor: Actor, session_id: UUID, topic: str, kind: str, words: str) -> Line:
    """The room writes; who typed it is not kept."""
    row = _open(actor, session_id)
    if topic not in row.topics or kind not in (NOTE, AGREED):
        raise Invalid("text", "unknown_choice")
    if Line.objects.of(actor.network_id).filter(session=row).count() >= MOST_LINES:
        raise Invalid("text", "too_long")
    line = Line(network_id=actor.network_id, session=row, topic=topic, kind=kind, text=_short(words, "text", LONGEST))
    line.save()
    return line


@transaction.atomic
def take_off(actor: Actor, line_id: UUID) -> None:
    """Wipe a line as long as the talk runs; an agreement that was made into something stays."""
    line = _line(actor, line_id)
    _open(actor, line.session_id)
    if line.became:
        raise Conflict
    line.delete()


@transaction.atomic
def close(actor: Actor, session_id: UUID) -> None:
    row = _mine(actor, session_id)
    row.closed_on = row.closed_on or clock.today()
    row.save()


@transaction.atomic
def reopen(actor: Actor, session_id: UUID) -> None:
    row = _mine(actor, session_id)
    row.closed_on = None
    row.save()


@transaction.atomic
def throw_away(actor: Actor, session_id: UUID) -> None:
    """With all that it wrote; commitments and questions that came of it stay."""
    _mine(actor, session_id).delete()


@transaction.atomic
def promise(actor: Actor, line_id: UUID, wish: Promise) -> Commitment:
    """Somebody does what was agreed: a commitment like any other."""
    line = _agreed(actor, line_id)
    made = commitments.promise(actor, wish)
    _became(line, "commitment", made.pk)
    return made


@transaction.atomic
def put(actor: Actor, line_id: UUID) -> Question:
    """What was agreed in the room is put to those who have a voice: a draft of a question for decision."""
    line = _agreed(actor, line_id)
    name = line.text[: drafting.LONGEST_NAME]
    made = drafting.draft(actor, drafting.Wish(name=name, proposal=line.text, background=line.session.title))
    _became(line, "question", made.pk)
    return made


@transaction.atomic
def say_how(actor: Actor, form: str, competence: int | None) -> Governed:
    """How the network is governed now, as those in the room say."""
    authorise(actor, Do.EDIT_ROOMS)
    if form not in ("", *FORMS):
        raise Invalid("form", "unknown_choice")
    if competence is not None and not 1 <= competence <= 5:
        raise Invalid("competence", "unknown_choice")
    row = Governed.objects.of(actor.network_id).select_for_update().first() or Governed(network_id=actor.network_id)
    row.form, row.competence, row.said_on = form, competence, clock.today()
    row.save()
    return row


def _open(actor: Actor, session_id: UUID) -> Session:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Session.objects.visible_to(actor), session_id)
    if row.closed_on:
        raise Conflict
    return row


def _mine(actor: Actor, session_id: UUID) -> Session:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Session.objects.visible_to(actor), session_id)
    authorise(actor, Do.RUN_TEAM_SESSION, owner_id=row.made_by_id)
    return row


def _line(actor: Actor, line_id: UUID) -> Line:
    authorise(actor, Do.EDIT_ROOMS)
    return held(Line.objects.visible_to(actor), line_id)


def _agreed(actor: Actor, line_id: UUID) -> Line:
    line = _line(actor, line_id)
    if line.kind != AGREED or line.became:
        raise Conflict
    return line


def _became(line: Line, what: str, row_id: UUID) -> None:
    line.became, line.became_id = what, row_id
    line.save()


def _short(words: str, field: str, longest: int) -> str:
    text = tidy(words)
    if not text:
        raise Invalid(field, "needs_words")
    if len(text) > longest:
        raise Invalid(field, "too_long")
    return text
