"""Which stretch of time a page looks at: the mirror's own year, another period, or how it was before."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache

from vierspan.analysis.measures.ledger import ledger
from vierspan.analysis.measures.windows import default_window
from vierspan.analysis.mirror.picture import Window
from vierspan.analysis.records import Records
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.queries import last_change
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.insight import queries, runs
from vierspan.workspace.insight.errors import NotReady
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.tables import MODELS

# How many days before the end of a period each earlier moment lies.
BACK = {"quarter": 91, "year": 365}
ABOUT = timedelta(days=5)  # a kept mirror so near to the asked moment is that moment's
ALL, OWN = "all", "own"
KEPT = 24 * 60 * 60  # seconds that a look which no run holds is remembered


@dataclass(frozen=True, slots=True)
class Period:
    """What the reader asked for: "" the mirror's own twelve months, "all", or "own" with two days."""

    key: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page looks at: a mirror, and an earlier one to hold beside it."""

    run: Run
    then: Run | None


def seen(actor: Actor, period: Period, before: str = "") -> Seen:
    """The mirror of a period with, where asked for, how it was before: see `looked_at` and `earlier`."""
    run = looked_at(actor, period)
    return Seen(run, earlier(actor, run, before))


def looked_at(actor: Actor, period: Period) -> Run:
    """The mirror of a period. Raises Invalid for days that are no period, NotReady where the network is too large."""
    if period.key not in (ALL, OWN):
        return queries.current_run(actor)
    authorise(actor, Do.READ_MIRROR)
    if period.key == OWN and (period.since is None or period.until is None or period.since >= period.until):
        raise Invalid("since", "not_a_period")
    return _remembered(actor, period)


def earlier(actor: Actor, run: Run, key: str) -> Run | None:
    """How it was: "quarter" or "year" before this run, or a run that was kept, by its id; None without a key.

    A kept run of about that moment is used as it is, as it was seen then. Else the mirror is made as of then.
    """
    authorise(actor, Do.READ_MIRROR)
    if not key:
        return None
    if key not in BACK:
        return queries.run(actor, _id(key))
    start, end = (day - timedelta(days=BACK[key]) for day in (run.start, run.end))
    near = (end - ABOUT, end + ABOUT)
    kept = Run.objects.visible_to(actor).filter(end__range=near, version=runs.current_version()).order_by("end").last()
    return kept or _remembered(actor, Period(OWN, start, end))


def may_look_elsewhere(actor: Actor) -> bool:
    """Whether the network is small enough to make a mirror of another period while the reader waits."""
    return runs.is_small(actor.network_id)


def changes_since(actor: Actor, run: Run) -> int:
    """How many rows came in since this run looked; 0 where it is up to date."""
    authorise(actor, Do.READ_MIRROR)
    if not runs.is_stale(run) or run.facts_at is None:
        return 0
    stored: list[Any] = list(MODELS.values())
    rows = (model.objects.visible_to(actor).filter(created_at__gt=run.facts_at) for model in stored)
    counted: int = sum(found.count() for found in rows)
    return max(1, counted)


def _remembered(actor: Actor, period: Period) -> Run:
    changed = last_change(actor.network_id)
    parts = (actor.network_id, period.key, period.since, period.until, changed and changed.timestamp())
    name = "mirror:" + ":".join(str(part) for part in (*parts, runs.current_version())).replace(" ", "_")
    found: Run | None = cache.get(name)
    if found is None:
        if not queries.has_actors(actor):
            raise NotFound
        if not may_look_elsewhere(actor):
            raise NotReady
        found = runs.seen(actor.network_id, lambda records: _window(records, period))
        cache.set(name, found, KEPT)
    return found


def _window(records: Records, period: Period) -> Window:
    if period.since and period.until:
        return Window(start=period.since, end=period.until)
    acts = ledger(records)
    own, first = default_window(records, acts, clock.today()), acts["done_on"].min()
    return Window(start=first if isinstance(first, date) and first < own.start else own.start, end=own.end)


def _id(key: str) -> uuid.UUID:
    try:
        return uuid.UUID(key)
    except ValueError:
        raise NotFound from None
