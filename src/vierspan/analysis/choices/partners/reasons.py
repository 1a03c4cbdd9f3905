"""Why somebody is suggested: what the history truly holds about the two, nothing else."""

import numpy as np

from vierspan.analysis.choices.partners.evidence import Question
from vierspan.analysis.choices.partners.history import Ints
from vierspan.analysis.choices.partners.question import (
    InTheme,
    Introducer,
    KnownBy,
    OftenTakesPart,
    Reason,
    SameCountry,
    SameKind,
    SharesTheme,
    WorkedTogether,
)
from vierspan.analysis.choices.partners.standing import Standing, row

TEAMS_NAMED = 5
INTRODUCERS_NAMED = 3
THEMES_NAMED = 2
OFTEN = 3  # in fewer teams than this, taking part is no reason by itself


def reasons(standing: Standing, question: Question, candidate: int) -> tuple[Reason, ...]:
    """All that connects a candidate to the question, the nearest first.

    Definition: teams with the initiator; then teams on the themes asked; then who sat with both; then other themes of
    both; then how often they take part (from 3 teams on), country and kind. Range: each at most once, themes at most
    2 of each sort. Edge cases: an initiator without history (None) has no shared past, so only themes and
    taking part remain; nothing known -> empty. Cost: the ties of the two. Source: methods 5, link suggestion.
    """
    initiator, themes = question.initiator, question.themes
    found = [*_in_themes(standing, themes, candidate)]
    if initiator is not None:
        found = [
            *_worked_together(standing, initiator, candidate),
            *found,
            *_known_by(standing, initiator, candidate),
            *_shared_themes(standing, initiator, themes, candidate),
        ]
    return (*found, *_takes_part(standing, candidate), *_alike(standing, question, candidate))


def _worked_together(standing: Standing, initiator: int, candidate: int) -> list[Reason]:
    teams = np.intersect1d(_teams_of(standing, initiator), _teams_of(standing, candidate))
    if not teams.size:
        return []
    latest = teams[::-1]
    named = tuple(standing.history.teams[team] for team in latest[:TEAMS_NAMED])
    return [WorkedTogether(teams=named, times=int(teams.size), last=standing.history.day_of(int(latest[0])))]


def _in_themes(standing: Standing, themes: tuple[int, ...], candidate: int) -> list[Reason]:
    counts = [(int(standing.by_theme[theme, candidate]), theme) for theme in themes]
    best = sorted((pair for pair in counts if pair[0]), key=lambda pair: (-pair[0], pair[1]))[:THEMES_NAMED]
    return [InTheme(theme=standing.history.themes[theme], times=times) for times, theme in best]


def _known_by(standing: Standing, initiator: int, candidate: int) -> list[Reason]:
    ours, theirs = row(standing.together, initiator), row(standing.together, candidate)
    both, at_ours, at_theirs = np.intersect1d(ours[0], theirs[0], return_indices=True)
    if not both.size:
        return []
    with_us, with_them = ours[1][at_ours], theirs[1][at_theirs]
    order = np.lexsort((both, -(with_us + with_them), -np.minimum(with_us, with_them)))[:INTRODUCERS_NAMED]
    named = tuple(
        Introducer(
            member=standing.history.members[both[at]],
            with_initiator=int(with_us[at]),
            with_candidate=int(with_them[at]),
        )
        for at in order
    )
    return [KnownBy(introducers=named, count=int(both.size))]


def _shared_themes(standing: Standing, initiator: int, asked: tuple[int, ...], candidate: int) -> list[Reason]:
    ours, theirs = row(standing.themes_of, initiator), row(standing.themes_of, candidate)
    both, at_ours, at_theirs = np.intersect1d(ours[0], theirs[0], return_indices=True)
    pairs = [
        (int(theirs[1][j]), int(ours[1][i]), int(theme))
        for theme, i, j in zip(both, at_ours, at_theirs, strict=True)
        if theme not in asked
    ]
    pairs.sort(key=lambda each: (-min(each[:2]), -each[0], each[2]))
    return [
        SharesTheme(theme=standing.history.themes[theme], times=times, times_initiator=own)
        for times, own, theme in pairs[:THEMES_NAMED]
    ]


def _takes_part(standing: Standing, candidate: int) -> list[Reason]:
    teams = _teams_of(standing, candidate)
    if teams.size < OFTEN:
        return []
    return [OftenTakesPart(times=int(teams.size), last=standing.history.day_of(int(teams[-1])))]


def _alike(standing: Standing, question: Question, candidate: int) -> list[Reason]:
    found: list[Reason] = []
    if question.country and question.country == standing.history.countries[candidate]:
        found.append(SameCountry(country=question.country))
    if question.kind and question.kind == standing.history.kinds[candidate]:
        found.append(SameKind(kind=question.kind))
    return found


def _teams_of(standing: Standing, member: int) -> Ints:
    return row(standing.teams_of, member)[0]
