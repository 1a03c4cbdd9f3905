"""What the map can be sized and coloured by, besides what the mirror computes."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from vierspan.workspace.insight.maps.frames import Net
from vierspan.workspace.insight.maps.pairs import Pairs, pairs_of, seeded

KINDS = ("party", "person")
ALL_SOURCES = 1500  # up to so many actors betweenness is exact
MOST = 20_000  # beyond, it is left out
SOURCES = 200
PARTNER_SHARE = 1 / 3
CORE, PARTNER, PERIPHERY, ENVIRONMENT = range(4)


def ties_counted(net: Net) -> pl.DataFrame:
    """id, degree (to how many of the same kind each is tied on the last day) and strength (of those ties together)."""
    found = []
    for kind in KINDS:
        ids = net.ids(kind)
        pairs = pairs_of(ids, net.living)
        columns = {"id": ids, "degree": pairs.degree, "strength": pairs.weight.round(2)}
        found.append(pl.DataFrame(columns, schema={"id": pl.String, "degree": pl.Int64, "strength": pl.Float64}))
    return pl.concat(found)


def betweenness_of(net: Net) -> dict[str, float]:
    """Per actor the share of shortest ways between two of the same kind that pass them, 0 to 1.

    Strong ties are short. Estimated from 200 starting points where there are many; left out beyond 20,000.
    """
    found: dict[str, float] = {}
    for kind in KINDS:
        ids = net.ids(kind)
        if 3 <= len(ids) <= MOST:
            found |= dict(zip(ids, _betweenness(pairs_of(ids, net.living)), strict=True))
    return found


def _betweenness(pairs: Pairs) -> list[float]:
    graph, size = pairs.graph(), pairs.size
    lengths = (1 / pairs.strength).tolist() or None
    if size <= ALL_SOURCES:
        passed = graph.betweenness(directed=False, weights=lengths)
        ways = (size - 1) * (size - 2) / 2
    else:
        sources = np.linspace(0, size - 1, SOURCES).astype(int).tolist()
        passed = seeded(lambda: graph.betweenness(directed=False, weights=lengths, sources=sources))
        ways = SOURCES * (size - 2)
    return [round(each / ways, 5) for each in passed]


def rings_computed(net: Net) -> dict[str, int]:
    """Where each stands as their ties show it: 0 the core, 1 tied to a third of it, 2 to some of it, 3 to none of it.

    Per kind, from the core that the mirror found; empty where it found none.
    """
    if "in_core" not in net.actors.columns:
        return {}
    cores = net.actors.filter(pl.col("in_core").fill_null(False))
    found: dict[str, int] = {}
    for kind in KINDS:
        ids, core = net.ids(kind), set(cores.filter(pl.col("kind") == kind)["id"])
        if core:
            found |= _rings(ids, core, pairs_of(ids, net.living))
    return found


def _rings(ids: list[str], core: set[str], pairs: Pairs) -> dict[str, int]:
    is_core = np.array([each in core for each in ids])
    known = np.bincount(pairs.one, is_core[pairs.other], minlength=len(ids))
    known += np.bincount(pairs.other, is_core[pairs.one], minlength=len(ids))
    near = known >= np.ceil(PARTNER_SHARE * is_core.sum())
    rings = np.select([is_core, near, known > 0], [CORE, PARTNER, PERIPHERY], ENVIRONMENT)
    return dict(zip(ids, rings.tolist(), strict=True))


def ring_numbers(net: Net, computed: Mapping[str, int], names: tuple[str, ...]) -> dict[str, int]:
    """In which ring each is drawn: as declared, else as computed, else as their party, else in the environment."""
    declared = {each: names.index(ring) for each, ring in net.actors.select("id", "ring").iter_rows() if ring in names}
    told = {**computed, **declared}
    homes = net.actors.select("id", "party").iter_rows()
    return {each: told.get(each, told.get(home or "", ENVIRONMENT)) for each, home in homes}
