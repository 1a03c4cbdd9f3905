"""Rounds of the pulse, as those who run them, those who are asked and all others may see them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from vierspan.workspace.access import answer_keys as keys
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.release import HIDDEN, Cell, Snapshot, Turnout, answered_band
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.reflection import house, letters
from vierspan.workspace.conditions.reflection.answering import Question, in_language, is_answerable, questions
from vierspan.workspace.conditions.reflection.errors import AlreadyOpen, RoundClosed
from vierspan.workspace.conditions.reflection.models import BREAKDOWNS, LEAST_K, Invitation, Round
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.surveys import roster

__all__ = ["BREAKDOWNS", "LEAST_K", "Question", "Round"]

EXAMPLE_LINK = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it is; never who."""

    invited: int
    whole: Turnout
    can_remind: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be asked."""

    person: Person
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What was released of a closed round: the same for every reader."""

    invited: int
    answered: int
    questions: tuple[Question, ...]
    groups: tuple[str, ...]
    texts: tuple[str, ...]
    hidden: Mapping[int, str]  # by place among the texts: why it is shown no longer
    breakdown: str
    snapshot: Snapshot

    @property
    def told(self) -> list[tuple[int, str, str]]:
        """Each text with its place, or why it is hidden."""
        return [
            (place, "" if place in self.hidden else text, self.hidden.get(place, ""))
            for place, text in enumerate(self.texts)
        ]

    def cell(self, key: str, group: str = "") -> Cell:
        return self.snapshot.cell(key, self.breakdown if group else "", group) if key else HIDDEN


def rounds(actor: Actor) -> list[Round]:
    """Drafts first (for who runs them only), then what runs, then what is closed, the last one first."""
    authorise(actor, Do.READ_ROOMS)
    rows = Round.objects.visible_to(actor).defer("secret")
    if not may(actor, Do.RUN_REFLECTION):
        rows = rows.exclude(state="draft")
    order = {"draft": 0, "open": 1, "closed": 2}
    return sorted(rows, key=lambda row: (order[row.state], -(row.closed_on or clock.today()).toordinal(), row.title))


def round_of(actor: Actor, round_id: uuid.UUID) -> Round:
    authorise(actor, Do.READ_ROOMS)
    found: Round | None = Round.objects.visible_to(actor).select_related("network").filter(pk=round_id).first()
    if found is None or (found.state == "draft" and not may(actor, Do.RUN_REFLECTION)):
        raise NotFound
    return found


def draft(actor: Actor, round_id: uuid.UUID) -> Round:
    """One that can still be changed; of another one raises AlreadyOpen."""
    authorise(actor, Do.RUN_REFLECTION)
    found = round_of(actor, round_id)
    if found.state != "draft":
        raise AlreadyOpen
    return found


def running(actor: Actor, round_id: uuid.UUID) -> Round:
    authorise(actor, Do.RUN_REFLECTION)
    found = round_of(actor, round_id)
    if found.state != "open":
        raise RoundClosed
    return found


def invitations(of: Round) -> "QuerySet[Invitation]":
    return Invitation.objects.of(of.network_id).filter(round=of).select_related("person__party")


def asked(actor: Actor, round_id: uuid.UUID) -> list[Person]:
    """Who is asked, by name; nothing of whether they answered."""
    authorise(actor, Do.RUN_REFLECTION)
    return [each.person for each in invitations(round_of(actor, round_id)).order_by("person__name")]


def askable(actor: Actor, round_id: uuid.UUID) -> list[Candidate]:
    """Who takes part and can be reached, by name."""
    chosen = {person.pk for person in asked(actor, round_id)}
    return [Candidate(person, person.pk in chosen) for person in roster.reachable(actor.network_id)]


def without_address(actor: Actor) -> int:
    """How many take part and cannot be asked."""
    authorise(actor, Do.RUN_REFLECTION)
    return roster.taking_part(Person.objects.visible_to(actor)).filter(email="").count()


def missing(actor: Actor, round_id: uuid.UUID) -> list[str]:
    """What must be done before it can open, as keys; empty when it can."""
    authorise(actor, Do.RUN_REFLECTION)
    return missing_from(round_of(actor, round_id))


def missing_from(of: Round) -> list[str]:
    checks = {
        "no_questions": bool(of.questions),
        "too_few_asked": invitations(of).count() >= of.k,
        "no_closing_day": of.closes_on is not None and of.closes_on >= clock.today(),
    }
    return [reason for reason, is_met in checks.items() if not is_met]


def progress(actor: Actor, round_id: uuid.UUID) -> Progress:
    """A band, and only after closing the exact number."""
    authorise(actor, Do.RUN_REFLECTION)
    found = round_of(actor, round_id)
    rows = list(invitations(found).values_list("has_answered", flat=True))
    answered = found.snapshot["answered"] if found.snapshot else sum(rows)
    whole = answered_band(answered, len(rows), is_closed=found.state == "closed", k=found.k)
    return Progress(invited=len(rows), whole=whole, can_remind=found.reminded_on != clock.today())


def preview(actor: Actor, round_id: uuid.UUID) -> tuple[str, str]:
    """The invitation as somebody would get it, without a link that works."""
    authorise(actor, Do.RUN_REFLECTION)
    found = round_of(actor, round_id)
    first = invitations(found).order_by("person__name").first()
    person = first.person if first else Person(name="…")
    example = Invitation(network_id=found.network_id, round=found, person=person, language=found.language)
    found.secret = ""
    subject, body = letters.written(found, example, "invitation", {})
    return subject, body.replace("\n\n\n", f"\n{EXAMPLE_LINK}\n\n")


def own_link(actor: Actor, round_id: uuid.UUID) -> str:
    """The token of who asks, when they are asked and it is open; else empty. For themself alone."""
    found = round_of(actor, round_id)
    if actor.person_id is None or not is_answerable(found):
        return ""
    mine = invitations(found).filter(person=actor.person_id).first()
    return keys.token(found, mine) if mine else ""


def has_answered(actor: Actor, round_id: uuid.UUID) -> bool:
    """Whether who asks has answered: they are told of themself only."""
    found = round_of(actor, round_id)
    return actor.person_id is not None and invitations(found).filter(person=actor.person_id, has_answered=True).exists()


def results(actor: Actor, round_id: uuid.UUID) -> Results | None:
    """What was released at closing; None before."""
    found = round_of(actor, round_id)
    if found.snapshot is None:
        return None
    plain: Mapping[str, Any] = found.snapshot
    return Results(
        invited=plain["invited"],
        answered=plain["answered"],
        questions=questions(found, actor.language),
        groups=tuple(plain["groups"]),
        texts=tuple(plain["texts"]),
        hidden={int(place): reason for place, reason in plain.get("hidden", {}).items()},
        breakdown=found.breakdown,
        snapshot=Snapshot.from_plain(plain["cells"]),
    )


def own_cells(actor: Actor) -> dict[str, list[tuple[Round, str, Cell]]]:
    """The network's own questions that were asked more than once: per key each closed round, oldest first."""
    found: dict[str, list[tuple[Round, str, Cell]]] = {}
    known = {each["key"] for each in house.questions()}
    for of in reversed(rounds(actor)):
        if of.snapshot is None:
            continue
        snapshot = Snapshot.from_plain(of.snapshot["cells"])
        for each in of.questions:
            if each["key"] not in known:
                text = in_language(each["nl"], each["en"], actor.language)
                found.setdefault(each["key"], []).append((of, text, snapshot.cell(each["key"])))
    return found
