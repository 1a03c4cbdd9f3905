"""Betweenness: through whom the shortest paths run, exact or from a sample of starting points."""

from typing import NamedTuple

import igraph
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from vierspan.analysis.measures.graph import Vector

EXACT_UP_TO = 5_000_000  # actors times (actors + ties)
SAMPLED_WORK = 30_000_000  # ties times starting points
FEWEST, MOST = 16, 256  # starting points
BATCH = 16
SEED = 20


class Betweenness(NamedTuple):
    """Value per actor (0-1), and its standard error where sampled."""

    value: Vector
    error: Vector | None


def betweenness(tied: sparse.csr_array, *, is_directed: bool) -> Betweenness:
    """The part of all shortest paths between two others that runs through each actor; strengths do not count.

    Definition: sum over pairs of the share of their shortest paths through b, over the number of pairs of others.
    Exact while actors x (actors + ties) is at most 5 million; else from starting points drawn at random (seeded):
    n times the mean of what each starting point contributes, with the standard error of that mean.
    Range 0-1. Edge cases: fewer than three actors -> zeros; pairs without a path count in the number of pairs.
    Cost: n * m exact, else some tens of passes over the ties. Source: Freeman 1977, Brandes 2001, Brandes & Pich 2007.
    """
    size = tied.shape[0]
    pairs = max(1, (size - 1) * (size - 2))
    if size * (size + tied.nnz) <= EXACT_UP_TO:
        return Betweenness(_exact(tied, is_directed=is_directed) / pairs, None)
    count = int(np.clip(SAMPLED_WORK // max(1, tied.nnz), FEWEST, min(MOST, size)))
    starts = np.sort(np.random.default_rng(SEED).choice(size, count, replace=False))
    total, squares = np.zeros(size), np.zeros(size)
    turned = sparse.csr_array(tied.T)
    for first in range(0, count, BATCH):
        passed = _contributions(tied, turned, starts[first : first + BATCH])
        total += passed.sum(axis=1)
        squares += (passed**2).sum(axis=1)
    mean = total / count
    deviation = np.sqrt(np.maximum(0.0, squares / count - mean**2) / (count - 1))
    return Betweenness(size * mean / pairs, size * deviation / pairs)


def _exact(tied: sparse.csr_array, *, is_directed: bool) -> Vector:
    """Over ordered pairs, as in a mutual network each pair counts both ways."""
    pairs = tied if is_directed else sparse.triu(tied)
    graph = igraph.Graph(n=tied.shape[0], edges=np.column_stack(sparse.coo_array(pairs).coords), directed=is_directed)
    return np.array(graph.betweenness()) * (1 if is_directed else 2)


def _contributions(tied: sparse.csr_array, turned: sparse.csr_array, starts: NDArray[np.int64]) -> Vector:
    """Brandes' dependencies of many starting points at once: actors by starting points."""
    places = (starts, np.arange(len(starts)))
    tied, turned = tied.astype(np.float32), turned.astype(np.float32)
    paths = np.zeros((tied.shape[0], len(starts)), dtype=np.float32)
    paths[places] = 1.0
    front, layers = paths.copy(), [paths > 0]
    while front.any():
        front = turned @ front
        front[paths > 0] = 0.0
        paths += front
        layers.append(front > 0)
    passed = np.zeros_like(paths)
    reached = np.maximum(paths, 1.0)
    for nearer, farther in zip(layers[-2::-1], layers[:0:-1], strict=True):
        share = np.where(farther, (1 + passed) / reached, 0.0)
        passed += np.where(nearer, (tied @ share) * paths, 0.0)
    passed[places] = 0.0
    return passed.astype(np.float64)
