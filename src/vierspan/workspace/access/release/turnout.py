"""How many have answered so far, told so that nobody learns who (S3)."""

from dataclasses import dataclass

BAND = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """A band of percentages, and the exact number once it may be told. All None: too few were invited to say."""

    from_percent: int | None = None
    to_percent: int | None = None
    answered: int | None = None

    @property
    def is_shown(self) -> bool:
        return self.from_percent is not None


def answered_band(answered: int, invited: int, *, is_closed: bool, k: int) -> Turnout:
    """The share that answered: 0-25, 25-50, 50-75 or 75-100 %, and exact when the whole round is closed.

    For one group of a round ask with is_closed=False, also after closing: exact is for the whole round only.
    """
    if invited < max(k, 1):
        return Turnout()
    at = min(answered * 100 // (invited * BAND), 100 // BAND - 1)
    return Turnout(from_percent=at * BAND, to_percent=(at + 1) * BAND, answered=answered if is_closed else None)
