"""What a ruling says, in the reader's words."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from vierspan.workspace.initiatives.deciding.rules import Line

RULES: Mapping[str, str | Promise] = {
    "consent": lazy("Consent"),
    "consensus": lazy("Consensus"),
    "consensus_minus": lazy("Consensus but for a few"),
    "majority": lazy("Simple majority"),
    "absolute": lazy("Absolute majority"),
    "qualified": lazy("Qualified majority"),
    "weighted": lazy("Weighted votes"),
    "advice": lazy("One decides after advice"),
    "delegated": lazy("One decides within a mandate"),
}
ABOUT: Mapping[str, str | Promise] = {
    "consent": lazy(
        "Adopted when nobody has a reasoned objection. An objection says how it would harm the common aim; "
        "to prefer something else is no objection."
    ),
    "consensus": lazy("Adopted when everybody who speaks is for. A few may stand aside; one word against blocks it."),
    "consensus_minus": lazy("Adopted when no more than an agreed number are against."),
    "majority": lazy("Adopted when more are for than against. Who abstains counts as there, and for neither side."),
    "absolute": lazy("Adopted when more than half of all voices are for, also of those who were not there."),
    "qualified": lazy("Adopted when two thirds, or three quarters, of the votes for and against are for."),
    "weighted": lazy("Every voice has a weight. Adopted when more than the agreed part of the weight cast is for."),
    "advice": lazy(
        "One person decides, after hearing everybody affected and who knows most of it. They need not follow "
        "the advice, but must answer it."
    ),
    "delegated": lazy("One person decides within agreed limits and before an agreed day, and reports back."),
}
WORDS: Mapping[str, str | Promise] = {
    "yes": lazy("for"),
    "no": lazy("against"),
    "abstain": lazy("abstains"),
    "aside": lazy("stands aside"),
    "objection": lazy("has an objection"),
    "advice": lazy("gave advice"),
}
STATES: Mapping[str, str | Promise] = {
    "adopted": lazy("adopted"),
    "rejected": lazy("rejected"),
    "postponed": lazy("postponed"),
    "blocked": lazy("not settled yet"),
    "waiting": lazy("still waiting"),
    "returned": lazy("back to the group"),
}
OUTCOMES: Mapping[str, str | Promise] = {
    "adopted": lazy("Adopted"),
    "rejected": lazy("Rejected"),
    "postponed": lazy("Postponed"),
}

Say = Callable[[Mapping[str, Any]], str]


def worded(line: Line) -> str:
    return SAID[line.key](_shown(line.figures))


def _shown(figures: Mapping[str, Any]) -> dict[str, Any]:
    """The figures as people write them."""
    shown: dict[str, Any] = dict(figures)
    if "share" in shown:
        shown["share"] = share_words(str(shown["share"]))
    for key in ("weight_yes", "weight_cast"):
        if key in shown:
            shown[key] = weight_words(str(shown[key]))
    if "rule" in shown:
        shown["rule"] = str(RULES.get(shown["rule"], shown["rule"])).lower()
    if "until" in shown and hasattr(shown["until"], "year"):
        shown["until"] = date_format(shown["until"], "DATE_FORMAT")
    if "outcome" in shown:
        shown["outcome"] = str(STATES.get(shown["outcome"], ""))
    return shown


def share_words(share: str) -> str:
    return {
        "0": _("nobody in particular"),
        "1/3": _("one third"),
        "1/2": _("half"),
        "2/3": _("two thirds"),
        "3/4": _("three quarters"),
        "1": _("everybody"),
    }.get(share, share)


def weight_words(weight: str) -> str:
    """Whole, or with at most two decimals."""
    value = Fraction(weight)
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.2f}".rstrip("0")


def _plain(text: str | Promise) -> Say:
    return lambda figures: str(text) % figures


SAID: Mapping[str, Say] = {
    "nobody_may_speak": _plain(lazy("Nobody has a voice in this.")),
    "quorum": lambda f: (
        ngettext(
            "%(present)s of %(size)s took part and %(needed)s is needed: too few, so it is put off and not rejected.",
            "%(present)s of %(size)s took part and %(needed)s are needed: too few, so it is put off and not rejected.",
            int(f["needed"]),
        )
        % f
    ),
    "no_objections": _plain(lazy("Nobody has an objection.")),
    "objections_stand": lambda f: (
        ngettext("One objection stands.", "%(objections)s objections stand.", int(f["objections"])) % f
    ),
    "consensus": lambda f: (
        ngettext(
            "Everybody who spoke is for, and %(aside)s stands aside, of the %(limit)s who may.",
            "Everybody who spoke is for, and %(aside)s stand aside, of the %(limit)s who may.",
            int(f["aside"]),
        )
        % f
        if int(f["aside"])
        else _("Everybody who spoke is for.")
    ),
    "blocked_by": lambda f: ngettext("One is against.", "%(against)s are against.", int(f["against"])) % f,
    "too_many_aside": lambda f: (
        ngettext(
            "%(aside)s stands aside, more than the %(limit)s who may.",
            "%(aside)s stand aside, more than the %(limit)s who may.",
            int(f["aside"]),
        )
        % f
    ),
    "few_enough_against": _plain(lazy("%(against)s against, and %(minus)s may be.")),
    "too_many_against": _plain(lazy("%(against)s against, more than the %(minus)s who may be.")),
    "another_round": _plain(lazy("This is round %(round)s of at most %(rounds)s: there can be another.")),
    "last_round": lambda f: (
        ngettext(
            "The one round that was agreed is over.",
            "The %(rounds)s rounds that were agreed are over.",
            int(f["rounds"]),
        )
        % f
    ),
    "fallback": _plain(lazy("The rounds are over, so what was agreed beforehand counts: %(rule)s.")),
    "more_for": _plain(lazy("%(yes)s for and %(against)s against: more for than against.")),
    "not_more_for": _plain(lazy("%(yes)s for and %(against)s against: not more for than against.")),
    "tie": _plain(lazy("%(yes)s for and %(against)s against: a tie adopts nothing.")),
    "tie_cast_for": _plain(lazy("%(yes)s for and %(against)s against: a tie, and the casting voice is for.")),
    "tie_cast_against": _plain(lazy("%(yes)s for and %(against)s against: a tie, and the casting voice is against.")),
    "more_than_half": _plain(lazy("%(yes)s of all %(size)s voices are for: more than half.")),
    "not_more_than_half": _plain(lazy("%(yes)s of all %(size)s voices are for, and %(needed)s are needed.")),
    "share_reached": _plain(lazy("%(yes)s of the %(cast)s for and against are for: at least %(share)s.")),
    "share_not_reached": _plain(lazy("%(yes)s of the %(cast)s for and against are for: less than %(share)s.")),
    "weight_reached": _plain(
        lazy("%(weight_yes)s of a weight of %(weight_cast)s is for (%(yes)s of %(cast)s heads): more than %(share)s.")
    ),
    "weight_not_reached": _plain(
        lazy(
            "%(weight_yes)s of a weight of %(weight_cast)s is for (%(yes)s of %(cast)s heads): not more than %(share)s."
        )
    ),
    "double_reached": _plain(
        lazy(
            "%(weight_yes)s of a weight of %(weight_cast)s and %(yes)s of %(cast)s heads are for: both more than "
            "%(share)s."
        )
    ),
    "double_heads_lack": _plain(
        lazy(
            "%(weight_yes)s of a weight of %(weight_cast)s is for, but only %(yes)s of %(cast)s heads: both must be "
            "more than %(share)s."
        )
    ),
    "double_weight_lacks": _plain(
        lazy(
            "%(yes)s of %(cast)s heads are for, but only %(weight_yes)s of a weight of %(weight_cast)s is: both must "
            "be more than %(share)s."
        )
    ),
    "advice_missing": lambda f: (
        ngettext(
            "One of the %(size)s who were asked has not given advice yet.",
            "%(missing)s of the %(size)s who were asked have not given advice yet.",
            int(f["missing"]),
        )
        % f
    ),
    "decider_to_speak": _plain(lazy("Who decides has not decided yet.")),
    "answer_missing": _plain(lazy("The answer to the advice is missing.")),
    "report_missing": _plain(lazy("The report to the group is missing.")),
    "decided_after_advice": lambda f: (
        ngettext("Decided after the advice of one.", "Decided after the advice of all %(size)s.", int(f["size"])) % f
    ),
    "decided_in_mandate": _plain(lazy("Decided within the mandate.")),
    "outside_mandate": _plain(lazy("This goes beyond the mandate, so it goes back to the group.")),
    "mandate_over": _plain(lazy("The mandate ran until %(until)s, so it goes back to the group.")),
    "yes_needed": lambda f: (
        ngettext(
            "One more yes adopts it; %(silent)s did not speak yet.",
            "%(n)s more yeses adopt it; %(silent)s did not speak yet.",
            int(f["n"]),
        )
        % f
    ),
    "objections_to_resolve": lambda f: (
        ngettext("One objection has to be met.", "%(n)s objections have to be met.", int(f["n"])) % f
    ),
    "turns_needed": lambda f: (
        ngettext(
            "Also when all others say yes, one who spoke has to come round.",
            "Also when all others say yes, %(n)s who spoke have to come round.",
            int(f["n"]),
        )
        % f
    ),
    "all_spoke": _plain(lazy("Everybody has spoken. Only who changes their word can change it.")),
    "stays_so": lambda f: (
        ngettext(
            "One did not speak yet, and cannot change it any more.",
            "%(silent)s did not speak yet, and cannot change it any more.",
            int(f["silent"]),
        )
        % f
    ),
    "can_become_adopted": _plain(lazy("It can still be adopted.")),
    "can_become_rejected": _plain(lazy("It can still be rejected.")),
    "can_become_postponed": _plain(lazy("It can still come to nothing for want of voices.")),
    "can_become_blocked": _plain(lazy("An objection or a word against can still hold it up.")),
    "no_option_passed": _plain(lazy("None of the options was adopted.")),
    "only_option": _plain(lazy("One option was adopted.")),
    "best_option": _plain(lazy("%(n)s options were adopted; this one has most for it.")),
    "options_tie": _plain(lazy("%(n)s options have as much for them, and nobody can break the tie.")),
}
