"""Judging what came in: a signal, not for us, or later; bringing in mails; and the words that the network follows."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.versions import held
from vierspan.workspace.horizon.actions import signals
from vierspan.workspace.horizon.actions.signals import Told
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.sources import arriving, queries
from vierspan.workspace.horizon.sources.models import Appearance, Item, Reader, Term
from vierspan.workspace.horizon.sources.reading.found import Unreadable, cut, folded
from vierspan.workspace.horizon.sources.reading.letters import letter

BACK_IN = timedelta(days=7)
MOST_MAILS = 30
LONGEST_TERM = 80


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be brought in, and why, as a key."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of the mails that were sent along."""

    new: int
    known: int
    unread: tuple[Unread, ...]


@transaction.atomic
def make_signal(actor: Actor, item_id: UUID) -> Item:
    """This is a signal: written down as seen by the actor; pressed twice it is one."""
    authorise(actor, Do.TEND_SOURCES)
    item = held(Item.objects.visible_to(actor), item_id)
    if item.state == "signal" and item.signal_id:
        return item
    told = Told(origin=_origin(actor, item), address=item.link, theme=_theme(actor, item), note=item.body)
    item.signal = signals.spot(actor, item.title, told=told)
    return _judged(actor, item, "signal")


@transaction.atomic
def not_for_us(actor: Actor, item_id: UUID) -> Item:
    authorise(actor, Do.TEND_SOURCES)
    return _judged(actor, held(Item.objects.visible_to(actor), item_id), "not_for_us")


@transaction.atomic
def later(actor: Actor, item_id: UUID) -> Item:
    """Out of sight for a week."""
    authorise(actor, Do.TEND_SOURCES)
    item = held(Item.objects.visible_to(actor), item_id)
    item.back_on = clock.today() + BACK_IN
    return _judged(actor, item, "later")


@transaction.atomic
def put_back(actor: Actor, item_id: UUID) -> Item:
    """Into the inbox again, as if nobody had judged it; a signal that was made of it stays."""
    authorise(actor, Do.TEND_SOURCES)
    item = held(Item.objects.visible_to(actor), item_id)
    item.signal = None
    return _judged(actor, item, "")


@transaction.atomic
def saw_all(actor: Actor) -> None:
    """The reader has seen what stands there now; for them alone."""
    authorise(actor, Do.READ_INBOX)
    Reader.objects.visible_to(actor).filter(user_id=actor.user_id).delete()
    Reader(network_id=actor.network_id, user_id=actor.user_id, seen_at=clock.now()).save()


def bring_mails(actor: Actor, files: list[tuple[str, bytes]]) -> Brought:
    """Each mail on its own: one that cannot be read holds up no other."""
    authorise(actor, Do.TEND_SOURCES)
    if len(files) > MOST_MAILS:
        raise Invalid("files", "too_many_mails")
    new, known, unread = 0, 0, []
    for name, body in files:
        try:
            _item, is_new = arriving.take_in_mail(actor.network_id, letter(body))
        except Unreadable as slip:
            unread.append(Unread(tidy(name)[:200], slip.reason))
            continue
        new, known = new + is_new, known + (not is_new)
    arriving.prune(actor.network_id)
    return Brought(new, known, tuple(unread))


@transaction.atomic
def follow(actor: Actor, words: str) -> Term:
    """Keep an eye on a word or two."""
    return _minded(actor, words, "follow")


@transaction.atomic
def ignore(actor: Actor, words: str) -> Term:
    """Hear no more of it."""
    return _minded(actor, words, "ignore")


@transaction.atomic
def forget(actor: Actor, words: str) -> None:
    """Neither follow nor ignore it."""
    authorise(actor, Do.TEND_SOURCES)
    Term.objects.visible_to(actor).filter(folded=folded(tidy(words))).delete()


@transaction.atomic
def make_signal_of_term(actor: Actor, name: str, note: str, theme: UUID | None = None) -> Signal:
    """That something comes up is a signal itself; pressed twice it is one."""
    authorise(actor, Do.TEND_SOURCES)
    rows = Signal.objects.visible_to(actor).filter(name=tidy(name), spotted_on=clock.today())
    return rows.first() or signals.spot(actor, name, told=Told(note=note, theme=theme))


def _minded(actor: Actor, words: str, stance: str) -> Term:
    authorise(actor, Do.TEND_SOURCES)
    words = tidy(words)
    if len(folded(words)) < 2:
        raise Invalid("words", "needs_a_word")
    if len(words) > LONGEST_TERM or len(folded(words)) > LONGEST_TERM:
        raise Invalid("words", "too_long")
    Term.objects.visible_to(actor).filter(folded=folded(words)).delete()
    row = Term(network_id=actor.network_id, words=words, folded=folded(words), stance=stance, by_id=actor.user_id)
    row.save()
    return row


def _judged(actor: Actor, item: Item, state: str) -> Item:
    item.state, item.judged_at = state, clock.now() if state else None
    item.judged_by_id = actor.user_id if state else None
    if state != "later":
        item.back_on = None
    item.save(update_fields=["state", "judged_at", "judged_by", "back_on", "signal"])
    return item


def _origin(actor: Actor, item: Item) -> str:
    """Where it comes from, so that one can read it again."""
    names = [each.name for each in queries.sources_of(actor, [item]).get(item.pk, [])]
    told = [*names, *([item.author] if item.is_mail and item.author else [])]
    return cut(" · ".join(told), 200)


def _theme(actor: Actor, item: Item) -> UUID | None:
    rows = Appearance.objects.visible_to(actor).filter(item=item, source__theme__isnull=False)
    found: UUID | None = rows.order_by("pk").values_list("source__theme", flat=True).first()
    return found
