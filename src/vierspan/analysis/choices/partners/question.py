"""What is asked, and what is answered: whom to ask next, and why."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Who looks for partners, on which themes, on what day; only what stands before that day counts.

    Country and kind need only be given of an initiator who is not in the history.
    """

    initiator: str
    themes: tuple[str, ...] = ()
    day: date
    country: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedTogether:
    """They sat in these teams with the initiator, latest first; at most `TEAMS_NAMED` of them are named."""

    teams: tuple[str, ...]
    times: int
    last: date | None  # None when none of the teams has a day


@dataclass(frozen=True, slots=True, kw_only=True)
class InTheme:
    """They were in this many teams on a theme that is asked for."""

    theme: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesTheme:
    """Both were in teams on a theme that is not asked for."""

    theme: str
    times: int
    times_initiator: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Introducer:
    """Somebody who worked with both sides, and how many teams with each."""

    member: str
    with_initiator: int
    with_candidate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBy:
    """Who could introduce: the strongest first; at most `INTRODUCERS_NAMED` of the `count` are named."""

    introducers: tuple[Introducer, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OftenTakesPart:
    """They were in this many teams, whatever the theme."""

    times: int
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SameCountry:
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameKind:
    kind: str


Reason = WorkedTogether | InTheme | KnownBy | SharesTheme | OftenTakesPart | SameCountry | SameKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One member to ask; a higher score comes first, and means nothing beside another question's."""

    member: str
    score: float
    reasons: tuple[Reason, ...]
