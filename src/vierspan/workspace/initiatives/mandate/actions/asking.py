"""Asking parties what they expect of it, and writing down what they answer: here, or by a personal link."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.directory.speaking import speaks_for
from vierspan.workspace.initiatives.mandate import letters, queries
from vierspan.workspace.initiatives.mandate.models import ANSWERS, CRITERIA, Estimate
from vierspan.workspace.initiatives.starting.actions.steering import held_initiative, run_by
from vierspan.workspace.initiatives.starting.models import Charter

PURPOSE = "estimate"
GOOD_FOR = timedelta(days=30)
LOWEST, HIGHEST = 1, 5
LONGEST = 500


@transaction.atomic
def ask(actor: Actor, initiative_id: UUID, people: Iterable[UUID]) -> int:
    """Ask these people for the estimate of their party, by a letter with a personal link; how many letters go out."""
    row = run_by(actor, initiative_id)
    wanted = list(dict.fromkeys(people))
    found = list(Person.objects.visible_to(actor).filter(pk__in=wanted).select_related("party"))
    if not found or len(found) != len(wanted):
        raise Invalid("people", "choose_somebody")
    if any(each.party is None for each in found):
        raise Invalid("people", "works_for_no_party")
    if any(not each.email for each in found):
        raise Invalid("people", "no_address_known")
    for person in found:
        assert person.party_id is not None  # noqa: S101 - told above
        asked = _of_party(row, person.party_id)
        asked.person, asked.asked_on = person, clock.today()
        asked.save()
        until = clock.today() + GOOD_FOR
        token = keys.made(actor.network_id, PURPOSE, asked.pk, person=person, good_until=until)
        letters.ask(row, person, keys.address("estimate_link", token))
    return len(found)


@transaction.atomic
def withdraw(actor: Actor, estimate_id: UUID) -> UUID:
    """A party is not asked any more, while it has not answered; its link opens no more."""
    authorise(actor, Do.EDIT_ROOMS)
    row = Estimate.objects.visible_to(actor).filter(pk=estimate_id).first()
    if row is None:
        raise NotFound
    run_by(actor, row.initiative_id)
    keys.end(actor.network_id, PURPOSE, row.pk)
    if row.answered_on is None:
        Estimate.objects.of(actor.network_id).filter(pk=row.pk).delete()
    return row.initiative_id


@transaction.atomic
def answer(actor: Actor, initiative_id: UUID, party_id: UUID, given: Mapping[str, Any]) -> Estimate:
    """What a party expects of it, by somebody who speaks for it."""
    row = held_initiative(actor, initiative_id)
    if not Party.objects.visible_to(actor).filter(pk=party_id).exists():
        raise Invalid("party", "nobody_by_that_name")
    speaks_for(actor, party_id)
    return _answered(_of_party(row, party_id), actor.person_id, given)


def asked_by(link: Link) -> Estimate:
    """What the link in a letter asks; NotFound where it was taken back."""
    found = Estimate.objects.of(link.network_id).filter(pk=link.subject)
    row = found.select_related("initiative", "party", "network").first()
    if row is None:
        raise NotFound
    return row


def purpose_of(row: Estimate) -> str:
    """What the initiative is for, to read before one answers."""
    found = Charter.objects.of(row.network_id).filter(initiative=row.initiative_id).first()
    return found.purpose if found else ""


@transaction.atomic
def answer_by_link(link: Link, given: Mapping[str, Any]) -> Estimate:
    """Without an account; while the link is good the answer can be put otherwise."""
    return _answered(asked_by(link), link.person_id, given)


def _of_party(row: Initiative, party_id: UUID) -> Estimate:
    kept = [each for each in queries.last_of_each(row.network_id, row) if each.party_id == party_id]
    return kept[0] if kept else Estimate(network_id=row.network_id, initiative=row, party_id=party_id)


def _answered(row: Estimate, person_id: UUID | None, given: Mapping[str, Any]) -> Estimate:
    for key in ANSWERS:
        level = given.get(key)
        if level is None and key not in CRITERIA:
            raise Invalid(key, "answer_all")
        if level is not None and not LOWEST <= level <= HIGHEST:
            raise Invalid(key, "one_to_five")
        setattr(row, key, level)
    line = str(given.get("line", "")).strip()
    if len(line) > LONGEST:
        raise Invalid("line", "too_long")
    row.affected, row.line, row.answered_on = given.get("affected"), line, clock.today()
    row.person_id = person_id or row.person_id
    row.save()
    facts_changed(row.network_id)
    return row
