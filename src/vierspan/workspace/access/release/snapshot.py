"""What one release told, frozen: the cells, and the sets of respondents behind them for later audits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vierspan.workspace.access.release.cells import HIDDEN, Cell, cell_from_plain

WHOLE = ("", "")
Place = tuple[str, str, str]
"""(item, breakdown key, group); breakdown and group are empty for the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The same for all viewers and never computed again (R1). It holds no answers.

    `shown` has, per item, the sets of respondents whose sum is known. Respondents are there by the ids `release` was
    given: random ids of answers, never of people.
    """

    cells: Mapping[Place, Cell]
    shown: Mapping[str, tuple[frozenset[str], ...]]

    def cell(self, item: str, breakdown: str = "", group: str = "") -> Cell:
        """The cell of a group, or of the whole; what was never asked looks as what is hidden."""
        return self.cells.get((item, breakdown, group), HIDDEN)

    def to_plain(self) -> dict[str, Any]:
        """For JSON. Ids are sorted: their order says nothing about who came first."""
        return {
            "cells": [{"place": list(place), **cell.to_plain()} for place, cell in self.cells.items()],
            "shown": {item: [sorted(members) for members in sets] for item, sets in self.shown.items()},
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Snapshot":
        cells: dict[Place, Cell] = {}
        for kept in plain["cells"]:
            item, breakdown, group = kept["place"]
            cells[item, breakdown, group] = cell_from_plain({key: kept[key] for key in kept if key != "place"})
        shown = {item: tuple(frozenset(members) for members in sets) for item, sets in plain["shown"].items()}
        return cls(cells=cells, shown=shown)
