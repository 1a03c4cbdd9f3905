"""How much of what is given comes back: directly, beyond chance, and round a longer way."""

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse
from scipy.sparse.csgraph import connected_components

from vierspan.analysis.measures.graph import Vector

LARGEST_PROGRAMME = 20_000  # flows in the linear programme; beyond it the strongest are kept


def reciprocity(given: sparse.csr_array) -> float | None:
    """r_w: the part of all that is given that is returned by the receiver.

    Definition: sum over i != j of min(w_ij, w_ji), over sum of w_ij. Range 0-1; nothing given -> None.
    Cost: linear. Source: Squartini et al. 2013; methods 3.
    """
    total = given.sum()
    return float(given.minimum(given.T).sum() / total) if total > 0 else None


def reciprocity_by_chance(given: sparse.csr_array) -> float | None:
    """r0: what r_w would be if everybody gave the same amounts to others drawn at random.

    Definition: the mean of r_w over all permutations of the n - 1 amounts of each row. As the rows are shuffled apart,
    it is exactly the sum of min(a, b) over all amounts a and b of different rows, over (n - 1)^2 times the total; so
    no sample is needed, and the answer is what ever larger samples tend to.
    Range 0-1; nothing given or fewer than two parties -> None. Cost: m log m. Source: methods 3.
    """
    total, others = given.sum(), given.shape[0] - 1
    if others < 1 or not total > 0:
        return None
    rows = np.repeat(np.arange(given.shape[0]), np.diff(given.indptr))
    order = np.lexsort((given.data, rows))
    within = _sum_of_minima(given.data[order], rows[order])
    every = _sum_of_minima(np.sort(given.data), np.zeros(given.nnz, dtype=np.int64))
    return float((every - within) / (others**2 * total))


def _sum_of_minima(amounts: Vector, group: NDArray[np.int64]) -> float:
    """Sum of min(a, b) over ordered pairs of different entries of one group; sorted by group, then by amount."""
    if not len(amounts):
        return 0.0
    ends = np.searchsorted(group, group, side="right")
    larger = ends - np.arange(len(amounts)) - 1
    return float(2 * (amounts * larger).sum())


def cycle_share(given: sparse.csr_array) -> tuple[float, float] | None:
    """The part of all value that flows in cycles, and how much higher it might be where not all flows fit.

    Definition: the largest circulation f <= w with inflow = outflow for everybody, over sum of w; an exact linear
    programme over the flows inside strongly connected groups, as others lie on no cycle.
    Range: from r_w to 1; nothing given -> None. The second number is 0 up to 20,000 flows; beyond, the strongest are
    kept, the first number is a lower bound and first + second an upper bound.
    Cost: one sparse linear programme. Source: methods 3 [O].
    """
    total = float(given.sum())
    if not total > 0:
        return None
    _, component = connected_components(given, directed=True, connection="strong")
    rows = np.repeat(np.arange(given.shape[0]), np.diff(given.indptr))
    inside = component[rows] == component[given.indices]
    flows = np.column_stack([rows[inside], given.indices[inside]])
    amounts = given.data[inside]
    strongest = np.argsort(-amounts, kind="stable")[:LARGEST_PROGRAMME]
    value = _largest_circulation(flows[strongest], amounts[strongest], given.shape[0])
    slack = float(amounts.sum()) - value if len(amounts) > LARGEST_PROGRAMME else 0.0
    return value / total, slack / total


def _largest_circulation(flows: NDArray[np.int64], amounts: Vector, size: int) -> float:
    if not len(amounts):
        return 0.0
    places = np.tile(np.arange(len(amounts)), 2)
    signs = np.repeat([1.0, -1.0], len(amounts))
    net = sparse.coo_array((signs, (flows.T.ravel(), places)), shape=(size, len(amounts)))
    scale = amounts.max()
    bounds = np.column_stack([np.zeros(len(amounts)), amounts / scale])
    found = optimize.linprog(  # type: ignore[call-overload]  # the stubs know no sparse matrices
        -np.ones(len(amounts)), A_eq=sparse.csr_array(net), b_eq=np.zeros(size), bounds=bounds, method="highs"
    )
    return float(-found.fun * scale)
