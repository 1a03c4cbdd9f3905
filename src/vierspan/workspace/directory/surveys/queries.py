import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.release import Turnout, answered_band
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.surveys import letters, released, roster
from vierspan.workspace.directory.surveys.errors import AlreadyOpen, SurveyClosed
from vierspan.workspace.directory.surveys.models import Item, Release, Survey, Voice
from vierspan.workspace.directory.surveys.released import Average, Results
from vierspan.workspace.directory.surveys.sheet import Question

__all__ = ["Average", "Question", "Results", "Survey"]

# What stands in the preview of a letter, where each gets their own.
EXAMPLE_LINK = "…"


@dataclass(frozen=True, slots=True)
class Group:
    """How many of a group answered, as a band; nothing where fewer than k were asked."""

    name: str
    turnout: Turnout


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it is; never who."""

    invited: int
    whole: Turnout
    groups: tuple[Group, ...]
    can_remind: bool

    @property
    def waiting(self) -> tuple[int, int]:
        """Between how many and how many did not answer, as the band says it."""
        low, high = self.whole.from_percent or 0, self.whole.to_percent or 100
        return self.invited * (100 - high) // 100, -(-self.invited * (100 - low) // 100)


def surveys(actor: Actor) -> list[Survey]:
    """Drafts first, then what runs, then what is closed, the last one first. Drafts are for those who run surveys."""
    authorise(actor, Do.READ_SURVEY)
    rows = Survey.objects.visible_to(actor)
    if not may(actor, Do.RUN_SURVEY):
        rows = rows.exclude(state="draft")
    order = {"draft": 0, "open": 1, "closed": 2}
    return sorted(rows, key=lambda row: (order[row.state], -(row.closed_on or clock.today()).toordinal(), row.title))


def survey(actor: Actor, survey_id: uuid.UUID) -> Survey:
    authorise(actor, Do.READ_SURVEY)
    found = Survey.objects.visible_to(actor).select_related("network", "follows").filter(pk=survey_id).first()
    if found is None or (found.state == "draft" and not may(actor, Do.RUN_SURVEY)):
        raise NotFound
    return found


def draft(actor: Actor, survey_id: uuid.UUID) -> Survey:
    """A survey that can still be changed; of another one raises AlreadyOpen."""
    authorise(actor, Do.RUN_SURVEY)
    found = survey(actor, survey_id)
    if found.state != "draft":
        raise AlreadyOpen
    return found


def unclosed(actor: Actor, survey_id: uuid.UUID) -> Survey:
    """A survey to which people can be added."""
    authorise(actor, Do.RUN_SURVEY)
    found = survey(actor, survey_id)
    if found.state == "closed":
        raise SurveyClosed
    return found


def items(actor: Actor, survey_id: uuid.UUID) -> list[Item]:
    return list(Item.objects.visible_to(actor).filter(survey=survey(actor, survey_id)))


def voices(actor: Actor, survey_id: uuid.UUID) -> list[Voice]:
    """Who is asked, with their person and party, by name; nothing of what they answered is told."""
    authorise(actor, Do.RUN_SURVEY)
    hidden = ("draft", "draft_version", "has_answered", "opted_in")
    return list(current_voices(survey(actor, survey_id)).order_by("person__name").defer(*hidden))


def current_voices(of: Survey) -> "QuerySet[Voice]":
    rows = Voice.objects.of(of.network_id).filter(survey=of, withdrawn=False)
    return rows.select_related("person", "party")


def remindable(of: Survey) -> "QuerySet[Voice]":
    """Who did not answer, and got no letter today."""
    today = clock.today()
    return current_voices(of).filter(has_answered=False, invited_on__lt=today).exclude(reminded_on=today)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be asked."""

    person: Person
    is_chosen: bool

    @property
    def sector(self) -> str:
        return self.person.party.sector if self.person.party else ""

    def fits(self, pick: str) -> bool:
        """Whether they are among "all", "ring:core", "sector:care"."""
        kind, _colon, value = pick.partition(":")
        own = {"all": "", "ring": self.person.ring, "sector": self.sector}
        return own.get(kind) == value


def askable(actor: Actor, survey_id: uuid.UUID) -> list[Candidate]:
    """Who takes part and can be reached, by name; of a survey that runs only who is not asked yet."""
    authorise(actor, Do.RUN_SURVEY)
    found = survey(actor, survey_id)
    chosen = set(current_voices(found).values_list("person_id", flat=True))
    people = roster.reachable(actor.network_id)
    if found.state == "open":
        return [Candidate(person, False) for person in people if person.pk not in chosen]
    return [Candidate(person, person.pk in chosen) for person in people]


def without_address(actor: Actor) -> int:
    """How many take part and cannot be asked."""
    authorise(actor, Do.RUN_SURVEY)
    return roster.taking_part(Person.objects.visible_to(actor)).filter(email="").count()


def missing(actor: Actor, survey_id: uuid.UUID) -> list[str]:
    """What must be done before it can open, as keys; empty when it can."""
    authorise(actor, Do.RUN_SURVEY)
    return missing_from(survey(actor, survey_id))


def missing_from(of: Survey) -> list[str]:
    checks = {
        "too_few_questions": Item.objects.of(of.network_id).filter(survey=of).count() > 1,
        "too_few_on_the_list": len(roster.entries(of)) > 1,
        "too_few_voices": current_voices(of).count() >= of.k,
        "no_last_day": of.closes_on is not None and of.closes_on > clock.today(),
    }
    return [reason for reason, is_met in checks.items() if not is_met]


def list_length(actor: Actor, survey_id: uuid.UUID) -> int:
    """How many names would stand on the list if it opened today."""
    return len(roster.entries(survey(actor, survey_id)))


def progress(actor: Actor, survey_id: uuid.UUID) -> Progress:
    """Bands per sector and, only after closing, the exact number for the whole."""
    authorise(actor, Do.RUN_SURVEY)
    found = survey(actor, survey_id)
    rows = list(current_voices(found).values_list("sector", "has_answered"))
    is_closed = found.state == "closed"
    whole = answered_band(sum(done for _, done in rows), len(rows), is_closed=is_closed, k=found.k)
    by_sector: dict[str, list[bool]] = {}
    for sector, done in rows:
        by_sector.setdefault(sector, []).append(done)
    groups = tuple(
        Group(name, answered_band(sum(done), len(done), is_closed=False, k=found.k))
        for name, done in sorted(by_sector.items())
        if name and len(done) >= found.k
    )
    return Progress(invited=len(rows), whole=whole, groups=groups, can_remind=remindable(found).exists())


def preview(actor: Actor, survey_id: uuid.UUID, kind: str, language: str) -> letters.Written:
    """A letter as somebody would get it, without a link that works."""
    authorise(actor, Do.RUN_SURVEY)
    found = survey(actor, survey_id)
    first = current_voices(found).order_by("person__name").first()
    name = first.person.name if first else "…"
    return letters.written(found, kind, language, {"name": name, "link": EXAMPLE_LINK})


def results(actor: Actor, survey_id: uuid.UUID) -> Results | None:
    """What was released at closing, the same for every reader; None before."""
    found = survey(actor, survey_id)
    kept = Release.objects.visible_to(actor).filter(survey=found).first()
    return released.results(found, _plain(kept), actor.language) if kept else None


def _plain(kept: Release) -> Mapping[str, Any]:
    plain: Mapping[str, Any] = kept.snapshot
    return plain
