"""The best portfolio: which activities to do within the hours that there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vierspan.analysis.choices.clashes import clash
from vierspan.analysis.choices.greedy import greedy
from vierspan.analysis.choices.limits import Limit, Weighed, weigh
from vierspan.analysis.choices.question import Question, values
from vierspan.analysis.choices.solving import FINEST, Model, whole

EFFORT = 8.0  # of the solver, in its own seconds

Proof = Literal["optimal", "gap", "approximate", "impossible"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """A choice, and how sure it is that there is none better.

    `optimal`: proved. `gap`: the best found, while the bound does not exclude up to `gap` more. `approximate`: from
    the quick way, nothing is known about better ones. `impossible`: the limits clash; `clash` says which.
    """

    proof: Proof
    weighed: Weighed
    bound: float
    clash: tuple[Limit, ...] = ()

    @property
    def chosen(self) -> tuple[str, ...]:
        return self.weighed.chosen

    @property
    def value(self) -> float:
        return self.weighed.value

    @property
    def gap(self) -> float:
        """How much better, as a share of the bound, a choice that was not found could be."""
        return max(0.0, 1 - self.value / self.bound) if self.bound > 0 else 0.0


def best(question: Question, *, effort: float = EFFORT, weights: Mapping[str, float] | None = None) -> Portfolio:
    """The choice of the highest value within the limits.

    Definition: maximise sum of v x over x in {0, 1}, under hours per party, must-haves, needs, exclusions, cover of
    must-themes and, where asked, something for every party. Hours count in whole hundredths and values in millionths
    of the highest, so the proof is exact within that. Of choices of the same value the one that asks the fewest hours,
    and of those always the same one: candidates are solved in the order of their ids by one worker with a fixed seed.
    Edge cases: no candidates -> nothing, optimal; worth nothing -> only what must; no capacity stated -> everything
    that is worth something and may; limits that clash -> `impossible` with a smallest set of limits that clash.
    Beyond the effort the best found with its gap, or the quick way where that is better. Cost: exponential at worst;
    40 activities take some milliseconds, see bench/. Source: methods 4; 0-1 programming [R 54-56].
    """
    worth = values(question, weights)
    quick = greedy(question, worth)
    model, units = Model(question), whole(worth)
    found = model.maximise(units, effort=effort, hint=quick or ())
    if found.state == "none":
        return _weighed(question, (), 0.0, "impossible", clash(question))
    if found.state == "unknown":
        return _approximate(question, quick, worth)
    if found.state == "optimal":
        found = model.leanest(units, found)
    unit = max(worth.values(), default=0.0) / FINEST
    value = sum(worth[each] for each in found.chosen)
    bound = value if found.state == "optimal" else max(value, found.bound * unit)
    return _weighed(question, found.chosen, bound, "optimal" if found.state == "optimal" else "gap")


def _approximate(question: Question, quick: tuple[str, ...] | None, worth: Mapping[str, float]) -> Portfolio:
    return _weighed(question, quick or (), sum(worth.values()), "approximate")


def _weighed(
    question: Question, chosen: tuple[str, ...], bound: float, proof: Proof, clashing: tuple[Limit, ...] = ()
) -> Portfolio:
    return Portfolio(proof=proof, weighed=weigh(question, chosen), bound=bound, clash=clashing)
