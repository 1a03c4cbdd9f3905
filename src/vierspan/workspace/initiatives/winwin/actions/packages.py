"""Putting a package on the table, and agreeing on one."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.versions import held
from vierspan.workspace.initiatives.winwin import queries
from vierspan.workspace.initiatives.winwin.models import Package

LONGEST = 200


@transaction.atomic
def propose(actor: Actor, search_id: UUID, name: str, options: Iterable[UUID]) -> Package:
    """One option of every issue; anybody who takes part may."""
    authorise(actor, Do.EDIT_ROOMS)
    found = queries.search(actor, search_id)
    named, chosen = tidy(name)[:LONGEST], set(options)
    if not named:
        raise Invalid("name", "needs_a_name")
    picked = []
    for each in queries.issues(actor.network_id, found):
        here = [option.pk for option in each.options if option.pk in chosen]
        if len(here) != 1:
            raise Invalid("options", "one_of_each")
        picked.append(str(here[0]))
    made = Package.objects.create(
        network_id=actor.network_id,
        search=found,
        name=named,
        options=picked,
        author_id=actor.person_id,
        made_on=clock.today(),
    )
    record(actor, "package.proposed", subject=str(made.pk))
    return made


@transaction.atomic
def agree(actor: Actor, search_id: UUID, package_id: UUID, *, is_agreed: bool) -> Package:
    """This is the one, or is it after all not; by who runs the search."""
    found = queries.search(actor, search_id)
    queries.must_run(actor, found)
    rows = Package.objects.visible_to(actor).filter(search=found)
    rows.update(agreed_on=None)
    row = held(rows, package_id)
    row.agreed_on = clock.today() if is_agreed else None
    row.save()
    return row


@transaction.atomic
def drop(actor: Actor, search_id: UUID, package_id: UUID) -> None:
    """By who put it on the table, or who runs the search."""
    found = queries.search(actor, search_id)
    row = held(Package.objects.visible_to(actor).filter(search=found), package_id)
    if not (queries.runs(actor, found) or actor.owns(row.author_id)):
        raise NotAllowed("needs_lead_or_owner")
    Act.objects.of(actor.network_id).filter(kind="package.proposed", subject=str(row.pk)).withdraw()
    row.delete()
    facts_changed(actor.network_id)
