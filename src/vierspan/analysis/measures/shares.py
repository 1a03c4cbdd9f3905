"""How an amount is divided over members: the plain numbers of methods 2.2 and 2.3."""

import numpy as np

from vierspan.analysis.measures.scene import Codes, Numbers, summed


def effective_number(amounts: Numbers) -> float | None:
    """N2 = 1 / sum p^2, the inverse Simpson index (Laakso-Taagepera): how many effectively carry this.

    Range 1 to the number of members. None where the sum is zero. Cost: linear. Source: methods 2.2.

    >>> effective_number(np.array([4.0, 3, 2, 1]))
    3.3333333333333335
    """
    total = amounts.sum()
    return float(total**2 / (amounts**2).sum()) if total > 0 else None


def effective_number_by_entropy(amounts: Numbers) -> float | None:
    """N1 = exp(-sum p ln p): as N2, more sensitive to many small shares. Source: methods 2.2."""
    total = amounts.sum()
    if not total > 0:
        return None
    shares = amounts[amounts > 0] / total
    return float(np.exp(-(shares * np.log(shares)).sum()))


def top_share(amounts: Numbers, count: int) -> float | None:
    """CR: the share of the largest `count` members, 0 to 1. None where the sum is zero. Source: methods 2.2."""
    total = amounts.sum()
    if not total > 0:
        return None
    return float(np.sort(amounts)[::-1][:count].sum() / total)


def starlikeness(received: Numbers, most: float) -> float | None:
    """C_in, Freeman's centralisation of what is received: sum(max S - S_j) / ((n - 1)^2 * w).

    `received` is S_j, the sum of what each of the n members receives from the n - 1 others, each giving `most` at the
    most. Range 0 (all alike) to 1 (a star). None for fewer than three members or where nothing could be given. It is
    also 0 when nobody leads: never show it without the amount. Cost: linear. Source: Freeman 1979, methods 2.3.
    """
    if received.size < 3 or not most > 0:
        return None
    return float((received.max() - received).sum() / ((received.size - 1) ** 2 * most))


def by_party(amounts: Numbers, party: Codes) -> Numbers:
    """The amounts of members added up per party."""
    _, place = np.unique(party, return_inverse=True)
    return summed(place, amounts) if amounts.size else amounts


def largest_without(group: Codes, item: Codes, amount: Numbers, full: Numbers) -> Numbers:
    """For each group: the largest of `full` after taking away what that group brought in.

    `group`, `item`, `amount` are rows with each pair of group and item at most once; groups are numbered from 0.
    The largest is either an item that the group touches, less its amount, or the first in rank that it does not touch.
    Cost: n log n for n rows.
    """
    order_of_items = np.argsort(-full, kind="stable")
    rank = np.empty_like(order_of_items)
    rank[order_of_items] = np.arange(full.size)
    order = np.lexsort((rank[item], group))
    group, item, amount = group[order], item[order], amount[order]
    starts = np.flatnonzero(np.r_[True, np.diff(group) > 0])
    place = np.arange(group.size) - np.repeat(starts, np.diff(np.r_[starts, group.size]))
    untouched_rank = np.add.reduceat(rank[item] == place, starts, dtype=np.int64)
    ranked = np.append(full[order_of_items], 0.0)
    touched = np.maximum.reduceat(full[item] - amount, starts)
    return np.asarray(np.maximum(touched, ranked[untouched_rank]))
