"""Our mirror: what there is to talk about together, without a name and without an order of people."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from vierspan.analysis.measures import governance
from vierspan.analysis.measures.governance import Dimension, Fits, Form
from vierspan.analysis.measures.needs import verdict
from vierspan.analysis.mirror.picture import Picture, Scale
from vierspan.analysis.questionnaires.need import need_said
from vierspan.analysis.report.charts.square import lead
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.conditions import queries as conditions
from vierspan.workspace.course.priorities import queries as priorities
from vierspan.workspace.insight import queries
from vierspan.workspace.insight.mirror_figures import figure_at
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.records import frame_of
from vierspan.workspace.insight.tables import stored
from vierspan.workspace.leadership.questions import items
from vierspan.workspace.leadership.questions import queries as questions
from vierspan.workspace.leadership.team import queries as team

TRUST_ITEM, HIGHEST_TRUST, LEAST_TIES = "trust", 4.0, 3
Band = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Need and cover of one orientation, 0-100. `need` is from purpose and phase or as declared; `said` what the group
    said in a closed round."""

    orientation: str
    need: Band | None
    said: Band | None
    cover: float | None
    verdict: str  # short, fits, crowded, unknown: against the need
    verdict_said: str
    path: str
    facts: int

    @property
    def band(self) -> float:
        return self.need[1] - self.need[0] if self.need else 0

    @property
    def said_band(self) -> float:
        return self.said[1] - self.said[0] if self.said else 0


@dataclass(frozen=True, slots=True)
class Point:
    """One figure about an orientation or an aspect; where it stands in the picture leads to its facts."""

    key: str
    value: float
    path: str
    facts: int


@dataclass(frozen=True, slots=True)
class Governance:
    form: str
    competence: int | None
    fits: Fits
    is_trust_felt: bool  # trust comes from how people answered the health questions, not from single ties


@dataclass(frozen=True, slots=True, kw_only=True)
class OurMirror:
    levels: tuple[Level, ...]
    lost: tuple[Point, ...]  # what falls away when the one who carries most stops
    parties: tuple[Point, ...]  # in effect so many parties carry it
    core: tuple[Point, ...]  # how far leaders see each other as leaders: inside and outside the core
    palette: tuple[Scale, ...]
    aspects: tuple[Point, ...]  # in effect so many share it
    governance: Governance


def our_mirror(actor: Actor, run: Run) -> OurMirror:
    authorise(actor, Do.READ_MIRROR)
    picture = queries.mirror(actor, run)
    return OurMirror(
        levels=tuple(_levels(actor, picture)),
        lost=tuple(_of_each(picture, "dependency")),
        parties=tuple(_of_each(picture, "effective_parties")),
        core=tuple(_core(picture)),
        palette=picture.palette,
        aspects=tuple(_aspects(picture)),
        governance=governed(actor),
    )


def governed(actor: Actor) -> Governance:
    """How the form of governance suits what the network is (methods 7.1); of trust and goals what is known."""
    said = team.governed(actor)
    ties, felt = _trust_of_ties(actor), _trust_felt(actor)
    parties = frame_of(actor.network_id, stored()["parties"])
    values = {
        Dimension.TRUST: felt if ties is None else ties,
        Dimension.SIZE: governance.size(parties.filter(pl.col("left_on").is_null()).height),
        Dimension.CONSENSUS: _consensus(actor),
        Dimension.COMPETENCE: governance.competence([said.competence] if said and said.competence else []),
    }
    form, need = (said.form, said.competence) if said else ("", None)
    return Governance(form, need, governance.fits(values), ties is None and felt is not None)


def suits(found: Governance) -> Form | None:
    """The form as it is said; None where it was not said."""
    return Form(found.form) if found.form else None


def _levels(actor: Actor, picture: Picture) -> Iterator[Level]:
    released = questions.needs_said(actor)
    keys = {item.group: item.key for item in items.needs("en")}
    for place, part in enumerate(picture.orientations):
        need, key = part.need, part.orientation.value
        mean = released.snapshot.cell(keys[key]).mean if released else None
        said = need_said([] if mean is None else [mean])
        yield Level(
            orientation=key,
            need=None if need.need_low is None or need.need_high is None else (need.need_low, need.need_high),
            said=None if said.low is None or said.high is None else (said.low, said.high),
            cover=need.cover.value,
            verdict=need.verdict.value,
            verdict_said=verdict(said.need, need.cover.value).value,
            path=f"orientations.{place}.need.cover",
            facts=need.cover.facts.count if need.cover.facts else 0,
        )


def _of_each(picture: Picture, measure: str) -> Iterator[Point]:
    for place, part in enumerate(picture.orientations):
        if lead(part) is not None:
            side = "done" if part.done else "seen"
            yield from _point(picture, part.orientation.value, f"orientations.{place}.{side}.{measure}")


def _core(picture: Picture) -> Iterator[Point]:
    if picture.overall_seen is not None:
        for key in ("mutuality_core", "mutuality_rest"):
            yield from _point(picture, key, f"overall_seen.{key}")


def _aspects(picture: Picture) -> Iterator[Point]:
    for place, part in enumerate(picture.aspects):
        yield from _point(picture, part.aspect.value, f"aspects.{place}.persons.effective_leaders")


def _point(picture: Picture, key: str, path: str) -> Iterator[Point]:
    figure = figure_at(picture, path)
    if figure.value is not None:
        yield Point(key, figure.value, path, figure.facts.count if figure.facts else 0)


def _trust_of_ties(actor: Actor) -> float | None:
    """Of pairs of which both said how far they trust each other, from 0 to 4, and that hold today.

    None where a strength lies above that: then it was said on another scale, and what counts as trust is not known.
    """
    kind = pl.col("kind").fill_null("").str.to_lowercase()
    rows = frame_of(actor.network_id, stored()["ties"]).filter(
        (kind.str.contains("^trust") | kind.str.contains("^vertrouw"))
        & pl.col("strength").is_not_null()
        & pl.col("until").is_null()
    )
    if rows.filter(~pl.col("strength").is_between(0, HIGHEST_TRUST)).height:
        return None
    given = {(a, b): s / HIGHEST_TRUST for a, b, s in rows.select("source", "target", "strength").iter_rows()}
    pairs = [(one, given[b, a]) for (a, b), one in given.items() if a < b and (b, a) in given]
    return governance.trust(pairs) if len(pairs) >= LEAST_TIES else None


def _trust_felt(actor: Actor) -> float | None:
    scores = [row for row in conditions.pulse(actor) if row.item == TRUST_ITEM and row.party_id is None]
    last = max(scores, key=lambda row: row.asked_on, default=None)
    return None if last is None else min(1.0, max(0.0, (last.score - 1) / 4))


def _consensus(actor: Actor) -> float | None:
    """How much alike the parties spread their dots over the themes, in the last closed round."""
    if not may(actor, Do.READ_DIRECTORY):
        return None
    rounds = [row for row in priorities.rounds(actor) if row.way == "dots" and not priorities.is_open(row)]
    if not rounds:
        return None
    given = [vote.given for vote in priorities.votes(actor, rounds[0].pk)]
    return governance.consensus([[float(each.get(theme) or 0) for each in given] for theme in rounds[0].themes])
