"""A text as it stands now, as the room that keeps it tells."""

from dataclasses import dataclass
from uuid import UUID

from vierspan.workspace.common.errors import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Which text it is and how it reads today. `number` is 0, and `text` empty, where nothing stands yet."""

    table: str
    row: UUID  # the same through all versions of the text
    number: int
    text: str
    author_id: UUID | None = None  # the person who wrote this version


class Outdated(Conflict):
    """Somebody wrote on a version that is no longer the latest. Nothing is kept yet and nothing is lost: show both
    texts, and send the (mended) text again with `standing.number` as what was seen."""

    def __init__(self, standing: Standing, yours: str = "") -> None:
        super().__init__(str(standing.row))
        self.standing = standing
        self.yours = yours


def seen_latest(standing: Standing, seen: int, yours: str = "") -> None:
    """Go on when the version that was seen is the one that stands, or the text would be the same; else Outdated."""
    if seen != standing.number and yours != standing.text:
        raise Outdated(standing, yours)
