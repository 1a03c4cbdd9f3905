"""What asks for who reads about leading, in words: what, why, by when, and where it can be done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.leadership.asking import queries
from vierspan.workspace.leadership.asking.queries import GROUPS, Ask
from vierspan.workspace.web.pages.handle_cards import capital, number_word
from vierspan.workspace.web.pages.leadership_growth import wish_words
from vierspan.workspace.web.role_words import in_a_sentence, one_in
from vierspan.workspace.web.templatetags.vierspan import day

SOON = timedelta(days=7)
TO_THE_END = ("answer", "round_ends", "mirror", "thought")  # the day itself still counts


class Words(NamedTuple):
    what: str
    why: str
    do: str  # on the button


class Wished(NamedTuple):
    kind: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLine:
    """One thing that asks for who reads, as a page shows it."""

    ask: Ask
    words: Words
    address: str
    network: Any
    until: date | None = None  # when it was put off: the day on which it comes back

    @property
    def is_late(self) -> bool:
        return self._counts and self.ask.day is not None and self.ask.day < clock.today()

    @property
    def is_soon(self) -> bool:
        return self._counts and self.ask.day is not None and clock.today() <= self.ask.day <= clock.today() + SOON

    @property
    def when(self) -> str:
        """By when it asks; empty where there is no such day."""
        if self.ask.day is None or self.ask.kind == "note":
            return ""
        if self.is_late:
            return _("since %(when)s") % {"when": day(self.ask.day)}
        words = _("until %(when)s") if self.ask.kind in TO_THE_END else _("before %(when)s")
        return words % {"when": day(self.ask.day)}

    @property
    def is_to_look_at(self) -> bool:
        """Nothing has to be done with it: who looked can lay it away."""
        return self.ask.group == "look"

    @property
    def _counts(self) -> bool:
        return self.ask.kind not in (
            "note",
            "mirror",
            "thought",
        )  # a day that is over by nature, or on which it only ends


def lines(network: Any, actor: Actor) -> list[AskLine]:
    return [_line(network, actor, each) for each in queries.asks(actor)]


def put_off(network: Any, actor: Actor) -> list[AskLine]:
    return [_line(network, actor, each.ask, each.until) for each in queries.put_off(actor)]


def count_of(asked: int) -> str:
    words = ngettext("%(n)s thing asks for you", "%(n)s things ask for you", asked)
    return capital(words % {"n": number_word(asked)})


def grouped(found: list[AskLine]) -> list[tuple[str, list[AskLine]]]:
    """By what sort it is, with the name of each sort; no empty ones."""
    names = {
        "others": _("Others wait for you"),
        "roles": _("Your roles"),
        "practise": _("What you practise"),
        "look": _("To look at"),
    }
    ordered = sorted(found, key=lambda line: line.ask.order)
    groups = [(names[group], [line for line in ordered if line.ask.group == group]) for group in GROUPS]
    return [(name, own) for name, own in groups if own]


def _line(network: Any, actor: Actor, ask: Ask, until: date | None = None) -> AskLine:
    words = WORDS[ask.kind](actor, ask)
    return AskLine(ask=ask, words=words, address=_address(network.slug, ask), network=network, until=until)


def _address(slug: str, ask: Ask) -> str:
    if ask.token:
        return reverse("web:lead_answer", args=[ask.token])
    name, takes_subject, part = PLACES[ask.kind]
    return reverse(f"web:{name}", args=[slug, ask.subject] if takes_subject else [slug]) + part


# Per kind the page, whether its address holds what it speaks of, and where on that page.
PLACES: Mapping[str, tuple[str, bool, str]] = {
    "choose": ("questions_people", True, ""),
    "agree": ("questions_people", True, ""),
    "open": ("round_of_questions", True, ""),
    "saw": ("growth_seen", True, ""),
    "buddy": ("growth_buddies", False, ""),
    "comes": ("role", True, ""),
    "sheet": ("role_handover", True, ""),
    "words": ("write_role_words", True, ""),
    "hand_over": ("role", True, ""),
    "next": ("role", True, ""),
    "note": ("growth_try", True, "#note"),
    "round_ends": ("round_of_questions", True, ""),
    "begun": ("self_answers", False, ""),
    "wish": ("growth_wish", True, ""),
    "result": ("my_mirror", False, ""),
    "mirror": ("shared_mirror", True, ""),
    "thought": ("dilemma_shown", True, ""),
}


def _answer(_actor: Actor, ask: Ask) -> Words:
    safe = _("Who answered is shown to nobody.")
    if ask.who:
        long = _("They asked you, because you work together. It takes about ten minutes.")
        return Words(_("How do you see %(name)s lead?") % {"name": ask.who}, f"{long} {safe}", _("Answer now"))
    if ask.what == "need":
        return Words(_("What does our network need?"), f"{_('Four questions, two minutes.')} {safe}", _("Answer now"))
    short = _("Four questions per person; what you do not know, you skip.")
    return Words(_("Who takes the lead in our network?"), f"{short} {safe}", _("Answer now"))


def _choose(_actor: Actor, ask: Ask) -> Words:
    why = _("%(name)s asks others how they see them lead, and picked you to choose along: two see more than one.")
    title = _("Choose with %(name)s who is asked") % {"name": ask.who}
    return Words(title, why % {"name": ask.who}, _("Look at the list"))


def _agree(_actor: Actor, ask: Ask) -> Words:
    why = _("%(name)s agrees with the list. If you do too, it can open.") % {"name": ask.who}
    return Words(_("Do you agree with who is asked about you?"), why, _("Look at the list"))


def _open(_actor: Actor, ask: Ask) -> Words:
    why = _("%(name)s and you agree on who is asked. Nobody gets a letter before you open it.") % {"name": ask.who}
    return Words(_("Your questions to others can go out"), why, _("Look and open"))


def _saw(_actor: Actor, ask: Ask) -> Words:
    title = _("%(name)s asks what you saw") % {"name": ask.who}
    tried = _("They tried something, at %(where)s: %(what)s.") if ask.where else _("They tried something: %(what)s.")
    why = tried % {"what": ask.what, "where": ask.where}
    return Words(title, f"{why} {_('Two lines are enough; only they read it.')}", _("Tell what I saw"))


def _buddy(_actor: Actor, ask: Ask) -> Words:
    why = _("To practise together, across parties. Each sees only what the other shares.")
    return Words(_("%(name)s asks you as a buddy") % {"name": ask.who}, why, _("Say yes or no"))


def _role(ask: Ask) -> dict[str, str]:
    return {"name": ask.who, "role": one_in(ask.what), "as": in_a_sentence(ask.what), "where": ask.where}


def _at(ask: Ask, words: str) -> str:
    """The words, with the initiative for which the role is held."""
    return f"{words} ({ask.where})" if ask.where else words


def _comes(_actor: Actor, ask: Ask) -> Words:
    why = _("%(name)s holds it until then. Have a talk in time: what is going on, and whom do you meet first?")
    return Words(_at(ask, _("You are to take over %(role)s") % _role(ask)), why % _role(ask), _("Look at the role"))


def _sheet(_actor: Actor, ask: Ask) -> Words:
    why = _("%(name)s wrote down for you what goes along with %(role)s. Only you two read it.") % _role(ask)
    return Words(_at(ask, _("Read the handover sheet of %(name)s") % _role(ask)), why, _("Read the sheet"))


def _write(_actor: Actor, ask: Ask) -> Words:
    why = _("You hand over %(role)s. What stands in no list is what they need most.") % _role(ask)
    return Words(_at(ask, _("Write down what %(name)s must know") % _role(ask)), why, _("Write the sheet"))


def _hand_over(_actor: Actor, ask: Ask) -> Words:
    why = _("Your sheet is written. Go through it together, and then hand over on this page.")
    return Words(_at(ask, _("Hand over %(role)s to %(name)s") % _role(ask)), why, _("Look at the role"))


def _next(_actor: Actor, ask: Ask) -> Words:
    why = _("Your role ends and nobody is named yet. Name somebody, go on longer, or let it end on purpose.")
    return Words(_at(ask, _("Who follows you as %(as)s?") % _role(ask)), why, _("Say how it goes on"))


def _note(_actor: Actor, ask: Ask) -> Words:
    day_over = (
        _("You wanted to try it on %(day)s, at %(where)s.") if ask.where else _("You wanted to try it on %(day)s.")
    )
    why = day_over % {"day": day(ask.day), "where": ask.where}
    short = _("A few words now are worth more than many later. Did it not happen? Move it or let it go.")
    return Words(_("How did it go: %(what)s?") % {"what": ask.what}, f"{why} {short}", _("Note it"))


def _round_ends(_actor: Actor, ask: Ask) -> Words:
    is_over = ask.day is not None and ask.day < clock.today()
    title = _("Your questions to others can close") if is_over else _("Your questions to others close soon")
    why = _("This is the moment to remind everybody, or to give more time. You do not see who answered either.")
    return Words(title, why, _("Look at the round"))


def _begun(_actor: Actor, ask: Ask) -> Words:
    why = _("You began on %(day)s. What you filled in was kept; only you read it.") % {"day": day(ask.since)}
    return Words(_("Your questions about yourself are half done"), why, _("Go on"))


def _wish(actor: Actor, ask: Ask) -> Words:
    kind, _colon, what = ask.what.partition(":")
    why = _("You wished: %(wish)s. For four weeks nothing was planned for it. Begin small, or let the wish go.")
    words = wish_words(actor, Wished(kind, what))
    return Words(_("What is your next step?"), why % {"wish": words}, _("Choose something to try"))


def _result(_actor: Actor, ask: Ask) -> Words:
    why = _("Your questions closed on %(day)s. Nobody but you reads what came of it, until you show it.")
    return Words(_("How others see you lead is in your mirror"), why % {"day": day(ask.since)}, _("Look in my mirror"))


def _mirror(_actor: Actor, ask: Ask) -> Words:
    why = _("Shown to you and not to others. %(name)s can take it back at any time.") % {"name": ask.who}
    return Words(_("%(name)s shows you their mirror") % {"name": ask.who}, why, _("Look"))


def _thought(_actor: Actor, ask: Ask) -> Words:
    why = _("About a dilemma in leading. Shown to you and not to others; it is for a talk.")
    return Words(_("%(name)s lets you read a thought") % {"name": ask.who}, why, _("Read the thought"))


WORDS: Mapping[str, Callable[[Actor, Ask], Words]] = {
    "answer": _answer,
    "choose": _choose,
    "agree": _agree,
    "open": _open,
    "saw": _saw,
    "buddy": _buddy,
    "comes": _comes,
    "sheet": _sheet,
    "words": _write,
    "hand_over": _hand_over,
    "next": _next,
    "note": _note,
    "round_ends": _round_ends,
    "begun": _begun,
    "wish": _wish,
    "result": _result,
    "mirror": _mirror,
    "thought": _thought,
}
