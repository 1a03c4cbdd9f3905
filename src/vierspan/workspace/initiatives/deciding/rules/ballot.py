"""What was said on a question, and how that adds up."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

WORDS = ("yes", "no", "abstain", "aside", "objection", "advice")


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of each word there is. An objection is also a word against; standing aside is also abstaining."""

    size: int  # voices that may speak
    present: int  # of those, who spoke
    yes: int
    no: int
    abstain: int
    aside: int
    objection: int
    weight_yes: Fraction
    weight_no: Fraction

    @property
    def silent(self) -> int:
        return self.size - self.present

    @property
    def against(self) -> int:
        return self.no + self.objection

    @property
    def neither(self) -> int:
        return self.abstain + self.aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """The voices that were frozen at the opening, by weight, and the last word of those that spoke."""

    weights: Mapping[str, Fraction]
    words: Mapping[str, str] = field(default_factory=dict)
    round: int = 1
    # What who decides alone has said, where one does.
    decided: str = ""  # "adopted" or "rejected"
    on: date | None = None  # the day of that word; today while there is none
    is_explained: bool = False  # what was done with the advice, or a report to the group
    is_within: bool = True  # the limits of the mandate

    def without(self, voices: Iterable[str]) -> "Ballot":
        """As if these may not speak: who has an interest of their own in it is not among the voices."""
        gone = set(voices)
        return replace(
            self,
            weights={key: weight for key, weight in self.weights.items() if key not in gone},
            words={key: word for key, word in self.words.items() if key not in gone},
        )

    def saying(self, word: str, voices: Iterable[str]) -> "Ballot":
        """As if these said that."""
        return replace(self, words={**self.words, **dict.fromkeys(voices, word)})

    @property
    def spoken(self) -> dict[str, str]:
        return {key: word for key, word in self.words.items() if key in self.weights}

    @property
    def silent(self) -> list[str]:
        return [key for key in self.weights if key not in self.words]

    @property
    def tally(self) -> Tally:
        spoken = self.spoken
        counted = Counter(spoken.values())
        against = [key for key, word in spoken.items() if word in ("no", "objection")]
        return Tally(
            size=len(self.weights),
            present=len(spoken),
            yes=counted["yes"],
            no=counted["no"],
            abstain=counted["abstain"],
            aside=counted["aside"],
            objection=counted["objection"],
            weight_yes=sum((self.weights[key] for key, word in spoken.items() if word == "yes"), Fraction(0)),
            weight_no=sum((self.weights[key] for key in against), Fraction(0)),
        )
