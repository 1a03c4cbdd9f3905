"""What the mirror computed of one person or party, and how that stands beside what was declared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.insight import charts, queries, words
from vierspan.workspace.web.addresses import page_named, with_query

ORIENTATIONS = ("strategist", "explorer", "developer", "process_manager")
ASPECTS = (
    ("taking_part", gettext_lazy("Taking part")),
    ("direction", gettext_lazy("Giving direction")),
    ("influence", gettext_lazy("Influence")),
    ("binding", gettext_lazy("Binding")),
)
NEAR = 0.5  # of the greatest coreness there is: from here on as near as a partner


@dataclass(frozen=True, slots=True)
class Share:
    """A share from 0 to 1 of what all people, or all parties, do together."""

    label: str
    value: float
    orientation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What the mirror says of one person or party."""

    orientations: tuple[Share, ...]
    aspects: tuple[Share, ...]
    acts: int
    is_core: bool
    ring: str
    accent: str
    square: str
    facts: str


@dataclass(frozen=True, slots=True)
class Rings:
    """The ring that was declared beside the one that the ties show; labels, empty where there is none."""

    declared: str
    computed: str
    said: str


def computed(actor: Actor, slug: str, actor_id: UUID) -> Computed | None:
    """None for who may not see names in the mirror, and where there is no mirror yet."""
    if not may(actor, Do.READ_MEMBERS):
        return None
    try:
        run = queries.current_run(actor)
    except DomainError:
        return None
    row = queries.about(actor, run, actor_id)
    if not row:
        return None
    is_person = row.get("kind") == "person"
    has_levels = any(isinstance(row.get(f"level_{each}"), float) for each in ORIENTATIONS)
    facts = page_named("facts", slug)
    whose = "person" if is_person else "party"
    return Computed(
        orientations=tuple(_shares(row, [(each, "") for each in ORIENTATIONS])),
        aspects=tuple(_shares(row, [(key, str(label)) for key, label in ASPECTS])),
        acts=int(str(row.get("acts") or 0)),
        is_core=bool(row.get("in_core")),
        ring=_ring(row),
        accent=str(row.get("accent") or ""),
        square=charts.accents(actor, run, str(actor_id)) if is_person and has_levels else "",
        facts=with_query(facts, table="ledger", **{whose: str(actor_id)}) if facts else "",
    )


def rings(declared: str, seen: Computed | None, language: str) -> Rings:
    """Both rings in words, and in a sentence what it may mean that they differ."""
    ring = seen.ring if seen else ""
    label, shown = (words.choice_label("rings", each, language) if each else "" for each in (declared, ring))
    return Rings(label, shown, _compared(declared, ring))


def _ring(row: Mapping[str, object]) -> str:
    """Nothing where no ties are known: then the mirror does not know either."""
    coreness = row.get("coreness")
    if not isinstance(coreness, float):
        return ""
    if row.get("in_core"):
        return "core"
    return "partner" if coreness >= NEAR else "periphery"


def _compared(declared: str, computed: str) -> str:
    order = ("core", "partner", "periphery", "environment")
    if not declared or not computed:
        return ""
    if declared == computed:
        return _("What you say and what the ties show agree.")
    if order.index(declared) < order.index(computed):
        return _("The ties show less than you say. Is the contact elsewhere, or has it grown thin?")
    if declared == "environment":
        return _("You see them as outside, and the ties show them taking part.")
    return _("The ties show more than you say. Perhaps they stand nearer than you thought.")


def _shares(row: Mapping[str, object], wanted: Sequence[tuple[str, str]]) -> list[Share]:
    found = [(key, label, row.get(key)) for key, label in wanted]
    return [Share(label, value, "" if label else key) for key, label, value in found if isinstance(value, float)]
