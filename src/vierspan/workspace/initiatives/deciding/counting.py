"""From what is kept of a question to what the rules count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from vierspan.workspace.common import clock
from vierspan.workspace.initiatives.deciding.models import Option, Question, Stand, Voice
from vierspan.workspace.initiatives.deciding.rules import (
    BY_ONE,
    Ballot,
    Contest,
    Line,
    Outlook,
    Ruling,
    Terms,
    contest,
    outlook,
)

WHOLE = ""  # the key of the question itself, where there are no options


@dataclass(frozen=True, slots=True)
class Count:
    """How the question stands: the outlook of each option, or of the whole, and what they come to together."""

    outlooks: dict[str, Outlook]  # by the id of the option; "" for the whole
    contest: Contest | None
    called_off: bool = False

    @property
    def now(self) -> Ruling:
        return next(iter(self.outlooks.values())).now

    @property
    def state(self) -> str:
        return self.contest.state if self.contest else self.now.state

    @property
    def why(self) -> tuple[Line, ...]:
        return self.contest.why if self.contest else self.now.why

    @property
    def can_close(self) -> bool:
        return self.contest.can_close if self.contest else self.now.can_close

    @property
    def is_settled(self) -> bool:
        """Whether waiting longer brings nothing: with several options only once everybody has spoken on each."""
        if self.contest is None:
            return next(iter(self.outlooks.values())).is_settled
        return self.can_close and all(not each.now.tally.silent for each in self.outlooks.values())

    @property
    def winner(self) -> str:
        return self.contest.winner if self.contest else ""


def terms_of(question: Question, voices: Iterable[Voice]) -> Terms:
    casting = next((str(each.pk) for each in voices if question.casting in (each.party_id, each.person_id)), "")
    return Terms(
        rule=question.rule,
        quorum=Fraction(question.quorum),
        share=Fraction(question.share),
        asides=question.asides,
        minus=question.minus,
        silence_consents=question.silence_consents,
        is_double=question.is_double,
        casting=casting if question.casting else "",
        rounds=question.rounds,
        fallback=question.fallback,
        until=question.until,
    )


def counted(question: Question, options: Sequence[Option], voices: Sequence[Voice], stands: Iterable[Stand]) -> Count:
    """How it stands by the words that count now: those not ended, of who has no interest of their own."""
    terms, now = terms_of(question, voices), [each for each in stands if not each.ended]
    if question.rule in BY_ONE or not options:
        said = {str(each.voice_id): each.word for each in now if each.option_id is None}
        return Count({WHOLE: outlook(terms, _ballot(question, voices, said))}, None)
    ballots = {}
    for option in options:
        said = {str(each.voice_id): each.word for each in now if each.option_id == option.pk}
        ballots[str(option.pk)] = _ballot(question, voices, said)
    return Count({key: outlook(terms, each) for key, each in ballots.items()}, contest(terms, ballots))


def _ballot(question: Question, voices: Iterable[Voice], words: dict[str, str]) -> Ballot:
    every = {str(each.pk): Fraction(each.weight) for each in voices}
    ballot = Ballot(
        weights=every,
        words=words,
        round=question.round,
        decided=question.decided,
        on=question.decided_on or clock.today(),
        is_explained=bool(question.explanation),
        is_within=question.is_within,
    )
    return ballot.without(str(each.pk) for each in voices if not each.counts)


def in_figures(count: Count, voices: Sequence[Voice]) -> dict[str, Any]:
    """The count as it is kept at the closing: the lines and the figures, and nobody's name."""
    return {
        "state": count.state,
        "why": [_plain(each) for each in count.why],
        "called_off": count.called_off,
        "voices": sum(each.counts for each in voices),
        "stepped_aside": sum(not each.counts for each in voices),
        "counts": {key: _tally(each.now) for key, each in count.outlooks.items()},
    }


def _tally(ruling: Ruling) -> dict[str, Any]:
    t = ruling.tally
    return {
        "yes": t.yes,
        "no": t.no,
        "abstain": t.abstain,
        "aside": t.aside,
        "objection": t.objection,
        "silent": t.silent,
        "size": t.size,
        "weight_yes": str(t.weight_yes),
        "weight_no": str(t.weight_no),
        "state": ruling.state,
        "why": [_plain(each) for each in ruling.why],
    }


def _plain(line: Line) -> list[Any]:
    return [line.key, {key: value if isinstance(value, int) else str(value) for key, value in line.figures.items()}]


def lines_of(kept: Iterable[Any]) -> list[Line]:
    """The lines of a closed question, as they were kept."""
    return [Line(key, figures) for key, figures in kept]
