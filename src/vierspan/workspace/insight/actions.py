import uuid
from datetime import date
from typing import Any

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.insight import queries, runs
from vierspan.workspace.insight.jobs import refresh_mirror
from vierspan.workspace.insight.models import Answer, Run


def refresh(actor: Actor) -> Run | None:
    """Make the mirror anew: at once for a small network, in the background for a large one."""
    authorise(actor, Do.READ_MIRROR)
    if not queries.has_actors(actor):
        return None
    if runs.is_small(actor.network_id):
        return runs.make(actor.network_id)
    refresh_mirror.enqueue(str(actor.network_id))
    return None


def take(actor: Actor, key: str) -> Answer:
    """I take this up."""
    return _answer(actor, key, state="taken", person_id=actor.person_id)


def pass_on(actor: Actor, key: str, person_id: uuid.UUID) -> Answer:
    """Someone else of the network is the one to take this up."""
    directory.person(actor, person_id)
    return _answer(actor, key, state="passed_on", person_id=person_id)


def put_off(actor: Actor, key: str, until: date) -> Answer:
    """Not now: it comes back on that day."""
    if until <= clock.today():
        raise Invalid("until", "day_not_in_future")
    return _answer(actor, key, state="put_off", until=until)


def dismiss(actor: Actor, key: str, reason: str) -> Answer:
    """This asks for nothing, because..."""
    reason = tidy(reason)
    if not reason:
        raise Invalid("reason", "reason_missing")
    return _answer(actor, key, state="dismissed", reason=reason)


def reopen(actor: Actor, key: str) -> Answer:
    """Undo what was answered."""
    return _answer(actor, key, state="open")


@transaction.atomic
def share(actor: Actor, key: str) -> Answer:
    """What only I could see, all participants may now see."""
    answer = _own(actor, key)
    answer.is_shared = True
    answer.save()
    return answer


@transaction.atomic
def _answer(actor: Actor, key: str, **given: Any) -> Answer:
    answer = _own(actor, key)
    fresh: dict[str, Any] = {"person_id": None, "until": None, "reason": "", "by_id": actor.user_id, "at": clock.now()}
    for name, value in (fresh | given).items():
        setattr(answer, name, value)
    answer.save()
    return answer


def _own(actor: Actor, key: str) -> Answer:
    """The answer to a handle that the actor may see."""
    authorise(actor, Do.ANSWER_HANDLE)
    latest = Run.objects.visible_to(actor).order_by("-made_at").first()
    if latest is None:
        raise NotFound
    queries.handle(actor, latest, key)
    found = Answer.objects.visible_to(actor).filter(key=key).first()
    return found or Answer(network_id=actor.network_id, key=key)
