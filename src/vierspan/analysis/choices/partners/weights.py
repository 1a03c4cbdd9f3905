"""How much each sort of evidence weighs."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from vierspan.analysis.choices.partners.evidence import COLUMNS
from vierspan.analysis.choices.partners.history import Bools, Floats

SORTS = ("known", "new", "unknown")
SAME = 9  # decimals; what differs less is the order in which numbers were added


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """One weight per column of the evidence, never below 0.

    `known`: for initiators with a history; `new`: the order among those they never worked with; `unknown`: for
    initiators without a history.
    """

    known: Floats
    new: Floats
    unknown: Floats

    def scores(self, evidence: Floats, past: Bools | None) -> Floats:
        """Of each member, higher first; `past` says who worked with the initiator, None where nobody has met them.

        Definition: evidence times `known` says which places go to past partners and which to new ones; evidence times
        `new` says in which order the new ones take theirs. Past partners are drawn by loyalty and new ones by theme and
        acquaintances, and one set of weights serves the larger group at the cost of the other. Edge cases: new ones
        alike by `new` keep the order of `known`. Cost: two sorts.
        """
        if past is None:
            return np.asarray(evidence @ self.unknown).round(SAME)
        found = np.asarray(evidence @ self.known).round(SAME)
        new = np.flatnonzero(~past)
        order = np.lexsort((-found[new], -(evidence[new] @ self.new).round(SAME)))
        found[new[order]] = np.sort(found[new])[::-1]
        return found


@cache
def shipped() -> Weights:
    """The weights of weights.toml, which says how they were learnt."""
    told = tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
    return Weights(**{sort: np.array([float(told[sort].get(name, 0.0)) for name in COLUMNS]) for sort in SORTS})
