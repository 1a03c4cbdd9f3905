"""Several options in one question: each is held against the rule, and the best of those that pass is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from vierspan.workspace.initiatives.deciding.rules.ballot import Ballot
from vierspan.workspace.initiatives.deciding.rules.judging import Line, Ruling, judged
from vierspan.workspace.initiatives.deciding.rules.terms import WITH_ROUNDS, Terms


@dataclass(frozen=True, slots=True)
class Contest:
    state: str  # as of a ruling
    winner: str  # the option that was chosen; empty where none was
    why: tuple[Line, ...]
    rulings: Mapping[str, Ruling]

    @property
    def can_close(self) -> bool:
        return self.state in ("adopted", "rejected", "postponed", "returned")


def contest(terms: Terms, ballots: Mapping[str, Ballot]) -> Contest:
    """Of the options that the rule adopts the one with most for it; by weight where voices have weights."""
    rulings = {option: judged(terms, ballot) for option, ballot in ballots.items()}
    passed = {option: _support(terms, ruling) for option, ruling in rulings.items() if ruling.state == "adopted"}
    if not passed:
        return Contest(_none_passed(rulings), "", (Line("no_option_passed"),), rulings)
    best = [option for option, support in passed.items() if support == max(passed.values())]
    if len(best) > 1:
        best = [each for each in best if ballots[each].spoken.get(terms.casting) == "yes"] or best
    if len(best) > 1:
        return Contest(_tied(terms, ballots), "", (Line("options_tie", {"n": len(best)}),), rulings)
    key = "only_option" if len(passed) == 1 else "best_option"
    return Contest("adopted", best[0], (Line(key, {"n": len(passed)}),), rulings)


def _support(terms: Terms, ruling: Ruling) -> Fraction:
    return ruling.tally.weight_yes if terms.rule == "weighted" else Fraction(ruling.tally.yes)


def _none_passed(rulings: Mapping[str, Ruling]) -> str:
    states = {each.state for each in rulings.values()}
    for state in ("blocked", "rejected", "postponed"):
        if state in states:
            return state
    return "postponed"


def _tied(terms: Terms, ballots: Mapping[str, Ballot]) -> str:
    """Another round where the rule has one left; a tie adopts nothing."""
    round_ = max((each.round for each in ballots.values()), default=1)
    return "blocked" if terms.rule in WITH_ROUNDS and round_ < terms.rounds else "rejected"
