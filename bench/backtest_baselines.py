"""The five simple ways to rank that ours has to beat."""

from collections.abc import Callable, Mapping

import numpy as np

from vierspan.analysis.choices.partners.history import Floats
from vierspan.analysis.choices.partners.standing import Standing

Baseline = Callable[[Standing, int | None, list[int]], Floats]

THEME_BESIDE_CIRCLE = 1.5  # the mixture that comes nearest to the published figures


def popularity(standing: Standing, initiator: int | None, themes: list[int]) -> Floats:
    return standing.times


def theme_popularity(standing: Standing, initiator: int | None, themes: list[int]) -> Floats:
    return np.asarray(standing.by_theme[themes].sum(axis=0), dtype=float).ravel()


def past_partners(standing: Standing, initiator: int | None, themes: list[int]) -> Floats:
    if initiator is None:
        return np.zeros_like(standing.times)
    return np.asarray(standing.together[[initiator]].toarray().ravel(), dtype=float)


def adamic_adar(standing: Standing, initiator: int | None, themes: list[int]) -> Floats:
    """Sum of 1 / ln(ties) over the common partners; methods 5."""
    partners = past_partners(standing, initiator, themes) > 0
    ties = np.diff(standing.pattern.indptr)
    through = np.where(partners, 1 / np.log(np.maximum(ties, 2)), 0.0)
    found = np.asarray(through @ standing.pattern)
    if initiator is not None:
        found[initiator] = 0.0
    return found


def past_and_theme(standing: Standing, initiator: int | None, themes: list[int]) -> Floats:
    return share(past_partners(standing, initiator, themes)) + share(theme_popularity(standing, initiator, themes))


def adamic_adar_and_theme(standing: Standing, initiator: int | None, themes: list[int]) -> Floats:
    theme = share(theme_popularity(standing, initiator, themes))
    return share(adamic_adar(standing, initiator, themes)) + THEME_BESIDE_CIRCLE * theme


def share(values: Floats) -> Floats:
    most = values.max(initial=0.0)
    return values / most if most else values


BASELINES: Mapping[str, Baseline] = {
    "popularity": popularity,
    "theme popularity": theme_popularity,
    "past partners": past_partners,
    "Adamic-Adar + theme": adamic_adar_and_theme,
    "past partners + theme": past_and_theme,
}


def ordered(scores: Floats, standing: Standing, initiator: int | None) -> list[str]:
    """Best first without the initiator; ties go to who takes part more often, then by name."""
    places = np.lexsort((np.arange(len(scores)), -standing.times, -scores))
    return [standing.history.members[place] for place in places if place != initiator]
