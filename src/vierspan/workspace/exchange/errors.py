from vierspan.analysis.problems import Problem
from vierspan.workspace.common.errors import DomainError


class Unreadable(DomainError):
    """The file cannot be brought in as it is; says everything that is wrong with it, at once."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
