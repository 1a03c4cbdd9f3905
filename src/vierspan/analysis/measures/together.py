"""Which pairs of members could have met at all."""

import numpy as np

from vierspan.analysis.measures.scene import Codes, Members, Numbers


def possible_followers(members: Members) -> Numbers:
    """For each member how many others of another party were in the network at the same time.

    Cost: n log n. Source: methods 2.12 (pairs that never could have met have no value).
    """
    met = _overlapping(members.since, members.until) if members.has_dates else np.full(members.count, members.count)
    return (met - _of_own_party(members)).astype(np.float64)


def _of_own_party(members: Members) -> Codes:
    """Members of the same party, oneself included, with whom one overlaps."""
    if not members.has_dates:
        _, place, sizes = np.unique(members.party, return_inverse=True, return_counts=True)
        return np.asarray(sizes[place], dtype=np.int64)
    own = np.zeros(members.count, dtype=np.int64)
    order = np.argsort(members.party, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(members.party[order])) + 1):
        own[group] = _overlapping(members.since[group], members.until[group])
    return own


def _overlapping(since: Codes, until: Codes) -> Codes:
    """For each span how many spans overlap it, itself included."""
    came_later = since.size - np.searchsorted(np.sort(since), until, side="right")
    left_earlier = np.searchsorted(np.sort(until), since, side="left")
    return np.asarray(since.size - came_later - left_earlier, dtype=np.int64)
