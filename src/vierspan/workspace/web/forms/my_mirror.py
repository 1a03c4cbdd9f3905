"""The form to show one's own mirror: to whom, and which parts."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

TOO_LONG = {"max_length": _("This is too long. Make it shorter.")}
PARTS = [
    ("own", _("How I see myself")),
    ("seen", _("How others see me, as it was told to me")),
    ("done", _("What I did, as numbers")),
    ("palette", _("My palette")),
]


class ShareForm(forms.Form):
    """Either somebody of the network, or a name and an address."""

    person = forms.TypedChoiceField(label=_("Somebody of the network"), required=False, coerce=UUID, empty_value=None)
    name = forms.CharField(label=_("Or somebody outside: name"), required=False, max_length=200)
    email = forms.CharField(
        label=_("Their e-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput,
        help_text=_("They get a link of their own, without an account. It opens until you take it back."),
    )
    parts = forms.MultipleChoiceField(
        label=_("What do you show?"), choices=PARTS, widget=forms.CheckboxSelectMultiple, required=False
    )
    message = forms.CharField(
        label=_("A line to go with it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=TOO_LONG,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one
        field.choices = [("", _("Choose somebody")), *people]
