"""What somebody sees coming: written down in one line, put right, or taken away."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Party, Person, Theme
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.horizon.models import SIGNAL_TAGS, Signal

LONGEST, LONGEST_NOTE = 500, 4000
FURTHEST = 1200.0  # months


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one says of a signal beside its one line. Without a party it is that of who spotted it."""

    origin: str = ""
    address: str = ""
    theme: UUID | None = None
    tag: str = ""
    months_ahead: float | None = None
    party: UUID | None = None
    note: str = ""


@transaction.atomic
def spot(actor: Actor, what: str, *, spotter: UUID | None = None, origin: str = "", told: Told | None = None) -> Signal:
    """Write a signal down as weak: nobody weighed it yet. The spotter is the actor unless somebody else is named."""
    authorise(actor, Do.EDIT_ROOMS)
    meant = spotter or actor.person_id
    who = Person.objects.visible_to(actor).filter(pk=meant).first() if meant else None
    if spotter and who is None:
        raise Invalid("who", "nobody_by_that_name")
    return put_down(actor, what, who, told or Told(origin=origin))


def put_down(actor: Actor, what: str, who: Person | None, told: Told) -> Signal:
    """The same for an action that knows already who spotted it; nobody, where that is somebody outside."""
    given = _checked(actor, told)
    row = Signal(network_id=actor.network_id, name=_named(what), spotter=who, stage="weak", spotted_on=clock.today())
    for column, value in _columns(given).items():
        setattr(row, column, value)
    row.party_id = given.party or (who.party_id if who else None)
    row.save()
    record(actor, "signal.spotted", subject=str(row.pk), person=who.pk if who else None, party=row.party_id)
    return row


@transaction.atomic
def change(actor: Actor, signal_id: UUID, name: str, told: Told, *, seen: str) -> Signal:
    """Raises Changed where somebody else put it otherwise after it was seen."""
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Signal.objects.visible_to(actor), signal_id)
    given = {"name": _named(name), **_columns(_checked(actor, told))}
    unchanged_since(row, seen, given)
    for column, value in given.items():
        setattr(row, column, value)
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def brought_back(actor: Actor, signal_id: UUID, day: date | None) -> Signal:
    """When it was talked about in a gathering; no day: not yet."""
    authorise(actor, Do.EDIT_ROOMS)
    row = held(Signal.objects.visible_to(actor), signal_id)
    if day and day > clock.today():
        raise Invalid("day", "day_in_future")
    row.brought_back_on = day
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def remove(actor: Actor, signal_id: UUID) -> str:
    """It never was: gone with all that was said of it. Only who spotted it, or a leader. Returns its words."""
    row = held(Signal.objects.visible_to(actor), signal_id)
    authorise(actor, Do.TAKE_FROM_HORIZON, owner_id=row.spotter_id)
    row.delete()
    facts_changed(actor.network_id)
    return row.name


def _named(what: str) -> str:
    name = tidy(what)[:LONGEST]
    if not name:
        raise Invalid("what", "say_what_you_saw")
    return name


def _checked(actor: Actor, told: Told) -> Told:
    if told.theme and not Theme.objects.visible_to(actor).filter(pk=told.theme).exists():
        raise Invalid("theme", "unknown_choice")
    if told.party and not Party.objects.visible_to(actor).filter(pk=told.party).exists():
        raise Invalid("party", "unknown_party")
    if told.tag not in ("", *SIGNAL_TAGS):
        raise Invalid("tag", "unknown_choice")
    if told.months_ahead is not None and not 0 <= told.months_ahead <= FURTHEST:
        raise Invalid("months_ahead", "number_out_of_range")
    note = told.note.replace("\r\n", "\n").strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid("note", "too_long")
    plain = {"origin": tidy(told.origin)[:LONGEST], "address": web_address(told.address), "note": note}
    return Told(**{**asdict(told), **plain})


def web_address(text: str) -> str:
    """A web address as it can be opened; what is none is refused."""
    address = tidy(text)
    if not address:
        return ""
    if "://" not in address:
        address = f"https://{address}"
    scheme, _, rest = address.partition("://")
    if scheme.casefold() not in ("http", "https") or "." not in rest or " " in rest or len(address) > LONGEST:
        raise Invalid("address", "no_website")
    return address


def _columns(told: Told) -> dict[str, object]:
    given = asdict(told)
    return {**{f"{key}_id": given.pop(key) for key in ("theme", "party")}, **given}
