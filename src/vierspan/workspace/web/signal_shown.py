"""The page of one signal: what it is, what people find of it, on what it stands, and how it came this far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.harvest.queries import lineage
from vierspan.workspace.horizon import queries as horizon
from vierspan.workspace.horizon.opportunities import queries as opportunities
from vierspan.workspace.horizon.weighing import alike, queries
from vierspan.workspace.insight import words
from vierspan.workspace.insight.weighing import FEWEST_PARTIES, FEWEST_SOURCES, Opinion, Standing, standing
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.forms.opportunities import STAGES
from vierspan.workspace.web.forms.signals import CRITERIA, SOON, BroughtForm, MoveForm, RateForm, SourceForm
from vierspan.workspace.web.signal_frame import frame, stages, themes

SCORES = range(1, 6)


@dataclass(frozen=True, slots=True)
class Heard:
    """One criterion, as several people rated it."""

    key: str
    label: Any
    low: Any
    high: Any
    opinion: Opinion | None
    mine: int | None
    counted: tuple[tuple[int, int], ...]  # how many gave each score
    said: str  # what the middle means, where a number says too little


def shown_signal(request: NetworkRequest, signal_id: UUID, **given: forms.Form) -> HttpResponse:
    """`given`: the form (rate, source, move or brought) that could not be kept."""
    actor, row = request.actor, horizon.signal(request.actor, signal_id)
    found, own = standing(actor, row), queries.own_rating(actor, signal_id)
    rates = may(actor, Do.EDIT_ROOMS) and actor.person_id is not None
    ratings = queries.ratings(actor, signal_id)
    shown = frame(
        request,
        "list",
        signal=row,
        message=row.name,
        stage_name=words.choice_label("signal_stages", row.stage or "weak", actor.language),
        tag_name=words.choice_label("signal_tags", row.tag, actor.language) if row.tag else "",
        standing=found,
        weight=found.weight,
        months=None if row.months_ahead is None else round(row.months_ahead),
        heard=list(_heard(ratings, found, own)),
        ratings=ratings,
        own=own,
        may_rate=rates,
        sees_ratings=own is not None or not rates,
        sources=queries.sources(actor, signal_id),
        moves=[(each, _step_name(actor, each)) for each in queries.moves(actor, signal_id)],
        merges=queries.merges_into(actor, signal_id),
        looks_like=alike.hints(actor, row.name, besides=row.pk) if may(actor, Do.EDIT_ROOMS) else [],
        needs={"sources": FEWEST_SOURCES, "parties": FEWEST_PARTIES},
        may_remove=may(actor, Do.TAKE_FROM_HORIZON, owner_id=row.spotter_id),
        reads_people=may(actor, Do.READ_DIRECTORY),
        became=[(each, dict(STAGES).get(each.stage, "")) for each in opportunities.made_of(actor, row.pk)],
        lineage=lineage.of_signal(actor, row.pk),
        **_forms(actor, row, own, given),
    )
    is_wrong = any(each.errors for each in given.values())
    return render(request, "pages/horizon/signal.html", shown, status=422 if is_wrong else 200)


def move_form(actor: Actor, row: Any, data: Any = None) -> MoveForm:
    """Everywhere but where it stands; a suggested stage is chosen already."""
    here = row.stage or "weak"
    others = [(key, label) for key, label in stages(actor).items() if key != here]
    following = {"weak": "emerging", "emerging": "theme", "theme": "retired", "retired": "weak"}[here]
    first = {"stage": following, "theme": str(row.theme_id or "")}
    return MoveForm(data, initial=first, stages=others, themes=themes(actor))


def _forms(actor: Actor, row: Any, own: Any, given: Mapping[str, forms.Form]) -> dict[str, Any]:
    rated = {key: str(score) for key in CRITERIA if own and (score := getattr(own, key)) is not None}
    return {
        "rate": RateForm(initial={**rated, "reason": own.reason if own else ""}),
        "source": SourceForm(auto_id="source_%s"),
        "move": move_form(actor, row),
        "brought": BroughtForm(initial={"day": row.brought_back_on}),
        **given,
    }


def _heard(ratings: list[Any], found: Standing, own: Any) -> Iterator[Heard]:
    for key, (label, low, high) in CRITERIA.items():
        opinion = found.opinions[key]
        scores = [getattr(each, key) for each in ratings]
        counted = tuple((score, scores.count(score)) for score in SCORES)
        said = dict(SOON).get(f"{opinion.middle:.0f}", "") if opinion and key == "timeliness" else ""
        yield Heard(key, label, low, high, opinion, getattr(own, key) if own else None, counted, str(said))


def _step_name(actor: Actor, step: Any) -> tuple[str, str]:
    names = stages(actor)
    return names.get(step.before, step.before), names.get(step.after, step.after)
