"""The core of people: as it was named, beside as it shows in who meets whom."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.insight import queries
from vierspan.workspace.insight.models import Run
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.leadership.roles import queries as roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Cores:
    """Who stand in both, and who in one of the two; `state` is computed, unclear or unknown.

    Computed as the mirror does (methods 2.6): from ties, else from who meets whom. Unclear: people are tied, and no
    core can be told apart; unknown: there is nothing to go by.
    """

    state: str
    named: tuple[Ref, ...]
    computed: tuple[Ref, ...]

    @property
    def both(self) -> tuple[Ref, ...]:
        return self._of(self.named, self.computed, wanted=True)

    @property
    def only_named(self) -> tuple[Ref, ...]:
        return self._of(self.named, self.computed, wanted=False)

    @property
    def only_computed(self) -> tuple[Ref, ...]:
        return self._of(self.computed, self.named, wanted=False)

    @staticmethod
    def _of(these: Sequence[Ref], those: Sequence[Ref], *, wanted: bool) -> tuple[Ref, ...]:
        others = {each.id for each in those}
        return tuple(each for each in these if (each.id in others) is wanted)


def cores(actor: Actor) -> Cores:
    """For participants; the named core is that of this moment, the computed one that of the last mirror."""
    authorise(actor, Do.READ_MEMBERS)
    named = tuple(Ref("people", str(each.person.pk), each.person.name) for each in roles.core(actor))
    try:
        run = queries.current_run(actor)
    except DomainError:
        return Cores(state="unknown", named=named, computed=())
    return _beside(actor, run, named)


def _beside(actor: Actor, run: Run, named: tuple[Ref, ...]) -> Cores:
    people = queries.actors(actor, run).filter((pl.col("kind") == "person") & pl.col("coreness").is_not_null())
    inside = people.filter(pl.col("in_core")).sort("coreness", "name", descending=[True, False])
    computed = tuple(Ref("people", key, name) for key, name in inside.select("id", "name").iter_rows())
    state = "computed" if computed else "unclear" if people.height else "unknown"
    return Cores(state=state, named=named, computed=computed)
