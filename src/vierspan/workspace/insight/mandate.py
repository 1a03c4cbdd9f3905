"""Whole network or a part: the figures and the advice out of what parties estimated."""

from dataclasses import dataclass
from typing import Any

from vierspan.analysis.measures import mandate as measured
from vierspan.analysis.measures.mandate import Advice, Flip
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.directory.models import Initiative
from vierspan.workspace.initiatives.mandate import queries
from vierspan.workspace.initiatives.mandate.models import Estimate

SCALE = 4  # from 0-1 to 1-5
VERSION = 1  # of the formula, as it is kept with a choice


@dataclass(frozen=True, slots=True)
class Told:
    """`flips` are told where it is a close call."""

    advice: Advice
    flips: tuple[Flip, ...]

    @property
    def figures(self) -> dict[str, Any]:
        """As they are kept with what was chosen on them."""
        named = ("potential", "breadth", "spill_over", "response")
        rounded = {
            key: None if value is None else round(float(value), 3)
            for key, value in ((key, getattr(self.advice, key)) for key in named)
        }
        return {
            **rounded,
            "answered": self.advice.answered,
            "asked": self.advice.asked,
            "advice": self.advice.advice,
            "asks_consent": self.advice.asks_consent,
            "version": VERSION,
        }

    @property
    def potential(self) -> float | None:
        """On the scale of the records, 1 to 5."""
        found = self.advice.potential
        return None if found is None else round(1 + SCALE * float(found), 2)


def advice(actor: Actor, row: Initiative) -> Told:
    authorise(actor, Do.READ_ROOMS)
    asked = queries.last_of_each(actor.network_id, row)
    answered = [_plain(each) for each in asked if each.answered_on]
    found = measured.advise(answered, len(asked))
    return Told(found, measured.flips(answered, len(asked)) if found.close else ())


def _plain(row: Estimate) -> measured.Estimate:
    return measured.Estimate(
        party=str(row.party_id),
        value=row.value,
        feasibility=row.feasibility,
        timing=row.timing,
        energy=row.energy,
        interest=row.interest,
        affected=row.affected,
    )
