"""Where something came from and what came of it: from signal to opportunity, initiative and result."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.directory.models import Initiative
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.opportunities import queries as opportunities
from vierspan.workspace.horizon.opportunities.models import Opportunity, Partner, Source
from vierspan.workspace.initiatives.models import Decision, Seat
from vierspan.workspace.initiatives.starting.models import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing on the way: what kind, its words, when, and the row that it is."""

    kind: str  # signal, interest, need, opportunity, interested, through, initiative, decision, result
    text: str
    on: date | None = None
    id: UUID | None = None
    who: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Lineage:
    steps: tuple[Step, ...]

    @property
    def is_more_than_one(self) -> bool:
        return len(self.steps) > 1


def of_opportunity(actor: Actor, opportunity_id: UUID) -> Lineage:
    """From what it was made of to the results of what it became."""
    found = opportunities.opportunity(actor, opportunity_id)
    return Lineage(tuple(_through(actor, found)))


def of_signal(actor: Actor, signal_id: UUID) -> Lineage:
    """What came of a signal: every opportunity made of it, and what those became."""
    found = Signal.objects.visible_to(actor).filter(pk=signal_id).select_related("spotter").first()
    authorise(actor, Do.READ_ROOMS)
    if found is None:
        return Lineage(())
    later = (step for each in opportunities.made_of(actor, signal_id) for step in _from(actor, each))
    return Lineage((_signal(found), *later))


def lineage(actor: Actor, initiative_id: UUID) -> Lineage:
    """Where an initiative came from, and what came of it; empty where it was no opportunity before."""
    behind = opportunities.behind(actor, initiative_id)
    return Lineage(tuple(step for each in behind for step in _through(actor, each)))


def _through(actor: Actor, found: Opportunity) -> Iterator[Step]:
    made_of = [_source(row) for row in opportunities.sources(actor, found.pk)]
    yield from sorted(made_of, key=lambda step: step.on or date.min)
    yield from _from(actor, found)


def _from(actor: Actor, found: Opportunity) -> Iterator[Step]:
    who = found.author.name if found.author else ""
    yield Step(kind="opportunity", text=found.name, on=found.framed_on, id=found.pk, who=who)
    yield from _interest(opportunities.partners(actor, found.pk))
    if found.initiative is not None:
        yield from _became(actor, found.initiative, found.became_on)


def _source(row: Source) -> Step:
    if row.signal is not None:
        return _signal(row.signal)
    return Step(kind=row.kind, text=row.words, on=row.created_at.date(), who=row.party.name if row.party else "")


def _signal(row: Signal) -> Step:
    who = row.spotter.name if row.spotter else ""
    return Step(kind="signal", text=row.name, on=row.spotted_on, id=row.pk, who=who)


def _interest(rows: Iterable[Partner]) -> Iterator[Step]:
    keen = [each for each in rows if each.state == "interested"]
    if keen:
        first = min((each.answered_on for each in keen if each.answered_on), default=None)
        yield Step(kind="interested", text=", ".join(each.party.name for each in keen), on=first, count=len(keen))
    for each in keen:
        if each.through is not None:
            yield Step(kind="through", text=each.party.name, who=each.through.name, on=each.answered_on)


def _became(actor: Actor, initiative: Initiative, on: date | None) -> Iterator[Step]:
    yield Step(kind="initiative", text=initiative.name, on=on or initiative.started_on, id=initiative.pk)
    joined = Seat.objects.visible_to(actor).filter(initiative=initiative, state="joined").count()
    if joined:
        yield Step(kind="joined", text="", count=joined)
    decided = Decision.objects.visible_to(actor).filter(initiative=initiative).exclude(closed_on=None)
    for decision in decided.order_by("closed_on"):
        yield Step(kind="decision", text=decision.name, on=decision.closed_on, id=decision.pk)
    for result in Result.objects.visible_to(actor).filter(initiative=initiative).order_by("noted_on"):
        yield Step(kind="result", text=result.name, on=result.noted_on)
