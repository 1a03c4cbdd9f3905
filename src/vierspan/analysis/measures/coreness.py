"""Continuous coreness: how near each actor stands to the core of a network of any size."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from vierspan.analysis.measures.graph import Vector

ROUNDS = 100  # of power iteration
PRECISE = 1e-9


class Coreness(NamedTuple):
    """Coreness per actor (0-1), how well it fits in the largest component, and that component."""

    coreness: Vector
    clarity: float | None
    largest: NDArray[np.bool_]


def continuous_coreness(together: sparse.csr_array) -> Coreness:
    """The values c >= 0 whose products c_i * c_j look like the ties.

    Definition: per component the leading eigenvector of A, which fits c_i * c_j to A_ij best; scaled by the slope of
    that fit, so that a pair on its own does not outrank the middle of a large component; the highest value overall
    is 1. Clarity is the Pearson correlation of A_ij with c_i * c_j over all pairs i != j in the component with the
    most ties. We do not climb on from there to the highest correlation: correlation does not mind a constant, so its
    peak lies where all c are nearly alike (or all but a hub nearly 0), a few hundredths higher and without meaning.
    Edge cases: no ties at all -> zeros and no clarity; a component in which all are tied alike has no clarity.
    Cost: about a hundred passes over the ties, for all components at once.
    Source: Borgatti & Everett 2000, continuous model; methods 2.6.
    """
    size = together.shape[0]
    if not together.nnz:
        return Coreness(np.zeros(size), None, np.zeros(size, dtype=bool))
    count, component = connected_components(together, directed=False)
    coreness = _eigenvectors(together, component, count)
    strength = np.bincount(component, weights=np.asarray(together.sum(axis=1)).ravel(), minlength=count)
    largest = component == int(strength.argmax())
    places = np.flatnonzero(largest)
    clarity = fit(sparse.csr_array(together[places][:, places]), coreness[places])
    scaled = coreness * np.sqrt(_slopes(together, coreness, component, count))[component]
    return Coreness(scaled / scaled.max(), clarity, largest)


def largest_gap(coreness: Vector, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The actors above the widest step in sorted coreness, at least two and at most half of those looked at."""
    places = np.flatnonzero(among)
    members = np.zeros(len(coreness), dtype=bool)
    if len(places) < 4:
        return members
    order = places[np.argsort(-coreness[places], kind="stable")]
    steps = coreness[order[:-1]] - coreness[order[1:]]
    allowed = steps[1 : len(places) // 2]
    if allowed.max() > PRECISE:
        members[order[: int(allowed.argmax()) + 2]] = True
    return members


def fit(together: sparse.csr_array, coreness: Vector) -> float | None:
    """Pearson correlation of the ties with the products of coreness, over all pairs, without making the pairs."""
    pairs = len(coreness) * (len(coreness) - 1) / 2
    squares = coreness @ coreness
    products, squared_products = (coreness.sum() ** 2 - squares) / 2, (squares**2 - (coreness**4).sum()) / 2
    ties, squared_ties = together.data.sum() / 2, (together.data**2).sum() / 2
    joint = pairs * (coreness @ (together @ coreness)) / 2 - ties * products
    ties_spread, products_spread = pairs * squared_ties - ties**2, pairs * squared_products - products**2
    if ties_spread <= PRECISE * ties**2 or products_spread <= PRECISE * products**2:
        return None
    return float(joint / np.sqrt(ties_spread * products_spread))


def _eigenvectors(together: sparse.csr_array, component: NDArray[np.int32], count: int) -> Vector:
    """The leading eigenvector of every component at once; half a step each round, so that two-sided ties settle."""
    vector = np.ones(together.shape[0])
    for _ in range(ROUNDS):
        renewed: Vector = together @ vector
        renewed = _unit(renewed, component, count) + _unit(vector, component, count)
        renewed = _unit(renewed, component, count)
        if np.abs(renewed - vector).max() < PRECISE:
            break
        vector = renewed
    return renewed


def _unit(vector: Vector, component: NDArray[np.int32], count: int) -> Vector:
    lengths = np.sqrt(np.bincount(component, weights=vector**2, minlength=count))
    lengths[lengths == 0] = 1.0
    return np.asarray(vector / lengths[component], dtype=np.float64)


def _slopes(together: sparse.csr_array, coreness: Vector, component: NDArray[np.int32], count: int) -> Vector:
    """Per component the number b for which A_ij is nearest b * c_i * c_j."""
    joint = np.bincount(component, weights=coreness * (together @ coreness), minlength=count)
    squares = np.bincount(component, weights=coreness**2, minlength=count)
    fourths = np.bincount(component, weights=coreness**4, minlength=count)
    spread = squares**2 - fourths
    slopes = np.zeros(count)
    np.divide(joint, spread, out=slopes, where=spread > PRECISE)
    return slopes
