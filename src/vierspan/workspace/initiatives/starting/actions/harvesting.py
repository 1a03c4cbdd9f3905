"""How parties see that it goes, what came of it, and what was learned."""

from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Initiative, Party
from vierspan.workspace.directory.speaking import speaks_for
from vierspan.workspace.initiatives.starting.actions.starting import several_lines
from vierspan.workspace.initiatives.starting.actions.steering import held_initiative
from vierspan.workspace.initiatives.starting.models import STATUSES, Judgement, Lesson, Result

T = TypeVar("T", Result, Lesson)
LONGEST, LONGEST_FIGURE, LONGEST_ADDRESS = 500, 60, 500


@transaction.atomic
def judge(actor: Actor, initiative_id: UUID, party_id: UUID, status: str, line: str = "") -> Judgement:
    """The word of one party, by somebody who speaks for it. On one day the last word counts; earlier ones stay."""
    row = held_initiative(actor, initiative_id)
    party = Party.objects.visible_to(actor).filter(pk=party_id).first()
    if party is None:
        raise Invalid("party", "nobody_by_that_name")
    speaks_for(actor, party.pk)
    return judged(row, party, actor.person_id, status, line)


def judged(row: Initiative, party: Party, person_id: UUID | None, status: str, line: str) -> Judgement:
    if status not in STATUSES:
        raise Invalid("status", "unknown_choice")
    words, today = several_lines(line, "line"), clock.today()
    Judgement.objects.of(row.network_id).filter(initiative=row, party=party, judged_on=today).delete()
    return Judgement.objects.create(
        network_id=row.network_id,
        initiative=row,
        party=party,
        person_id=person_id,
        status=status,
        line=words,
        judged_on=today,
    )


@transaction.atomic
def note_result(actor: Actor, initiative_id: UUID, name: str, *, figure: str = "", address: str = "") -> Result:
    """What came of it, with a figure and an address where there are."""
    row = held_initiative(actor, initiative_id)
    return Result.objects.create(
        network_id=actor.network_id,
        initiative=row,
        name=_said(name),
        figure=_within(tidy(figure), LONGEST_FIGURE, "figure"),
        address=_web_address(address),
        noted_on=clock.today(),
        noted_by_id=actor.person_id,
    )


@transaction.atomic
def note_lesson(actor: Actor, initiative_id: UUID, name: str) -> Lesson:
    row = held_initiative(actor, initiative_id)
    return Lesson.objects.create(
        network_id=actor.network_id,
        initiative=row,
        name=_said(name),
        noted_on=clock.today(),
        noted_by_id=actor.person_id,
    )


@transaction.atomic
def strike_result(actor: Actor, result_id: UUID) -> UUID:
    """Gone; the initiative it was of."""
    row = _own(actor, Result, result_id)
    Result.objects.of(actor.network_id).filter(pk=row.pk).delete()
    return row.initiative_id


@transaction.atomic
def strike_lesson(actor: Actor, lesson_id: UUID) -> UUID:
    """Gone; the initiative it was of. What became of it stays."""
    row = _own(actor, Lesson, lesson_id)
    Lesson.objects.of(actor.network_id).filter(pk=row.pk).delete()
    return row.initiative_id


def own_lesson(actor: Actor, lesson_id: UUID) -> Lesson:
    return _own(actor, Lesson, lesson_id)


def _own(actor: Actor, model: type[T], row_id: UUID) -> T:
    authorise(actor, Do.EDIT_ROOMS)
    row = model.objects.visible_to(actor).filter(pk=row_id).first()
    if row is None:
        raise NotFound
    return row


def _said(name: str) -> str:
    words = tidy(name)
    if not words:
        raise Invalid("name", "say_what_it_is")
    return _within(words, LONGEST, "name")


def _within(words: str, longest: int, field: str) -> str:
    if len(words) > longest:
        raise Invalid(field, "too_long")
    return words


def _web_address(address: str) -> str:
    words = _within(tidy(address), LONGEST_ADDRESS, "address")
    if not words:
        return ""
    try:
        URLValidator(schemes=["http", "https"])(words)
    except ValidationError as slip:
        raise Invalid("address", "no_web_address") from slip
    return words
