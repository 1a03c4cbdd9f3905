"""Coherence: which activities serve which theme, what is missing, and whether effort follows priority."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vierspan.analysis.measures.contacts import during_window
from vierspan.analysis.measures.figure import absent, stated
from vierspan.analysis.measures.graph import Vector
from vierspan.analysis.measures.pointing import pointing
from vierspan.analysis.mirror.picture import (
    ActivityAlignment,
    Coherence,
    Figure,
    Overlap,
    Reason,
    ThemeCoverage,
    Window,
)
from vierspan.analysis.records import Records

HIGHEST = 3.0
CLEAR = 2.0  # a contribution from which an activity really serves a theme
SATURATION = 0.6  # how far one strong contribution covers a theme
TARGET = 0.6
ALIKE = 0.9
OVERLAPS_SHOWN = 50
COMPARED = 3_000  # activities compared with each other; the ones with the highest scores in larger networks


class _Matrix(NamedTuple):
    """All activities, and those of the window by themes: mean score over judges, weight of themes, effort."""

    listed: pl.DataFrame
    activities: pl.DataFrame
    themes: pl.DataFrame
    scores: Vector
    weights: Vector
    effort: Vector
    has_effort: bool


def coherence(records: Records, acts: pl.DataFrame, window: Window) -> Coherence | None:
    """How far the activities of the window hang together with what the network finds important.

    Definition, with C the mean of the judges' last scores 0-3 and w the priorities made to sum 1: coverage of a theme
    is 1 - product of (1 - C/3 * .6); its gap w * max(0, .6 - coverage); blank when no activity has C >= 2. Alignment
    of an activity is the cosine of its scores with w; it is loose without any C >= 2, without owner or without party.
    Overlap: cosine of scores >= .9 with no party in both. Portfolio alignment is 1 - half the summed distance between
    the share of effort that goes to each theme and its weight, effort that serves no theme going elsewhere.
    Disagreement: mean of highest minus lowest score where two or more judged the same.
    Range: coverage, alignment and portfolio alignment 0-1, disagreement 0-3. Edge cases: no themes, activities or
    contributions -> None; no priorities -> all themes weigh alike, and one without takes the mean; no hours -> every
    activity counts 1 and `has_effort` says so; owners or parties never recorded make nothing loose; stopped
    activities, finished ones without an end date, and themes let go in or before the window do not count.
    Cost: activities x themes, and pairs of activities up to 3,000. Source: methods 4 [O].
    """
    if not records.has("themes", "activities", "contributions"):
        return None
    matrix = _matrix(records, window)
    if matrix.activities.is_empty() or matrix.themes.is_empty():
        return None
    return Coherence(
        themes=_themes(matrix),
        activities=_activities(matrix),
        overlaps=_overlaps(matrix),
        portfolio_alignment=_portfolio(matrix, window),
        disagreement=_disagreement(records, matrix, window),
        has_effort=matrix.has_effort,
    )


def _matrix(records: Records, window: Window) -> _Matrix:
    state = pl.col("state").fill_null("running")
    current = during_window(records.table("activities"), window)
    activities = current.filter((state != "stopped") & ((state != "finished") | pl.col("until").is_not_null())).sort(
        "id"
    )
    themes = records.table("themes").filter(_stands(window)).sort("id")
    judged = _latest(records).group_by("activity", "theme").agg(pl.col("score").mean())
    judged = judged.join(activities.select(pl.col("id").alias("activity")).with_row_index("row"), on="activity")
    judged = judged.join(themes.select(pl.col("id").alias("theme")).with_row_index("column"), on="theme")
    scores = np.zeros((activities.height, themes.height))
    scores[judged["row"].to_numpy(), judged["column"].to_numpy()] = judged["score"].to_numpy()
    has_effort = bool((activities["hours"].fill_null(0.0) > 0).any())
    weights = _filled(themes["priority"])
    listed, effort = records.table("activities"), _filled(activities["hours"])
    return _Matrix(listed, activities, themes, scores, weights / weights.sum(), effort, has_effort)


def _stands(window: Window) -> pl.Expr:
    """A theme that was let go asks for nothing any more."""
    return pl.col("retired_on").is_null() | (pl.col("retired_on") > window.end)


def _latest(records: Records) -> pl.DataFrame:
    """Of each judge only their last word on a square; where nobody says who judged, every row counts."""
    rows = records.table("contributions").sort("judged_on", nulls_last=False, maintain_order=True)
    nameless = rows.filter(pl.col("judged_by").is_null())
    named = rows.filter(pl.col("judged_by").is_not_null())
    return pl.concat([nameless, named.unique(["activity", "theme", "judged_by"], keep="last", maintain_order=True)])


def _filled(amounts: pl.Series) -> Vector:
    """The amounts, with the mean where one is missing; all one where there are none."""
    known = amounts.drop_nulls()
    if not known.sum() > 0:
        return np.ones(len(amounts))
    return amounts.fill_null(known.mean()).to_numpy().astype(np.float64)


def _themes(matrix: _Matrix) -> tuple[ThemeCoverage, ...]:
    """The widest gap first."""
    coverage = 1 - np.prod(1 - matrix.scores / HIGHEST * SATURATION, axis=0)
    gap = matrix.weights * np.maximum(0.0, TARGET - coverage)
    ids, names = matrix.themes["id"], matrix.themes["name"]
    return tuple(
        ThemeCoverage(
            theme=ids[place],
            name=names[place],
            weight=matrix.weights[place],
            coverage=coverage[place],
            gap=gap[place],
            is_blank=bool((matrix.scores[:, place] < CLEAR).all()),
            activities=_serving(matrix, matrix.scores[:, place]),
        )
        for place in (int(place) for place in np.lexsort((-matrix.weights, -gap)))
    )


def _serving(matrix: _Matrix, scores: Vector) -> tuple[str, ...]:
    order = np.argsort(-scores, kind="stable")
    return tuple(matrix.activities["id"][int(place)] for place in order if scores[place] > 0)


def _activities(matrix: _Matrix) -> tuple[ActivityAlignment, ...]:
    alignment = _cosine(matrix.scores, matrix.weights)
    loose = _why_loose(matrix)
    rows = matrix.activities.select("id", "name").iter_rows()
    return tuple(
        ActivityAlignment(
            activity=activity,
            name=name,
            alignment=float(alignment[place]) if matrix.scores[place].any() else None,
            is_loose=loose[place] is not None,
            why_loose=loose[place],
        )
        for place, (activity, name) in enumerate(rows)
    )


def _cosine(rows: Vector, weights: Vector) -> Vector:
    lengths = np.sqrt((rows**2).sum(axis=1)) * np.sqrt(weights @ weights)
    cosine = np.zeros(len(rows))
    np.divide(rows @ weights, lengths, out=cosine, where=lengths > 0)
    return cosine


def _why_loose(matrix: _Matrix) -> list[str | None]:
    """Per activity the first reason for which it hangs loose."""
    no_theme = np.asarray(matrix.scores.max(axis=1) < CLEAR)
    no_owner = matrix.activities["owner"].is_null().to_numpy()
    no_party = (matrix.activities["parties"].list.len().fill_null(0) == 0).to_numpy()
    reasons = {"no_theme": no_theme, "no_owner": no_owner, "no_party": no_party}
    known = {key: found for key, found in reasons.items() if key == "no_theme" or not found.all()}
    return [next((key for key, found in known.items() if found[row]), None) for row in range(len(no_theme))]


def _overlaps(matrix: _Matrix) -> tuple[Overlap, ...]:
    """Pairs that do nearly the same with no party in common, most alike first."""
    chosen = np.sort(np.argsort(-matrix.scores.sum(axis=1), kind="stable")[:COMPARED])
    chosen = chosen[matrix.scores[chosen].any(axis=1)]
    rows = matrix.scores[chosen]
    rows = rows / np.sqrt((rows**2).sum(axis=1, keepdims=True))
    likeness = np.triu(rows @ rows.T, 1)
    first, second = np.nonzero(likeness >= ALIKE - 1e-12)
    order = np.argsort(-np.round(likeness[first, second], 9), kind="stable")
    ids, parties = matrix.activities["id"], [frozenset(names or ()) for names in matrix.activities["parties"].to_list()]
    found = []
    for one, other in zip(chosen[first[order]], chosen[second[order]], strict=True):
        if parties[one] and parties[other] and not parties[one] & parties[other]:
            found.append((int(one), int(other)))
        if len(found) == OVERLAPS_SHOWN:
            break
    return tuple(
        Overlap(first=ids[one], second=ids[other], likeness=_likeness(matrix, one, other)) for one, other in found
    )


def _likeness(matrix: _Matrix, one: int, other: int) -> float:
    return min(1.0, float(_cosine(matrix.scores[[one]], matrix.scores[other])[0]))


def effort_shares(records: Records, window: Window) -> dict[str, float]:
    """Which share of the effort goes to each theme; what is missing to 1 serves no theme.

    An activity's hours are split over the themes as its scores are. Range 0-1, the sum at most 1. Edge cases: without
    hours every activity counts 1; no themes, activities, contributions or effort -> empty. Cost: activities x themes.
    Source: methods 4 [O].
    """
    if not records.has("themes", "activities", "contributions"):
        return {}
    matrix = _matrix(records, window)
    if matrix.themes.is_empty() or not matrix.effort.sum() > 0:
        return {}
    return dict(zip(matrix.themes["id"].to_list(), map(float, _shares(matrix)), strict=True))


def _shares(matrix: _Matrix) -> Vector:
    totals = matrix.scores.sum(axis=1, keepdims=True)
    parts: NDArray[np.float64] = np.divide(matrix.scores, totals, out=np.zeros_like(matrix.scores), where=totals > 0)
    shares: Vector = matrix.effort @ parts / matrix.effort.sum()
    return shares


def _portfolio(matrix: _Matrix, window: Window) -> Figure:
    if not matrix.effort.sum() > 0:
        return absent(Reason.EMPTY, matrix.activities.height, window)
    shares = _shares(matrix)
    elsewhere = 1 - shares.sum()
    distance = np.abs(shares - matrix.weights).sum() + elsewhere
    facts = pointing("activities", matrix.listed, matrix.activities["id"])
    return stated(max(0.0, 1 - distance / 2), matrix.activities.height, window, facts=facts)


def _disagreement(records: Records, matrix: _Matrix, window: Window) -> Figure:
    judged = _latest(records).filter(pl.col("activity").is_in(matrix.activities["id"].implode()))
    judged = judged.filter(pl.col("theme").is_in(matrix.themes["id"].implode()))
    spread = (pl.col("score").max() - pl.col("score").min()).alias("spread")
    judged = judged.filter(pl.len().over("activity", "theme") > 1)
    cells = judged.group_by("activity", "theme").agg(spread)
    if cells.is_empty():
        return absent(Reason.TOO_FEW, 0, window)
    facts = pointing("contributions", records.table("contributions"), judged["id"])
    return stated(float(cells["spread"].mean() or 0.0), cells.height, window, facts=facts)  # type: ignore[arg-type]
