"""How a network wants its radar, and keeping where everything stands in it."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.versions import held
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.weighing.models import RINGS, SECTORS, Blip, OwnSector, Radar

MOST_OWN, LONGEST = 8, 60


@transaction.atomic
def choose(actor: Actor, *, sectors: str, rings: str, own: Sequence[str] = ()) -> Radar:
    """For the whole network."""
    authorise(actor, Do.EDIT_ROOMS)
    if sectors not in SECTORS or rings not in RINGS:
        raise Invalid("sectors", "unknown_choice")
    names = list(dict.fromkeys(tidy(each)[:LONGEST] for each in own if tidy(each)))
    if len(names) > MOST_OWN:
        raise Invalid("own", "too_many_sectors")
    if sectors == "own" and not names:
        raise Invalid("own", "name_a_sector")
    row = _radar(actor)
    row.sectors, row.rings, row.own = sectors, rings, names
    row.save()
    return row


@transaction.atomic
def put_in(actor: Actor, signal_id: UUID, name: str) -> None:
    """In which sector of the network's own a signal belongs; an empty name: in none."""
    authorise(actor, Do.EDIT_ROOMS)
    signal = held(Signal.objects.visible_to(actor), signal_id)
    OwnSector.objects.visible_to(actor).filter(signal=signal).delete()
    if name := tidy(name)[:LONGEST]:
        OwnSector(network_id=actor.network_id, signal=signal, name=name).save()


@transaction.atomic
def keep_places(actor: Actor, layout: str, blips: Iterable[Blip], *, size: int) -> None:
    """Where what is new on a radar came to stand; for whoever looks first."""
    authorise(actor, Do.READ_ROOMS)
    for each in blips:
        place = {key: getattr(each, key) for key in ("number", "sector", "ring", "along", "outward")}
        Blip.objects.visible_to(actor).filter(signal=each.signal_id, layout=layout).delete()
        Blip(network_id=actor.network_id, signal_id=each.signal_id, layout=layout, **place).save()
    row = _radar(actor)
    if row.size.get(layout, 0) != size:
        row.size = {**row.size, layout: size}
        row.save()


@transaction.atomic
def keep_order(actor: Actor, order: Mapping[str, Sequence[str]]) -> None:
    """In which order the sectors came, per way to cut."""
    authorise(actor, Do.READ_ROOMS)
    row = _radar(actor)
    row.order = {**row.order, **{key: list(each) for key, each in order.items()}}
    row.save()


def _radar(actor: Actor) -> Radar:
    rows = Radar.objects.visible_to(actor).select_for_update()
    return rows.first() or Radar(network_id=actor.network_id, sectors="theme", rings="time")
