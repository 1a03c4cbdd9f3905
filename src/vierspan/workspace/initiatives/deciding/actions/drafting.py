"""Writing a question, until it is opened: then its rule and its voices stand still."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.initiatives.deciding import jobs, letters, queries
from vierspan.workspace.initiatives.deciding.counting import terms_of
from vierspan.workspace.initiatives.deciding.models import Option, Question, Voice
from vierspan.workspace.initiatives.deciding.rules import BY_ONE, METHOD_OF, RULES, Unfit
from vierspan.workspace.initiatives.models import Decision

LONGEST_NAME, LONGEST_TEXT, LONGEST_OPTION = 300, 5000, 300
MOST_OPTIONS, MOST_VOICES, MOST_ROUNDS = 12, 400, 9
HEAVIEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Everything one says of a question before it is opened."""

    name: str
    proposal: str = ""
    background: str = ""
    options: Sequence[str] = ()
    initiative: UUID | None = None
    rule: str = "consent"
    quorum: str = "0"
    share: str = "2/3"
    asides: int = 0
    minus: int = 0
    silence_consents: bool = False
    is_double: bool = False
    casting: UUID | None = None
    rounds: int = 1
    fallback: str = ""
    decider: UUID | None = None
    limits: str = ""
    until: date | None = None
    due_on: date | None = None
    review_on: date | None = None
    closes_itself: bool = False
    reminds: bool = True
    parties: Sequence[UUID] = ()
    people: Sequence[UUID] = ()


@transaction.atomic
def draft(actor: Actor, wish: Wish) -> Question:
    authorise(actor, Do.EDIT_ROOMS)
    row = Question(network_id=actor.network_id, made_by_id=actor.user_id, opener_id=actor.person_id)
    _fill(actor, row, wish)
    row.save()
    _lay(actor, row, wish)
    return row


@transaction.atomic
def change(actor: Actor, question_id: UUID, wish: Wish, *, seen: str) -> Question:
    """Only a draft: what was opened stands."""
    row = _own_draft(actor, question_id)
    _fill(actor, Question(), wish)  # a slip is told before a difference with somebody else's text
    unchanged_since(row, seen, _texts(wish))
    _fill(actor, row, wish)
    row.save()
    _lay(actor, row, wish)
    return row


@transaction.atomic
def weigh(actor: Actor, question_id: UUID, weights: dict[UUID, str]) -> None:
    """How heavy each voice is; whole or with decimals, kept as it is written."""
    row = _own_draft(actor, question_id)
    for voice in queries.voices_of(row):
        voice.weight = str(_weight(weights.get(voice.pk, voice.weight)))
        voice.save()
    row.save()


@transaction.atomic
def drop(actor: Actor, question_id: UUID) -> None:
    """A draft that is not needed."""
    _own_draft(actor, question_id).delete()


@transaction.atomic
def open_up(actor: Actor, question_id: UUID, *, sends_letters: bool) -> Question:
    """From now on everybody with a voice can speak, and the rule and the voices stand still."""
    row = _own_draft(actor, question_id)
    voices = list(queries.voices_of(row))
    _complete(row, voices)
    row.decision = _decision(actor, row)
    row.state = "open"
    row.save()
    record(actor, "question.put", subject=str(row.pk), person=row.opener_id, party=row.decision.party_id)
    Voice.objects.of(actor.network_id).filter(question=row).update(asked_on=clock.today())
    if sends_letters:
        for each in voices:
            letters.ask(row, each, letters.who_speaks(each))
    jobs.plan(row)
    return row


@transaction.atomic
def put_anew(actor: Actor, question_id: UUID) -> Question:
    """A closed decision is not opened again: a new question, a copy of it, that says which one it follows."""
    found = queries.question(actor, question_id)
    queries.must_run(actor, found)
    if found.state != "closed":
        raise Conflict(str(found.pk))
    copied = {
        field.attname: getattr(found, field.attname)
        for field in Question._meta.concrete_fields
        if field.attname in _COPIED
    }
    row = Question(network_id=actor.network_id, made_by_id=actor.user_id, follows=found, **copied)
    row.opener_id = actor.person_id or found.opener_id
    row.save()
    options = Option.objects.of(actor.network_id).filter(question=found)
    _options(row, [each.name for each in options])
    for voice in queries.voices_of(found):
        _voice(row, party=voice.party_id, person=voice.person_id, weight=voice.weight)
    return row


_COPIED = frozenset(
    (
        *("name", "proposal", "background", "initiative_id", "rule", "quorum", "share", "asides", "minus"),
        *("silence_consents", "is_double", "casting", "rounds", "fallback", "decider_id", "limits", "reminds"),
    )
)


def _texts(wish: Wish) -> dict[str, Any]:
    """What two people could have written differently."""
    return {
        "name": tidy(wish.name),
        "proposal": wish.proposal.strip(),
        "background": wish.background.strip(),
        "rule": wish.rule,
        "due_on": wish.due_on,
        "review_on": wish.review_on,
    }


def _fill(actor: Actor, row: Question, wish: Wish) -> None:
    _check(wish)
    for column, value in _texts(wish).items():
        setattr(row, column, value)
    plain = ("quorum", "share", "asides", "minus", "silence_consents", "is_double", "rounds", "fallback", "until")
    for column in (*plain, "casting", "closes_itself", "reminds"):
        setattr(row, column, getattr(wish, column))
    row.limits = wish.limits.strip()[:LONGEST_TEXT]
    row.initiative = _found(actor, Initiative, wish.initiative, "initiative")
    row.decider = _found(actor, Person, wish.decider, "decider")
    try:
        terms_of(row, ())
    except (Unfit, ValueError) as wrong:
        raise Invalid(str(wrong), "unknown_choice") from wrong


def _check(wish: Wish) -> None:
    if not tidy(wish.name):
        raise Invalid("name", "needs_a_question")
    if wish.rule not in RULES:
        raise Invalid("rule", "unknown_choice")
    texts = ("name", wish.name, LONGEST_NAME), ("proposal", wish.proposal, LONGEST_TEXT)
    for field, text, most in (*texts, ("background", wish.background, LONGEST_TEXT)):
        if len(text) > most:
            raise Invalid(field, "too_long")
    if not 1 <= wish.rounds <= MOST_ROUNDS:
        raise Invalid("rounds", "number_out_of_range")


def _found(actor: Actor, model: Any, row_id: UUID | None, field: str) -> Any:
    if row_id is None:
        return None
    found = model.objects.visible_to(actor).filter(pk=row_id).first()
    if found is None:
        raise Invalid(field, "unknown_choice")
    return found


def _lay(actor: Actor, row: Question, wish: Wish) -> None:
    """The options and the voices, as they are wished now; a voice that stays keeps its weight."""
    names = list(dict.fromkeys(filter(None, map(tidy, wish.options))))
    if len(names) == 1:
        raise Invalid("options", "needs_two_options")
    if len(names) > MOST_OPTIONS or any(len(each) > LONGEST_OPTION for each in names):
        raise Invalid("options", "too_many")
    Option.objects.of(actor.network_id).filter(question=row).delete()
    _options(row, names)
    if len(wish.parties) + len(wish.people) > MOST_VOICES:
        raise Invalid("parties", "too_many")
    parties = set(Party.objects.visible_to(actor).filter(pk__in=wish.parties).values_list("pk", flat=True))
    people = set(Person.objects.visible_to(actor).filter(pk__in=wish.people).values_list("pk", flat=True))
    for voice in queries.voices_of(row):
        if voice.party_id in parties or voice.person_id in people:
            parties.discard(voice.party_id)
            people.discard(voice.person_id)
        else:
            voice.delete()
    for party in parties:
        _voice(row, party=party)
    for person in people:
        _voice(row, person=person)


def _options(row: Question, names: Sequence[str]) -> None:
    for place, name in enumerate(names):
        Option.objects.create(network_id=row.network_id, question=row, name=name, place=place)


def _voice(row: Question, *, party: UUID | None = None, person: UUID | None = None, weight: str = "1") -> None:
    Voice.objects.create(network_id=row.network_id, question=row, party_id=party, person_id=person, weight=weight)


def _weight(text: str) -> Fraction:
    try:
        found = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError) as wrong:
        raise Invalid("weight", "no_number") from wrong
    if not 0 <= found <= HEAVIEST:
        raise Invalid("weight", "number_out_of_range")
    if len(str(found)) > Voice._meta.get_field("weight").max_length:  # type: ignore[operator]
        raise Invalid("weight", "no_number")
    return found


def _complete(row: Question, voices: Sequence[Voice]) -> None:
    """What the rule cannot do without."""
    today = clock.today()
    lacking = (
        ("parties", "needs_voices", not voices and row.rule != "delegated"),
        ("decider", "needs_a_decider", row.rule in BY_ONE and row.decider_id is None),
        ("limits", "needs_limits", row.rule == "delegated" and not row.limits),
        ("until", "needs_a_day", row.rule == "delegated" and row.until is None),
        ("due_on", "day_in_past", row.due_on is not None and row.due_on < today),
        ("due_on", "needs_a_day", row.closes_itself and row.due_on is None),
        ("parties", "needs_weights", row.rule == "weighted" and not any(Fraction(each.weight) for each in voices)),
    )
    for field, reason, is_lacking in lacking:
        if is_lacking:
            raise Invalid(field, reason)


def _decision(actor: Actor, row: Question) -> Decision:
    made = Decision(
        pk=row.pk,
        network_id=row.network_id,
        name=row.name,
        initiative_id=row.initiative_id,
        opener_id=row.opener_id,
        party_id=own_party(actor) if actor.person_id == row.opener_id else None,
        method=METHOD_OF[row.rule],
        opened_on=clock.today(),
        due_on=row.due_on,
        review_on=row.review_on,
    )
    made.save()
    return made


def _own_draft(actor: Actor, question_id: UUID) -> Question:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Question.objects.visible_to(actor).select_related("network", "initiative", "opener"), question_id)
    queries.must_run(actor, row)
    if row.state != "draft":
        raise Conflict(str(row.pk))
    return row
