"""Ratings of one person: groups too small to stand alone are put together first (R3)."""

from collections.abc import Mapping

OTHERS = "others"


def merged_groups(groups: Mapping[str, frozenset[str]], *, k: int, others: str = OTHERS) -> dict[str, frozenset[str]]:
    """The groups of k or more and, when it reaches k too, all the rest as one group named `others`.

    Empty when the rest stays below k: then only the whole is told. Pass to `release` as the groups of a breakdown;
    leave out the person's own rating and that of the one manager, which are not confidential and said to be so.
    """
    large = {name: members for name, members in groups.items() if len(members) >= k and name != others}
    counted = frozenset().union(*large.values())
    rest = frozenset().union(*groups.values()) - counted
    if not rest:
        return large
    return {**large, others: rest} if len(rest) >= k else {}
