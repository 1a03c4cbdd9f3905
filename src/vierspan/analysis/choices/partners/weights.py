"""How much each sort of evidence weighs."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from vierspan.analysis.choices.partners.evidence import COLUMNS
from vierspan.analysis.choices.partners.history import Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """One weight per column of the evidence, never below 0: for initiators with a history and for those without."""

    known: Floats
    unknown: Floats

    def scores(self, evidence: Floats, *, met: bool) -> Floats:
        return np.asarray(evidence @ (self.known if met else self.unknown))


@cache
def shipped() -> Weights:
    """The weights of weights.toml, which says how they were learnt."""
    told = tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
    known, unknown = (np.array([float(told[sort].get(name, 0.0)) for name in COLUMNS]) for sort in ("known", "unknown"))
    return Weights(known=known, unknown=unknown)
