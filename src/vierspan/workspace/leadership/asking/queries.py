"""What asks for who reads, and what they put off. Nobody reads it of somebody else."""

from datetime import date

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.asking import answering, growing, holding
from vierspan.workspace.leadership.asking.kinds import GROUPS, Ask, Later
from vierspan.workspace.leadership.models import PutOff

__all__ = ["GROUPS", "Ask", "Later"]


def asks(actor: Actor) -> list[Ask]:
    """What asks now, others who wait first; nothing for who is no person here, or only a guest."""
    later = _put_off(actor)
    return [each for each in everything(actor) if each.key not in later]


def put_off(actor: Actor) -> list[Later]:
    """What comes back, the soonest first."""
    later = _put_off(actor)
    found = [Later(each, later[each.key]) for each in everything(actor) if each.key in later]
    return sorted(found, key=lambda each: (each.until, each.ask.order))


def everything(actor: Actor) -> list[Ask]:
    if actor.person_id is None or not may(actor, Do.READ_DIRECTORY):
        return []
    return sorted([*answering.asks(actor), *holding.asks(actor), *growing.asks(actor)], key=lambda each: each.order)


def _put_off(actor: Actor) -> dict[str, date]:
    rows = PutOff.objects.visible_to(actor).filter(person=actor.person_id, until__gt=clock.today())
    return dict(rows.values_list("key", "until"))
