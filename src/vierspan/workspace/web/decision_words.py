"""What the pages about decisions say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.initiatives.deciding import wording
from vierspan.workspace.initiatives.deciding.actions.saying import WORDS_OF
from vierspan.workspace.initiatives.deciding.counting import Count, lines_of
from vierspan.workspace.initiatives.deciding.queries import Entry, Standing
from vierspan.workspace.initiatives.deciding.rules import Fit, Line
from vierspan.workspace.insight import words


def offered(rule: str) -> list[tuple[str, str]]:
    """The words that one can say under this rule, as one says them."""
    return [(word, _offered(word, rule)) for word in WORDS_OF[rule]]


def _offered(word: str, rule: str) -> str:
    if word == "yes":
        return _("No objection: let us do it") if rule == "consent" else _("For")
    if word == "objection":
        return {
            "consent": _("I have an objection"),
            "consensus": _("Against: I block this"),
        }.get(rule, _("Against"))
    if word == "abstain":
        return _("I have no advice") if rule in ("advice", "delegated") else _("I abstain")
    return {
        "no": _("Against"),
        "aside": _("I stand aside: not for, and not in the way"),
        "advice": _("This is my advice"),
    }[word]


def said_words(word: str, rule: str) -> str:
    """What somebody said, as it is told of them."""
    if rule == "consent" and word == "yes":
        return _("no objection")
    return str(wording.WORDS[word])


def told(lines: Iterable[Line]) -> list[str]:
    return [wording.worded(each) for each in lines]


def method_words(entry: Entry, actor: Actor) -> str:
    """The rule by name, or the method that stands in records brought in; empty where nobody said."""
    if entry.question:
        return str(wording.RULES[entry.question.rule])
    return words.choice_label("decision_methods", entry.row.method, actor.language) if entry.row.method else ""


def state_words(entry: Entry) -> str:
    if entry.state == "closed":
        return str(wording.OUTCOMES.get(entry.row.outcome, _("Closed, outcome not recorded")))
    return _("Past its day") if entry.state == "late" else _("Open")


def now_words(count: Count) -> str:
    """What it would be, closed at this moment."""
    return {
        "adopted": _("Closed now, it would be adopted"),
        "rejected": _("Closed now, it would be rejected"),
        "postponed": _("Closed now, it would be put off"),
        "blocked": _("Not settled yet: another round can meet what stands in the way"),
        "waiting": _("It cannot be closed yet"),
        "returned": _("It goes back to the group"),
    }[count.state]


def outcome_words(standing: Standing) -> str:
    found = standing.question
    if found.ruling.get("called_off"):
        return _("Called off")
    outcome = found.decision.outcome if found.decision else ""
    return str(wording.OUTCOMES.get(outcome, ""))


def fit_words(fit: Fit) -> str:
    why = {
        "statute": _("Then the rules you agreed decide. Mostly that is a qualified or an absolute majority."),
        "values": _("Then it is no time to vote yet: talk first about what you find important, and come back."),
        "urgent": _("Then give one person a mandate with limits and a last day, and agree when you look at it again."),
        "small": _("Then let one person decide after advice: it is quick, and it can be undone."),
        "all": _("Then consent fits: nobody needs to find it the best, and nobody is run over."),
        "otherwise": _("Consent fits mostly. When you only want to know what most prefer: a simple majority."),
    }
    return why[fit.why]


@dataclass(frozen=True, slots=True)
class Part:
    """How one option, or the whole, stands or stood."""

    name: str
    is_chosen: bool
    bars: tuple[tuple[str, str, int], ...]  # key, words, how many
    size: int
    lines: tuple[str, ...]
    state: str


def parts(standing: Standing) -> list[Part]:
    """While it is open by what is said now; once closed by what was kept then."""
    found = standing.question
    names = {str(each.pk): each.name for each in standing.options}
    if found.state == "closed":
        kept = found.ruling.get("counts", {})
        return [_kept(standing, key, names.get(key, ""), each) for key, each in kept.items()]
    return [
        Part(
            names.get(key, ""),
            False,
            _bars(found.rule, {word: getattr(each.now.tally, word) for word in BARS}, each.now.tally.silent),
            each.now.tally.size,
            (*told(each.now.why), *told(each.missing), *told(each.change)),
            str(wording.STATES[each.now.state]),
        )
        for key, each in standing.count.outlooks.items()
    ]


def _kept(standing: Standing, key: str, name: str, kept: dict[str, Any]) -> Part:
    found = standing.question
    bars = _bars(found.rule, {word: kept.get(word, 0) for word in BARS}, kept["silent"])
    is_chosen = bool(key) and str(found.chosen_id) == key
    state = str(wording.STATES[kept["state"]])
    return Part(name, is_chosen, bars, kept["size"], tuple(told(lines_of(kept["why"]))), state)


BARS = ("yes", "aside", "abstain", "no", "objection")


def _bars(rule: str, counts: dict[str, int], silent: int) -> tuple[tuple[str, str, int], ...]:
    if rule in ("advice", "delegated"):
        return ()
    found = [(word, said_words(word, rule), counts[word]) for word in BARS if counts[word]]
    return (*found, ("silent", _("said nothing"), silent)) if silent else tuple(found)


def rule_lines(standing: Standing) -> list[str]:
    """The rule as it was agreed, in words."""
    found, lines = standing.question, []
    if found.quorum != "0":
        lines.append(_("At least %(part)s must take part.") % {"part": wording.share_words(found.quorum)})
    if found.rule in ("qualified", "weighted"):
        lines.append(_("For must be: %(part)s.") % {"part": wording.share_words(found.share)})
    if found.rule == "weighted" and found.is_double:
        lines.append(_("Of the weight, and of the heads."))
    if found.rule == "consensus":
        lines.append(_("Who may stand aside: %(n)s.") % {"n": found.asides})
    if found.rule == "consensus_minus":
        lines.append(_("Who may be against: %(n)s.") % {"n": found.minus})
    if found.rule == "consent" and found.silence_consents:
        lines.append(_("Who says nothing has no objection."))
    if found.rule in ("consent", "consensus", "consensus_minus"):
        lines.append(_round_words(standing))
    return lines


def _round_words(standing: Standing) -> str:
    found = standing.question
    told_ = ngettext("Round %(round)s of one.", "Round %(round)s of at most %(n)s.", found.rounds)
    then = (
        _("After that: %(rule)s.") % {"rule": str(wording.RULES[found.fallback]).lower()}
        if found.fallback
        else _("After that it is rejected.")
    )
    return f"{told_ % {'round': found.round, 'n': found.rounds}} {then}"
