"""Wishing to grow in something."""

from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.directory.rows import ORIENTATIONS
from vierspan.workspace.directory.versions import held
from vierspan.workspace.leadership.growth import queries
from vierspan.workspace.leadership.growth.actions.checks import told
from vierspan.workspace.leadership.growth.models import Wish

POLES = tuple(f"{axis}_{end}" for axis in ("FD", "PT", "CC", "SB") for end in ("lo", "hi"))
MOST = 5
LONGEST_KEY = 40


@transaction.atomic
def wish(actor: Actor, kind: str, what: str, why: str = "") -> Wish:
    """One that stands already is given back as it is: to wish it twice adds nothing."""
    mine = queries.me(actor)
    _checked(kind, what)
    standing = queries.wishes(actor)
    same = next((each for each in standing if (each.kind, each.what) == (kind, what)), None)
    if same is None and len(standing) >= MOST:
        raise Invalid("what", "enough_wishes")
    made = same or Wish(network_id=actor.network_id, person_id=mine, kind=kind, what=what)
    made.why = told(why, "why") or made.why
    made.save()
    return made


@transaction.atomic
def end(actor: Actor, wish_id: UUID) -> None:
    """It is fulfilled, or no wish any more; what was tried for it stays."""
    found = _mine(actor, wish_id)
    found.ended_on = clock.today()
    found.save()


@transaction.atomic
def take_up_again(actor: Actor, wish_id: UUID) -> None:
    found = _mine(actor, wish_id)
    found.ended_on = None
    found.save()


@transaction.atomic
def set_aside(actor: Actor, wish_id: UUID, number: int) -> None:
    """This one is not for me: another comes in its place."""
    found = _mine(actor, wish_id)
    found.set_aside = sorted({*found.set_aside, number})
    found.save()


@transaction.atomic
def show_all_again(actor: Actor, wish_id: UUID) -> None:
    found = _mine(actor, wish_id)
    found.set_aside = []
    found.save()


def _mine(actor: Actor, wish_id: UUID) -> Wish:
    return held(Wish.objects.visible_to(actor).filter(person=queries.me(actor)), wish_id)


def _checked(kind: str, what: str) -> None:
    known = {"orientation": ORIENTATIONS, "pole": POLES}.get(kind)
    is_moment = kind == "situation" and what and len(what) <= LONGEST_KEY
    if not is_moment and (known is None or what not in known):
        raise Invalid("what", "unknown_choice")
