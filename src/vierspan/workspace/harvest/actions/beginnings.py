"""An opportunity becomes an initiative, with those who were asked at its table; taken back while nothing happened."""

from uuid import UUID

from django.apps import apps
from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory.models import Initiative
from vierspan.workspace.horizon.opportunities import queries
from vierspan.workspace.horizon.opportunities.actions import framing
from vierspan.workspace.horizon.opportunities.models import Opportunity, Partner
from vierspan.workspace.initiatives.models import Seat
from vierspan.workspace.initiatives.starting.actions.starting import LONGEST_TEXT, Start, start

SEATED = {"invited": "invited", "interested": "interested"}
OURS = ("initiatives.Seat", "starting.Charter", "opportunities.Opportunity")  # what stands there from the beginning


@transaction.atomic
def begin(actor: Actor, opportunity_id: UUID, *, kind: str = "") -> Initiative:
    """An initiative out of an opportunity: its name, purpose and themes, and a seat for each party that was asked or
    chosen: who showed interest is interested, who was invited is invited, who only was chosen is invited too."""
    found = queries.opportunity(actor, opportunity_id)
    if found.stage == "initiative":
        raise Invalid("stage", "became_an_initiative")
    purpose = "\n".join(each for each in (found.about, found.why_now) if each)[:LONGEST_TEXT]
    themes = tuple(UUID(each) for each in found.themes)
    known = {each.pk for each in queries.themes_of(actor, found)}
    wish = Start(
        name=found.name,
        purpose=purpose,
        kind=kind,
        themes=tuple(each for each in themes if each in known),
        party=found.party_id,
        person=found.author_id,
    )
    made = start(actor, wish)
    for row in queries.partners(actor, opportunity_id):
        if row.state in SEATED or (row.is_chosen and row.state != "declined"):
            _seat(made, row)
    framing.became(actor, opportunity_id, made)
    return made


def _seat(made: Initiative, row: Partner) -> None:
    seat = Seat(network_id=made.network_id, initiative=made, party_id=row.party_id, person_id=row.person_id)
    seat.state, seat.invited_by_id = SEATED.get(row.state, "invited"), row.invited_by_id
    seat.since = row.answered_on or row.invited_on or clock.today()
    seat.save()


def may_take_back(actor: Actor, found: Opportunity) -> bool:
    """While nothing was done with the initiative that it became."""
    return found.initiative_id is not None and queries.may_run(actor, found) and not _happened(found)


@transaction.atomic
def take_back(actor: Actor, opportunity_id: UUID) -> None:
    """It is an opportunity again, and the initiative goes with the act of starting it."""
    found = queries.opportunity(actor, opportunity_id)
    queries.must_run(actor, found)
    was = found.initiative_id
    if was is None or _happened(found):
        raise Invalid("stage", "something_happened")
    framing.became_not(actor, opportunity_id)
    rows = Act.objects.of(actor.network_id).filter(kind="initiative.started", subject=str(was))
    rows.withdraw()
    Initiative.objects.of(actor.network_id).filter(pk=was).delete()
    facts_changed(actor.network_id)


def _happened(found: Opportunity) -> bool:
    """Whether anything stands with the initiative but what came along, or it is no longer as it began."""
    initiative = found.initiative_id
    if initiative is None or _was_changed(found.network_id, initiative):
        return True
    for model in apps.get_models():
        if model._meta.label in OURS or not hasattr(model.objects, "of"):  # type: ignore[attr-defined]
            continue
        for field in model._meta.concrete_fields:
            if field.remote_field and field.remote_field.model is Initiative:
                rows = model.objects.of(found.network_id)  # type: ignore[attr-defined]
                if rows.filter(**{field.attname: initiative}).exists():
                    return True
    return False


def _was_changed(network_id: UUID, initiative: UUID) -> bool:
    """Somebody joined, or it is no longer as it began."""
    row = Initiative.objects.of(network_id).filter(pk=initiative).first()
    seats = Seat.objects.of(network_id).filter(initiative=initiative).exclude(state__in=SEATED.values())
    return row is None or row.state != "active" or row.phase != "explore" or seats.exists()
