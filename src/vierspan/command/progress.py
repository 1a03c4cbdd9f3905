"""How far the work is, on the error channel: silent for what takes less than a second."""

import sys
from time import monotonic

from vierspan.analysis.phrases import has_phrase, phrase
from vierspan.analysis.schema import Language

PATIENCE = 1.0  # seconds before anything is said


class Progress:
    """Says each step as it begins: on a terminal in one line that changes, else as plain lines."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.started = monotonic()
        self.is_terminal = sys.stderr.isatty()
        self.said = ""

    def __call__(self, step: str, share: float) -> None:
        """`step` is a key under command.step; `share` how far the work is, 0-1."""
        if monotonic() - self.started < PATIENCE:
            return
        key = f"command.step.{step}"
        words = phrase(key, self.language) if has_phrase(key) else step
        line = f"{words} ({100 * share:.0f}%)"
        if self.is_terminal:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
        elif line != self.said:
            print(line, file=sys.stderr)
        self.said = line

    def done(self) -> None:
        if self.said and self.is_terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
