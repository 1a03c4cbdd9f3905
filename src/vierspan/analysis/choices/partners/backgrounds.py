"""Country or kind: which ones work together, and which ones work on a theme."""

from dataclasses import dataclass

import numpy as np

from vierspan.analysis.choices.partners.history import Floats, Ints, Matrix

DOUBT = 20.0  # so many pairs as expected by chance are added before a frequency is believed


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Background:
    """One attribute of the members.

    `affinity`: log of how much more often two values sit together than chance has it, 0 where nothing is known;
    `in_theme`: of the seats in teams on a theme, the share of each value.
    """

    values: tuple[str, ...]
    of_member: Ints  # the place of each member's value
    affinity: Floats  # values x values
    in_theme: Floats  # themes x values

    def alike(self, value: str) -> Floats:
        """1 for members with this value; nobody is alike in what is not known."""
        same = [bool(value) and value == other for other in self.values]
        return np.array(same, dtype=float)[self.of_member]

    def drawn_to(self, value: str) -> Floats:
        """Of each member, how much more often their value sits with this one than chance has it."""
        if not value or value not in self.values:
            return np.zeros(len(self.of_member))
        return np.asarray(self.affinity[self.values.index(value)][self.of_member])

    def usual_in(self, themes: tuple[int, ...]) -> Floats:
        """Of each member, the share of their value in the seats on the themes."""
        return np.asarray(self.in_theme[list(themes)].sum(axis=0)[self.of_member], dtype=float)


def background(given: tuple[str, ...], *, seats: Matrix, weight: Floats, by_theme: Matrix) -> Background:
    """Count who sits with whom by value.

    Definition: affinity = ln((n_ab + 20 p_b) / (n_a + 20) / p_b), n the weighted pairs of seats in one team, p_b the
    share of b in them; the empty value has none. Cost: one pass over the seats.
    """
    values, places = np.unique(np.array([*given, ""]), return_inverse=True)
    places = places[: len(given)]
    which = Matrix((np.ones(len(given)), (np.arange(len(given)), places)), shape=(len(given), len(values)))
    per_team = seats @ which
    pairs = (per_team.T @ (per_team * weight[:, None])).toarray() - np.diag(weight @ per_team)
    shares = (by_theme @ which).toarray()
    return Background(
        values=tuple(values.tolist()),
        of_member=places.astype(np.int64),
        affinity=_affinity(pairs, blank=int(np.flatnonzero(values == "")[0])),
        in_theme=shares / np.maximum(shares.sum(axis=1, keepdims=True), 1.0),
    )


def _affinity(pairs: Floats, blank: int) -> Floats:
    total = pairs.sum()
    if not total:
        return np.zeros_like(pairs)
    chance = np.maximum(pairs.sum(axis=0), 1e-3) / total
    found = np.log((pairs + DOUBT * chance) / (pairs.sum(axis=1, keepdims=True) + DOUBT) / chance)
    found[blank], found[:, blank] = 0.0, 0.0
    return np.asarray(found)
