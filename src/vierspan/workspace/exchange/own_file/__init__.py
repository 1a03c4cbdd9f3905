"""All that is somebody's own, over all rooms, for themselves to take along."""

from vierspan.workspace.exchange.own_file.gathered import Taken, taken
from vierspan.workspace.exchange.own_file.packed import packed

__all__ = ["Taken", "packed", "taken"]
