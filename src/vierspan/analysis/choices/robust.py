"""What to do in any case: the portfolio under many weighings of the themes at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vierspan.analysis.choices.greedy import greedy
from vierspan.analysis.choices.question import Question, values, weight_shares
from vierspan.analysis.choices.solving import Model, whole

DRAWS = 500
SURE, OUT = 0.9, 0.1
SEED = 1907
EFFORT = 0.5  # of the solver for each draw
STEPS = ((50, DRAWS), (100, 200), (400, 60))  # up to so many activities, so many draws
FEWEST_DRAWS = 30

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Robust:
    """How often each activity is in the best choice, over many weighings of the themes."""

    core: Mapping[str, float]  # 0 to 1, by activity
    draws: int
    proved: int  # draws of which the best choice was proved

    @property
    def sure(self) -> tuple[str, ...]:
        """To do in any case."""
        return tuple(each for each, index in self.core.items() if index >= SURE)

    @property
    def open(self) -> tuple[str, ...]:
        """To talk about."""
        return tuple(each for each, index in self.core.items() if OUT < index < SURE)

    @property
    def out(self) -> tuple[str, ...]:
        """Not now."""
        return tuple(each for each, index in self.core.items() if index <= OUT)


def draws_for(candidates: int) -> int:
    """How many weighings are drawn: 500 up to 50 activities, fewer beyond, so that it stays a matter of seconds."""
    return next((draws for most, draws in STEPS if candidates <= most), FEWEST_DRAWS)


def robust(question: Question, *, draws: int = 0, seed: int = SEED, progress: Progress | None = None) -> Robust | None:
    """Share of weighings of the themes under which each activity is in the best choice: its core index.

    Definition: weights are drawn from a Dirichlet distribution with mean the stated weights and total concentration
    the number of themes: where all themes weigh alike, every weighing is as likely as any other; where not, they
    spread around what was stated. Each draw is solved as `best` is. Index >= .9 do in any case, <= .1 not now, between
    talk about it. Range 0-1. Edge cases: no candidates, or limits that clash -> None; no themes, or one with a weight
    -> nothing to vary, all draws agree and one is solved; a draw whose best is not proved within the effort counts
    with the best found, and `proved` tells how many were. An activity that adds nothing under some draw is not in it.
    Fewer draws beyond 50 activities (`draws_for`). Cost: a solve a draw: 2-3 s for 40 activities, see bench/.
    Source: Robust Portfolio Modelling, Liesio, Mild and Salo 2007; methods 4.
    """
    weighings = _weighings(question, draws or draws_for(len(question.candidates)), seed)
    counts, proved, made = dict.fromkeys(question.ids, 0), 0, 0
    for chosen, is_proved in _optima(question, weighings):
        for each in chosen:
            counts[each] += 1
        proved, made = proved + is_proved, made + 1
        if progress:
            progress(made / len(weighings))
    if not made:
        return None
    order = sorted(counts, key=lambda each: (-counts[each], each))
    return Robust(core={each: counts[each] / made for each in order}, draws=made, proved=proved)


def _weighings(question: Question, draws: int, seed: int) -> list[dict[str, float]]:
    shares = {theme: share for theme, share in weight_shares(question).items() if share > 0}
    if len(shares) < 2:
        return [shares]
    spread = np.array(list(shares.values())) * len(shares)
    drawn: NDArray[np.float64] = np.random.default_rng(seed).dirichlet(spread, size=draws)
    return [dict(zip(shares, row.tolist(), strict=True)) for row in drawn]


def _optima(question: Question, weighings: list[dict[str, float]]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The best choice of each weighing. What was best before is where the search for the next begins."""
    if not question.candidates:
        return
    model, known = Model(question), dict[tuple[str, ...], None]()
    start = greedy(question)
    if start:
        known[start] = None
    for weights in weighings:
        worth = values(question, weights)
        hint = max(known, key=lambda chosen: sum(worth[each] for each in chosen), default=())
        solved = model.maximise(whole(worth), effort=EFFORT, hint=hint)
        if solved.state == "none":
            return
        chosen = solved.chosen if solved.state != "unknown" else hint
        known[chosen] = None
        yield tuple(each for each in chosen if worth[each] > 0 or each in question.must), solved.state == "optimal"
