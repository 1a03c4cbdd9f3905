"""What can be wrong with what somebody brings in: facts here, words in the phrases."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, with the place where it stands.

    `code` names a phrase ("problem.<code>"); `facts` fill its placeholders. `row` counts as the user's program
    does, header included; None where the problem is about a whole column, sheet or file. What is not fatal is a
    notice: it stops nothing, and says what was made of something that could be read.
    """

    code: str
    file: str = ""
    sheet: str = ""
    table: str = ""
    row: int | None = None
    column: str = ""
    found: str = ""
    expected: str = ""
    suggestions: tuple[str, ...] = ()
    is_fatal: bool = False
    facts: dict[str, Any] = field(default_factory=dict)


class UnreadableInput(Exception):
    """Nothing could be read: carries the problems, never half the data."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems, first: {problems[0].code if problems else 'none'}")
        self.problems = problems
