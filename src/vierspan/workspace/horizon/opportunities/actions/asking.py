"""Who would do it: a coalition chosen, parties invited, interest shown or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record, record_by_link
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotFound
from vierspan.workspace.directory.links import keys
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.speaking import speaks_for
from vierspan.workspace.directory.versions import held
from vierspan.workspace.horizon.opportunities import letters
from vierspan.workspace.horizon.opportunities.actions.framing import PURPOSE, staged
from vierspan.workspace.horizon.opportunities.actions.held import held_open, partner_of, party_of
from vierspan.workspace.horizon.opportunities.jobs import remind_when_silent
from vierspan.workspace.horizon.opportunities.models import ANSWERS, Opportunity, Partner

LONGEST = 1000
MOST_CHOSEN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a party says: whether it is interested, why not where it is not, and what it could bring."""

    state: str
    brings: str = ""
    remark: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Whom one writes to, through whom one knows them, and a line of one's own in the letter."""

    party: UUID
    person: UUID
    through: UUID | None = None
    word: str = ""


@transaction.atomic
def choose(actor: Actor, opportunity_id: UUID, parties: Iterable[UUID]) -> Opportunity:
    """These parties form the coalition; those that stood in it before and are not named leave it."""
    found = held_open(actor, opportunity_id)
    wanted = {party_of(actor, each).pk for each in dict.fromkeys(parties)}
    if len(wanted) > MOST_CHOSEN:
        raise Invalid("party", "too_many")
    rows = {row.party_id: row for row in Partner.objects.of(found.network_id).filter(opportunity=found)}
    for party in wanted | rows.keys():
        row = rows.get(party) or partner_of(found, party)
        if row.is_chosen != (party in wanted):
            row.is_chosen = party in wanted
            row.save()
    return _staged(found)


def _staged(found: Opportunity) -> Opportunity:
    found.stage = staged(found)
    found.save()
    facts_changed(found.network_id)
    return found


@transaction.atomic
def invite(actor: Actor, opportunity_id: UUID, given: Invitation) -> Partner:
    """Ask a party by a letter to one of its people, with a link with which they answer without an account."""
    found = held_open(actor, opportunity_id)
    row = partner_of(found, party_of(actor, given.party).pk)
    if row.state in ANSWERS:
        raise Conflict
    person = Person.objects.visible_to(actor).filter(pk=given.person, party=given.party).first()
    if person is None or not person.email:
        raise Invalid("person", "nobody_to_write_to")
    through = Person.objects.visible_to(actor).filter(pk=given.through).first() if given.through else None
    row.person, row.through, row.state = person, through, "invited"
    row.invited_by_id, row.invited_on, row.reminded_on = actor.person_id, clock.today(), None
    row.save()
    letters.invite(row, keys.made(found.network_id, PURPOSE, row.pk, person=person), given.word.strip()[:LONGEST])
    remind_when_silent(row)
    found.stage = staged(found)
    found.save()
    record(actor, "invitation.sent", subject=str(row.pk), touched=[str(person.pk), str(row.party_id)])
    return row


@transaction.atomic
def remind(actor: Actor, partner_id: UUID) -> Partner:
    """Ask again, with a new link; the first one stays good."""
    row = _held(actor, partner_id)
    if row.state != "invited" or row.person is None or not row.person.email:
        raise Conflict
    if row.reminded_on == clock.today():
        raise Conflict
    row.reminded_on = clock.today()
    row.save()
    letters.remind(row, keys.made(row.network_id, PURPOSE, row.pk, person=row.person))
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def withdraw(actor: Actor, partner_id: UUID) -> None:
    """The invitation was a slip: the link ends, and it is as if nobody was asked."""
    row = _held(actor, partner_id)
    if row.state != "invited":
        raise Conflict
    keys.end(row.network_id, PURPOSE, row.pk)
    row.state, row.person, row.invited_on, row.reminded_on = "", None, None, None
    row.save()
    _staged(row.opportunity)


@transaction.atomic
def show_interest(actor: Actor, opportunity_id: UUID, party_id: UUID, given: Answer) -> Partner:
    """One of its own people says it here, or a leader who heard it."""
    found = held_open(actor, opportunity_id)
    speaks_for(actor, party_of(actor, party_id).pk)
    row = partner_of(found, party_id)
    is_news = _answered(row, given, actor.person_id)
    _staged(found)
    if is_news:
        record(actor, "interest.shown", subject=str(row.pk), party=row.party_id)
    return row


@transaction.atomic
def answer(link: Link, given: Answer) -> Partner:
    """What somebody says behind the link of their letter."""
    row = asked_by(link)
    found = _still_open(row)
    person = link.person_id if link.person_id else None
    is_news = _answered(row, given, person)
    _staged(found)
    if is_news:
        record_by_link(row.network_id, "interest.shown", subject=str(row.pk), person=person, party=row.party_id)
    if row.invited_by and row.invited_by.email:
        letters.answered(row)
    return row


def asked_by(link: Link) -> Partner:
    """What a link is about."""
    rows = Partner.objects.of(link.network_id).filter(pk=link.subject)
    found = rows.select_related("opportunity__author", "party", "person", "invited_by", "network").first()
    if found is None:
        raise NotFound
    return found


def _still_open(row: Partner) -> Opportunity:
    rows = Opportunity.objects.of(row.network_id).select_for_update(of=("self",))
    found = rows.get(pk=row.opportunity_id)
    if found.stage in ("initiative", "let_go"):
        raise Conflict
    return found


def _answered(row: Partner, given: Answer, person: UUID | None) -> bool:
    """Keep it; True where interest is new."""
    if given.state not in ANSWERS:
        raise Invalid("state", "unknown_choice")
    texts = {column: getattr(given, column).strip() for column in ("brings", "remark", "reason")}
    for column, text in texts.items():
        if len(text) > LONGEST:
            raise Invalid(column, "too_long")
    if given.state == "declined" and not texts["reason"]:
        raise Invalid("reason", "reason_missing")
    is_news = given.state == "interested" != row.state
    row.state, row.answered_on, row.answered_by_id = given.state, clock.today(), person
    row.brings, row.remark = texts["brings"], texts["remark"]
    row.reason = texts["reason"] if given.state != "interested" else ""
    if given.state == "declined":
        row.is_chosen = row.is_fixed = False
    row.save()
    return is_news


def _held(actor: Actor, partner_id: UUID) -> Partner:
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Partner.objects.visible_to(actor).select_related("opportunity", "party", "person"), partner_id)
    row.opportunity = held_open(actor, row.opportunity_id)
    return row
