"""Writing the course: words, reasons, and what a party says of them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.directory.drafting.actions import LONGEST_REASON, LONGEST_TEXT
from vierspan.workspace.web.course_parts import STANCES


def _prose(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "input"})


def _number() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class _ForAParty(forms.Form):
    def __init__(self, *args: Any, parties: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared in each form
        field.choices = [*([] if field.required else [("", _("For no party in particular"))]), *parties]


class WriteForm(_ForAParty):
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=_prose(6),
        error_messages={"required": _("Write the text."), "max_length": _("This is too long. Make it shorter.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST_REASON,
        widget=_prose(2),
        help_text=_("What made you think of this? The others read it beside your words."),
    )
    party = forms.ChoiceField(label=_("On behalf of"), required=False)
    seen = _number()
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class EndorseForm(_ForAParty):
    party = forms.ChoiceField(label=_("Which party says so"))
    stance = forms.ChoiceField(
        label=_("Do you stand behind these words?"),
        choices=list(STANCES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=LONGEST_REASON,
        widget=_prose(2),
        help_text=_("What should be heard, or what is still missing for you?"),
    )
    seen = _number()


class AnswerForm(forms.Form):
    """Why a proposal is adopted or declined."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "input"}),
        error_messages={"required": _("Say in a few words why.")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    knowing = _number()
