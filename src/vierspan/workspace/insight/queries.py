import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from vierspan.analysis.mirror.message import message as sentence
from vierspan.analysis.mirror.picture import Picture
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.insight import handles as handled
from vierspan.workspace.insight import privacy, runs
from vierspan.workspace.insight.errors import NothingToSee, NotReady
from vierspan.workspace.insight.handles import HandleView
from vierspan.workspace.insight.jobs import refresh_mirror
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.tables import MODELS
from vierspan.workspace.insight.words import spoken


@dataclass(frozen=True, slots=True)
class Today:
    """The handles of a network: what asks for attention now, and what was laid aside."""

    active: tuple[HandleView, ...]
    laid_aside: tuple[HandleView, ...]  # put off or dismissed

    @property
    def mine(self) -> int:
        """How many are mine to take up: the one counter in the navigation."""
        return sum(view.is_for_me and view.state != "passed_on" for view in self.active)

    def of(self, orientation: str) -> tuple[HandleView, ...]:
        return tuple(view for view in self.active if view.orientation == orientation)


def current_run(actor: Actor) -> Run:
    """The latest mirror; made now where there is none, or where facts have changed and the network is small.

    Raises NothingToSee where there is nobody yet, and NotReady while the first mirror of a large network is made.
    """
    authorise(actor, Do.READ_HANDLES)
    latest = Run.objects.visible_to(actor).order_by("-made_at").first()
    if latest is not None and not _is_due(latest):
        return latest
    if not has_actors(actor):
        raise NothingToSee
    if runs.is_small(actor.network_id):
        return runs.make(actor.network_id)
    refresh_mirror.enqueue(str(actor.network_id))
    if latest is None:
        raise NotReady
    return latest


def has_actors(actor: Actor) -> bool:
    """Whether there is anybody in the network to make a mirror of."""
    return any(MODELS[key].objects.visible_to(actor).exists() for key in ("people", "parties"))


def run(actor: Actor, run_id: uuid.UUID) -> Run:
    authorise(actor, Do.READ_MIRROR)
    found = Run.objects.visible_to(actor).filter(pk=run_id).first()
    if found is None:
        raise NotFound
    return found


def runs_kept(actor: Actor) -> list[tuple[uuid.UUID, date]]:
    """The moments that one can compare with, last first: the run and its last day."""
    authorise(actor, Do.READ_MIRROR)
    return list(Run.objects.visible_to(actor).order_by("-made_at").values_list("id", "end")[:60])


def mirror(actor: Actor, run: Run) -> Picture:
    """The picture as this actor may see it."""
    authorise(actor, Do.READ_MIRROR)
    _same_network(actor, run)
    shared = handled.shared_people(handled.visible(actor, run))
    return privacy.seen_by(actor, Picture.model_validate(run.picture), shared)


def message(actor: Actor, picture: Picture) -> str:
    """The one sentence that says what is the matter; it names nobody."""
    return sentence(picture.key, spoken(actor.language))


def today(actor: Actor, run: Run) -> Today:
    """This run's handles, most urgent first, with what was done with each."""
    authorise(actor, Do.READ_HANDLES)
    _same_network(actor, run)
    pairs = handled.visible(actor, run)
    active = [pair for pair in pairs if handled.is_active(pair[1])]
    aside = [pair for pair in pairs if not handled.is_active(pair[1])]
    return Today(tuple(handled.views(actor, active)), tuple(handled.views(actor, aside)))


def handle(actor: Actor, run: Run, key: str) -> HandleView:
    """One handle by its key; NotFound where it is not there, or not yet this actor's to know."""
    authorise(actor, Do.READ_HANDLES)
    _same_network(actor, run)
    pairs = [pair for pair in handled.visible(actor, run) if pair[0].key == key]
    if not pairs:
        raise NotFound
    return handled.views(actor, pairs)[0]


def actors(actor: Actor, run: Run) -> pl.DataFrame:
    """One row per person and party with all that the mirror computed of them; for those who may see names."""
    authorise(actor, Do.READ_MEMBERS)
    _same_network(actor, run)
    return runs.unpacked(run.actors)


def about(actor: Actor, run: Run, actor_id: uuid.UUID) -> Mapping[str, object]:
    """What the mirror computed of one person or party; empty where it did not."""
    rows = actors(actor, run).filter(pl.col("id") == str(actor_id))
    return rows.to_dicts()[0] if rows.height else {}


def _same_network(actor: Actor, run: Run) -> None:
    if run.network_id != actor.network_id:
        raise NotFound


def _is_due(run: Run) -> bool:
    return runs.is_stale(run) and clock.now() - run.made_at > runs.REFRESH_AFTER
