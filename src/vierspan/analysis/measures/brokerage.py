"""Who stands between groups that would otherwise not be tied."""

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from vierspan.analysis.measures.betweenness import Betweenness, betweenness
from vierspan.analysis.measures.bridging import bridged_pairs
from vierspan.analysis.measures.brokerage_roles import (
    ACROSS,
    ROLES,
    Counts,
    closed_paths,
    dropped_paths,
    once_per_pair,
    two_step_paths,
)
from vierspan.analysis.measures.contacts import contacts
from vierspan.analysis.measures.graph import Graph, split_by_kind
from vierspan.analysis.measures.groups import Groups, groups
from vierspan.analysis.mirror.picture import Broker, Brokerage, Window
from vierspan.analysis.records import Records

SHOWN = 12
TRIED = 400  # actors whose roles are counted exactly, at most
FEWEST_ACTORS = 3


class _Ties(NamedTuple):
    """Who is tied to whom, unweighted, and turned round; with what each actor links."""

    graph: Graph
    groups: Groups
    tied: sparse.csr_array
    into: sparse.csr_array
    bridged: Counts
    paths: Counts


def brokerage(records: Records, acts: pl.DataFrame, window: Window) -> Brokerage | None:
    """The strongest brokers, at most twelve: by pairs of groups that only they link, then by open paths across groups.

    Definition: roles count ordered paths a -> b -> c without a -> c by the groups of the three (Gould & Fernandez);
    in a mutual network every pair counts once, and gatekeeper equals representative. Paths that touch an unknown
    group are dropped and counted. Brokerage is 1 - min(1, Burt's constraint), for who has two contacts or more;
    betweenness as in `betweenness`. Groups as in `groups`; ties as in `contacts`, of the kind of actor with most.
    Range: counts; brokerage and betweenness 0-1. Edge cases: no ties, or fewer than three actors -> None.
    Cost: roles of all actors are bounded in one pass; then those with the highest bound are counted exactly until
    nobody left can pass the last one shown (at most 400), so the result is that of counting everybody.
    Source: Gould & Fernandez 1989, Burt 1992; methods 2.7.
    """
    graph = contacts(records, window)
    if graph is None or graph.size < FEWEST_ACTORS:
        return None
    ties = _ties(split_by_kind(graph, records)[0], records)
    between = betweenness(ties.tied, is_directed=ties.graph.is_directed)
    names = _names(records)
    top = _strongest(ties)
    error = None if between.error is None else max((float(between.error[place]) for place, _ in top), default=0.0)
    dropped = dropped_paths(ties.tied, ties.groups.of)
    return Brokerage(
        grouping=ties.groups.grouping,
        brokers=tuple(_broker(ties, place, roles, between, names) for place, roles in top),
        betweenness_error=error,
        dropped_triples=dropped if ties.graph.is_directed else dropped // 2,
    )


def constraint(graph: Graph, place: int) -> float | None:
    """Burt's constraint of one actor: sum over j of (p_ij + sum over q of p_iq * p_qj)^2.

    p is the mutual strength over its sum. Not bounded by 1 (a triangle has 1.125); no contacts -> None.
    Cost: the contacts of one's contacts. Source: Burt 1992; methods 2.7.
    """
    together = graph.together
    around = together.indices[together.indptr[place] : together.indptr[place + 1]]
    if not len(around):
        return None
    own = together[[place]][:, around].toarray().ravel()
    own = own / own.sum()
    theirs = together[around]
    passed_on = own / np.asarray(theirs.sum(axis=1)).ravel()
    return float(((own + theirs[:, around].T @ passed_on) ** 2).sum())


def _ties(graph: Graph, records: Records) -> _Ties:
    found = groups(graph, records)
    links = graph.directed
    tied = sparse.csr_array((np.ones(links.nnz, dtype=np.int64), links.indices, links.indptr), shape=links.shape)
    tied.sort_indices()
    paths = two_step_paths(tied, found.of)
    paths = paths if graph.is_directed else once_per_pair(paths)
    return _Ties(graph, found, tied, sparse.csr_array(tied.T), bridged_pairs(graph.together, found.of), paths)


def _strongest(ties: _Ties) -> list[tuple[int, Counts]]:
    """Places and exact roles of the brokers shown, strongest first."""
    bound = ties.paths[:, ACROSS].sum(axis=1)
    order = np.lexsort((np.arange(len(bound)), -bound, -ties.bridged))[:TRIED]
    found: list[tuple[tuple[int, int, int], Counts]] = []
    for place in (int(place) for place in order):
        if len(found) >= SHOWN and found[SHOWN - 1][0][:2] <= (-ties.bridged[place], -bound[place]):
            break
        roles = _roles(ties, place)
        found.append(((-int(ties.bridged[place]), -int(roles[list(ACROSS)].sum()), place), roles))
        found.sort(key=lambda one: one[0])
    return [(key[2], roles) for key, roles in found[:SHOWN] if key[0] < 0 or key[1] < 0]


def _roles(ties: _Ties, place: int) -> Counts:
    closed = closed_paths(ties.tied, ties.groups.of, place, ties.into)
    return np.asarray(ties.paths[place] - (closed if ties.graph.is_directed else once_per_pair(closed)))


def _broker(ties: _Ties, place: int, roles: Counts, between: Betweenness, names: dict[str, str]) -> Broker:
    actor, own = ties.graph.actors[place], int(ties.groups.of[place])
    found = constraint(ties.graph, place) if _contact_count(ties, place) > 1 else None
    return Broker(
        actor=actor,
        name=names.get(actor, actor),
        group=ties.groups.names[own] if own >= 0 else None,
        bridged_pairs=int(ties.bridged[place]),
        groups=_reached(ties, place),
        roles={role: int(count) for role, count in zip(ROLES, roles, strict=True)},
        brokerage=None if found is None else 1 - min(1.0, found),
        betweenness=float(between.value[place]),
    )


def _around(ties: _Ties, place: int) -> Counts:
    after = ties.tied.indices[ties.tied.indptr[place] : ties.tied.indptr[place + 1]]
    before = ties.into.indices[ties.into.indptr[place] : ties.into.indptr[place + 1]]
    return np.union1d(after, before)


def _contact_count(ties: _Ties, place: int) -> int:
    return len(_around(ties, place))


def _reached(ties: _Ties, place: int) -> tuple[str, ...]:
    """The other groups somebody has ties with, most ties first."""
    reached = ties.groups.of[_around(ties, place)]
    codes, counts = np.unique(reached[(reached >= 0) & (reached != ties.groups.of[place])], return_counts=True)
    return tuple(ties.groups.names[code] for code in codes[np.argsort(-counts, kind="stable")][:SHOWN])


def _names(records: Records) -> dict[str, str]:
    tables = (records.table(key).select("id", "name") for key in ("parties", "people"))
    return dict(pl.concat(tables).iter_rows())
