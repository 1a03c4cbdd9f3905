"""The reason why a cell's text could not be read."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)  # exceptions must stay hashable
class Slip(Exception):
    """One text that does not mean what its column asks: why, and what may have been meant."""

    code: str
    suggestions: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    among: tuple[str, ...] = ()  # what was to be chosen from; the nearest is sought only for slips that are shown
