"""The rule of one decision, as it was frozen at its opening."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

RULES = (
    "consent",
    "consensus",
    "consensus_minus",
    "majority",
    "absolute",
    "qualified",
    "weighted",
    "advice",
    "delegated",
)
WITH_ROUNDS = frozenset({"consent", "consensus", "consensus_minus"})  # which can try again before falling back
FALLBACKS = ("majority", "absolute", "qualified")
BY_ONE = frozenset({"advice", "delegated"})  # one person decides, not a count

# The method as the records of a network name it.
METHOD_OF: Mapping[str, str] = MappingProxyType(
    {
        "consent": "consent",
        "consensus": "consensus",
        "consensus_minus": "consensus",
        "majority": "majority",
        "absolute": "majority",
        "qualified": "qualified",
        "weighted": "weighted",
        "advice": "advice",
        "delegated": "delegated",
    }
)


class Unfit(ValueError):
    """Terms that no decision can be taken by; the message is the name of what does not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    rule: str
    quorum: Fraction = Fraction(0)  # the least part of the voices that takes part
    share: Fraction = Fraction(2, 3)  # qualified: at least this part; weighted: more than this part
    asides: int = 0  # consensus: how many may stand aside
    minus: int = 0  # consensus minus k: how many may be against
    silence_consents: bool = False  # consent: who does not speak has no objection
    is_double: bool = False  # weighted: also of the heads
    casting: str = ""  # majority: whose word counts when it is a tie
    rounds: int = 1
    fallback: str = ""  # how it is decided when the last round brings nothing
    until: date | None = None  # delegated: the last day of the mandate

    def __post_init__(self) -> None:
        wrong = {
            "rule": self.rule not in RULES,
            "quorum": not 0 <= self.quorum <= 1,
            "share": not 0 < self.share <= 1 or (self.rule == "weighted" and self.share == 1),
            "asides": self.asides < 0,
            "minus": self.minus < 0,
            "rounds": self.rounds < 1,
            "fallback": self.fallback not in ("", *FALLBACKS),
        }
        if found := next((name for name, is_wrong in wrong.items() if is_wrong), None):
            raise Unfit(found)
