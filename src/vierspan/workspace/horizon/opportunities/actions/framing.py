"""An opportunity: framed out of what is seen and wanted, changed, let go and taken up again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.models import Initiative, Party, Theme
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.opportunities import queries
from vierspan.workspace.horizon.opportunities.actions.held import held_open
from vierspan.workspace.horizon.opportunities.models import SOURCES, Opportunity, Partner, Source

LONGEST = {"name": 200, "about": 4000, "why_now": 2000}
PURPOSE = "interest"  # of the personal links


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What could be taken up, why now, for which themes, and with how many parties."""

    name: str
    about: str = ""
    why_now: str = ""
    themes: tuple[UUID, ...] = ()
    least: int | None = None
    most: int | None = None


@transaction.atomic
def frame(actor: Actor, given: Frame, *, signals: Iterable[UUID] = ()) -> Opportunity:
    """A new one, of the actor; made of these signals, where it is."""
    authorise(actor, Do.EDIT_ROOMS)
    row = Opportunity(network_id=actor.network_id, **_checked(actor, given))
    row.author_id, row.party_id = actor.person_id, own_party(actor)
    row.framed_on, row.stage = clock.today(), "idea"
    row.save()
    for signal in signals:
        bundle(actor, row.pk, "signal", signal=signal)
    spotters = Source.objects.of(actor.network_id).filter(opportunity=row).exclude(signal__spotter=None)
    touched = [str(each) for each in spotters.values_list("signal__spotter", flat=True)]
    record(actor, "opportunity.framed", subject=str(row.pk), party=row.party_id, touched=touched)
    return row


@transaction.atomic
def change(actor: Actor, opportunity_id: UUID, given: Frame, *, seen: str) -> Opportunity:
    row = held_open(actor, opportunity_id)
    columns = _checked(actor, given)
    unchanged_since(row, seen, columns)
    for column, value in columns.items():
        setattr(row, column, value)
    row.save()
    facts_changed(actor.network_id)
    return row


def _checked(actor: Actor, given: Frame) -> dict[str, Any]:
    texts = {column: _text(column, getattr(given, column)) for column in LONGEST}
    if not texts["name"]:
        raise Invalid("name", "needs_a_name")
    if given.least and given.most and given.least > given.most:
        raise Invalid("most", "more_than_there_may_be")
    here = Theme.objects.visible_to(actor).filter(pk__in=given.themes).values_list("pk", flat=True)
    return {**texts, "themes": sorted(map(str, here)), "least": given.least, "most": given.most}


def _text(column: str, text: str) -> str:
    kept = tidy(text) if column == "name" else text.strip()
    if len(kept) > LONGEST[column]:
        raise Invalid(column, "too_long")
    return kept


@transaction.atomic
def bundle(
    actor: Actor,
    opportunity_id: UUID,
    kind: str,
    *,
    words: str = "",
    signal: UUID | None = None,
    need: UUID | None = None,
    party: UUID | None = None,
) -> Source:
    """Put a signal, an interest or a need to it; what stands in it already is not put in twice."""
    found = held_open(actor, opportunity_id)
    if kind not in SOURCES:
        raise Invalid("kind", "unknown_choice")
    row = Source(network_id=found.network_id, opportunity=found, kind=kind, need=need, words=tidy(words)[:500])
    if signal:
        row.signal = Signal.objects.visible_to(actor).filter(pk=signal).first()
        if row.signal is None:
            raise NotFound
        row.words = row.signal.name
    if party:
        row.party = Party.objects.visible_to(actor).filter(pk=party).first()
    if not row.words:
        raise Invalid("words", "say_something")
    standing = Source.objects.of(found.network_id).filter(opportunity=found, kind=kind, words=row.words)
    same = standing.filter(party=row.party).first()
    if same is None:
        row.save()
        facts_changed(actor.network_id)
    return same or row


@transaction.atomic
def unbundle(actor: Actor, source_id: UUID) -> None:
    row = held(Source.objects.visible_to(actor), source_id)
    held_open(actor, row.opportunity_id)
    row.delete()
    facts_changed(actor.network_id)


@transaction.atomic
def let_go(actor: Actor, opportunity_id: UUID, why: str) -> None:
    """Nobody goes on with it; why is what those who look later want to know. The links of who was asked end."""
    found = held_open(actor, opportunity_id)
    queries.must_run(actor, found)
    reason = why.strip()[:1000]
    if not reason:
        raise Invalid("why", "reason_missing")
    found.stage, found.let_go_on, found.let_go_why = "let_go", clock.today(), reason
    found.save()
    for row in Partner.objects.of(found.network_id).filter(opportunity=found):
        keys.end(found.network_id, PURPOSE, row.pk)
    facts_changed(actor.network_id)


@transaction.atomic
def take_up_again(actor: Actor, opportunity_id: UUID) -> None:
    found = held_open(actor, opportunity_id)
    if found.stage != "let_go":
        raise Conflict
    found.stage, found.let_go_on, found.let_go_why = staged(found), None, ""
    found.save()
    facts_changed(actor.network_id)


@transaction.atomic
def remove(actor: Actor, opportunity_id: UUID) -> None:
    """Throw it away with all that hangs on it; that it was framed stays an act. Links in letters end."""
    found = held_open(actor, opportunity_id)
    queries.must_run(actor, found)
    for row in Partner.objects.of(found.network_id).filter(opportunity=found):
        keys.end(found.network_id, PURPOSE, row.pk)
    found.delete()
    facts_changed(actor.network_id)


@transaction.atomic
def became(actor: Actor, opportunity_id: UUID, initiative: Initiative) -> Opportunity:
    found = held_open(actor, opportunity_id)
    found.stage, found.initiative, found.became_on = "initiative", initiative, clock.today()
    found.save()
    facts_changed(actor.network_id)
    return found


@transaction.atomic
def became_not(actor: Actor, opportunity_id: UUID) -> None:
    """It is an opportunity again."""
    authorise(actor, Do.EDIT_ROOMS)
    found = held(Opportunity.objects.visible_to(actor), opportunity_id)
    found.initiative, found.became_on = None, None
    found.stage = staged(found)
    found.save()
    facts_changed(actor.network_id)


def staged(found: Opportunity) -> str:
    """How far it is, from what was done with it."""
    rows = Partner.objects.of(found.network_id).filter(opportunity=found)
    if rows.filter(is_chosen=True).exists():
        return "coalition"
    return "looking" if rows.exclude(state="").exists() else "idea"
