"""An attacker who reads pages and files about leadership, and works out what they tell of few people.

It shares no code with the gate or the scales. It knows the questionnaire, who is of which party, who answered and which
questions each of them judged. It reads which figures stand on a page; of each it takes the exact sum behind it, which
is more than the page tells, and solves the equations.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from lxml import html
from numpy.typing import NDArray

from leadership_worlds import Held, World
from vierspan.workspace.leadership.questions import items
from vierspan.workspace.leadership.questions.items import ABOUT, NEED

LETTERS = "SEDP"
ROOMS = {"course": "S", "horizon": "E", "conditions": "D", "initiatives": "P"}
POLES = tuple(f"{axis}_{end}" for axis in ("fd", "pt", "cc", "sb") for end in ("lo", "hi"))
NUMBER = re.compile(r"(≥ |≤ )?(\d+(?:\.\d+)?)")
COUNT = re.compile(r"(\d+(?:-\d+)?) (?:people )?answer(?:s|ed)")
BY_PARTY = re.compile(r"one voice per party: (≥ |≤ )?(\d(?:\.\d)?)")
MIRROR = re.compile(r"(\d(?:\.\d)?)(?: or (more|less))? of 5")
SURE = 1 - 1e-9
Cell = tuple[str, str]
"""Who, and which question."""
Weights = dict[Cell, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number on a page: what it is of, between which bounds the mean lies, and of how many."""

    key: str
    low: float
    high: float
    count: str = ""


# --- reading ----------------------------------------------------------------------------------------------------


def on_the_round(page: str, kind: str, owner: str) -> list[Figure]:
    """The figures on the page of a closed round."""
    tree = html.fromstring(page)
    found = []
    for bar in tree.xpath("//*[contains(@class,'survey-label')]/.."):
        label = " ".join(bar.xpath("string(./*[contains(@class,'survey-label')])").split())
        value, small = bar.xpath("string(./b)"), bar.xpath("string(./small)")
        key = _key(label, kind, bar, owner)
        if NUMBER.search(value):
            found.append(_figure(key, value, small, scale_of(key)))
        if told := BY_PARTY.search(small):
            found.append(_figure(f"{key}_party", "".join(part or "" for part in told.groups()), "", (1, 5)))
    return found


def on_a_mirror(page: str) -> list[Figure]:
    """What stands on a mirror of one person as the view of others: on a page or in a letter."""
    found = []
    for card in html.fromstring(page).xpath("//article[@data-o]"):
        letter = ROOMS[card.get("data-o")]
        for mark in card.xpath(".//span[contains(@class,'-seen')]"):
            words = _around(mark, card)
            if told := MIRROR.search(words):
                edge = {"more": "≥ ", "less": "≤ ", None: ""}[told[2]]
                found.append(_figure(letter, f"{edge}{told[1]}", words, (1, 5)))
            if told := BY_PARTY.search(words):
                found.append(_figure(f"{letter}_party", told[2], "", (1, 5)))
    return found


def _around(mark: html.HtmlElement, card: html.HtmlElement) -> str:
    """The words of the smallest part of the card around a mark that hold a figure."""
    part = mark
    while part is not card and not MIRROR.search(part.text_content()):
        part = part.getparent()
    return "" if part is card else " ".join(part.text_content().split())


def on_the_need(page: str) -> list[Figure]:
    """The figures on the page of what the network needs: the last round only, without how many said it."""
    tree = html.fromstring(page)
    found = []
    for line in tree.xpath("//ul[@class='need-said']/li"):
        if told := re.search(r"mean (\d(?:\.\d)?) of 4", line.text_content()):
            found.append(_figure(f"need_{ROOMS[line.get('data-o')].lower()}", told[1], "", (0, 4)))
    return found


def in_a_file(cells: Iterable[Mapping[str, object]], owner: str = "") -> list[Figure]:
    """The figures in the file that somebody takes along."""
    found = []
    for cell in cells:
        key = str(cell["place"][0])  # type: ignore[index]
        if cell["is_shown"]:
            edge = {"at_least": "≥ ", "at_most": "≤ "}.get(str(cell["edge"]), "")
            named = f"{key}:{owner}" if key.startswith("lead") and ":" not in key else key
            found.append(_figure(named, f"{edge}{cell['mean']}", f"{cell['count']} answers", scale_of(key)))
    return found


def over_all(page: str) -> list[int]:
    """In a round about everybody: of how many people together a line tells."""
    return [int(n) for n in re.findall(r"\d+ of (\d+) people often", html.fromstring(page).text_content())]


def scale_of(key: str) -> tuple[int, int]:
    return (0, 4) if key.startswith(("lead", "need")) else (1, 5)


def _key(label: str, kind: str, bar: html.HtmlElement, owner: str) -> str:
    texts = {each.text: each.key for each in items.items("self" if kind == ABOUT else kind, "en")}
    key = texts.get(label) or ROOMS[bar.get("data-o")]
    return f"{key}:{owner}" if key.startswith("lead") else key


def _figure(key: str, value: str, small: str, scale: tuple[int, int]) -> Figure:
    told, count = NUMBER.search(value), COUNT.search(small)
    assert told, value
    by, mean = 0.05 if count and count[1].isdigit() else 0.25, float(told[2])
    low, high = mean - by, mean + by
    if "≥" in value or mean >= scale[1] - 0.5:
        high = scale[1]
    if "≤" in value or mean <= scale[0] + 0.5:
        low = scale[0]
    return Figure(key, low, high, count[1] if count else "")


# --- what is behind a figure ------------------------------------------------------------------------------------


def weights(key: str, held: Held, world: World) -> Weights:
    """How much each answer weighs in a number; a score is of who judged two thirds of its questions or more."""
    name = key.removesuffix("_party")
    if name in LETTERS or name in POLES:
        given = _scored(name, held)
        size: dict[str, int] = {}
        for who in given:
            size[world.side[who]] = size.get(world.side[who], 0) + 1
        share = {who: 1 / size[world.side[who]] if key != name else 1.0 for who in given}
        return {(who, each): share[who] / len(judged) for who, judged in given.items() for each in judged}
    who_judged = [who for who, sheet in held.sheets.items() if sheet.get(key, -1) >= scale_of(key)[0]]
    if key in items.OWNERSHIP:
        sides = [world.side[who] for who in who_judged]
        return {(who, key): 1 / sides.count(world.side[who]) for who in who_judged}
    return {(who, key): 1.0 for who in who_judged}


def mean_behind(key: str, held: Held, world: World) -> float:
    """What the number would be, as only the test knows: to see that the page was read well."""
    found = weights(key, held, world)
    total = sum(weight * held.sheets[who][each] for (who, each), weight in found.items())
    return total / sum(found.values())


def _scored(name: str, held: Held) -> dict[str, list[str]]:
    width = 6 if name in LETTERS else 2
    keys = [f"{name.lower()}{n}" for n in range(1, width + 1)]
    judged = {who: [key for key in keys if sheet.get(key, 0) >= 1] for who, sheet in held.sheets.items()}
    return {who: given for who, given in judged.items() if 3 * len(given) >= 2 * width}


# --- solving ----------------------------------------------------------------------------------------------------


def blocks(keys: Iterable[str], held: Held, world: World) -> list[list[Weights]]:
    """The equations, apart where they have no answer in common: nothing can be made of two such parts together."""
    found: dict[str, dict[str, Weights]] = {}
    for key in keys:
        stem = key.removesuffix("_party").rstrip("123456") if held.of.kind == ABOUT else key
        found.setdefault(stem.upper(), {})[key] = weights(key, held, world)
    return [[row for row in rows.values() if row] for rows in found.values()]


def is_solvable(rows: Sequence[Weights], k: int) -> bool:
    """Whether some combination of the sums, not zero, rests on the answers of fewer than k people.

    Who knows their own answer and solves some group of at most k - 2 others has made a combination of the sums that
    rests on these and at most on their own: on fewer than k people. So they find nothing where this finds nothing.
    The rows are made orthonormal. A combination rests on some people alone when projecting it on their answers does
    not shorten it: when the largest eigenvalue of that projection is one.
    """
    people = sorted({who for row in rows for who, _key in row})
    if not people:
        return False
    if len(people) < k:
        return True
    seen = _projections(rows, people)
    pick = np.array(list(combinations(range(len(people)), k - 1)))
    for some in np.array_split(pick, max(1, len(pick) // 4000)):
        together = seen[some].sum(axis=1)
        if np.linalg.eigvalsh(together)[:, -1].max() > SURE:
            return True
    return False


def is_solvable_for(me: str, rows: Sequence[Weights], k: int) -> bool:
    """The same for who knows all of their own answers: fewer than k - 1 others."""
    others = [{cell: weight for cell, weight in row.items() if cell[0] != me} for row in rows]
    return is_solvable([row for row in others if row], k - 1)


def _projections(rows: Sequence[Weights], people: Sequence[str]) -> NDArray[np.float64]:
    cells = sorted({cell for row in rows for cell in row})
    matrix = np.array([[row.get(cell, 0.0) for cell in cells] for row in rows])
    _left, size, base = np.linalg.svd(matrix, full_matrices=False)
    base = base[size > 1e-9 * size[0]]
    found = []
    for person in people:
        own = base[:, [at for at, (who, _key) in enumerate(cells) if who == person]]
        found.append(own @ own.T)
    return np.array(found)


def leaks(keys: Iterable[str], held: Held, world: World) -> bool:
    return any(is_solvable(rows, held.of.k) for rows in blocks(keys, held, world))


def asked_keys(held: Held) -> list[str]:
    """Every number there could be of a round."""
    if held.of.kind == ABOUT:
        scores = [*LETTERS, *(f"{letter}_party" for letter in LETTERS), *POLES]
        return [*scores, *items.keys(ABOUT)]
    return list(items.keys(NEED)) if held.of.kind == NEED else list(items.OWNERSHIP)
