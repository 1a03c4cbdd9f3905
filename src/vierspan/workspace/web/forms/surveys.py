from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.directory.surveys.actions.drafts import Asked, Description

LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
ABOUT = [("parties", _("Parties: what they mean to each other")), ("people", _("People: what they mean to each other"))]
LETTERS = [("invitation", _("Invitation")), ("reminder", _("Reminder")), ("thanks", _("Thanks, with the results"))]
SMALLEST_GROUPS = [(str(k), str(k)) for k in (5, 6, 7, 8, 10, 15, 20)]
BLANK_OWN = 3


class SurveyForm(forms.Form):
    """What it is about. The version says which text was seen."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Title"), max_length=120, error_messages={"required": _("Give the survey a title.")}
    )
    about = forms.ChoiceField(label=_("About whom do people answer?"), choices=ABOUT, widget=forms.RadioSelect)
    rings = forms.MultipleChoiceField(
        label=_("Who stands on the list?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose nothing for everybody who takes part."),
    )
    intro = forms.CharField(
        label=_("A word beforehand"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why you ask this, and what you will do with it."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails and of your own words"), choices=LANGUAGES, widget=forms.RadioSelect
    )
    is_evergreen = forms.BooleanField(
        label=_("Next time, ask only what is new or more than a year old"), required=False
    )
    k = forms.ChoiceField(
        label=_("Show a figure from how many answers on?"),
        choices=SMALLEST_GROUPS,
        help_text=_("The more, the safer people feel. It stays fixed once the survey is open."),
    )

    def __init__(self, *args: Any, rings: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rings"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the types alone
        field.choices = list(rings.items())

    def description(self) -> Description:
        given = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        return Description(**{**given, "k": int(given["k"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """A question on the form; an own one is left out by emptying it, a standard one by its tick."""

    number: int
    key: str
    kind: str
    text_nl: str
    text_en: str
    is_asked: bool

    @property
    def is_own(self) -> bool:
        return self.kind == "own"

    @property
    def is_fixed(self) -> bool:
        return self.kind == "knows"


def asked_rows(standard: Sequence[Mapping[str, Any]], items: Iterable[Any] | None) -> list[AskedRow]:
    """The standard questions, then the own ones and some empty lines; `items` is None for a new survey."""
    stand = None if items is None else {item.key: item for item in items}
    rows = [_row(n, each, stand) for n, each in enumerate(standard)]
    own = [item for item in (stand or {}).values() if item.kind == "own"]
    texts = [(item.text_nl, item.text_en) for item in own] + [("", "")] * BLANK_OWN
    for n, (text_nl, text_en) in enumerate(texts, len(rows)):
        rows.append(AskedRow(number=n, key="", kind="own", text_nl=text_nl, text_en=text_en, is_asked=True))
    return rows


def _row(number: int, each: Mapping[str, Any], stand: Mapping[str, Any] | None) -> AskedRow:
    item = (stand or {}).get(each["key"])
    return AskedRow(
        number=number,
        key=each["key"],
        kind=each["kind"],
        text_nl=item.text_nl if item else each["text_nl"],
        text_en=item.text_en if item else each["text_en"],
        is_asked=stand is None or item is not None,
    )


def typed_rows(given: Mapping[str, str], rows: Sequence[AskedRow]) -> list[AskedRow]:
    """The same rows as somebody filled them in."""
    return [
        AskedRow(
            number=row.number,
            key=row.key,
            kind=row.kind,
            text_nl=given.get(f"nl-{row.number}", row.text_nl),
            text_en=given.get(f"en-{row.number}", row.text_en),
            is_asked=row.is_own or row.is_fixed or f"ask-{row.number}" in given,
        )
        for row in rows
    ]


def asked(rows: Iterable[AskedRow]) -> list[Asked]:
    return [Asked(key=row.key, text_nl=row.text_nl, text_en=row.text_en) for row in rows if row.is_asked]


class LettersForm(forms.Form):
    """The last day, and three letters in two languages."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    closes_on = forms.DateField(
        label=_("Last day to answer"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Two to three weeks works well. The night after, the survey closes by itself."),
        error_messages={"required": _("Choose the last day."), "invalid": _("Choose a day that exists.")},
    )

    def __init__(self, *args: Any, letters: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, _label in LETTERS:
            for language, _name in LANGUAGES:
                words = letters.get(kind, {}).get(language, {})
                self.fields[f"{kind}_{language}_subject"] = forms.CharField(
                    label=_("Subject"), max_length=200, required=False, initial=words.get("subject", "")
                )
                self.fields[f"{kind}_{language}_body"] = forms.CharField(
                    label=_("Words"),
                    max_length=8000,
                    required=False,
                    initial=words.get("body", ""),
                    widget=forms.Textarea(attrs={"rows": 10}),
                )

    def letters(self) -> dict[str, dict[str, dict[str, str]]]:
        return {
            kind: {
                language: {part: self.cleaned_data[f"{kind}_{language}_{part}"] for part in ("subject", "body")}
                for language, _name in LANGUAGES
            }
            for kind, _label in LETTERS
        }

    def groups(self, first: str) -> list[dict[str, Any]]:
        """The fields per letter, the survey's own language first."""
        order = sorted(LANGUAGES, key=lambda each: each[0] != first)
        return [
            {
                "kind": kind,
                "label": label,
                "languages": [
                    {
                        "key": language,
                        "name": name,
                        "subject": self[f"{kind}_{language}_subject"],
                        "body": self[f"{kind}_{language}_body"],
                        "is_first": language == first,
                    }
                    for language, name in order
                ],
            }
            for kind, label in LETTERS
        ]


class LastDayForm(forms.Form):
    closes_on = forms.DateField(
        label=_("Last day to answer"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the last day."), "invalid": _("Choose a day that exists.")},
    )


def proposed_day(today: date) -> date:
    """Two weeks and a bit from now, on a Friday."""
    later = today.toordinal() + 14
    return date.fromordinal(later + (4 - date.fromordinal(later).weekday()) % 7)
