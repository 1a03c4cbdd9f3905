"""From the answers of a round to what may be told of them, all through the release gate.

An orientation is told as its score, and question by question only where that adds nothing that can be reckoned back:
when everybody who judged one of its questions judged all six, the score is nothing but the mean of the six means, and
is worked out from those as they are told.
"""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vierspan.workspace.access.release import Plan, Snapshot, from_its_questions, release
from vierspan.workspace.leadership.questions import items
from vierspan.workspace.leadership.questions.models import Response, Round

ENOUGH = 2 / 3  # of the questions of a scale
BY_PARTY = "_party"
Given = Mapping[str, Mapping[str, float]]
"""Question or scale -> sheet -> value."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sheet that counts, under an id that is nobody's, and whose side it is of while the round still runs."""

    sheet: str
    side: str
    answers: Mapping[str, int]


def sheets(of: Sequence[tuple[Response, str]]) -> list[Said]:
    return [Said(uuid.uuid4().hex, side, response.answers) for response, side in of]


def about_one(of: Round, said: Sequence[Said]) -> Snapshot:
    """Scores S, E, D, P and the eight poles; the single questions and the view per party where that is safe."""
    plan = Plan(k=of.k, lowest=1, highest=5, is_about_one_person=True)
    scales = {name: _scores(said, keys) for name, keys in scale_keys().items()}
    asked: dict[str, Mapping[str, float]] = dict(scales)
    for name, keys in scale_keys().items():
        asked |= _questions(said, keys) if is_whole(said, keys) else {key: {} for key in keys}
        if name in items.ORIENTATIONS.values():
            asked[f"{name}{BY_PARTY}"] = _by_party(said, scales[name], of.k)
    return _no_sharper_than_its_questions(release(asked, plan))


def needs(of: Round, said: Sequence[Said]) -> Snapshot:
    """How much of each orientation the network needs, 0 to 4."""
    keys = items.keys(items.NEED)
    return release(_questions(said, keys), Plan(k=of.k, lowest=0, highest=4))


def ownership(of: Round, said: Sequence[Said]) -> Snapshot:
    """How far the network is of its parties: one party, one voice."""
    asked = {each.key: _sides(said, _answered(said, each.key)) for each in items.ownership("nl")}
    return release(asked, Plan(k=of.k, lowest=1, highest=5))


def leads(of: Round, said: Sequence[Said], people: Sequence[str]) -> Snapshot:
    """Per person and orientation how far they take the lead, 0 to 4."""
    keys = [f"{each.key}:{person}" for each in items.leads("nl") for person in people]
    return release({key: _answered(said, key) for key in keys}, Plan(k=of.k, lowest=0, highest=4))


def scale_keys() -> Mapping[str, tuple[str, ...]]:
    """The questions of each score: S, E, D, P, and of each pole such as fd_lo."""
    found: dict[str, list[str]] = {}
    for each in items.items(items.ABOUT, "nl"):
        name = items.ORIENTATIONS.get(each.group) or each.key.rstrip("0123456789")
        found.setdefault(name, []).append(each.key)
    return {name: tuple(keys) for name, keys in found.items()}


def is_whole(said: Sequence[Said], keys: Sequence[str]) -> bool:
    """Whether everybody who judged one of these questions judged all of them."""
    return len({frozenset(_answered(said, key)) for key in keys}) == 1


def _no_sharper_than_its_questions(told: Snapshot) -> Snapshot:
    """Each score beside its questions says what these say; the view per party stands as it is."""
    cells = dict(told.cells)
    for name, keys in scale_keys().items():
        cells[name, "", ""] = from_its_questions(told.cell(name), [told.cell(key) for key in keys], (1, 5))
    return Snapshot(cells=cells, shown=told.shown)


def _questions(said: Sequence[Said], keys: Sequence[str]) -> Given:
    return {key: _answered(said, key) for key in keys}


def _answered(said: Sequence[Said], key: str) -> dict[str, float]:
    low = _low(key)
    return {each.sheet: each.answers[key] for each in said if each.answers.get(key, low - 1) >= low}


def _low(key: str) -> int:
    return 0 if key.startswith(("lead", "need")) else 1


def _scores(said: Sequence[Said], keys: Sequence[str]) -> dict[str, float]:
    """The mean of what each judged, of who judged two thirds or more."""
    found = {}
    for each in said:
        given = [each.answers[key] for key in keys if each.answers.get(key, 0) >= 1]
        if len(given) >= ENOUGH * len(keys):
            found[each.sheet] = sum(given) / len(given)
    return found


def _by_party(said: Sequence[Said], scores: Mapping[str, float], k: int) -> dict[str, float]:
    """One party, one voice; nothing where that says the same, or where the two views together would tell of few.

    Side by side the two views tell what is left of one when the other is taken from it in such a measure that
    parties of one size drop out: those of other sizes together must then be k or more.
    """
    sizes = Counter(each.side for each in said if each.sheet in scores)
    people = Counter(size for size in sizes.values() for _ in range(size))
    if len(people) < 2 or any(sum(people.values()) - count < k for count in people.values()):
        return {}
    return _sides(said, scores)


def _sides(said: Sequence[Said], values: Mapping[str, float]) -> dict[str, float]:
    """The mean of each side, under an id of its own."""
    found: dict[str, list[float]] = {}
    for each in said:
        if each.sheet in values:
            found.setdefault(each.side, []).append(values[each.sheet])
    return {uuid.uuid4().hex: sum(several) / len(several) for several in found.values()}
