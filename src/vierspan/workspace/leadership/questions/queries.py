"""Rounds of questions about leading, and what was told of them: to each only what is theirs to see."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from vierspan.workspace.access import answer_keys
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.release import Snapshot, Turnout, answered_band
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.reflection.errors import AlreadyOpen, RoundClosed
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.surveys import roster
from vierspan.workspace.leadership.questions import checks, letters, together
from vierspan.workspace.leadership.questions.answering import is_answerable
from vierspan.workspace.leadership.questions.checks import ADVISED
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED
from vierspan.workspace.leadership.questions.models import (
    LEAST_K,
    LEAST_K_ABOUT,
    Invitation,
    Round,
    SelfAnswers,
    Told,
)
from vierspan.workspace.leadership.questions.together import Shared
from vierspan.workspace.networks.models import Membership

__all__ = ["ADVISED", "LEAST_K", "LEAST_K_ABOUT", "Round", "SelfAnswers"]


@dataclass(frozen=True, slots=True)
class Lead:
    """Who takes the lead in one orientation, over all who can be told of: worked out from blunt figures."""

    people: int
    often: int
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What was told of a closed round. `snapshot` holds only what this reader may see; `leads` only of "everyone"."""

    round_id: uuid.UUID
    closed_on: date
    snapshot: Snapshot
    invited: int
    answered: int | None  # None where too few did
    k: int
    leads: Mapping[str, Lead]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who can be asked; `hindrance` is why not, as a reason."""

    person: Person
    shared: Shared
    is_chosen: bool
    hindrance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it is; never who."""

    invited: int
    whole: Turnout
    can_remind: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A round that asks something of who reads, with the token of their own link."""

    round: Round
    token: str
    is_answered: bool


def rounds(actor: Actor) -> list[Round]:
    """Drafts first, then what runs, then what is closed, the last one first. One about a person is for them alone,
    and as long as it is not closed for who chooses along."""
    authorise(actor, Do.READ_DIRECTORY)
    order = {"draft": 0, "open": 1, "closed": 2}
    rows = _visible(actor).defer("secret")
    return sorted(rows, key=lambda row: (order[row.state], -(row.closed_on or clock.today()).toordinal(), row.kind))


def round_(actor: Actor, round_id: uuid.UUID) -> Round:
    authorise(actor, Do.READ_DIRECTORY)
    found: Round | None = _visible(actor).filter(pk=round_id).first()
    if found is None:
        raise NotFound
    return found


def draft(actor: Actor, round_id: uuid.UUID) -> Round:
    """One that can still be changed by who asks; of another one raises AlreadyOpen."""
    found = round_(actor, round_id)
    if not (runs(actor, found) or checks.is_second(actor, found)):
        raise NotFound
    if found.state != "draft":
        raise AlreadyOpen
    return found


def running(actor: Actor, round_id: uuid.UUID) -> Round:
    """One that takes answers, for who runs it."""
    found = round_(actor, round_id)
    if not runs(actor, found):
        raise NotFound
    if found.state != "open":
        raise RoundClosed
    return found


def runs(actor: Actor, of: Round) -> bool:
    """Whether it is theirs to open, remind and close."""
    return checks.is_mine(actor, of) if of.kind == ABOUT else may(actor, Do.RUN_QUESTIONS)


def chooses_along(actor: Actor, of: Round) -> bool:
    return checks.is_second(actor, of)


def asked(actor: Actor, round_id: uuid.UUID) -> list[Person]:
    """Who is asked, by name; nothing of whether they answered."""
    found = round_(actor, round_id)
    if not (runs(actor, found) or checks.is_second(actor, found)):
        raise NotFound
    return [each.person for each in _invited(found).order_by("person__name")]


def candidates(actor: Actor, round_id: uuid.UUID) -> list[Candidate]:
    """Who can be asked, by name; about a person those first with whom most is shared."""
    found = draft(actor, round_id)
    chosen = set(_invited(found).values_list("person_id", flat=True))
    people = list(roster.reachable(actor.network_id))
    if found.about is None:
        return [Candidate(person=each, shared=Shared(), is_chosen=each.pk in chosen, hindrance="") for each in people]
    shared, busy = together.shared_with(found.about), checks.busy(actor.network_id, found)
    listed = []
    for each in people:
        if each.pk == found.about_id:
            continue
        so_far = shared.get(each.pk, Shared())
        is_new = together.is_too_new(found.about, each) or not so_far.is_long_enough
        why = "too_short_together" if is_new else "asked_enough" if each.pk in busy else ""
        listed.append(Candidate(person=each, shared=so_far, is_chosen=each.pk in chosen, hindrance=why))
    return sorted(listed, key=lambda each: (bool(each.hindrance), -each.shared.times, each.person.name))


def who_may_choose_along(actor: Actor) -> list[Person]:
    """People with an account here, except oneself."""
    authorise(actor, Do.ASK_ABOUT_SELF)
    ids = Membership.objects.visible_to(actor).current().exclude(person_id=None).values_list("person_id", flat=True)
    people = roster.taking_part(Person.objects.visible_to(actor)).filter(pk__in=list(ids))
    return list(people.exclude(pk__in=[actor.person_id]).select_related("party").order_by("name"))


def missing(actor: Actor, round_id: uuid.UUID) -> list[str]:
    """What must be done before it can open, as reasons; empty when it can."""
    return checks.missing_from(draft(actor, round_id))


def preview(actor: Actor, round_id: uuid.UUID) -> tuple[str, str]:
    """The invitation as somebody would get it, without a link that works."""
    found = draft(actor, round_id)
    person = Person(name="…")
    example = Invitation(network_id=found.network_id, round=found, person=person, language=actor.language)
    found.secret = ""
    return letters.written(found, example)


def progress(actor: Actor, round_id: uuid.UUID) -> Progress:
    """A band, and only after closing the exact number."""
    found = round_(actor, round_id)
    if not (runs(actor, found) or checks.is_second(actor, found)):
        raise NotFound
    rows = list(_invited(found).values_list("has_answered", flat=True))
    answered = (found.frozen["answered"] or 0) if found.snapshot else sum(rows)
    is_told = found.state == "closed" and bool(answered)
    whole = answered_band(answered, len(rows), is_closed=is_told, k=found.k)
    return Progress(invited=len(rows), whole=whole, can_remind=found.reminded_on != clock.today())


def waiting(actor: Actor) -> list[Waiting]:
    """What is asked of who reads, and still open: theirs alone."""
    authorise(actor, Do.READ_DIRECTORY)
    if actor.person_id is None:
        return []
    rows = Invitation.objects.visible_to(actor).filter(person=actor.person_id, round__state="open")
    found = rows.select_related("round__about", "round__network").order_by("round__closes_on")
    return [
        Waiting(each.round, answer_keys.token(each.round, each), each.has_answered)
        for each in found
        if is_answerable(each.round)
    ]


def released_about(actor: Actor) -> list[Released]:
    """What was told of who reads in rounds about them, oldest first; of nobody else."""
    authorise(actor, Do.READ_DIRECTORY)
    if actor.person_id is None:
        return []
    rows = _closed(actor, ABOUT).filter(about=actor.person_id)
    return [_released(row, row.frozen["cells"]) for row in rows]


def needs_said(actor: Actor) -> Released | None:
    """What the network said that it needs, in the last closed round."""
    authorise(actor, Do.READ_MIRROR)
    row = _closed(actor, NEED).last()
    return _released(row, row.frozen["cells"]) if row else None


def shared_lead(actor: Actor) -> Released | None:
    """Who takes the lead, in the last closed round: figures over all, and of single people those of who reads."""
    authorise(actor, Do.READ_MIRROR)
    row = _closed(actor, EVERYONE).last()
    return of_everybody(actor, row) if row else None


def of_everybody(actor: Actor, row: Round) -> Released:
    own = Told.objects.visible_to(actor).filter(round=row, person=actor.person_id).first()
    cells = [{"place": [key, "", ""], **cell} for key, cell in own.cells.items()] if own else []
    whole = row.frozen["cells"]
    return _released(row, {"cells": [*whole["cells"], *cells], "shown": {}})


def results(actor: Actor, round_id: uuid.UUID) -> Released | None:
    """What was told of this round to who reads; None before closing, and of one about somebody else."""
    found = round_(actor, round_id)
    if found.snapshot is None or (found.kind == ABOUT and not checks.is_mine(actor, found)):
        return None
    return of_everybody(actor, found) if found.kind == EVERYONE else _released(found, found.frozen["cells"])


def self_answers(actor: Actor) -> list[SelfAnswers]:
    """What who reads answered about themself, oldest first; of nobody else."""
    authorise(actor, Do.READ_DIRECTORY)
    if actor.person_id is None:
        return []
    return list(SelfAnswers.objects.visible_to(actor).filter(person=actor.person_id, is_handed_in=True))


def _released(row: Round, cells: Mapping[str, Any]) -> Released:
    assert row.snapshot is not None and row.closed_on is not None  # noqa: S101 - it is closed
    return Released(
        round_id=row.pk,
        closed_on=row.closed_on,
        snapshot=Snapshot.from_plain(cells),
        invited=row.frozen["invited"],
        answered=row.frozen["answered"],
        k=row.k,
        leads={key: Lead(**figures) for key, figures in row.snapshot.get("lead", {}).items()},
    )


def _closed(actor: Actor, kind: str) -> "QuerySet[Round]":
    rows = Round.objects.visible_to(actor).filter(kind=kind, state="closed", snapshot__isnull=False)
    return rows.order_by("closed_on", "changed_at")


def _visible(actor: Actor) -> "QuerySet[Round]":
    mine = Q(about=actor.person_id) | (Q(second=actor.person_id) & ~Q(state="closed"))
    seen = ~Q(kind=ABOUT)
    if not may(actor, Do.RUN_QUESTIONS):
        seen &= ~Q(state="draft")
    if actor.person_id is not None and may(actor, Do.ASK_ABOUT_SELF):
        seen |= Q(kind=ABOUT) & mine
    rows = Round.objects.visible_to(actor).filter(seen).exclude(state="closed", snapshot__isnull=True)
    return rows.select_related("network", "about", "second")


def _invited(of: Round) -> "QuerySet[Invitation]":
    return Invitation.objects.of(of.network_id).filter(round=of).select_related("person__party")
