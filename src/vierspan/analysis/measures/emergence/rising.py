"""Which terms rise: what came lately beside what was usual, with how likely that is by chance."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vierspan.analysis.measures.emergence.bursts import Burst, bursts
from vierspan.analysis.measures.emergence.chances import (
    FALSE_SHARE,
    corrected,
    poisson_tail,
    share_tail,
    shrunken_ratio,
)
from vierspan.analysis.measures.emergence.terms import merged, surface, terms_of, without_parts

LEVEL = 0.05  # of the chance of one term on its own
FEWEST = 3  # times a term occurs in all before it is compared
FEWEST_BEFORE = 30  # texts, without which nothing is usual
FEWEST_LATELY = 5
BEFORE = 4  # times as long before as lately is compared with
PERIODS = 20  # of the line through time
HALF = 0.5
SAME = 0.8  # of the texts shared by two terms that share a word: one of them is enough


@dataclass(frozen=True, slots=True)
class Text:
    """One text with its day; `where` names what it came from (a feed, the signals), `tags` what it was put under."""

    id: str
    told_on: date
    words: str
    where: str = ""
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """A term beside its usual: how often lately, how often expected, how many times as much, and how likely that is."""

    term: str
    shown: str  # as it is written in the texts
    kept_as: str  # as it was asked to be kept, where it was
    lately: int
    before: int
    expected: float
    ratio: float
    chance: float
    is_rising: bool  # also after the correction for how many terms were compared
    ids: tuple[str, ...]  # of the texts lately, newest first
    wheres: int
    series: tuple[int, ...]  # per period, oldest first
    bursts: tuple[Burst, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What was compared with what; `starts` and `texts` are of the periods of the line through time."""

    since: date
    before_since: date
    until: date
    lately: int
    before: int
    terms: int
    by_chance: float  # how many of the terms called rising may be chance
    too_new: tuple[str, ...]  # where texts came from that have no past to compare with
    starts: tuple[date, ...]
    texts: tuple[int, ...]
    rises: tuple[Rise, ...]

    @property
    def is_enough(self) -> bool:
        return self.before >= FEWEST_BEFORE and self.lately >= FEWEST_LATELY


def rising(texts: Iterable[Text], until: date, *, days: int, kept: Collection[str] = ()) -> Compared:
    """The terms of the last `days` up to `until` beside those of four times as long before.

    Definition: a text counts once per term; its tags are terms too. x = texts lately with the term, b = before.
    mu = (b + 1/2) * texts lately / texts before, so that more texts alone make nothing rise. rho = (x + 2) / (mu + 2).
    Chance = the larger of P(X >= x) of a Poisson with mean mu, which takes the usual for known, and of the exact test
    of two rates, which does not. Rising = x >= 3, rho > 1, and the chance within Benjamini and Hochberg's line for a
    false share of 10 % over all terms that occur three times or more. Texts from a place without a past are left out.
    Also returned, and not called rising: terms whose chance is under 5 % on their own, and those in `kept` (folded).
    Range: rho from 0; 1 is as usual. Edge cases: fewer than 30 texts before or 5 lately -> nothing is called rising.
    Cost: linear in the words. Source: methods.md 5; the half, the exact test and the correction are ours [O].
    """
    since = until - timedelta(days=days - 1)
    before_since = since - timedelta(days=days * BEFORE)
    within = [each for each in texts if before_since <= each.told_on <= until]
    usual = {each.where for each in within if each.told_on < since}
    too_new = tuple(sorted({each.where for each in within} - usual))
    within = [each for each in within if each.where in usual]
    counts = _Counts(within, since, kept)
    chances = counts.chances()
    line = corrected(chances.values()) if counts.is_enough else -1.0
    wanted = counts.telling(chances) if counts.is_enough else set()
    calendar = _Calendar(before_since, until, days)
    rises = _without_likes(_Told(counts, calendar, line).rises(wanted | set(counts.kept), chances), counts.kept)
    return Compared(
        since=since,
        before_since=before_since,
        until=until,
        lately=counts.lately_n,
        before=counts.before_n,
        terms=len(chances),
        by_chance=FALSE_SHARE * sum(each.is_rising for each in rises),
        too_new=too_new,
        starts=calendar.starts,
        texts=calendar.line(within),
        rises=tuple(rises),
    )


class _Counts:
    """How many texts hold each term, lately and before."""

    def __init__(self, texts: Sequence[Text], since: date, kept: Collection[str]) -> None:
        asked = list(kept)
        merging = merged([*(terms_of(each.words) for each in texts), *({each} for each in asked)])
        words, single = merging[: len(texts)], merging[len(texts) :]
        self.kept = {min(form): each for form, each in zip(single, asked, strict=True)}  # as they are counted
        self.texts = texts
        self.terms = [found | text.tags if text.tags else found for text, found in zip(texts, words, strict=True)]
        self.since = since
        self.lately: Counter[str] = Counter()
        self.before: Counter[str] = Counter()
        for text, found in zip(texts, self.terms, strict=True):
            (self.lately if text.told_on >= since else self.before).update(found)
        self.lately_n = sum(each.told_on >= since for each in texts)
        self.before_n = len(texts) - self.lately_n

    @property
    def is_enough(self) -> bool:
        return self.before_n >= FEWEST_BEFORE and self.lately_n >= FEWEST_LATELY

    def mean(self, term: str) -> float:
        return (self.before[term] + HALF) * self.lately_n / self.before_n if self.before_n else 0.0

    def chance(self, term: str) -> float:
        """1 for what is no more than usual: only what rises is asked after."""
        x, mu = self.lately[term], self.mean(term)
        if x <= mu:
            return 1.0
        exact = share_tail(x, x + self.before[term], self.lately_n / len(self.texts))
        return max(poisson_tail(x, mu), exact)

    def chances(self) -> dict[str, float]:
        """Of every term that is compared."""
        asked = (term for term in self.lately | self.before if self.lately[term] + self.before[term] >= FEWEST)
        return {term: self.chance(term) for term in asked}

    def telling(self, chances: Mapping[str, float]) -> set[str]:
        """Those that are more than usual, without words that only stand in a pair that says it better."""
        shown = without_parts({term: self.lately[term] for term in chances if self.lately[term]})
        return {term for term in shown if chances[term] < LEVEL and self.lately[term] >= FEWEST}


class _Calendar:
    """The periods of the line through time; the last one is whole, the first may be short."""

    def __init__(self, first: date, until: date, days: int) -> None:
        self.until = until
        self.step = max(1, days * (BEFORE + 1) // PERIODS)
        self.count = -(-((until - first).days + 1) // self.step)
        ends = [until - timedelta(days=self.step * n) for n in range(self.count)]
        self.starts = tuple(each - timedelta(days=self.step - 1) for each in reversed(ends))

    def line(self, texts: Iterable[Text]) -> tuple[int, ...]:
        found = [0] * self.count
        for each in texts:
            found[self.count - 1 - (self.until - each.told_on).days // self.step] += 1
        return tuple(found)


class _Told:
    """Terms with everything there is to say of them."""

    def __init__(self, counts: _Counts, calendar: _Calendar, line: float) -> None:
        self._counts = counts
        self._calendar = calendar
        self._line = line
        self._all = calendar.line(counts.texts)

    def rises(self, wanted: set[str], chances: Mapping[str, float]) -> list[Rise]:
        holding: dict[str, list[Text]] = {term: [] for term in wanted}
        for text, found in zip(self._counts.texts, self._counts.terms, strict=True):
            for term in found & wanted:
                holding[term].append(text)
        rises = [self._rise(term, texts, chances.get(term)) for term, texts in holding.items()]
        return sorted(rises, key=lambda each: (not each.is_rising, each.chance, -each.ratio, each.term))

    def _rise(self, term: str, texts: list[Text], chance: float | None) -> Rise:
        x, mu, since = self._counts.lately[term], self._counts.mean(term), self._counts.since
        recent = sorted((each for each in texts if each.told_on >= since), key=lambda each: (each.told_on, each.id))
        chance = self._counts.chance(term) if chance is None else chance
        ratio, series = shrunken_ratio(x, mu), self._calendar.line(texts)
        return Rise(
            term=term,
            kept_as=self._counts.kept.get(term, ""),
            shown=surface(term, (each.words for each in reversed(recent or texts))),
            lately=x,
            before=self._counts.before[term],
            expected=mu,
            ratio=ratio,
            chance=chance,
            is_rising=chance <= self._line and ratio > 1 and x >= FEWEST,
            ids=tuple(each.id for each in reversed(recent)),
            wheres=len({each.where for each in recent}),
            series=series,
            bursts=tuple(bursts(series, self._all)),
        )


def _without_likes(rises: Sequence[Rise], kept: Collection[str]) -> list[Rise]:
    """Of terms that share a word and most of their texts the most surprising; what is kept stays."""
    found: list[Rise] = []
    by_word: dict[str, list[set[str]]] = {}
    for each in rises:
        ids, words = set(each.ids), each.term.split()
        alike = any(len(ids & other) >= SAME * len(ids) for word in words for other in by_word.get(word, []))
        if not alike or each.term in kept:
            found.append(each)
            for word in words:
                by_word.setdefault(word, []).append(ids)
    return found
