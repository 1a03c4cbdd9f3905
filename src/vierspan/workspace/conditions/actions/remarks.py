"""Saying what one saw of how a rule lives: first to whom it is about, then by the agreed steps.

No act is written down before everybody may see it: a private breach is in no feed, fact, record or export.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.accounts.letters import post
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed
from vierspan.workspace.conditions import queries, remarks
from vierspan.workspace.conditions.models import OBSERVATION_KINDS, Observation, Remark, RemarkSteps, Reply
from vierspan.workspace.directory.models import Affiliation, Party, Person
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.networks.models import Network

LONGEST = 2000
LONGEST_WAIT = 60
ACTS = {"good": "practice.praised", "breach": "breach.raised"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody saw. About a person or a party: then it is theirs first; about nobody: then it is for all."""

    kind: str
    text: str
    seen_on: date | None = None
    about: uuid.UUID | None = None


@transaction.atomic
def tell(actor: Actor, rule_id: uuid.UUID, told: Told) -> Remark:
    """Tell it to whom it is about; what is about nobody in particular is for everybody at once."""
    authorise(actor, Do.EDIT_ROOMS)
    if actor.person_id is None:
        raise Invalid("about", "nobody_to_name_you")
    rule = queries.rule(actor, rule_id)
    row = Remark(
        network_id=actor.network_id,
        rule_id=rule.pk,
        observer_id=actor.person_id,
        kind=_kind(told.kind),
        text=_words(told.text),
        seen_on=_past(told.seen_on),
        told_on=clock.today(),
        stage_on=clock.today(),
    )
    _address(actor, row, told.about)
    row.save()
    if told.about is None:
        _share(actor, row)
    else:
        _write_to(row)
    return row


@transaction.atomic
def reply(actor: Actor, remark_id: uuid.UUID, text: str) -> Reply:
    """Say something back; for who it is about and for the observer."""
    row = _held(actor, remark_id)
    if actor.person_id is None or not (remarks.is_concerned(actor, row) or remarks.is_observer(actor, row)):
        raise NotAllowed("needs_member")
    said = Reply(network_id=actor.network_id, remark_id=row.pk, by_id=actor.person_id, text=_words(text))
    said.save()
    return said


@transaction.atomic
def take_step(actor: Actor, remark_id: uuid.UUID, to: str) -> Remark:
    """The observer takes the next agreed step: to the leaders, or to everybody."""
    row = _held(actor, remark_id)
    if not any(step.to == to and step.is_open for step in remarks.next_steps(actor, row)):
        raise Invalid("to", "step_not_yet")
    if to == remarks.EVERYBODY:
        _share(actor, row)
    else:
        row.stage, row.stage_on = to, clock.today()
        row.save()
    return row


@transaction.atomic
def settle(actor: Actor, remark_id: uuid.UUID) -> Remark:
    """It was talked over and is done; by the observer, or by who it is about once everybody saw it."""
    row = _held(actor, remark_id)
    if not remarks.is_observer(actor, row):
        raise NotAllowed("needs_lead_or_owner")
    if row.settled_on:
        raise Conflict
    row.settled_on = clock.today()
    row.save()
    if row.observation_id:
        Observation.objects.visible_to(actor).filter(pk=row.observation_id).update(settled_on=row.settled_on)
        facts_changed(actor.network_id)
    return row


@transaction.atomic
def take_back(actor: Actor, remark_id: uuid.UUID) -> None:
    """The observer thinks better of it, while not everybody saw it: gone, answers and all."""
    row = _held(actor, remark_id)
    if not remarks.is_observer(actor, row) or row.stage == remarks.EVERYBODY:
        raise NotAllowed("needs_lead_or_owner")
    Remark.objects.visible_to(actor).filter(pk=row.pk).delete()


@transaction.atomic
def agree_steps(actor: Actor, *, wait_days: int, leaders_first: bool, to_everybody: bool, seen: str) -> RemarkSteps:
    """By which steps a breach may become known; what was told before goes on by these too."""
    authorise(actor, Do.SET_UP_CONDITIONS)
    if not 0 <= wait_days <= LONGEST_WAIT:
        raise Invalid("wait_days", "number_out_of_range")
    row = RemarkSteps.objects.visible_to(actor).select_for_update().first()
    given = {"wait_days": wait_days, "leaders_first": leaders_first, "to_everybody": to_everybody}
    if row is None:
        row = RemarkSteps(network_id=actor.network_id)
    else:
        unchanged_since(row, seen, given)
    for column, value in given.items():
        setattr(row, column, value)
    row.save()
    return row


def _share(actor: Actor, row: Remark) -> None:
    """From here on it is an observation like any other, and an act of the observer."""
    about = row.person_id or row.party_id
    seen = Observation(
        network_id=actor.network_id,
        rule_id=row.rule_id,
        kind=row.kind,
        observer_id=row.observer_id,
        about=about,
        observed_on=row.seen_on,
        settled_on=row.settled_on,
    )
    seen.save()
    row.observation_id, row.stage, row.stage_on = seen.pk, remarks.EVERYBODY, clock.today()
    row.save()
    record(actor, ACTS[row.kind], subject=str(row.rule_id), touched=[str(about)] if about else [])


def _address(actor: Actor, row: Remark, about: uuid.UUID | None) -> None:
    if about is None:
        return
    if about == actor.person_id:
        raise Invalid("about", "about_yourself")
    if Person.objects.of(actor.network_id).filter(pk=about).exists():
        row.person_id = about
    elif Party.objects.of(actor.network_id).filter(pk=about).exists():
        row.party_id = about
        row.readers = sorted(str(each) for each in _people_of(actor, about) if each != actor.person_id)
    else:
        raise Invalid("about", "nobody_by_that_name")


def _people_of(actor: Actor, party_id: uuid.UUID) -> set[uuid.UUID]:
    main = Person.objects.of(actor.network_id).filter(party=party_id, left_on=None).values_list("pk", flat=True)
    jobs = Affiliation.objects.of(actor.network_id).filter(party=party_id, until=None).values_list("person", flat=True)
    return {*main, *jobs}


def _write_to(row: Remark) -> None:
    """A mail that says that there is something, and not what: a mailbox is read by others too."""
    network = Network.objects.get(pk=row.network_id)
    readers = [row.person_id] if row.person_id else row.readers
    people = Person.objects.of(network.pk).filter(pk__in=readers).exclude(email="")
    link = f"{settings.BASE_URL}{reverse('web:remark', args=[network.slug, row.pk])}"
    with translation.override(network.language):
        subject = _("Somebody of %(network)s tells you what they saw") % {"network": network.name}
        body = _(
            "Somebody of %(network)s saw something about one of the rules of the game, and tells it to you first.\n\n"
            "What it is stands here, for you only:\n%(link)s\n\nYou can answer there.\n"
        ) % {"network": network.name, "link": link}
        for address in people.values_list("email", flat=True):
            post(address, subject, body)


def _held(actor: Actor, remark_id: uuid.UUID) -> Remark:
    authorise(actor, Do.EDIT_ROOMS)
    remarks.remark(actor, remark_id)
    return held(Remark.objects.visible_to(actor), remark_id)


def _kind(kind: str) -> str:
    if kind not in OBSERVATION_KINDS:
        raise Invalid("kind", "unknown_choice")
    return kind


def _words(text: str) -> str:
    words = "\n".join(" ".join(line.split()) for line in text.replace("\r\n", "\n").split("\n")).strip()
    if not words:
        raise Invalid("text", "say_what_it_is")
    if len(words) > LONGEST:
        raise Invalid("text", "too_long")
    return words


def _past(day: date | None) -> date:
    if day and day > clock.today():
        raise Invalid("seen_on", "day_in_future")
    return day or clock.today()
