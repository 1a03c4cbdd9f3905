"""Names beside the discs: the ones that matter first, and none over another."""

from collections.abc import Sequence
from dataclasses import dataclass

LETTER = 0.53  # mean width of a letter, as a share of its size
STRONG = 1.06
GAP = 3.0
SMALLER = 0.88
LONG = 18
MOST = 400

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Named:
    label: str
    x: float
    y: float
    radius: float
    is_strong: bool
    rank: float


@dataclass(frozen=True, slots=True)
class Name:
    """Where a name stands: the middle of its lines, and the first baseline."""

    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    leading: float
    is_strong: bool


def broken(label: str) -> tuple[str, ...]:
    """A long name in two lines, parted at the space nearest to the middle."""
    spaces = [at for at, letter in enumerate(label) if letter == " "]
    if len(label) <= LONG or not spaces:
        return (label,)
    best = min(spaces, key=lambda at: abs(at - len(label) / 2))
    return label[:best], label[best + 1 :]


def placed(all_named: Sequence[Named], sheet: tuple[float, float], size: float) -> dict[int, Name]:
    """By number: the names that can stand somewhere, a little smaller where they else could not. Who matters is named
    even over a lesser disc."""
    room = Room(sheet, [_disc(each) for each in all_named], [])
    ranked = sorted(range(len(all_named)), key=lambda each: -all_named[each].rank)[:MOST]
    found: dict[int, Name] = {}
    for letter in (size, size * SMALLER):
        for number in ranked:
            if number not in found and (name := _placed(all_named[number], number, room, letter)):
                found[number] = name
    return found


@dataclass(frozen=True, slots=True)
class Room:
    """The sheet, with what stands on it already."""

    sheet: tuple[float, float]
    discs: list[Box]
    taken: list[Box]


def _placed(named: Named, number: int, room: Room, size: float) -> Name | None:
    lines = broken(named.label)
    width = max(map(len, lines)) * size * LETTER * (STRONG if named.is_strong else 1)
    boxes = _boxes(named, width, len(lines) * _leading(size), room.sheet)
    free = [box for box in boxes if not any(_overlaps(box, other) for other in room.taken)]
    others = [disc for each, disc in enumerate(room.discs) if each != number]
    best = min(free, key=lambda box: sum(_overlaps(box, disc) for disc in others), default=None)
    is_clear = best is not None and not any(_overlaps(best, disc) for disc in others)
    box = best if is_clear or named.is_strong else None
    if box is None:
        return None
    room.taken.append(box)
    return Name(lines, (box[0] + box[2]) / 2, box[1] + size * 0.93, size, _leading(size), named.is_strong)


def _boxes(named: Named, width: float, height: float, sheet: tuple[float, float]) -> list[Box]:
    left = min(max(named.x - width / 2, 2), max(2.0, sheet[0] - width - 2))
    reach, aside = named.radius + GAP, 0.7 * named.radius + GAP
    corners = [
        (left, named.y + reach),
        (left, named.y - reach - height),
        (named.x + reach + 2, named.y - height / 2),
        (named.x - reach - 2 - width, named.y - height / 2),
        *(
            (x, y)
            for x in (named.x + aside, named.x - aside - width)
            for y in (named.y + aside, named.y - aside - height)
        ),
    ]
    boxes = [(x, y, x + width, y + height) for x, y in corners]
    return [box for box in boxes if box[0] > 0 and box[1] > 0 and box[2] < sheet[0] and box[3] < sheet[1]]


def _leading(size: float) -> float:
    return size * 1.17


def _disc(named: Named) -> Box:
    return named.x - named.radius, named.y - named.radius, named.x + named.radius, named.y + named.radius


def _overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
