"""Dilemmas: a thought, and to whom it is shown."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 4000


class ThoughtForm(forms.Form):
    words = forms.CharField(
        label=_("What do you think?"),
        help_text=_("Only you read this. A line is enough."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("This is too long. Make it shorter."),
        },
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class ShowForm(forms.Form):
    person = forms.TypedChoiceField(
        label=_("To whom"), coerce=UUID, empty_value=None, error_messages={"required": _("Choose at least one person.")}
    )
    with_facts = forms.BooleanField(label=_("Show along what the records say of it now"), required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one
        field.choices = [("", _("Choose somebody")), *people]
