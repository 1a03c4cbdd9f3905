"""From a draft to what came of it: opening, reminding, giving more time, closing, throwing away."""

import uuid
from datetime import date

from django.db import transaction

from vierspan.workspace.access import answer_keys
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.acts.actions import record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.conditions.reflection.errors import AlreadyOpen, RoundClosed
from vierspan.workspace.leadership.questions import closing, jobs, letters, together
from vierspan.workspace.leadership.questions.checks import missing_from, owned
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE
from vierspan.workspace.leadership.questions.models import Invitation, Response, Round, Told


@transaction.atomic
def open_round(actor: Actor, round_id: uuid.UUID) -> int:
    """Fix everything and send the invitations; how many went out."""
    found = drafted(actor, round_id)
    if missing := missing_from(found):
        raise Invalid("round", missing[0])
    start(found)
    if found.kind != ABOUT:  # that somebody asks about themself is theirs to tell
        record(actor, "reflection.opened", subject=str(found.pk))
    jobs.close_in_time(found)
    return letters.invite(found, _invited(found))


def start(of: Round) -> None:
    """What opening means, letters and acts aside."""
    of.secret, of.state, of.opened_on = answer_keys.new_secret(), "open", clock.today()
    of.save()
    rows = list(_invited(of))
    everybody = [each.person for each in rows]
    for each in rows:
        each.token_hash = answer_keys.hashed(answer_keys.token(of, each))
        if of.kind == EVERYONE:
            each.roster = [str(person_id) for person_id in together.roster_for(each.person, everybody)]
    Invitation.objects.of(of.network_id).bulk_update(rows, ["roster", "token_hash"])


@transaction.atomic
def remind(actor: Actor, round_id: uuid.UUID) -> None:
    """Write once more to who did not answer, at most once a day. How many that are is told to nobody."""
    letters.remind(running(actor, round_id))


@transaction.atomic
def postpone(actor: Actor, round_id: uuid.UUID, closes_on: date) -> Round:
    """Give everybody more time, or less."""
    found = running(actor, round_id)
    if closes_on < clock.today():
        raise Invalid("closes_on", "day_past")
    found.closes_on = closes_on
    found.save()
    jobs.close_in_time(found)
    return found


@transaction.atomic
def close(actor: Actor, round_id: uuid.UUID) -> Round:
    """No more answers from now on; what may be told is worked out once."""
    found = running(actor, round_id)
    closing.close(found)
    return found


@transaction.atomic
def throw_away(actor: Actor, round_id: uuid.UUID) -> None:
    """A draft; or a closed round with its answers and what came of it. One that runs is closed first.

    Of a closed one stays that it was: asked again at once, one could be taken from the other.
    """
    found = owned(actor, round_id)
    if found.state == "open":
        raise AlreadyOpen
    if found.state == "draft":
        found.delete()
        return
    for model in (Response, Invitation, Told):
        model.objects.of(found.network_id).filter(round=found).delete()
    found.snapshot, found.intro, found.second = None, "", None
    found.save()


def drafted(actor: Actor, round_id: uuid.UUID) -> Round:
    """The round, held, while it can still be changed."""
    found = owned(actor, round_id)
    if found.state != "draft":
        raise AlreadyOpen
    return found


def running(actor: Actor, round_id: uuid.UUID) -> Round:
    """The round, held, while it takes answers."""
    found = owned(actor, round_id)
    if found.state != "open":
        raise RoundClosed
    return found


def _invited(of: Round) -> list[Invitation]:
    rows = Invitation.objects.of(of.network_id).filter(round=of)
    return list(rows.select_related("person__party").order_by("person__name"))
