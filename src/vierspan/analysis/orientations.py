"""The four orientations of network leadership, and the rooms in which they work."""

from enum import StrEnum


class Orientation(StrEnum):
    """In the order of the square: where to (course, horizon), then how (conditions, initiatives)."""

    STRATEGIST = "strategist"
    EXPLORER = "explorer"
    DEVELOPER = "developer"
    PROCESS_MANAGER = "process_manager"

    @property
    def room(self) -> str:
        return ROOMS[self]

    @property
    def letter(self) -> str:
        """The short form that the act catalogue and the interventions use."""
        return LETTERS[self]


ROOMS = {
    Orientation.STRATEGIST: "course",
    Orientation.EXPLORER: "horizon",
    Orientation.DEVELOPER: "conditions",
    Orientation.PROCESS_MANAGER: "initiatives",
}

LETTERS = {
    Orientation.STRATEGIST: "S",
    Orientation.EXPLORER: "E",
    Orientation.DEVELOPER: "D",
    Orientation.PROCESS_MANAGER: "P",
}

BY_LETTER = {letter: orientation for orientation, letter in LETTERS.items()}
