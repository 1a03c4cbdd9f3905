"""How a conflict ends, and what is learned from it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.conditions.conflicts import jobs, letters
from vierspan.workspace.conditions.conflicts.actions.cases import LONGEST_TEXT, open_case, own_side, written
from vierspan.workspace.conditions.conflicts.models import Case, Lesson, Named
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.directory.versions import unchanged_since


@transaction.atomic
def propose_outcome(
    actor: Actor, case_id: UUID, outcome: str, *, lesson: str = "", rule: UUID | None = None, seen: str
) -> Case:
    """What one of them thinks it comes to; every side is asked whether they take it. An earlier proposal gives way."""
    case = open_case(actor, case_id)
    given = {"outcome": written("outcome", outcome, LONGEST_TEXT), "lesson": tidy(lesson)}
    unchanged_since(case, seen, given)
    case.outcome, case.lesson = given["outcome"], given["lesson"]
    case.rule = conditions.rule(actor, rule) if rule else None
    case.proposed_by_id = actor.person_id
    case.agreed = [str(actor.person_id)] if _is_side(actor, case) else []
    case.save()
    letters.tell(case, but=actor.person_id)
    return case


@transaction.atomic
def take_outcome(actor: Actor, case_id: UUID, *, seen: str) -> Case:
    """Yes to the outcome as it was seen; when every side said so the case is settled."""
    case = open_case(actor, case_id)
    own_side(actor, case)
    if not case.outcome or case.outcome != seen:
        raise Conflict
    case.agreed = sorted({*case.agreed, str(actor.person_id)})
    if all(str(person) in case.agreed for person in _sides(case)):
        _settle(actor, case)
    case.save()
    letters.tell(case, but=actor.person_id)
    return case


@transaction.atomic
def end(actor: Actor, case_id: UUID) -> Case:
    """Stop without an outcome. A side may, and it is told to the others; nothing is learned from it aloud."""
    case = open_case(actor, case_id)
    own_side(actor, case)
    case.state, case.closed_on = "ended", clock.today()
    case.save()
    letters.tell(case, but=actor.person_id)
    jobs.delete_in_time(case)
    return case


def _settle(actor: Actor, case: Case) -> None:
    case.state, case.closed_on = "settled", clock.today()
    record(actor, "conflict.settled", party=own_party(actor))
    if case.lesson:
        _learn(case)
    jobs.delete_in_time(case)


def _learn(case: Case) -> None:
    """Without a link to the case, and of the quarter only: three months in which more may have been learned."""
    today = clock.today()
    quarter = date(today.year, today.month - (today.month - 1) % 3, 1)
    Lesson(network_id=case.network_id, text=case.lesson, rule_id=case.rule_id, learned_in=quarter).save()


def _sides(case: Case) -> list[UUID]:
    return list(Named.objects.of(case.network_id).filter(case=case, part="side").values_list("person", flat=True))


def _is_side(actor: Actor, case: Case) -> bool:
    return actor.person_id in _sides(case)
