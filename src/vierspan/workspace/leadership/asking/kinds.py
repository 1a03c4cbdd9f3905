"""What can ask for somebody: of which sort it is, and what it speaks of."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

# In the order in which they are shown: others who wait go first, then what one holds, practises, and may look at.
GROUPS = {
    "others": ("answer", "choose", "agree", "open", "saw", "buddy"),
    "roles": ("comes", "sheet", "words", "hand_over", "next"),
    "practise": ("note", "round_ends", "begun", "wish"),
    "look": ("result", "mirror", "thought"),
}
GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that asks for who reads. `who` is the other one it speaks of, `what` how the thing is called."""

    kind: str
    subject: UUID
    day: date | None = None
    who: str = ""
    what: str = ""
    where: str = ""
    since: date | None = None
    token: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.subject}"

    @property
    def group(self) -> str:
        return GROUP_OF[self.kind]

    @property
    def order(self) -> tuple[int, date, int, str]:
        """By group, then what has a day first, then by kind."""
        place = list(GROUPS).index(self.group)
        return place, self.day or date.max, GROUPS[self.group].index(self.kind), self.who


@dataclass(frozen=True, slots=True)
class Later:
    """One that was put off, and the day on which it comes back."""

    ask: Ask
    until: date
