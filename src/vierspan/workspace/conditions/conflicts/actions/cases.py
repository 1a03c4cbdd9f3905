"""Opening a conflict, talking in it, and taking it a step further."""

from collections.abc import Collection
from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed
from vierspan.workspace.common.text import tidy
from vierspan.workspace.conditions.conflicts import jobs, letters, queries
from vierspan.workspace.conditions.conflicts.models import LONGEST_TITLE, Case, Named, Word
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.directory.versions import held

LONGEST_TEXT = 5000


@transaction.atomic
def raise_conflict(actor: Actor, title: str, about: str, with_: Collection[UUID]) -> Case:
    """Open a case between the actor and these people, who are told that there is something to read.

    That a conflict was raised counts as an act; between whom and about what is kept from everybody else.
    """
    authorise(actor, Do.RAISE_CONFLICT)
    if actor.person_id is None:
        raise NotAllowed("needs_person")
    others = set(with_) - {actor.person_id}
    if not others:
        raise Invalid("with", "conflict_needs_somebody")
    if not others <= {person.pk for person in queries.may_be_named(actor)}:
        raise Invalid("with", "cannot_read_it")
    made = Case(
        network_id=actor.network_id,
        title=written("title", title, LONGEST_TITLE),
        about=written("about", about, LONGEST_TEXT),
        steps=[asdict(step) for step in queries.agreed_steps(actor)],
        state="open",
        opened_by_id=actor.person_id,
        opened_on=clock.today(),
        step_since=clock.today(),
    )
    made.save()
    for person_id in (actor.person_id, *sorted(others)):
        Named(network_id=actor.network_id, case=made, person_id=person_id, part="side").save()
    record(actor, "conflict.raised", party=own_party(actor))
    letters.tell(made, but=actor.person_id)
    jobs.remind_in_time(made)
    return made


@transaction.atomic
def say(actor: Actor, case_id: UUID, text: str) -> Word:
    case = open_case(actor, case_id)
    word = Word(network_id=actor.network_id, case=case, by_id=actor.person_id, said_on=clock.today())
    word.text = written("text", text, LONGEST_TEXT)
    word.save()
    letters.tell(case, but=actor.person_id)
    return word


@transaction.atomic
def go_to_step(actor: Actor, case_id: UUID, step: int, *, seen: int) -> Case:
    """To another of the agreed steps, onwards or back; `seen` is the step that the actor saw."""
    case = open_case(actor, case_id)
    if case.step != seen:
        raise Conflict
    if not 0 <= step < len(case.steps):
        raise Invalid("step", "no_such_step")
    case.step, case.step_since = step, clock.today()
    case.save()
    letters.tell(case, but=actor.person_id)
    jobs.remind_in_time(case)
    return case


@transaction.atomic
def propose_helper(actor: Actor, case_id: UUID, person_id: UUID) -> Named:
    """Somebody to help, who reads nothing until every side said yes."""
    case = open_case(actor, case_id)
    own_side(actor, case)
    if person_id not in {person.pk for person in queries.may_be_named(actor)}:
        raise Invalid("helper", "cannot_read_it")
    if Named.objects.of(actor.network_id).filter(case=case, person=person_id).exists():
        raise Invalid("helper", "named_already")
    made = Named(network_id=actor.network_id, case=case, person_id=person_id, part="helper", is_in=False)
    made.agreed_by = [str(actor.person_id)]
    made.save()
    letters.tell(case, but=actor.person_id)
    return made


@transaction.atomic
def agree_to_helper(actor: Actor, case_id: UUID, named_id: UUID) -> Named:
    case = open_case(actor, case_id)
    own_side(actor, case)
    rows = Named.objects.of(actor.network_id).filter(case=case, part="helper")
    helper = held(rows, named_id)
    helper.agreed_by = sorted({*helper.agreed_by, str(actor.person_id)})
    helper.is_in = _sides(case) <= set(helper.agreed_by)
    helper.save()
    letters.tell(case, but=actor.person_id)
    return helper


@transaction.atomic
def refuse_helper(actor: Actor, case_id: UUID, named_id: UUID) -> None:
    """One no is enough, as long as the helper is not in yet; afterwards any side may let the helper go."""
    case = open_case(actor, case_id)
    own_side(actor, case)
    held(Named.objects.of(actor.network_id).filter(case=case, part="helper"), named_id).delete()
    letters.tell(case, but=actor.person_id)


def open_case(actor: Actor, case_id: UUID) -> Case:
    """A case in which the actor is named, that nobody else changes meanwhile; Conflict once it is closed."""
    case = held(queries.visible_to(actor), case_id)
    if case.state != "open":
        raise Conflict
    return case


def own_side(actor: Actor, case: Case) -> None:
    if str(actor.person_id) not in _sides(case):
        raise NotAllowed("needs_side")


def _sides(case: Case) -> set[str]:
    sides = Named.objects.of(case.network_id).filter(case=case, part="side")
    return {str(person) for person in sides.values_list("person", flat=True)}


def written(field: str, text: str, longest: int) -> str:
    text = tidy(text) if longest == LONGEST_TITLE else text.strip()
    if not text:
        raise Invalid(field, "text_empty")
    if len(text) > longest:
        raise Invalid(field, "text_too_long")
    return text
