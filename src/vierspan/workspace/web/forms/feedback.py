"""Asking for feedback, giving it, and answering."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT, LONGEST_SUBJECT, LONGEST_QUESTION, OWN_QUESTIONS = 4000, 200, 300, 3


def _area(label: Any, rows: int = 4, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_TEXT,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "class": "input"}),
    )


def _line(label: Any, longest: int, help_text: Any = "", *, needed: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(needed),
        max_length=longest,
        help_text=help_text,
        widget=forms.TextInput(attrs={"class": "input"}),
        error_messages={"required": needed},
    )


class AskForm(forms.Form):
    about = forms.ChoiceField(label=_("About"), widget=forms.Select(attrs={"class": "input"}))
    subject = _line(
        _("In your own words"),
        LONGEST_SUBJECT,
        _("For a moment or something you did. Leave it empty when you chose something above."),
    )
    people = forms.MultipleChoiceField(
        label=_("Ask"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )
    message = _area(_("A line to go with it"), 2)
    question_1 = _line(
        _("A question of your own"), LONGEST_QUESTION, _("Beside: what helped, and what would you wish.")
    )
    question_2 = _line(_("Another one"), LONGEST_QUESTION)
    question_3 = _line(_("And another"), LONGEST_QUESTION)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], about: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("people", people), ("about", about)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = list(choices)

    def questions(self) -> list[str]:
        return [self.cleaned_data[f"question_{n}"] for n in range(1, OWN_QUESTIONS + 1)]


class SayForm(forms.Form):
    """What helped and what one would wish; with the questions of who asks."""

    helped = _area(_("What helped?"), help_text=_("What did this person do, and what did it do for you or the others?"))
    wished = _area(_("What would you wish?"), help_text=_("What could they do more of, less of, or otherwise?"))

    def __init__(self, *args: Any, questions: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at, question in enumerate(questions):
            self.fields[f"more_{at}"] = _area(question, 3)
        self._own = len(questions)

    def more(self) -> list[str]:
        return [self.cleaned_data[f"more_{at}"] for at in range(self._own)]


class OfferForm(SayForm):
    receiver = forms.ChoiceField(
        label=_("For whom"),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": _("Choose for whom it is.")},
    )
    subject = _line(_("About what"), LONGEST_SUBJECT, _("Read only once they say yes."))
    field_order = ("receiver", "subject", "helped", "wished")

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["receiver"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Choose")), *people]


class ReplyForm(forms.Form):
    reply = _area(_("Your reply"), 3)
