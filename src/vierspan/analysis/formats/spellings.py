"""Several spellings of one organisation: suggested together, joined only when somebody says so."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl
from rapidfuzz import fuzz

from vierspan.analysis.formats.names import plain
from vierspan.analysis.schema import tables

Reason = Literal["same_words", "legal_form", "word_order", "abbreviation", "typing_slip"]

_LEGAL = frozenset(
    "bv nv vof cv stichting vereniging cooperatie ua ab aktiebolag as asa oy oyj gmbh mbh ag kg ev inc ltd llc llp plc "
    "corp corporation limited company co sa sas sarl srl spa sl aps sro doo spzoo the de het een".split()
)
_SINGLE = re.compile(r"\b(?:[a-z] ){1,3}[a-z]\b")
_NUMBER = re.compile(r"\d+")
_LEAST = 88.0
_MOST_IN_BLOCK = 60


@dataclass(frozen=True, slots=True)
class Group:
    """Names that may be one organisation: the name to keep, the others, how sure (0 to 1) and on what ground."""

    keep: str
    others: tuple[str, ...]
    confidence: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Name:
    written: str
    bare: str
    core: str
    words: tuple[str, ...]


def suggest(names: Iterable[str]) -> list[Group]:
    """Groups of names that are probably spellings of one organisation, surest first; never a merger by itself.

    Compared are only names that share a rare word, a beginning or an abbreviation, so that 10,000 names take seconds.
    A name stands in one group at most. Names that differ in a number are never put together. The name that is kept is
    the one given most often, then the longest. Cost: linear in the names, times the size of the blocks (60 at most).
    """
    counted = Counter(name for name in names if name)
    parsed = [_parsed(name) for name in counted]
    links: dict[tuple[int, int], tuple[float, Reason]] = {}
    for first, second in _candidates(parsed):
        if found := _likeness(parsed[first], parsed[second]):
            links[first, second] = found
    return sorted(_grouped(parsed, links, counted), key=lambda group: (-group.confidence, group.keep))


def _parsed(name: str) -> _Name:
    bare = plain(name.replace("ĳ", "ij").replace("Ĳ", "IJ").replace("&", " en ").replace("'", "").replace("’", ""))
    # B.V. becomes b v, and then bv again.
    bare = _SINGLE.sub(lambda found: found[0].replace(" ", ""), bare)
    words = tuple(word for word in bare.split() if word not in _LEGAL) or tuple(bare.split())
    return _Name(name, bare, " ".join(words), words)


def _candidates(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        for key in _keys(name):
            blocks[key].append(at)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) > _MOST_IN_BLOCK:
            continue
        for place, first in enumerate(block):
            for second in block[place + 1 :]:
                if (first, second) not in seen:
                    seen.add((first, second))
                    yield first, second


def _keys(name: _Name) -> Iterator[str]:
    """What a name shares with its other spellings."""
    joined = name.core.replace(" ", "")
    yield f"all {joined}"
    yield f"sorted {' '.join(sorted(name.words))}"
    yield f"start {joined[:7]}"
    yield f"end {joined[-7:]}"
    yield from (f"word {word}" for word in set(name.words) if len(word) > 3)
    yield f"short {_initials(name)}" if len(name.words) > 2 else f"short {joined}"


def _initials(name: _Name) -> str:
    return "".join(word[0] for word in name.words if word not in ("en", "and", "of", "voor", "van", "for", "och"))


def _likeness(one: _Name, other: _Name) -> tuple[float, Reason] | None:
    if _NUMBER.findall(one.bare) != _NUMBER.findall(other.bare):
        return None
    joined, beside = one.core.replace(" ", ""), other.core.replace(" ", "")
    if one.bare.replace(" ", "") == other.bare.replace(" ", ""):
        return 0.98, "same_words"
    if joined == beside:
        return 0.93, "legal_form"
    if sorted(one.words) == sorted(other.words):
        return 0.9, "word_order"
    if _abbreviates(one, other) or _abbreviates(other, one):
        return 0.6, "abbreviation"
    return _slip(joined, beside, one, other)


def _abbreviates(short: _Name, long: _Name) -> bool:
    """Whether a single word of three letters or more is made of the other's first letters."""
    return len(short.words) == 1 and len(long.words) > 2 and len(short.core) > 2 and short.core == _initials(long)


def _slip(joined: str, beside: str, one: _Name, other: _Name) -> tuple[float, Reason] | None:
    """A letter too many, too few or changed: only in long names, whose words are nearly the same one by one."""
    if min(len(joined), len(beside)) < 8:
        return None
    ratio = fuzz.ratio(joined, beside, score_cutoff=_LEAST)
    if ratio < _LEAST or not _words_agree(one, other):
        return None
    return round(0.5 + 0.4 * (ratio - _LEAST) / (100 - _LEAST), 2), "typing_slip"


def _words_agree(one: _Name, other: _Name) -> bool:
    """Every word has its like in the other name: 'Region Noord' is not 'Region Zuid'."""
    if len(one.words) != len(other.words):
        return abs(len(one.words) - len(other.words)) == 1 and min(len(one.words), len(other.words)) < 3
    pairs = zip(one.words, other.words, strict=True)
    return all(first == second or (len(first) > 4 and fuzz.ratio(first, second) >= 80) for first, second in pairs)


def _grouped(
    names: Sequence[_Name], links: Mapping[tuple[int, int], tuple[float, Reason]], counted: Counter[str]
) -> Iterator[Group]:
    """The surest links first; a name joins a group only through a link with the name that is kept."""
    taken: set[int] = set()
    by_keep: dict[int, list[tuple[int, float, Reason]]] = defaultdict(list)
    rank = {at: (counted[name.written], len(name.written)) for at, name in enumerate(names)}
    for (first, second), (confidence, reason) in sorted(links.items(), key=lambda item: (-item[1][0], item[0])):
        keep, other = (first, second) if rank[first] >= rank[second] else (second, first)
        if other in by_keep and keep not in by_keep and keep not in taken:
            keep, other = other, keep
        if keep in taken or other in taken or other in by_keep:
            continue
        by_keep[keep].append((other, confidence, reason))
        taken.add(other)
    for keep, others in by_keep.items():
        least = min(others, key=lambda found: found[1])
        yield Group(names[keep].written, tuple(names[at].written for at, *_ in others), least[1], least[2])


def merge(given: Mapping[str, pl.DataFrame], choice: Mapping[str, str]) -> dict[str, pl.DataFrame]:
    """The tables with parties brought together as confirmed: id of a party -> id of the party it really is.

    The kept party's row stays and takes from the others what it lacks; references follow. Chains are followed to their
    end; ids that are not there change nothing. Ties of a party with itself that arise fall away.
    """
    known = set(given["parties"]["id"]) if "parties" in given else set()
    final = {old: _end(old, choice) for old in choice if old in known and _end(old, choice) in known}
    final = {old: new for old, new in final.items() if old != new}
    merged = {key: _redirected(key, frame, final) for key, frame in given.items()}
    if final:
        merged["parties"] = _united(given["parties"], final)
    if final and "ties" in merged:
        was_loop = given["ties"]["source"] == given["ties"]["target"]
        merged["ties"] = merged["ties"].filter((pl.col("source") != pl.col("target")) | was_loop)
    return merged


def _end(start: str, choice: Mapping[str, str]) -> str:
    seen = [start]
    while seen[-1] in choice and choice[seen[-1]] not in seen:
        seen.append(choice[seen[-1]])
    return seen[-1]


def _redirected(key: str, frame: pl.DataFrame, final: Mapping[str, str]) -> pl.DataFrame:
    if key not in tables():
        return frame
    changes = []
    for column in tables()[key].columns:
        if column.key in frame.columns and column.type in ("party", "actor"):
            old = pl.col(column.key)
            changes.append(
                old.list.eval(pl.element().replace(final)).list.unique(maintain_order=True)
                if column.list
                else old.replace(final)
            )
    return frame.with_columns(changes)


def _united(parties: pl.DataFrame, final: Mapping[str, str]) -> pl.DataFrame:
    marked = parties.with_columns(pl.col("id").replace(final).alias("#kept"))
    ordered = marked.sort(pl.col("id") != pl.col("#kept"), maintain_order=True)
    filled = ordered.group_by("#kept", maintain_order=True).agg(
        pl.col(name).drop_nulls().first() for name in parties.columns if name != "id"
    )
    return (
        parties.select("id")
        .join(filled.rename({"#kept": "id"}), on="id", maintain_order="left")
        .select(parties.columns)
    )
