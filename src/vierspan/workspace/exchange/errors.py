from vierspan.analysis.problems import Problem
from vierspan.workspace.common.errors import Invalid


class Unreadable(Invalid):
    """The file cannot be brought in as it is; says everything that is wrong with it, at once."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("file", "file_unreadable")
        self.problems = problems
