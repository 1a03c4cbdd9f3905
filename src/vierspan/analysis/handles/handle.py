"""What a finder returns: something that stands out, why, for whom, and what one could do."""

from datetime import date

from vierspan.analysis.interventions.suggestion import Suggestion
from vierspan.analysis.mirror.picture import Facts, Value
from vierspan.analysis.orientations import Orientation


class Handle(Value):
    """A finding with its evidence. The words stand in the phrases "handle.<finder>.headline", ".facts", ".urgency".

    `key` is made of the finder and the subjects only, so that the same facts never give a second handle.
    """

    key: str
    finder: str  # "course.face", "conditions.balance", ...
    orientation: Orientation
    subjects: tuple[str, ...]  # ids of the people, parties, initiatives it speaks of
    numbers: dict[str, str | int | float | date]  # fill the phrases
    evidence: tuple[Facts, ...]
    urgency: float  # 0-1
    due_on: date | None = None
    for_whom: tuple[str, ...] = ()  # people ids; role holders first
    first_seen_by: tuple[str, ...] = ()  # where it concerns a person: shown to them before others
    suggestions: tuple[Suggestion, ...] = ()
    more: int = 0  # on the last of its finder: how many less urgent ones were left out


__all__ = ["Handle", "Suggestion"]
