"""Adding a source, by its address or as a file, and looking after it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Person, Theme
from vierspan.workspace.directory.versions import held, unchanged_since
from vierspan.workspace.horizon.sources import arriving, asking, jobs
from vierspan.workspace.horizon.sources.fetching.addresses import LONGEST_ADDRESS, place_of
from vierspan.workspace.horizon.sources.fetching.refusals import Unreached
from vierspan.workspace.horizon.sources.models import KINDS, Appearance, Source
from vierspan.workspace.horizon.sources.reading.found import Unreadable
from vierspan.workspace.networks.models import Network

LARGEST_FILE = 5_000_000
MOST_SOURCES = 100
AGAIN_AFTER = timedelta(minutes=1)  # between two tries by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What people say of a source; the rest it says itself."""

    name: str = ""
    theme_id: UUID | None = None
    keeper_id: UUID | None = None


@transaction.atomic
def add(actor: Actor, address: str, kind: str, about: About) -> Source:
    """A source that is asked from now on; the first time at once."""
    authorise(actor, Do.TEND_SOURCES)
    address = _address(address)
    if kind not in KINDS:
        raise Invalid("kind", "unknown_choice")
    if Source.objects.visible_to(actor).filter(address=address).exists():
        raise Invalid("address", "source_stands_already")
    host = place_of(asking.web_address(address)).host.removeprefix("www.")
    source = _made(actor, kind, about, name=host)
    source.address = address
    source.save()
    _ask(actor, source)
    return source


@transaction.atomic
def add_file(actor: Actor, file: tuple[str, bytes], kind: str, about: About) -> tuple[Source, int]:
    """A source of which somebody sent the file: nothing is ever fetched for it. With how many items are new."""
    authorise(actor, Do.TEND_SOURCES)
    name, body = file
    source = _made(actor, kind, about, name=PurePath(name).stem)
    copy = _read(source, body)
    if not tidy(about.name) and copy.name:
        source.name = copy.name[:120]
    source.file_name, source.reached_at, source.left_out = tidy(name)[:200], clock.now(), copy.left_out
    source.save()
    new = arriving.take_in(source, copy)
    Source.objects.visible_to(actor).filter(pk=source.pk).update(last_new=new)
    return source, new


@transaction.atomic
def bring_up_to_date(actor: Actor, source_id: UUID, file: tuple[str, bytes]) -> int:
    """A newer file of the same source; what stood there stays when this one cannot be read."""
    authorise(actor, Do.TEND_SOURCES)
    source, (name, body) = held(Source.objects.visible_to(actor), source_id), file
    copy = _read(source, body)
    new = arriving.take_in(source, copy)
    told: dict[str, Any] = {"file_name": tidy(name)[:200], "reached_at": clock.now(), "last_new": new}
    Source.objects.visible_to(actor).filter(pk=source_id).update(left_out=copy.left_out, **told)
    return new


@transaction.atomic
def change(actor: Actor, source_id: UUID, about: About, *, seen: str) -> Source:
    """Raises Changed where somebody else did so after it was seen."""
    authorise(actor, Do.TEND_SOURCES)
    source = held(Source.objects.visible_to(actor), source_id)
    given = _known(actor, about, name=source.name)
    unchanged_since(source, seen, given)
    for column, value in given.items():
        setattr(source, column, value)
    source.save(update_fields=[*given, "changed_at"])
    return source


@transaction.atomic
def pause(actor: Actor, source_id: UUID) -> Source:
    return _paused(actor, source_id, is_paused=True)


@transaction.atomic
def go_on(actor: Actor, source_id: UUID) -> Source:
    """Ask it again from now on."""
    source = _paused(actor, source_id, is_paused=False)
    _ask(actor, source)
    return source


@transaction.atomic
def try_now(actor: Actor, source_id: UUID) -> Source:
    """Ask it now; Conflict where that was done a moment ago, so that nobody is asked all the time."""
    authorise(actor, Do.TEND_SOURCES)
    source = held(Source.objects.visible_to(actor).exclude(address=""), source_id)
    now = clock.now()
    if source.asked_at and source.stage and now - source.asked_at < AGAIN_AFTER:
        return source
    if source.tried_at and now - source.tried_at < AGAIN_AFTER:
        raise Conflict("tried_just_now")
    if source.is_paused:
        raise Invalid("", "source_is_paused")
    _ask(actor, source)
    return source


@transaction.atomic
def take_out(actor: Actor, source_id: UUID) -> str:
    """With what it brought, save what became a signal or stands in another source too; returns its name."""
    source = held(Source.objects.visible_to(actor), source_id)
    authorise(actor, Do.REMOVE_SOURCE, owner_id=source.added_by_id)
    name = source.name
    rows = Appearance.objects.visible_to(actor).filter(source=source_id)
    ids = list(rows.values_list("item_id", flat=True))
    rows.delete()
    arriving.leave_nothing_behind(actor.network_id, ids)
    Source.objects.visible_to(actor).filter(pk=source_id).delete()
    return name


def _ask(actor: Actor, source: Source) -> None:
    """The demo stands on its own, and asks nobody."""
    if Network.objects.filter(pk=actor.network_id, is_demo=True).exists():
        raise Invalid("address", "demo_stays_home")
    jobs.ask_soon(source, asked_at=clock.now())


def _paused(actor: Actor, source_id: UUID, *, is_paused: bool) -> Source:
    authorise(actor, Do.TEND_SOURCES)
    source = held(Source.objects.visible_to(actor).exclude(address=""), source_id)
    source.is_paused, source.stage = is_paused, ""
    source.save(update_fields=["is_paused", "stage", "changed_at"])
    return source


def _made(actor: Actor, kind: str, about: About, *, name: str) -> Source:
    if Source.objects.visible_to(actor).count() >= MOST_SOURCES:
        raise Invalid("", "too_many_sources")
    return Source(network_id=actor.network_id, kind=kind, added_by_id=actor.user_id, **_known(actor, about, name=name))


def _known(actor: Actor, about: About, *, name: str) -> Mapping[str, Any]:
    """The columns of what was said, with who and what of this network alone."""
    theme, keeper = about.theme_id, about.keeper_id
    if theme and not Theme.objects.visible_to(actor).filter(pk=theme).exists():
        raise Invalid("theme", "unknown_choice")
    if keeper and not Person.objects.visible_to(actor).filter(pk=keeper).exists():
        raise Invalid("keeper", "nobody_by_that_name")
    return {**asdict(about), "name": tidy(about.name)[:120] or tidy(name)[:120] or "…"}


def _read(source: Source, body: bytes) -> Any:
    if len(body) > LARGEST_FILE:
        raise Invalid("file", "source_file_too_large")
    try:
        return asking.read(source, body)
    except Unreadable as slip:
        raise Invalid("file", slip.reason) from slip


def _address(typed: str) -> str:
    """As it is kept; Invalid where it is no address that may be asked."""
    address = tidy(typed)
    if address and "://" not in address:
        address = f"https://{address}"
    if len(address) > LONGEST_ADDRESS:
        raise Invalid("address", "too_long")
    try:
        place_of(asking.web_address(address))
    except Unreached as slip:
        raise Invalid("address", slip.reason) from slip
    return address
