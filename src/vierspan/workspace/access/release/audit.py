"""Which sets of people may be shown together (R5, R6 and R9), decided by algebra and not by pairs.

Known are the sums over all sets shown, now and earlier. Hidden must stay every group of 1 to k-1 people, also for a
respondent who knows their own answer. Both follow from one condition: no combination of known sums, other than the
zero one, rests on fewer than k people.

- R6: the sum over a group of 1 to k-1 people is such a combination.
- R9: let me know my own answer, and let some group of 1 to k-2 others be solved with it. Then the combination of known
  sums that did so rests on these others and at most on me: on k-1 people or fewer.
- R5: a remainder of two nested sets is the difference of two known sums.

It is stricter than R6 and R9 word by word: it also refuses x - y, or x + y - z - w, which give x and y away as soon as
the difference is large. A set that follows from others shown tells nothing new and may be shown.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from vierspan.workspace.access.release.algebra import has_light_vector

Key = TypeVar("Key", bound=Hashable)


def showable(candidates: Mapping[Key, frozenset[str]], earlier: Iterable[frozenset[str]], k: int) -> frozenset[Key]:
    """The keys of the sets that may be shown, tried largest first and then in the order given.

    `earlier` are the sets whose sums are known already; those without any link to the candidates do not count.
    """
    linked = _linked(frozenset().union(*candidates.values()), list(earlier))
    everyone = sorted(frozenset().union(*candidates.values(), *linked))
    place = {person: 1 << at for at, person in enumerate(everyone)}
    known = [sum(place[person] for person in members) for members in linked]
    waiting = {
        key: sum(place[person] for person in members) for key, members in candidates.items() if len(members) >= k
    }
    shown = _greedy(known, sorted(dict.fromkeys(waiting.values()), key=lambda mask: -mask.bit_count()), k)
    return frozenset(key for key, mask in waiting.items() if mask in shown)


def _linked(start: frozenset[str], earlier: list[frozenset[str]]) -> list[frozenset[str]]:
    reached, linked, before = start, list[frozenset[str]](), -1
    while len(linked) > before:
        before = len(linked)
        near = [members for members in earlier if members & reached]
        earlier = [members for members in earlier if not members & reached]
        reached = reached.union(*near)
        linked += near
    return list(dict.fromkeys(linked))


def _greedy(known: list[int], waiting: list[int], k: int) -> set[int]:
    """Goes through the sets in order and keeps each that is safe with those kept; safe runs are tested at once."""
    kept, span = list(known), len(waiting)
    while waiting := [mask for mask in waiting if not _is_near_one(mask, kept, k)]:
        run = _run(waiting, k)[:span]
        safe = _longest_safe(kept, run, k)
        kept += run[:safe]
        is_done = safe == len(run)
        waiting = waiting[safe if is_done else safe + 1 :]
        span = 2 * span if is_done else 1
    return set(kept[len(known) :])


def _is_near_one(mask: int, others: Iterable[int], k: int) -> bool:
    """Whether a set differs from one of the others by fewer than k people: the difference rests on those."""
    return any(0 < (mask ^ other).bit_count() < k for other in others)


def _run(waiting: Sequence[int], k: int) -> list[int]:
    run: list[int] = []
    for mask in waiting:
        if _is_near_one(mask, run, k):
            break
        run.append(mask)
    return run


def _longest_safe(kept: list[int], run: list[int], k: int) -> int:
    """How many of the run can be added in order: what is safe for all is safe for fewer, so halving finds it."""
    if is_safe([*kept, *run], k):
        return len(run)
    safe, unsafe = 0, len(run)
    while unsafe - safe > 1:
        middle = (safe + unsafe) // 2
        if is_safe([*kept, *run[:middle]], k):
            safe = middle
        else:
            unsafe = middle
    return safe


def is_safe(masks: Sequence[int], k: int) -> bool:
    """Whether no combination of the sums over these sets (people as bits) rests on fewer than k people."""
    distinct = list(dict.fromkeys(masks))
    classes = _classes(distinct)
    rows = [[1 if members & mask else 0 for members in classes] for mask in distinct]
    return not has_light_vector(rows, [members.bit_count() for members in classes], k)


def _classes(masks: Iterable[int]) -> list[int]:
    """People split into those who are in the same sets; who is in none is left out."""
    classes: list[int] = []
    for mask in masks:
        split, new = [], mask
        for members in classes:
            split += [part for part in (members & mask, members & ~mask) if part]
            new &= ~members
        classes = [*split, new] if new else split
    return classes
