"""What speaks for each member: one column per sort of evidence, more is better."""

from dataclasses import dataclass

import numpy as np

from vierspan.analysis.choices.partners.history import Bools, Floats, Matrix
from vierspan.analysis.choices.partners.standing import Standing, row

ON_THEME = 2.0  # a shared team on the theme counts for so many more on the way to partners of partners

RELATIVE = (
    "past",
    "past_on_theme",
    "led_them",
    "led_by_them",
    "circle",
    "walk",
    "walk_on_theme",
    "walk_further",
    "theme",
    "theme_small_teams",
    "theme_leads",
    "taking_part",
    "taking_part_lately",
)
PLAIN = (
    "theme_share",
    "kind_in_theme",
    "same_country",
    "country_affinity",
    "kind_affinity",
)
COLUMNS = RELATIVE + PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query in places: None for an initiator nobody has met."""

    initiator: int | None
    themes: tuple[int, ...]
    country: str = ""
    kind: str = ""


def evidence(standing: Standing, question: Question, candidates: Bools) -> Floats:
    """Members x `COLUMNS`.

    Definition. Shared past: `past` teams with the initiator; `past_on_theme` those on the themes asked, each as fresh /
    (size - 1); `led_them`, `led_by_them` those that the initiator, or they, led. Circle: `circle` the sum over the
    initiator's partners who are also theirs of 1 / ln(1 + ties) (Adamic and Adar 2003); `walk` where one arrives who
    steps from the initiator to a partner and on to a partner of theirs, by team weights, teams on the theme counted
    thrice in the first step (two steps of a random walk in the two-mode network); `walk_on_theme` the same with the
    second step through teams on the themes only; `walk_further` one step on from `walk`.
    Theme: `theme` teams on it; `theme_small_teams` the same as fresh /
    (size - 1); `theme_leads` those led; `theme_share` which part of their teams was on it; `kind_in_theme` how usual
    their kind is there. Taking part: `taking_part` teams, `taking_part_lately` the same by freshness. Background:
    `same_country`; `country_affinity`, `kind_affinity` see `background`.
    Range: the `RELATIVE` columns are sqrt(value / largest among the candidates), 0-1, so that a large and a small
    network speak alike. Edge cases: an initiator without history has no past and no circle; no theme known -> no theme.
    Cost: a few passes over the seats and the ties of the initiator's partners. Source: methods 5; Newman 2001.
    """
    columns = {
        **_past(standing, question),
        **_circle(standing, question),
        **_theme(standing, question),
        **_taking_part(standing),
        **_background(standing, question),
    }
    relative = [_relative(columns[name], candidates) for name in RELATIVE]
    return np.stack([*relative, *(columns[name] for name in PLAIN)], axis=1)


def _relative(values: Floats, candidates: Bools) -> Floats:
    most = values[candidates].max(initial=0.0)
    return np.sqrt(np.minimum(values / most, 1.0)) if most else np.zeros_like(values)


def _on_themes(standing: Standing, question: Question) -> Bools:
    found: Bools = np.asarray(standing.topics[:, list(question.themes)].sum(axis=1) > 0).ravel()
    return found


def _past(standing: Standing, question: Question) -> dict[str, Floats]:
    """What the initiator did together with each."""
    place = question.initiator
    if place is None:
        return {name: np.zeros(len(standing.times)) for name in RELATIVE[:4]}
    teams = row(standing.teams_of, place)[0]
    shared, led = standing.seats[teams], standing.led[teams]
    on_theme = _on_themes(standing, question)[teams]
    found = {
        "past": np.ones(teams.size) @ shared,
        "past_on_theme": (on_theme * standing.weight[teams]) @ shared,
        "led_them": (standing.history.leads[teams] == place).astype(float) @ shared,
        "led_by_them": np.ones(teams.size) @ led,
    }
    return {name: _elsewhere(values, place) for name, values in found.items()}


def _circle(standing: Standing, question: Question) -> dict[str, Floats]:
    """Where the ties of the initiator's partners lead."""
    place = question.initiator
    partners = row(standing.pattern, place)[0] if place is not None else np.array([], dtype=np.int64)
    if place is None or not partners.size:
        return {name: np.zeros(len(standing.times)) for name in RELATIVE[4:8]}
    ties = np.diff(standing.pattern.indptr)[partners]
    on_theme = _on_themes(standing, question)
    teams = row(standing.teams_of, place)[0]
    start = _elsewhere((standing.weight * (1 + ON_THEME * on_theme))[teams] @ standing.seats[teams], place)
    strength = np.maximum((standing.weight * (np.diff(standing.seats.indptr) - 1)) @ standing.seats, 1e-12)
    through = on_theme if on_theme.any() else np.ones(standing.count, dtype=bool)
    walk = _elsewhere(_step(standing.seats, standing.weight, start / strength), place)
    found = {
        "circle": (1 / np.log1p(np.maximum(ties, 2))) @ standing.pattern[partners],
        "walk": walk,
        "walk_on_theme": _step(standing.seats, standing.weight * through, start / np.sqrt(strength)),
        "walk_further": _step(standing.seats, standing.weight, walk / strength),
    }
    return {name: _elsewhere(values, place) for name, values in found.items()}


def _step(seats: Matrix, weight: Floats, start: Floats) -> Floats:
    """One step through the teams to somebody else: back on oneself is taken off."""
    arrived = (weight * (seats @ start)) @ seats - start * (weight @ seats)
    return np.asarray(np.maximum(arrived, 0.0))


def _theme(standing: Standing, question: Question) -> dict[str, Floats]:
    on_theme = np.asarray(standing.topics[:, list(question.themes)].sum(axis=1), dtype=float).ravel()
    times = on_theme @ standing.seats
    return {
        "theme": times,
        "theme_small_teams": (on_theme * standing.weight) @ standing.seats,
        "theme_leads": on_theme @ standing.led,
        "theme_share": times / (standing.times + 1),
        "kind_in_theme": standing.kinds.usual_in(question.themes),
    }


def _taking_part(standing: Standing) -> dict[str, Floats]:
    return {
        "taking_part": standing.times,
        "taking_part_lately": standing.fresh @ standing.seats,
    }


def _background(standing: Standing, question: Question) -> dict[str, Floats]:
    return {
        "same_country": standing.countries.alike(question.country),
        "country_affinity": standing.countries.drawn_to(question.country),
        "kind_affinity": standing.kinds.drawn_to(question.kind),
    }


def _elsewhere(values: Floats, place: int) -> Floats:
    """Nobody is their own partner."""
    found = np.array(values, dtype=float)
    found[place] = 0.0
    return found
