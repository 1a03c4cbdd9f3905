"""Exact linear algebra on whole numbers: is there a combination of sums that rests on a few people only?

Columns stand for classes of people who are in the same sets, rows for sets whose sum is known. Every combination of
known sums is a vector of the row space; the people it rests on are those in its columns that are not zero.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd

Row = list[int]
MOST_STEPS = 10_000


class TooMuchWork(Exception):
    """The search would take too long; who asks must answer as if a light combination exists."""


@dataclass(slots=True)
class Effort:
    """Counts steps of a search, and ends it when there are too many."""

    left: int = MOST_STEPS

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooMuchWork


@dataclass(frozen=True, slots=True)
class Reduced:
    """The row space in reduced form: row i is the only one that is not zero in column pivots[i].

    `rest` spans the vectors that are zero in all columns that were looked at.
    """

    rows: list[Row]
    pivots: list[int]
    rest: list[Row]


def cleared(row: Row, by: Row, column: int) -> Row:
    """A multiple of the row minus a multiple of `by`, zero in the column and as small as can be."""
    here, there = row[column], by[column]
    if here == there:
        return [a - b for a, b in zip(row, by, strict=True)]
    if here == -there:
        return [a + b for a, b in zip(row, by, strict=True)]
    new = [a * there - b * here for a, b in zip(row, by, strict=True)]
    common = gcd(*new)
    return [a // common for a in new] if common > 1 else new


def reduce(rows: Sequence[Row], order: Sequence[int]) -> Reduced:
    """The same row space with pivots taken from these columns, in this order."""
    left = list(rows)
    done: list[Row] = []
    pivots: list[int] = []
    for column in order:
        at = next((at for at, row in enumerate(left) if row[column]), None)
        if at is None:
            continue
        by = left.pop(at)
        left = [cleared(row, by, column) if row[column] else row for row in left]
        done = [cleared(row, by, column) if row[column] else row for row in done]
        done.append(by)
        pivots.append(column)
        if not left:
            break
    return Reduced(done, pivots, [row for row in left if any(row)])


def has_light_vector(rows: Sequence[Row], sizes: Sequence[int], k: int) -> bool:
    """Whether some combination that is not zero rests on fewer than k people; also True when that is too hard to say.

    Takes disjoint sets of pivot columns (after Brouwer and Zimmermann's bound for the smallest weight of a code). On
    each of them a vector is either zero or rests on at least the smallest of its columns. When these smallest add up to
    k, only the vectors that are zero on some set are left to look at, and those that are zero on the last set are all
    of them. Else combinations that are light on one set are tried too.
    """
    frames = _frames(rows, sizes, k)
    if not frames:
        return False
    if has_light_vector(frames[-1].rest, sizes, k):
        return True
    if sum(_smallest(frame, sizes) for frame in frames) >= k:
        return False
    people = _as_people(sizes)
    effort = Effort()
    try:
        return any(
            _reaches_below(frame, sizes, people, (most, k), effort)
            for frame, most in zip(frames, _shares(frames, sizes, k), strict=True)
        )
    except TooMuchWork:
        return True


def _frames(rows: Sequence[Row], sizes: Sequence[int], k: int) -> list[Reduced]:
    """Disjoint sets of pivots, until their smallest columns add up to k or no columns are left."""
    order = sorted(range(len(sizes)), key=lambda column: -sizes[column])
    frames: list[Reduced] = []
    weight = 0
    while weight < k and (frame := reduce(rows, order)).rows:
        frames.append(frame)
        weight += _smallest(frame, sizes)
        taken = set(frame.pivots)
        order = [column for column in order if column not in taken]
    return frames


def _smallest(frame: Reduced, sizes: Sequence[int]) -> int:
    return min(sizes[pivot] for pivot in frame.pivots)


def _shares(frames: Sequence[Reduced], sizes: Sequence[int], k: int) -> list[int]:
    """How light a vector must be tried on each set, so that whatever is heavier on all weighs k or more."""
    shares = [_smallest(frame, sizes) - 1 for frame in frames]
    while sum(share + 1 for share in shares) < k:
        shares[shares.index(min(shares))] += 1
    return shares


def _as_people(sizes: Sequence[int]) -> list[int]:
    people, start = [], 0
    for size in sizes:
        people.append(((1 << size) - 1) << start)
        start += size
    return people


def _reaches_below(
    frame: Reduced, sizes: Sequence[int], people: Sequence[int], bounds: tuple[int, int], effort: Effort
) -> bool:
    most, k = bounds
    supports = [_people_of(row, people) for row in frame.rows]
    apart = 0
    for row in frame.rest:
        apart |= _people_of(row, people)
    for chosen in _subsets(frame, sizes, most):
        effort.spend()
        if (_in_one_only([supports[at] for at in chosen]) & ~apart).bit_count() < k:
            target, *free = (frame.rows[at] for at in chosen)
            used = sum(people[frame.pivots[at]] for at in chosen)
            if rests_on_few(target, [*free, *frame.rest], (people, used, k - 1), effort):
                return True
    return False


def _people_of(row: Row, people: Sequence[int]) -> int:
    return sum(members for value, members in zip(row, people, strict=True) if value)


def _in_one_only(supports: Sequence[int]) -> int:
    """The people in exactly one of the rows: no combination of all these rows is without them."""
    once = more = 0
    for support in supports:
        more |= once & support
        once |= support
    return once & ~more


def _subsets(frame: Reduced, sizes: Sequence[int], most: int) -> Iterator[list[int]]:
    """Sets of rows whose pivot columns hold at most so many people, small ones first."""
    waiting: list[tuple[list[int], int]] = [([], 0)]
    for chosen, weight in waiting:
        for at in range(chosen[-1] + 1 if chosen else 0, len(frame.rows)):
            heavier = weight + sizes[frame.pivots[at]]
            if heavier <= most:
                yield [*chosen, at]
                waiting.append(([*chosen, at], heavier))


def rests_on_few(target: Row, free: Sequence[Row], people: tuple[Sequence[int], int, int], effort: Effort) -> bool:
    """Whether target plus some multiples of the free rows rests on at most `within` people, those `used` included.

    `people` is (people per column as bits, bits already used, within). Columns whose people are used cost nothing.
    """
    masks, used, within = people
    effort.spend()
    open_column = None
    for column, value in enumerate(target):
        if value and masks[column] & ~used:
            if not any(row[column] for row in free):
                used |= masks[column]
                if used.bit_count() > within:
                    return False
            elif open_column is None:
                open_column = column
    if open_column is None:
        return True
    more = used | masks[open_column]
    if more.bit_count() <= within and rests_on_few(target, free, (masks, more, within), effort):
        return True
    by = next(row for row in free if row[open_column])
    rest = [cleared(row, by, open_column) if row[open_column] else row for row in free if row is not by]
    return rests_on_few(cleared(target, by, open_column), rest, (masks, used, within), effort)
