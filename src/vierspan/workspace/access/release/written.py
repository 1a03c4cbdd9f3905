"""Written answers: enough of them or none, in an order that tells nothing (R8)."""

from collections.abc import Sequence
from random import Random

FEWEST_TEXTS = 5


def texts(written: Sequence[str], *, k: int = FEWEST_TEXTS, shuffle_with: Random) -> list[str]:
    """The texts of one question (one per respondent) shuffled, or none when fewer than five, or k, were written.

    Shuffle once, at closing, and keep the result: two orders of one set of texts are one order too many.
    Leave out beforehand who chose to be summarised only.
    """
    kept = [text.strip() for text in written if text.strip()]
    if len(kept) < max(k, FEWEST_TEXTS):
        return []
    shuffle_with.shuffle(kept)
    return kept
