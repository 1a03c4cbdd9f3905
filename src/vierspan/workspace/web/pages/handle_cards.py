"""What a card of a handle shows beside the handle itself."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.insight.handles import Advice, HandleView
from vierspan.workspace.insight.queries import Today
from vierspan.workspace.web.access import NetworkRequest
from vierspan.workspace.web.context import COUNTS
from vierspan.workspace.web.forms.handles import offered_days
from vierspan.workspace.web.templatetags.vierspan import short_day

SOON = 0.6  # from this urgency on it is for this week
ROOMS = {
    "strategist": "course",
    "explorer": "horizon",
    "developer": "conditions",
    "process_manager": "initiatives",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A handle on a page, with what the reader may do with it and what was wrong with their last answer."""

    handle: HandleView
    is_first: bool = False
    may_answer: bool = False
    may_open_facts: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    is_mine: bool = False
    days: tuple[Any, ...] = ()

    @property
    def is_answered(self) -> bool:
        return self.handle.state != "open"

    @property
    def chip(self) -> str:
        """When it is wanted, in a word or two."""
        due = self.handle.due_on
        if due is None:
            return _("this week") if self.handle.urgency >= SOON else _("this month")
        words = _("before %(day)s") if due >= clock.today() else _("since %(day)s")
        return words % {"day": short_day(due)}

    @property
    def ideas(self) -> tuple[Advice, ...]:
        """What stands folded: all but the one that the first card shows open; none where one goes ahead already."""
        if self.handle.state in ("put_off", "dismissed"):
            return ()
        return self.handle.advice[1:] if self.is_first else self.handle.advice

    @property
    def is_dated(self) -> bool:
        return self.handle.due_on is not None


def card(actor: Actor, handle: HandleView, *, is_first: bool = False, **more: Any) -> Card:
    return Card(
        handle=handle,
        is_first=is_first,
        may_answer=may(actor, Do.ANSWER_HANDLE),
        may_open_facts=may(actor, Do.READ_FACTS),
        is_mine=handle.holder is not None and handle.holder.id == str(actor.person_id),
        days=tuple(offered_days(clock.today())),
        **more,
    )


def cards(actor: Actor, handles: tuple[HandleView, ...]) -> list[Card]:
    """Own matters first, then the most urgent; the first that nobody has taken yet stands out."""
    ordered = sorted(handles, key=lambda handle: not handle.is_private)
    loud = next((handle.key for handle in ordered if handle.state == "open"), None)
    return [card(actor, handle, is_first=handle.key == loud) for handle in ordered]


def keep_count(request: NetworkRequest, today: Today) -> None:
    """What the counter in the menu says, on this page and on those that follow."""
    counts = request.session.get(COUNTS, {})
    network = str(request.actor.network_id)
    if counts.get(network) != today.mine:
        request.session[COUNTS] = counts | {network: today.mine}


def asking(today: Today) -> int:
    """How many ask for somebody's attention: those that nobody has in hand, and those in the reader's own hand."""
    return sum(handle.state == "open" or handle.is_for_me for handle in today.active)


def message(today: Today) -> str:
    """The sentence on top of the page."""
    count = asking(today)
    if not count:
        return _("You are up to date")
    words = ngettext(
        "%(n)s thing asks for your attention this week", "%(n)s things ask for your attention this week", count
    )
    return capital(words % {"n": number_word(count)})


def lead(today: Today) -> str:
    count = asking(today)
    if not count:
        return _("Nothing needs to be taken up now. What you do, you can note here.")
    if not today.mine or today.mine == count:
        return ""
    words = ngettext("%(n)s of them is for you.", "%(n)s of them are for you.", today.mine)
    return capital(words % {"n": number_word(today.mine)})


def number_word(count: int) -> str:
    """Small numbers as words, as one writes them in a sentence."""
    words = (
        pgettext("number", "no"),
        pgettext("number", "one"),
        pgettext("number", "two"),
        pgettext("number", "three"),
        pgettext("number", "four"),
        pgettext("number", "five"),
        pgettext("number", "six"),
        pgettext("number", "seven"),
        pgettext("number", "eight"),
        pgettext("number", "nine"),
        pgettext("number", "ten"),
        pgettext("number", "eleven"),
        pgettext("number", "twelve"),
    )
    return words[count] if count < len(words) else str(count)


def capital(sentence: str) -> str:
    """The first letter as a capital; Dutch drops the accent of the first of two: één, Eén."""
    if sentence.startswith("éé"):
        return f"E{sentence[1:]}"
    return sentence[:1].upper() + sentence[1:]
