"""Gould and Fernandez' five roles of who stands between two that are not tied."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from vierspan.analysis.measures.groups import Codes

ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
ACROSS = (1, 2, 3, 4)  # the roles that link groups
COUNTED_UP_TO = 30_000_000  # two-step paths among which the closed ones are still counted

Counts: TypeAlias = NDArray[np.int64]


def two_step_paths(tied: sparse.csr_array, group: Codes) -> Counts:
    """Per actor and role the ordered paths a -> b -> c (a != c) through it, open or closed: never less than the role.

    Paths that touch an unknown group (-1) do not count. Cost: linear in ties. Source: methods 2.7.
    """
    rows, columns = _known_ends(tied, group)
    size, count = tied.shape[0], int(group.max(initial=-1)) + 1
    same = group[rows] == group[columns]
    within = sparse.csr_array((np.ones(same.sum(), dtype=np.int64), (rows[same], columns[same])), shape=tied.shape)
    between = sparse.csr_array(
        (np.ones((~same).sum(), dtype=np.int64), (rows[~same], columns[~same])), shape=tied.shape
    )
    member = sparse.csr_array(
        (np.ones((group >= 0).sum(), dtype=np.int64), (np.flatnonzero(group >= 0), group[group >= 0])),
        shape=(size, count),
    )
    returned = (_sums(between.T @ member * (between @ member)), _sums(within * within.T), _sums(between * between.T))
    through_same_group, back_within, back_between = returned
    in_same, out_same, in_other, out_other = _sums(within.T), _sums(within), _sums(between.T), _sums(between)
    return np.column_stack(
        [
            in_same * out_same - back_within,
            through_same_group - back_between,
            in_other * out_same,
            in_same * out_other,
            in_other * out_other - through_same_group,
        ]
    )


def closed_paths(tied: sparse.csr_array, group: Codes, actor: int, into: sparse.csr_array) -> Counts:
    """Per role the paths through one actor whose ends are tied directly. `into` is `tied` turned round."""
    before = into.indices[into.indptr[actor] : into.indptr[actor + 1]]
    after = tied.indices[tied.indptr[actor] : tied.indptr[actor + 1]]
    before, after = before[group[before] >= 0], after[group[after] >= 0]
    if group[actor] < 0 or not len(before) or not len(after):
        return np.zeros(len(ROLES), dtype=np.int64)
    first, last = tied[before][:, after].nonzero()
    role = _role(group[before[first]], int(group[actor]), group[after[last]])
    return np.bincount(role, minlength=len(ROLES)).astype(np.int64)


def once_per_pair(counts: Counts) -> Counts:
    """Counts of ordered paths in a mutual network, as unordered ones: gatekeeper and representative are the same."""
    halved = counts.copy()
    halved[..., [0, 1, 4]] //= 2
    return halved


def dropped_paths(tied: sparse.csr_array, group: Codes) -> int:
    """Ordered open paths that touch an actor of unknown group; with over 30 million paths, closed ones too."""
    if (group >= 0).all():
        return 0
    known = tied[group >= 0][:, group >= 0]
    return _open_paths(tied) - _open_paths(known)


def _open_paths(tied: sparse.csr_array) -> int:
    tied = tied.astype(np.int64)
    paths = int((_sums(tied.T) * _sums(tied)).sum() - _sums(tied * tied.T).sum())
    if paths > COUNTED_UP_TO:
        return paths
    return paths - int(_sums(tied * (tied @ tied)).sum())


def _known_ends(tied: sparse.csr_array, group: Codes) -> tuple[Counts, Counts]:
    rows, columns = tied.nonzero()
    known = (group[rows] >= 0) & (group[columns] >= 0)
    return rows[known].astype(np.int64), columns[known].astype(np.int64)


def _role(first: Codes, middle: int, last: Codes) -> Counts:
    """Which of the roles, as a place in ROLES."""
    return np.select(
        [(first == middle) & (last == middle), (first == last), last == middle, first == middle],
        [0, 1, 2, 3],
        default=4,
    ).astype(np.int64)


def _sums(matrix: sparse.csr_array | sparse.csc_array) -> Counts:
    return np.asarray(matrix.sum(axis=1), dtype=np.int64).ravel()
