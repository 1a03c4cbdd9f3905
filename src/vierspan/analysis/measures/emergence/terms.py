"""Words and pairs of words out of Dutch and English texts, with plurals taken as their singular where that is safe."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice, pairwise

WORD = re.compile(r"[^\W\d_](?:[\w'’-]*[^\W_])?")
SHORTEST = 3
LONGEST = 40
PAIR_SHARE = 0.8  # a word that mostly stands in one pair is shown as that pair
VOWELS = "aeiou"


@cache
def stop_words() -> frozenset[str]:
    """The small words of both languages, folded as terms are."""
    told = tomllib.loads(files(__package__).joinpath("stop_words.toml").read_text(encoding="utf-8"))
    return frozenset(fold(word) for words in told.values() for word in words.split())


def fold(text: str) -> str:
    """Small letters without accents, so that "Crèche" and "creche" are one."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def words_of(text: str) -> list[list[str]]:
    """The telling words of a text in runs: what stands in one run stood side by side.

    Definition: letters with inner hyphens and apostrophes; a possessive 's falls off; stop words, digits, words under
    three letters and over forty end a run, as does punctuation. Capitals of two letters (AI, EU) are words.
    Edge cases: empty text -> []. Cost: linear. Source: own [O].
    """
    runs: list[list[str]] = [[]]
    end = 0
    for found in WORD.finditer(text):
        if runs[-1] and text[end : found.start()].strip(" \t\n"):
            runs.append([])
        end = found.end()
        word = _told(found.group())
        if word:
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _told(word: str) -> str:
    """The word as it is counted; empty where it says nothing."""
    folded = re.sub(r"['’]s?$", "", fold(word))
    is_short_name = len(word) == 2 and word.isupper()
    if not SHORTEST <= len(folded) <= LONGEST and not is_short_name:
        return ""
    return "" if folded in stop_words() else folded


def terms_of(text: str) -> set[str]:
    """The words and the pairs of neighbouring words of one text, each once."""
    found: set[str] = set()
    for run in words_of(text):
        found.update(run)
        found.update(f"{one} {two}" for one, two in pairwise(run) if one != two)
    return found


def singulars(words: Iterable[str]) -> Mapping[str, str]:
    """For each plural the singular, where both occur.

    Definition: a word ending in -en, -s, -'s, -n, -es or -ies of which the form without it (Dutch spelling rules for
    double letters, v/f and z/s kept) is among the words. So nothing is cut off a word that is not somewhere whole.
    Edge cases: a word that merely looks like the plural of another is taken for it; compounds stay apart.
    Cost: linear. Source: own [O].
    """
    known = set(words)
    found: dict[str, str] = {}
    for word in known:
        if single := next((each for each in _without_ending(word) if each in known and len(each) >= SHORTEST), ""):
            found[word] = single
    return {word: found.get(single, single) for word, single in found.items()}


def _without_ending(word: str) -> Sequence[str]:
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    if word.endswith("en") and len(word) > 4:
        return _dutch(word[:-2])
    if word.endswith("es") and len(word) > 4:
        return (word[:-1], word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        return (word[:-1].rstrip("-"),)
    return ()


def _dutch(stem: str) -> Sequence[str]:
    """What may stand before -en: kamer(s), wet-t, wol-v/f, huiz/huis, jar/jaar."""
    hard = {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
    forms = [stem, stem[:-1] + hard, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        forms = [stem[:-1], *forms]
    elif len(stem) > 2 and stem[-2] in VOWELS and stem[-3] not in VOWELS:
        forms.append(stem[:-1] + stem[-2] + hard)
    return forms


def merged(terms: Iterable[set[str]]) -> list[set[str]]:
    """The terms of texts with plurals taken as their singular, also within pairs."""
    texts = list(terms)
    single = singulars({term for text in texts for term in text if " " not in term})
    if not single:
        return texts
    return [{_single(term, single) for term in text} for text in texts]


def _single(term: str, single: Mapping[str, str]) -> str:
    if " " not in term:
        return single.get(term, term)
    return " ".join(single.get(word, word) for word in term.split())


def surface(term: str, texts: Iterable[str], *, most: int = 5) -> str:
    """A term as the first few of these texts mostly write it, accents and capitals too; itself where they do not."""
    wanted = term.split()
    seen: Counter[str] = Counter()
    for text in islice(texts, most):
        words = [found.group() for found in WORD.finditer(text)]
        folded = [_told(word) for word in words]
        places = (n for n in range(len(words)) if folded[n : n + len(wanted)] == wanted)
        seen.update(" ".join(words[n : n + len(wanted)]) for n in places)
    return seen.most_common(1)[0][0] if seen else term


def without_parts(counts: Mapping[str, int]) -> set[str]:
    """The terms to show: of a word that stands four times out of five in one pair, the pair alone; and no pair whose
    words stand apart more often than not."""
    shown = set(counts)
    best: Counter[str] = Counter()
    for term, n in counts.items():
        if " " in term:
            for word in term.split():
                best[word] = max(best[word], n)
    for term, n in counts.items():
        if " " in term:
            if all(n < counts.get(word, 0) / 2 for word in term.split()):
                shown.discard(term)
        elif best[term] >= PAIR_SHARE * n:
            shown.discard(term)
    return shown
