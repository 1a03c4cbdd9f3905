"""What stands in the way of a command, in the reader's language."""

from typing import Any

from vierspan.analysis.phrases import phrase
from vierspan.analysis.schema import Language


class Refused(Exception):
    """A command that cannot go on: one sentence, and the exit code that goes with it."""

    def __init__(self, key: str, language: Language, code: int = 1, **facts: Any) -> None:
        self.sentence = phrase(f"command.{key}", language, **facts)
        self.code = code
        super().__init__(self.sentence)
