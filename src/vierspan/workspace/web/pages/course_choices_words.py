"""The words in which a choice, its limits and its quarter are told."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vierspan.workspace.insight.portfolio import Answer, Broken
from vierspan.workspace.insight.words import written

NAMED = 4  # so many names in one sentence; more are counted
LOW_ENERGY = 2
HIGHEST_WORD = 12


def quarter_words(quarter: date) -> str:
    return _("quarter %(n)s of %(year)s") % {"n": (quarter.month + 2) // 3, "year": quarter.year}


def headline(answer: Answer | None, *, activities: int) -> str:
    """The robust view in one sentence."""
    if not activities:
        return _("There is nothing to choose yet")
    if answer is None:
        return _("We are working out what fits in your time")
    if answer.proof == "impossible":
        return _("Your must-haves do not fit together")
    if answer.proof == "approximate" or not answer.core:
        return _("This fits in your time, as far as we could work it out")
    if len(answer.chosen) == activities:
        return _("Everything fits in the time that you have")
    return _groups(len(answer.sure), len(answer.open), len(answer.out))


def _groups(sure: int, open_: int, out: int) -> str:
    """Only groups in which there is something."""
    # Words and figures do not stand well in one sentence.
    say = number if max(sure, open_, out) <= HIGHEST_WORD else str
    sure_words = ngettext("This one in any case", "These %(n)s in any case", sure) % {"n": say(sure)}
    talk = ngettext("talk about one", "talk about %(n)s", open_) % {"n": say(open_)}
    later = ngettext("one not now", "%(n)s not now", out) % {"n": say(out)}
    parts = [words for words, n in ((sure_words, sure), (talk, open_), (later, out)) if n]
    first = parts[0][:1].upper() + parts[0][1:]
    return "; ".join([first, *parts[1:]])


def number(n: int) -> str:
    """Small numbers as words."""
    small = (
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
    return small[n] if 0 <= n < len(small) else str(n)


def together(names: Sequence[str]) -> str:
    """Names in one sentence, at most a few of them."""
    shown = list(names[:NAMED])
    if len(names) > NAMED:
        shown = [*shown[:-1], _("%(n)s others") % {"n": number(len(names) - NAMED + 1)}]
    return get_text_list(shown, _("and"))


def hours_words(hours: float, language: str) -> str:
    return written(hours, "whole" if hours == round(hours) else "number", language)


def proof_words(answer: Answer, language: str) -> str:
    """How sure it is that there is nothing better."""
    if answer.proof == "optimal":
        return _("Worked out exactly: nothing that fits yields more.")
    if answer.proof == "gap":
        return _("The best that was found. Something better could exist, by at most %(gap)s per cent.") % {
            "gap": written(100 * answer.gap, "number", language)
        }
    return _("An approximation: something better may well exist.")


def draws_words(answer: Answer) -> str:
    """What the robust view rests on."""
    told = _("We worked it out under %(n)s ways to weigh the themes.") % {"n": answer.draws}
    if answer.draws == 1:
        told = _("Only one theme has any weight, so there is but one way to weigh.")
    if answer.proved < answer.draws:
        told += " " + _("Of %(n)s of them the best was proved; of the others we took the best that was found.") % {
            "n": answer.proved
        }
    return told


def broken_words(limits: Iterable[Broken], names: Mapping[str, str]) -> list[str]:
    """Each limit that does not hold, in a sentence."""
    return [_broken(each, [names.get(key, _("something that is gone")) for key in each.about]) for each in limits]


def _broken(limit: Broken, names: list[str]) -> str:
    first, last = names[0], names[-1]
    return {
        "hours": _("%(first)s has too few hours"),
        "must": _("%(first)s is a must"),
        "never": _("%(first)s stays out"),
        "needs": _("%(first)s needs %(last)s"),
        "excludes": _("%(first)s and %(last)s do not go together"),
        "cover": _("the theme %(first)s must be served"),
        "benefits": _("%(first)s must take part in something"),
    }[limit.kind] % {"first": first, "last": last}
