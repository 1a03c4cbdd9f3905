"""The handles of a run, in words, with what was done with each."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from vierspan.analysis.handles.handle import Handle, Suggestion
from vierspan.analysis.handles.words import said
from vierspan.analysis.mirror.picture import Facts
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.insight import tended, words
from vierspan.workspace.insight.models import Answer, Run
from vierspan.workspace.insight.sheets import Ref, names_of


@dataclass(frozen=True, slots=True)
class Advice:
    """An intervention that fits, in the reader's language."""

    number: int
    orientation: str
    name: str
    when: str
    first_step: str
    risk: str
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleView:
    """A handle as a page shows it."""

    key: str
    finder: str
    orientation: str
    room: str
    headline: str
    facts: str
    urgency_words: str
    urgency: float
    due_on: date | None
    evidence: tuple[Facts, ...]
    subjects: tuple[Ref, ...]
    for_whom: tuple[Ref, ...]
    advice: tuple[Advice, ...]
    is_private: bool  # first of all the reader's own to know
    is_for_me: bool
    state: str  # open, taken, passed_on, put_off, dismissed
    holder: Ref | None
    until: date | None
    reason: str
    place: Ref | None = None  # where it can be done, of what stands in no record

    @property
    def fact_count(self) -> int:
        return sum(facts.count for facts in self.evidence)


def visible(actor: Actor, run: Run) -> list[tuple[Handle, Answer | None]]:
    """The handles that this actor may know of; what concerns a person is first that person's."""
    answers = {answer.key: answer for answer in Answer.objects.visible_to(actor)}
    planned = tended.planned(actor)
    kept = [each for each in map(_stored, run.handles) if not tended.is_settled(each, planned)]
    found = sorted([*kept, *tended.found(actor)], key=lambda handle: -handle.urgency)
    return [(handle, answers.get(handle.key)) for handle in found if _may_see(actor, handle, answers.get(handle.key))]


def _stored(kept: dict[str, Any]) -> Handle:
    """JSON has no dates, so those among the numbers are read back here."""
    numbers = {key: _number(value) for key, value in kept["numbers"].items()}
    return Handle.model_validate(kept | {"numbers": numbers})


def _number(value: Any) -> Any:
    is_day = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return date.fromisoformat(value) if is_day else value


def shared_people(pairs: Iterable[tuple[Handle, Answer | None]]) -> set[str]:
    """Of whom the actor may know what is first of all their own to know."""
    return {subject for handle, _ in pairs if handle.first_seen_by for subject in handle.subjects}


def views(actor: Actor, pairs: list[tuple[Handle, Answer | None]]) -> list[HandleView]:
    ids = {each for handle, answer in pairs for each in _mentioned(handle, answer)}
    names = names_of(actor, ids)
    return [_view(actor, handle, answer, names) for handle, answer in pairs]


def is_active(answer: Answer | None) -> bool:
    """Whether the handle still asks for attention: not dismissed, and not put off until later."""
    if answer is None or answer.state in ("open", "taken", "passed_on"):
        return True
    return answer.state == "put_off" and answer.until is not None and answer.until <= clock.today()


def _may_see(actor: Actor, handle: Handle, answer: Answer | None) -> bool:
    if not handle.first_seen_by or (answer and answer.is_shared):
        return True
    return actor.person_id is not None and str(actor.person_id) in handle.first_seen_by


def _mentioned(handle: Handle, answer: Answer | None) -> Iterable[str]:
    yield from handle.subjects
    yield from handle.for_whom
    if answer and answer.person_id:
        yield str(answer.person_id)


def _view(actor: Actor, handle: Handle, answer: Answer | None, names: dict[str, Ref]) -> HandleView:
    holder = names.get(str(answer.person_id)) if answer and answer.person_id else None
    return HandleView(
        key=handle.key,
        finder=handle.finder,
        orientation=handle.orientation.value,
        room=handle.orientation.room,
        headline=_sentence(handle, "headline", actor.language),
        facts=_sentence(handle, "facts", actor.language),
        urgency_words=_sentence(handle, "urgency", actor.language),
        urgency=handle.urgency,
        due_on=handle.due_on,
        evidence=handle.evidence,
        subjects=_known(handle.subjects, names),
        for_whom=_known(handle.for_whom, names),
        advice=tuple(_advice(each, actor.language) for each in handle.suggestions),
        is_private=bool(handle.first_seen_by) and not (answer and answer.is_shared),
        is_for_me=_is_mine(actor.person_id, handle, answer),
        state=answer.state if answer and not _is_back(answer) else "open",
        holder=holder,
        until=answer.until if answer else None,
        reason=answer.reason if answer else "",
        place=tended.place(handle),
    )


def _is_back(answer: Answer) -> bool:
    return answer.state == "put_off" and is_active(answer)


def _is_mine(person_id: uuid.UUID | None, handle: Handle, answer: Answer | None) -> bool:
    if person_id is None:
        return False
    if answer and answer.person_id:
        return answer.person_id == person_id
    return str(person_id) in handle.for_whom


def _sentence(handle: Handle, part: str, language: str) -> str:
    return said(handle, part, words.spoken(language))


def _known(ids: tuple[str, ...], names: dict[str, Ref]) -> tuple[Ref, ...]:
    return tuple(names[each] for each in ids if each in names)


def advised(numbers: Iterable[int], language: str) -> tuple[Advice, ...]:
    """These interventions of the library, in the reader's language."""
    return tuple(_advice(Suggestion(intervention=number, score=0.0, grounds=()), language) for number in numbers)


def _advice(suggestion: Suggestion, language: str) -> Advice:
    from vierspan.analysis.interventions import library

    chosen = library()[suggestion.intervention]
    text = chosen.en if words.spoken(language) == "en" else chosen.nl
    return Advice(
        number=chosen.number,
        orientation=chosen.orientation.value,
        name=text.name,
        when=text.when,
        first_step=text.first_step,
        risk=text.risk,
        grounds=suggestion.grounds,
    )
