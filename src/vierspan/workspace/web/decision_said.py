"""The words of a voice as a form, and as it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vierspan.workspace.initiatives.deciding.actions.saying import Word
from vierspan.workspace.initiatives.deciding.queries import Heard, Standing
from vierspan.workspace.web.decision_words import offered, said_words
from vierspan.workspace.web.forms.decisions import WordForm

Forms = Sequence[tuple[str, WordForm]]


def word_forms(standing: Standing, heard: Heard, data: Any = None) -> list[tuple[str, WordForm]]:
    """One form for the whole, or one for each option; with what was said already."""
    rule = standing.question.rule
    options = () if rule in ("advice", "delegated") else standing.options
    keys = [(str(each.pk), each.name) for each in options] or [("", "")]
    return [(key, _form(rule, heard, key, name, data)) for key, name in keys]


def _form(rule: str, heard: Heard, key: str, name: str, data: Any) -> WordForm:
    before = heard.stands.get(key)
    first = {"word": before.word, "reason": before.reason} if before else {}
    prefix = f"{heard.voice.pk}-{key}" if key else str(heard.voice.pk)
    form = WordForm(data, prefix=prefix, initial=first, words=offered(rule), label=name)
    form.fields["reason"].label = _reason_label(rule)
    return form


def _reason_label(rule: str) -> str:
    if rule in ("advice", "delegated"):
        return _("Your advice")
    return {
        "consent": _("Why? With an objection: how would this harm the common aim?"),
        "consensus": _("Why? When you block it: how would this harm the common aim?"),
        "consensus_minus": _("Why? When you are against: how would this harm the common aim?"),
    }.get(rule, _("Why, if you like"))


def words_of(forms: Forms) -> dict[str, Word]:
    return {key: Word(form.cleaned_data["word"], form.cleaned_data["reason"]) for key, form in forms}


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice said, to read."""

    heard: Heard
    name: str
    words: tuple[tuple[str, str, str], ...]  # the option, the word, the reason
    by: str
    way: str
    round: int
    stepped_aside: str


def spoken(heard: Heard, standing: Standing) -> Said:
    names = {str(each.pk): each.name for each in standing.options}
    stands = list(heard.stands.items())
    order = [str(each.pk) for each in standing.options]
    stands.sort(key=lambda pair: order.index(pair[0]) if pair[0] in order else -1)
    told = tuple(
        (names.get(key, ""), said_words(each.word, standing.question.rule), each.reason) for key, each in stands
    )
    first = stands[0][1] if stands else None
    who = first.by.name if first and first.by and first.way != "leader" and heard.voice.party_id else ""
    return Said(
        heard,
        heard.voice.name,
        told,
        who,
        first.way if first else "",
        min((each.round for _key, each in stands), default=0),
        heard.voice.interest,
    )
