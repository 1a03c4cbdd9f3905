"""Where a blip stands on the radar: in its own cell, clear of all that stands there, and never moved afterwards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

QUARTER = pi / 2
BLIP = 15.0  # the radius of a blip, which holds a number of three digits
CLEAR = 2 * BLIP + 4  # the least distance between the middles of two
TRIES = 600
SIZES = (
    600.0,
    720.0,
    860.0,
    1030.0,
    1240.0,
    1500.0,
    1800.0,
    2200.0,
)  # the radius of the whole: larger where more must fit
RINGS = {3: (0.14, 0.46, 0.71, 1.0), 4: (0.14, 0.46, 0.66, 0.84, 1.0)}  # inner edges, as shares of the radius
# Two irrational steps that fill a square evenly: the plastic number's (Roberts, "R2").
STEP_ALONG, STEP_OUT = 0.7548776662466927, 0.5698402909980532


@dataclass(frozen=True, slots=True)
class Cell:
    """One sector within one ring of a quarter disc: which of how many, counted from the level and from within."""

    sector: int
    sectors: int
    ring: int
    rings: int

    @property
    def angles(self) -> tuple[float, float]:
        wide = QUARTER / self.sectors
        return self.sector * wide, (self.sector + 1) * wide

    @property
    def edges(self) -> tuple[float, float]:
        shares = RINGS[self.rings]
        return shares[self.ring], shares[self.ring + 1]


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a cell: the share of its angle, and the share of its depth."""

    along: float
    outward: float


def point(cell: Cell, place: Place, radius: float) -> tuple[float, float]:
    """Right of and above the corner in which the quarter disc begins."""
    low, high = cell.angles
    inner, outer = cell.edges
    angle = low + (high - low) * place.along
    out = radius * (inner + (outer - inner) * place.outward)
    return out * cos(angle), out * sin(angle)


def placed(cell: Cell, taken: Iterable[tuple[float, float]], radius: float) -> Place | None:
    """The first free place of a cell beside the points that are taken.

    Definition: of a fixed sequence of 600 points that fills the cell evenly, the first at which a blip is whole within
    its cell and clear of all others; so a cell fills evenly, and the same at every time. Range: shares from 0 to 1; a
    place that holds at one radius holds at every larger one. Edge cases: None where the cell is full or too narrow for
    one blip. Cost: 600 times what is taken. Source: house rule for stable places; look.md 8. Errors: none.
    """
    here = list(taken)
    tries = (_try(cell, number) for number in range(TRIES))
    return next((each for each in tries if is_clear(cell, each, here, radius)), None)


def is_clear(cell: Cell, place: Place, taken: Sequence[tuple[float, float]], radius: float) -> bool:
    """Whether a kept place still holds beside these points."""
    return _room(cell, place, taken, radius) > 0


def _try(cell: Cell, number: int) -> Place:
    """Evenly over the surface, so that the outer parts get as many as they are wide."""
    inner, outer = cell.edges
    share = (0.5 + number * STEP_OUT) % 1
    out = sqrt(inner**2 + share * (outer**2 - inner**2))
    return Place(round((0.5 + number * STEP_ALONG) % 1, 5), round((out - inner) / (outer - inner), 5))


def _room(cell: Cell, place: Place, taken: Sequence[tuple[float, float]], radius: float) -> float:
    """How much nearer the nearest blip or edge could come; 0 or less: it is too near."""
    x, y = point(cell, place, radius)
    low, high = cell.angles
    inner, outer = cell.edges
    out = hypot(x, y)
    angle = low + (high - low) * place.along
    edges = [out - radius * inner, radius * outer - out, out * sin(angle - low), out * sin(high - angle)]
    others = min((hypot(x - a, y - b) for a, b in taken), default=3 * CLEAR)
    return min(min(edges) - BLIP - 2, others - CLEAR)
