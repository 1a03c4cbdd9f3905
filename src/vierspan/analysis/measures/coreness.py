"""Continuous coreness: how near each actor stands to the core of a network of any size."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse
from scipy.sparse.csgraph import connected_components

from vierspan.analysis.measures.graph import Vector

ROUNDS = 100  # of power iteration
STEPS = 60  # of the climb from there
REFINED = 20  # components, the largest, in which the climb is made; the others keep their eigenvector
PRECISE = 1e-9


class Coreness(NamedTuple):
    """Coreness per actor (0-1), how well it fits in the largest component, and that component."""

    coreness: Vector
    clarity: float | None
    largest: NDArray[np.bool_]


def continuous_coreness(together: sparse.csr_array) -> Coreness:
    """The values c >= 0 whose products c_i * c_j look most like the ties.

    Definition: c maximises the Pearson correlation of A_ij with c_i * c_j over all pairs, found per component by a
    climb that starts from the leading eigenvector. As A_ij is then near c_i * c_j, each component is scaled by the
    slope of that fit, so that a pair on its own does not outrank the middle of a large component; the highest value
    overall is 1. Clarity is the correlation in the component with the most ties.
    Edge cases: no ties at all -> zeros and no clarity; a component in which all are tied alike has no clarity.
    Cost: about a hundred passes over the ties for the eigenvectors of all components at once, and sixty for the climb.
    Source: Borgatti & Everett 2000, continuous model; methods 2.6.
    """
    size = together.shape[0]
    if not together.nnz:
        return Coreness(np.zeros(size), None, np.zeros(size, dtype=bool))
    count, component = connected_components(together, directed=False)
    start = _eigenvectors(together, component, count)
    strength = np.bincount(component, weights=np.asarray(together.sum(axis=1)).ravel(), minlength=count)
    order = np.lexsort((np.arange(count), -strength))
    coreness = start
    for chosen in order[:REFINED]:
        places = np.flatnonzero(component == chosen)
        if len(places) > 2:
            coreness[places] = _climbed(sparse.csr_array(together[places][:, places]), start[places])
    largest = component == order[0]
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
    moments = _moments(together, coreness)
    spread = moments.ties_spread * moments.products_spread
    return moments.joint / float(np.sqrt(spread)) if spread > PRECISE * moments.pairs else None


class _Moments(NamedTuple):
    pairs: float
    joint: float
    ties_spread: float
    products_spread: float
    ties: float
    products: float
    neighbours: Vector


def _moments(together: sparse.csr_array, coreness: Vector) -> _Moments:
    size = len(coreness)
    pairs = size * (size - 1) / 2
    neighbours: Vector = together @ coreness
    squares = coreness @ coreness
    products = (coreness.sum() ** 2 - squares) / 2
    squared_products = (squares**2 - (coreness**4).sum()) / 2
    ties, squared_ties = together.data.sum() / 2, (together.data**2).sum() / 2
    joint = pairs * (coreness @ neighbours) / 2 - ties * products
    return _Moments(
        pairs,
        float(joint),
        float(pairs * squared_ties - ties**2),
        float(pairs * squared_products - products**2),
        float(ties),
        float(products),
        neighbours,
    )


def _climbed(together: sparse.csr_array, start: Vector) -> Vector:
    """The coreness with the best fit near the start; the start itself where nothing fits better."""
    scale = np.sqrt(len(start))  # keeps values near one, where the search is at its best

    def misfit(coreness: Vector) -> tuple[float, Vector]:
        moments = _moments(together, coreness)
        if moments.ties_spread <= PRECISE or moments.products_spread <= PRECISE:
            return 0.0, np.zeros_like(coreness)
        root = np.sqrt(moments.ties_spread * moments.products_spread)
        total, squares = coreness.sum(), coreness @ coreness
        joint = moments.pairs * moments.neighbours - moments.ties * (total - coreness)
        spread = moments.pairs * 2 * (squares * coreness - coreness**3) - 2 * moments.products * (total - coreness)
        slope = joint / root - moments.joint / root * spread / (2 * moments.products_spread)
        return -moments.joint / root, -slope

    found = optimize.minimize(
        misfit,
        start * scale,
        jac=True,
        method="L-BFGS-B",
        bounds=optimize.Bounds(0.0, np.inf),
        options={"maxiter": STEPS},
    )
    better = np.asarray(found.x, dtype=np.float64)
    length = float(np.sqrt(better @ better))
    return better / length if length > 0 and found.fun < misfit(start * scale)[0] else start


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
