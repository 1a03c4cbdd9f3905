"""Pairs of groups that one actor alone links."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from vierspan.analysis.measures.groups import Codes


def bridged_pairs(together: sparse.csr_array, group: Codes) -> NDArray[np.int64]:
    """Per actor how many pairs of groups only they link.

    Definition: an actor links g and h by belonging to one and being tied to the other, or by ties with both from a
    third group. A pair counts for who is part of every link between the two: all direct ties run through them and no
    third party links the pair, or there are no direct ties and they are its only third party.
    Edge cases: actors of unknown group link nothing; one tie between two groups counts for both ends.
    Cost: the squared number of groups each actor touches. Source: methods 2.7 [O].
    """
    size, count = len(group), int(group.max(initial=-1)) + 1
    if count < 2:
        return np.zeros(size, dtype=np.int64)
    known = np.flatnonzero(group >= 0)
    member = sparse.csr_array((np.ones(len(known)), (known, group[known])), shape=(size, count))
    tied = sparse.csr_array((np.ones(together.nnz), together.indices, together.indptr), shape=together.shape)
    counts = _elsewhere(tied @ member, group)
    touched = sparse.csr_array((np.ones(counts.nnz), counts.indices, counts.indptr), shape=counts.shape)
    third = sparse.csr_array(touched.T @ touched)
    direct = sparse.csr_array(member.T @ counts)
    return _as_third_party(touched, third, direct) + _as_member(counts, group, third, direct)


def _elsewhere(counts: sparse.csr_array, group: Codes) -> sparse.csr_array:
    """Ties per actor and group, without the own group and without actors whose group is unknown."""
    pairs = sparse.coo_array(counts)
    rows, columns = pairs.coords
    kept = (group[rows] >= 0) & (group[rows] != columns) & (pairs.data > 0)
    return sparse.csr_array((pairs.data[kept], (rows[kept], columns[kept])), shape=counts.shape)


def _as_third_party(touched: sparse.csr_array, third: sparse.csr_array, direct: sparse.csr_array) -> NDArray[np.int64]:
    pairs = sparse.coo_array(third)
    first, second = pairs.coords
    alone = (pairs.data == 1) & (first != second)
    alone &= _values(direct, first, second) == 0
    lone = sparse.csr_array((np.ones(alone.sum()), (first[alone], second[alone])), shape=third.shape)
    return np.asarray(((touched @ lone) * touched).sum(axis=1) / 2, dtype=np.int64).ravel()


def _as_member(
    counts: sparse.csr_array, group: Codes, third: sparse.csr_array, direct: sparse.csr_array
) -> NDArray[np.int64]:
    pairs = sparse.coo_array(counts)
    rows, other = pairs.coords
    own = group[rows]
    alone = (_values(direct, own, other) == pairs.data) & (_values(third, own, other) == 0)
    return np.bincount(rows[alone], minlength=len(group)).astype(np.int64)


def _values(matrix: sparse.csr_array, rows: NDArray[np.int32], columns: NDArray[np.int32]) -> NDArray[np.float64]:
    """Entries at given places; the matrix is groups by groups."""
    if not len(rows):
        return np.zeros(0)
    return np.asarray(matrix[rows, columns], dtype=np.float64).ravel()
