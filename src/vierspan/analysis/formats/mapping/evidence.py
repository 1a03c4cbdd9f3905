"""What the names and contents of a column speak for."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from vierspan.analysis.formats.columns import texts
from vierspan.analysis.formats.grid import Grid
from vierspan.analysis.formats.mapping.sheets import days, numbers, share
from vierspan.analysis.formats.mapping.words import heading_confidence, meanings

_DATES = frozenset(("date", "since", "until", "proposed_on"))
_LOOKED_AT = 5_000
LEAST = 0.5


@dataclass(frozen=True)
class Sheet:
    """A sheet under examination."""

    grid: Grid

    @cached_property
    def frame(self) -> pl.DataFrame:
        return texts(self.grid)

    @cached_property
    def sample(self) -> pl.DataFrame:
        return self.frame.head(_LOOKED_AT)

    @cached_property
    def evidence(self) -> dict[tuple[str, str], float]:
        """Confidence, 0 to 1, per heading and meaning; only what is worth a thought."""
        found = {}
        for heading in self.frame.columns:
            for meaning in meanings():
                confidence = heading_confidence(heading, meaning)
                if confidence >= 0.2:
                    found[heading, meaning] = self._weighed(heading, meaning, confidence)
        return found

    def _weighed(self, heading: str, meaning: str, confidence: float) -> float:
        """What stands in the column may take away what its name gives."""
        told = self.sample[heading].drop_nulls()
        if told.is_empty():
            return 0.1 * confidence
        if meaning in _DATES:
            return confidence if 1 - days(told).null_count() / told.len() > 0.8 else 0.0
        if meaning == "weight":
            return confidence if 1 - numbers(told).null_count() / told.len() > 0.9 else 0.0
        if meaning == "email":
            return confidence if share(told.str.contains("@")) > 0.8 else 0.0
        is_constant = told.n_unique() == 1 and told.len() > 1
        return confidence - 0.3 if is_constant and meaning not in ("network", "present") else confidence

    def best(self, *meant: str) -> float:
        """The strongest evidence that this sheet has a column of one of these meanings."""
        return max((value for (_, meaning), value in self.evidence.items() if meaning in meant), default=0.0)

    def heading(self, meaning: str) -> str | None:
        known = {heading: value for (heading, meant), value in self.evidence.items() if meant == meaning}
        found = max(known, key=lambda heading: known[heading], default=None)
        return found if found and known[found] >= LEAST else None

    def is_key(self, heading: str | None) -> bool:
        """Whether every row has a value of its own here."""
        if not heading:
            return False
        told = self.frame[heading].drop_nulls()
        return told.len() > 0 and told.n_unique() == told.len()

    def settled(self, allowed: tuple[str, ...], first: tuple[str, ...]) -> dict[str, tuple[str, float]]:
        """One heading a meaning and one meaning a heading: needed meanings first, then the strongest evidence."""
        ranked = sorted(
            ((meaning not in first, -value, heading, meaning) for (heading, meaning), value in self.evidence.items()),
        )
        chosen: dict[str, tuple[str, float]] = {}
        for _, value, heading, meaning in ranked:
            is_free = heading not in chosen and meaning not in {meant for meant, _ in chosen.values()}
            if meaning in allowed and -value >= LEAST and is_free:
                chosen[heading] = (meaning, -value)
        return chosen
