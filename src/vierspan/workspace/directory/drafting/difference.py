"""What differs between two texts, word by word, to be read side by side."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|\w+(?:['’\-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is the same on both sides, or stands on this side only."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Both texts in pieces: joined, `before` is the old text and `after` the new one."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    taken: int  # words that stood in the old text only
    added: int  # words that stand in the new text only

    @property
    def is_same(self) -> bool:
        return not any(piece.is_changed for piece in (*self.before, *self.after))


def difference(before: str, after: str) -> Difference:
    """Compare two texts by words and signs. Single spaces between changed words belong to the change, so that a
    rewritten phrase reads as one."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left.append(("".join(old[a:b]), tag != "equal"))
        right.append(("".join(new[c:d]), tag != "equal"))
    return Difference(_pieces(left), _pieces(right), _words(left), _words(right))


def _pieces(runs: Sequence[tuple[str, bool]]) -> tuple[Piece, ...]:
    """Without empty runs, and with a lone space between two changes taken into them."""
    joined: list[Piece] = []
    kept = [run for run in runs if run[0]]
    for place, (text, is_changed) in enumerate(kept):
        between = 0 < place < len(kept) - 1 and kept[place - 1][1] and kept[place + 1][1]
        changed = is_changed or (text == " " and between)
        if joined and joined[-1].is_changed == changed:
            joined[-1] = Piece(joined[-1].text + text, changed)
        else:
            joined.append(Piece(text, changed))
    return tuple(joined)


def _words(runs: Iterable[tuple[str, bool]]) -> int:
    return sum(any(map(str.isalnum, word)) for text, changed in runs if changed for word in _WORD.findall(text))
