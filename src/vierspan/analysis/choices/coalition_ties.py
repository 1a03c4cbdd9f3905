"""How far parties stand from each other, out of how warm their ties are."""

from collections.abc import Mapping, Sequence

import numpy as np

from vierspan.analysis.choices.coalition_question import Floats

Pair = frozenset[str]
BEYOND = 1.5  # times the largest distance there is: of two whom no path joins


def distances(ids: Sequence[str], warmth: Mapping[Pair, float]) -> tuple[Floats, float]:
    """The distance of each pair in the order of `ids`, and the cap that is the largest possible.

    Definition: d = 1/warmth for a tie, for two without one the shortest path along ties, and where no path joins them
    the cap, 1.5 times the largest distance that does. Range: 0 on the diagonal, up to the cap. Edge cases: no ties at
    all -> everybody stands at the cap of 1; warmth of 0 or less is no tie; ties of others are left out. Cost: Dijkstra
    from each. Source: methods 5, coalition as team formation.
    """
    import scipy.sparse as sp
    from scipy.sparse.csgraph import shortest_path

    place = {each: at for at, each in enumerate(ids)}
    known = [
        (*sorted(place[each] for each in pair), 1 / value)
        for pair, value in warmth.items()
        if _counts(pair, value, place)
    ]
    size = len(ids)
    if not known:
        return np.ones((size, size)) - np.eye(size), 1.0
    rows, columns, lengths = zip(*known, strict=True)
    graph = sp.csr_array((lengths, (rows, columns)), shape=(size, size))
    found = np.asarray(shortest_path(graph, directed=False), dtype=float)
    # A tie counts as long as it is itself, also where a way round is shorter.
    found[rows, columns] = lengths
    found[columns, rows] = lengths
    cap = BEYOND * float(found[np.isfinite(found)].max())
    found[~np.isfinite(found)] = cap
    return found, cap


def _counts(pair: Pair, warmth: float, place: Mapping[str, int]) -> bool:
    return len(pair) == 2 and warmth > 0 and all(each in place for each in pair)
