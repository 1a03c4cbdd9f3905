"""Proposing themes, weighing them, letting them go."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.course.actions.keeping import at_least_zero, name_of, text_of
from vierspan.workspace.directory.models import Initiative, Theme
from vierspan.workspace.directory.speaking import own_party
from vierspan.workspace.directory.versions import held, unchanged_since


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What one says of a theme."""

    name: str
    description: str = ""
    priority: float | None = None


@transaction.atomic
def propose(actor: Actor, shape: Shape) -> Theme:
    authorise(actor, Do.EDIT_ROOMS)
    shape = _checked(actor, shape)
    made = Theme(
        network_id=actor.network_id,
        **asdict(shape),
        proposed_by_id=actor.person_id,
        party_id=own_party(actor),
        proposed_on=clock.today(),
    )
    made.save()
    record(actor, "theme.proposed", subject=str(made.pk), party=made.party_id)
    if shape.priority is not None:
        _weighed(actor, made)
    return made


@transaction.atomic
def change(actor: Actor, theme_id: UUID, shape: Shape, *, seen: str) -> Theme:
    """Raises Changed where somebody else put it otherwise after it was seen."""
    authorise(actor, Do.EDIT_ROOMS)
    found = held(Theme.objects.visible_to(actor), theme_id)
    shape = _checked(actor, shape, but=found.pk)
    unchanged_since(found, seen, asdict(shape))
    is_weighed = shape.priority != found.priority
    for column, value in asdict(shape).items():
        setattr(found, column, value)
    found.save()
    if is_weighed:
        _weighed(actor, found)
    facts_changed(actor.network_id)
    return found


@transaction.atomic
def prioritise(actor: Actor, theme_id: UUID, priority: float) -> Theme:
    """Say how important it is; the same as it stood is nothing new."""
    authorise(actor, Do.EDIT_ROOMS)
    at_least_zero("priority", priority)
    found = held(Theme.objects.visible_to(actor), theme_id)
    if found.priority != priority:
        found.priority = priority
        _weighed(actor, found)
    return found


@transaction.atomic
def let_go(actor: Actor, theme_id: UUID) -> Theme:
    """The network no longer works on it; what was judged and done stays."""
    authorise(actor, Do.EDIT_ROOMS)
    return _retired(actor, theme_id, is_retired=True)


@transaction.atomic
def bring_back(actor: Actor, theme_id: UUID) -> Theme:
    authorise(actor, Do.EDIT_ROOMS)
    return _retired(actor, theme_id, is_retired=False)


@transaction.atomic
def remove(actor: Actor, theme_id: UUID) -> None:
    """It never was: gone with all that was judged of it. Only who proposed it, or a leader."""
    found = held(Theme.objects.visible_to(actor), theme_id)
    authorise(actor, Do.TAKE_FROM_COURSE, owner_id=found.proposed_by_id)
    for row in Initiative.objects.visible_to(actor).filter(themes__icontains=str(theme_id)):
        row.themes = [each for each in row.themes if each != str(theme_id)]
        row.save()
    found.delete()
    facts_changed(actor.network_id)


def _checked(actor: Actor, shape: Shape, but: UUID | None = None) -> Shape:
    at_least_zero("priority", shape.priority)
    name = name_of(Theme.objects.visible_to(actor), shape.name, but=but)
    return Shape(name=name, description=text_of("description", shape.description), priority=shape.priority)


def _weighed(actor: Actor, theme: Theme) -> None:
    theme.prioritised_by_id, theme.prioritised_on = actor.person_id, clock.today()
    theme.save()
    record(actor, "priority.set", subject=str(theme.pk), party=own_party(actor))


def _retired(actor: Actor, theme_id: UUID, *, is_retired: bool) -> Theme:
    found = held(Theme.objects.visible_to(actor), theme_id)
    found.retired_on = clock.today() if is_retired else None
    found.save()
    facts_changed(actor.network_id)
    return found
