"""Asking parties by mail how they see it, and what they answer by the link in that letter, without an account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.directory.models import Initiative, Party, Person
from vierspan.workspace.initiatives.starting import letters
from vierspan.workspace.initiatives.starting.actions.harvesting import judged
from vierspan.workspace.initiatives.starting.actions.steering import run_by
from vierspan.workspace.initiatives.starting.models import Charter, Judgement

PURPOSE = "judging"
GOOD_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody sees with the link: the initiative, their party, and the word it gave last."""

    initiative: Initiative
    party: Party
    purpose: str
    said: Judgement | None


@transaction.atomic
def ask(actor: Actor, initiative_id: UUID, people: Iterable[UUID]) -> int:
    """A letter with a personal link to each of these, for the word of their party; how many letters go out."""
    row = run_by(actor, initiative_id)
    wanted = set(people)
    found = list(Person.objects.visible_to(actor).filter(pk__in=wanted).select_related("party").order_by("name"))
    if not found or len(found) != len(wanted):
        raise Invalid("people", "choose_somebody")
    if any(each.party is None for each in found):
        raise Invalid("people", "works_for_no_party")
    if any(not each.email for each in found):
        raise Invalid("people", "no_address_known")
    for person in found:
        token = keys.made(actor.network_id, PURPOSE, row.pk, person=person, good_until=clock.today() + GOOD_FOR)
        letters.ask_how_it_goes(row, person, keys.address("judging", token))
    return len(found)


def asked_by(link: Link) -> Asked:
    """NotFound where the initiative is gone, or who was asked works for no party any more."""
    row = Initiative.objects.of(link.network_id).filter(pk=link.subject).first()
    party = link.person.party if link.person else None
    if row is None or party is None:
        raise NotFound
    charter = Charter.objects.of(link.network_id).filter(initiative=row).first()
    said = Judgement.objects.of(link.network_id).filter(initiative=row, party=party)
    last = said.order_by("-judged_on", "-created_at").first()
    return Asked(row, party, charter.purpose if charter else "", last)


@transaction.atomic
def judge_by_link(link: Link, status: str, line: str = "") -> Judgement:
    """The word of the party of who was asked; while the link is good it can be put otherwise."""
    found = asked_by(link)
    return judged(found.initiative, found.party, link.person_id, status, line)
