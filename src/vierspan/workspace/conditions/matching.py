"""Which offers could meet which needs: the same kind and the same words, however they are spelt."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from vierspan.workspace.directory.spelling import LOOSE, folded, words

SHORTEST = 3
STEM = 5  # letters that two forms of one word share: training and trainen
ALIKE = 0.8
OF_KIND = 0.4  # what the same kind adds to the words
FEWEST = 0.3  # below it, one loose word is all that two have in common
# Words that say when and for whom, and not what.
PLAIN = LOOSE | frozenset(
    "aan bij dag dagen day days een graag half halve iemand kan kunnen maand maken month morning ochtend middag "
    "avond afternoon evening one ons onze our per uit uur uren hours voor week weken weeks wie who with met can could "
    "some somebody iets hulp help nodig need needed zoeken looking over naar from that die dat "
    "for has have his her its not two ten four five than then them they this what when while would you your".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """One offer or need, by whom."""

    id: Hashable
    party: Hashable
    what: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    offer: Hashable
    need: Hashable
    strength: float
    shared: tuple[str, ...]  # the words of the need that the offer has too
    same_kind: bool


def matches(offers: Sequence[Said], needs: Sequence[Said], *, most: int = 3) -> list[Match]:
    """For each need the offers of others that suit it best, the best match first.

    The strength is the share of the need's telling words that the offer has too, and more where the kind is the same;
    the same kind alone is no match. Cost: needs times the offers that share the first letter of a word.
    """
    by_letter: dict[str, list[tuple[str, Said]]] = defaultdict(list)
    for offer in offers:
        for word in _telling(offer):
            by_letter[word[0]].append((word, offer))
    found = [match for need in needs for match in _of_need(need, by_letter, most)]
    return sorted(found, key=lambda match: (-match.strength, str(match.need), str(match.offer)))


def _of_need(need: Said, by_letter: Mapping[str, Iterable[tuple[str, Said]]], most: int) -> Iterator[Match]:
    asked = _telling(need)
    shared: dict[Said, list[str]] = defaultdict(list)
    for word in asked:
        for offered, offer in by_letter.get(word[0], ()):
            if offer.party != need.party and word not in shared[offer] and is_alike(word, offered):
                shared[offer].append(word)
    made = [_match(offer, need, asked, each) for offer, each in shared.items() if each]
    strong = [match for match in made if match.strength >= FEWEST]
    yield from sorted(strong, key=lambda match: (-match.strength, str(match.offer)))[:most]


def _match(offer: Said, need: Said, asked: Sequence[str], shared: Sequence[str]) -> Match:
    same_kind = bool(need.kind and offer.kind and is_alike(folded(need.kind), folded(offer.kind)))
    strength = len(shared) / len(asked) + (OF_KIND if same_kind else 0.0)
    return Match(offer.id, need.id, strength, tuple(shared), same_kind)


def _telling(said: Said) -> list[str]:
    """The words that say what it is about, each once."""
    known = (word for word in words(said.what) if len(word) >= SHORTEST and word not in PLAIN and not word.isdigit())
    return list(dict.fromkeys(known))


@lru_cache(maxsize=20_000)
def is_alike(one: str, other: str) -> bool:
    """The same word, another form of it, or a slip of the pen."""
    if one == other:
        return True
    if min(len(one), len(other)) >= STEM and one[:STEM] == other[:STEM]:
        return True
    return abs(len(one) - len(other)) <= SHORTEST and SequenceMatcher(None, one, other).ratio() >= ALIKE
