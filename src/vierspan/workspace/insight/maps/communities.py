"""Groups of close ties: Leiden communities whose numbers stay while their members do."""

from collections.abc import Mapping, Sequence

import numpy as np

from vierspan.workspace.insight.maps.pairs import Numbers, Pairs, seeded

ALONE = -1  # of those who are tied to nobody
ITERATIONS = 8
FEW_ITERATIONS = 2
LARGE = 20_000


def communities_of(pairs: Pairs) -> Numbers:
    """Leiden by modularity: a number per actor, 0 for the largest community, -1 for those tied to nobody."""
    found = np.full(pairs.size, ALONE, dtype=np.int64)
    tied = np.flatnonzero(pairs.degree)
    if not len(tied):
        return found
    graph = pairs.among(tied).graph()
    rounds = ITERATIONS if len(tied) < LARGE else FEW_ITERATIONS
    parts = seeded(
        lambda: graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=rounds)
    )
    ranked = sorted(parts, key=lambda members: (-len(members), members))
    for number, members in enumerate(ranked):
        found[tied[members]] = number
    return found


def renumbered(ids: Sequence[str], found: Numbers, before: Mapping[str, int]) -> Numbers:
    """The same groups under the numbers that most of their members had before; new groups get the next free numbers.

    Where two groups come from one, the one with more of its members keeps the number.
    """
    shared: dict[tuple[int, int], int] = {}
    for each, number in zip(ids, found.tolist(), strict=True):
        old = before.get(each, ALONE)
        if ALONE not in (number, old):
            shared[number, old] = shared.get((number, old), 0) + 1
    named: dict[int, int] = {ALONE: ALONE}
    taken: set[int] = set()
    for (number, old), _ in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
        if number not in named and old not in taken:
            named[number] = old
            taken.add(old)
    free = max(taken | set(before.values()), default=ALONE) + 1
    for number in range(int(found.max(initial=ALONE)) + 1):
        if number not in named:
            named[number] = free
            free += 1
    return np.array([named[number] for number in found.tolist()], dtype=np.int64)
