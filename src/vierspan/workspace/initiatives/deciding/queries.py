"""Questions to decide on, how they stand, and who may do what with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db.models import F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotAllowed, NotFound
from vierspan.workspace.directory.models import Party
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.initiatives.deciding.counting import Count, counted
from vierspan.workspace.initiatives.deciding.models import (
    Amendment,
    FollowUp,
    Option,
    Question,
    Stand,
    Voice,
)
from vierspan.workspace.initiatives.models import Decision, Seat
from vierspan.workspace.initiatives.queries import AT_TABLE
from vierspan.workspace.initiatives.starting import queries as starting
from vierspan.workspace.networks.models import Scoped

S = TypeVar("S", bound=Scoped)
BESIDE = ("initiative", "opener", "decider", "chosen", "follows", "decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A voice with what it says now, by option ("" for the whole)."""

    voice: Voice
    stands: Mapping[str, Stand]
    is_mine: bool  # the reader may speak for it

    @property
    def has_spoken(self) -> bool:
        return bool(self.stands)

    @property
    def whole(self) -> Stand | None:
        return self.stands.get("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everything about one question, as this reader may see it."""

    question: Question
    options: tuple[Option, ...]
    voices: tuple[Heard, ...]
    before: tuple[Stand, ...]  # what was said and counts no more
    amendments: tuple[Amendment, ...]
    count: Count
    runs: bool
    decides: bool  # alone, on advice or within a mandate
    sees_positions: bool

    @property
    def is_open(self) -> bool:
        return self.question.state == "open"

    @property
    def silent(self) -> tuple[Heard, ...]:
        return tuple(each for each in self.voices if each.voice.counts and not each.has_spoken)

    @property
    def spoken(self) -> tuple[Heard, ...]:
        return tuple(each for each in self.voices if each.has_spoken)

    @property
    def mine(self) -> tuple[Heard, ...]:
        return tuple(each for each in self.voices if each.is_mine and each.voice.counts)

    @property
    def objections(self) -> tuple[Stand, ...]:
        return tuple(
            stand
            for each in self.voices
            if each.voice.counts
            for stand in each.stands.values()
            if stand.word == "objection"
        )

    @property
    def days_late(self) -> int:
        return days_late(self.question)


def visible_to(actor: Actor, model: type[S]) -> "QuerySet[S]":
    authorise(actor, Do.READ_ROOMS)
    return cast("QuerySet[S]", model.objects.visible_to(actor))


def question(actor: Actor, question_id: UUID) -> Question:
    """NotFound also for the draft of somebody else: a draft is of who makes it, and of the leaders."""
    rows = visible_to(actor, Question).select_related(*BESIDE)
    found = rows.filter(pk=question_id).first()
    if found is None or (found.state == "draft" and not runs(actor, found)):
        raise NotFound
    return found


def question_of(actor: Actor, decision_id: UUID) -> Question | None:
    """None for a decision that was recorded or brought in: then nobody asked a question here."""
    try:
        return question(actor, decision_id)
    except NotFound:
        return None


def standing(actor: Actor, question_id: UUID) -> Standing:
    found = question(actor, question_id)
    seen = of_question(found)
    own = own_parties(actor) if may(actor, Do.EDIT_ROOMS) else set()
    voices = [
        Heard(
            voice=each,
            stands=seen.now.get(each.pk, {}),
            is_mine=found.state == "open" and _is_mine(actor, each, own),
        )
        for each in seen.voices
    ]
    return Standing(
        question=found,
        options=tuple(seen.options),
        voices=tuple(voices),
        before=tuple(each for each in seen.stands if each.ended),
        amendments=tuple(visible_to(actor, Amendment).filter(question=found).select_related("by", "option")),
        count=seen.count,
        runs=runs(actor, found),
        decides=found.state == "open" and may_decide(actor, found),
        sees_positions=may(actor, Do.READ_POSITIONS),
    )


def by_link(voice: Voice) -> Standing:
    """As somebody with a link reads it: everybody's word is open, and one voice is theirs."""
    rows = Question.objects.of(voice.network_id)
    found = rows.select_related("initiative", "opener", "decider", "chosen", "decision").get(pk=voice.question_id)
    seen = of_question(found)
    return Standing(
        question=found,
        options=tuple(seen.options),
        voices=tuple(
            Heard(voice=each, stands=seen.now.get(each.pk, {}), is_mine=each.pk == voice.pk) for each in seen.voices
        ),
        before=tuple(each for each in seen.stands if each.ended),
        amendments=tuple(Amendment.objects.of(voice.network_id).filter(question=found).select_related("by", "option")),
        count=seen.count,
        runs=False,
        decides=False,
        sees_positions=True,
    )


def _is_mine(actor: Actor, voice: Voice, own: set[UUID]) -> bool:
    """Whether it is one's own; a leader may write down another's word, but that is asked for by name."""
    if voice.person_id:
        return actor.owns(voice.person_id)
    return voice.party_id in own


@dataclass(frozen=True, slots=True)
class Seen:
    """The rows of one question, for who counts."""

    options: list[Option]
    voices: list[Voice]
    stands: list[Stand]
    count: Count

    @property
    def now(self) -> dict[UUID, dict[str, Stand]]:
        found: dict[UUID, dict[str, Stand]] = {}
        for each in self.stands:
            if not each.ended:
                found.setdefault(each.voice_id, {})[str(each.option_id or "")] = each
        return found


def of_question(found: Question) -> Seen:
    """Read as the workspace itself, for the count; who may see what of it is said elsewhere."""
    options = list(Option.objects.of(found.network_id).filter(question=found))
    voices = list(voices_of(found))
    rows = Stand.objects.of(found.network_id).filter(question=found)
    stands = list(rows.select_related("voice__party", "voice__person", "by", "option", "position__resolved_by"))
    return Seen(options, voices, stands, counted(found, options, voices, stands))


def voices_of(found: Question) -> "QuerySet[Voice]":
    rows = Voice.objects.of(found.network_id).filter(question=found).select_related("party", "person__party")
    return rows.order_by("party__name", "person__name")


def runs(actor: Actor, found: Question) -> bool:
    """Who put it, who carries the initiative it is of, and the leaders."""
    owns = actor.owns(found.made_by_id) or actor.owns(found.opener_id)
    if not owns and found.initiative is not None:
        owns = actor.person_id is not None and actor.person_id in starting.owners(found.initiative)
    return may(actor, Do.EDIT_ROOMS) and may(actor, Do.RUN_DECISION, owner_id=actor.user_id if owns else None)


def must_run(actor: Actor, found: Question) -> None:
    if not runs(actor, found):
        raise NotAllowed("not_your_question")


def may_decide(actor: Actor, found: Question) -> bool:
    """Who decides alone; a leader may write their word down."""
    if found.rule not in ("advice", "delegated") or not may(actor, Do.EDIT_ROOMS):
        return False
    return actor.role is Role.LEAD or actor.owns(found.decider_id)


def days_late(found: Question) -> int:
    if found.state != "open" or found.due_on is None:
        return 0
    return max(0, (clock.today() - found.due_on).days)


def drafts(actor: Actor) -> list[Question]:
    """Those that the reader may go on with, the last one first."""
    rows = visible_to(actor, Question).filter(state="draft").select_related("initiative").order_by("-changed_at")
    return [each for each in rows if runs(actor, each)]


def to_answer(actor: Actor) -> list[Question]:
    """Open ones in which the reader has a voice that said nothing yet; first due first."""
    if actor.person_id is None or not may(actor, Do.EDIT_ROOMS):
        return []
    mine = Q(person=actor.person_id) | Q(party__in=own_parties(actor))
    spoke = Stand.objects.visible_to(actor).filter(ended="").values("voice")
    voices = visible_to(actor, Voice).filter(mine, stepped_aside_on=None).exclude(pk__in=spoke)
    rows = visible_to(actor, Question).filter(state="open", pk__in=voices.values("question"))
    return list(rows.select_related("initiative").order_by(F("due_on").asc(nulls_last=True), "name"))


def can_have_a_voice(actor: Actor) -> list[Party]:
    """The parties that take part today."""
    rows = visible_to(actor, Party).filter(Q(left_on=None) | Q(left_on__gt=clock.today()))
    return list(rows.exclude(ring="environment").order_by("name"))


def at_the_table(actor: Actor, initiative_id: UUID) -> set[UUID]:
    """The parties at the table of an initiative."""
    rows = visible_to(actor, Seat).filter(AT_TABLE, initiative=initiative_id).exclude(party=None)
    people = visible_to(actor, Seat).filter(AT_TABLE, initiative=initiative_id).exclude(person__party=None)
    return {*rows.values_list("party", flat=True), *people.values_list("person__party", flat=True)}


def follow_ups(actor: Actor, found: Question) -> list[FollowUp]:
    rows = visible_to(actor, FollowUp).filter(question=found)
    return list(rows.select_related("commitment__person", "commitment__party").order_by("commitment__due_on"))


def later(actor: Actor, found: Question) -> list[Question]:
    """The questions that were put anew because of this one."""
    return [each for each in visible_to(actor, Question).filter(follows=found) if each.state != "draft"]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which decisions of the register."""

    search: str = ""
    state: str = ""  # open, late, closed
    rule: str = ""
    outcome: str = ""
    initiative: str = ""
    year: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register: the decision, with its question where one was put here."""

    row: Decision
    question: Question | None

    @property
    def state(self) -> str:
        if self.row.closed_on or self.row.outcome:
            return "closed"
        return "late" if self.row.due_on and self.row.due_on < clock.today() else "open"

    @property
    def rule(self) -> str:
        return self.question.rule if self.question else self.row.method

    @property
    def day(self) -> date | None:
        return self.row.closed_on or self.row.opened_on


SORTS = {
    "name": F("name").asc(),
    "-name": F("name").desc(),
    "due": F("due_on").asc(nulls_last=True),
    "-due": F("due_on").desc(nulls_last=True),
    "closed": F("closed_on").asc(nulls_last=True),
    "-closed": F("closed_on").desc(nulls_last=True),
    "opened": F("opened_on").asc(nulls_last=True),
    "-opened": F("opened_on").desc(nulls_last=True),
}
CLOSED = ~Q(closed_on=None) | ~Q(outcome="")


def register(actor: Actor, sought: Sought) -> list[Entry]:
    """Open ones first, then the last taken, unless asked in another order."""
    rows = visible_to(actor, Decision).select_related("initiative", "party", "opener", "closer").filter(_wanted(sought))
    order = [SORTS[sought.sort]] if sought.sort in SORTS else []
    rows = rows.order_by(*order, F("closed_on").desc(nulls_first=True), F("opened_on").desc(nulls_last=True), "name")
    asked = {each.decision_id: each for each in visible_to(actor, Question).exclude(decision=None)}
    entries = (Entry(row, asked.get(row.pk)) for row in rows)
    words = sought.search.casefold().split()
    return [each for each in entries if _fits(each, sought, words)]


def _wanted(sought: Sought) -> Q:
    wanted = Q()
    late = Q(due_on__lt=clock.today())
    wanted &= {"open": ~CLOSED, "late": ~CLOSED & late, "closed": CLOSED}.get(sought.state, Q())
    wanted &= Q(outcome=sought.outcome) if sought.outcome else Q()
    if sought.initiative:
        wanted &= Q(initiative=None) if sought.initiative == "none" else Q(initiative=_id(sought.initiative))
    if sought.year.isdecimal():
        year = int(sought.year)
        wanted &= Q(closed_on__year=year) | Q(closed_on=None, opened_on__year=year)
    return wanted


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise NotFound from wrong


def _fits(entry: Entry, sought: Sought, words: Iterable[str]) -> bool:
    if sought.rule and entry.rule != sought.rule:
        return False
    asked = entry.question
    parts = [entry.row.name, str(entry.row.initiative or "")]
    parts += [asked.proposal, asked.background, asked.outcome_text] if asked else []
    text = " ".join(parts).casefold()
    return all(word in text for word in words)


def years(entries: Iterable[Entry]) -> list[int]:
    return sorted({each.day.year for each in entries if each.day}, reverse=True)


def public(network_id: UUID) -> "QuerySet[Question]":
    """Those that may be seen outside, for the page that shows them."""
    rows = Question.objects.of(network_id).filter(state="closed").exclude(published_on=None)
    return rows.select_related("decision", "chosen").order_by("-decision__closed_on", "name")


def ruled(found: Question) -> dict[str, Any]:
    """How it stood at the closing; empty while it is open."""
    return dict(found.ruling) if found.state == "closed" else {}
