"""What was promised, and what became of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.web.forms.acts import day_field

LONGEST = 500
SAY_WHY = {"required": _("Say in a few words why.")}


class PromiseForm(forms.Form):
    """One line is enough; the rest may be added."""

    what = forms.CharField(
        label=_("What"),
        max_length=LONGEST,
        error_messages={
            "required": _("Say in a few words what is promised."),
            "max_length": _("This is too long. Make it shorter."),
        },
    )
    who = forms.CharField(
        label=_("Who promises it"),
        max_length=200,
        help_text=_("A person or a party."),
        error_messages={"required": _("Say who promises it.")},
    )
    due_on = day_field(_("By when"))
    initiative = forms.TypedChoiceField(label=_("For which initiative"), required=False, coerce=UUID, empty_value=None)
    hours = forms.FloatField(
        label=_("Hours"),
        required=False,
        min_value=0,
        localize=True,
        error_messages={
            "invalid": _("Write a number, such as 12 or 3.5."),
            "min_value": _("Choose a number from 0 up."),
        },
    )
    means = forms.CharField(
        label=_("Or other means"), required=False, max_length=200, help_text=_("Money, a room, a colleague.")
    )
    asked_by = forms.CharField(label=_("Who asked for it"), required=False, max_length=200)
    reminds = forms.BooleanField(label=_("Remind by mail: three days before, and once after"), required=False)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, initiatives: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        initiative = self.fields["initiative"]
        assert isinstance(initiative, forms.TypedChoiceField)  # noqa: S101 - declared above
        initiative.choices = [("", _("None in particular")), *initiatives]


class DoneForm(forms.Form):
    on = day_field(_("Done on"))


class MoveForm(forms.Form):
    due_on = day_field(_("New day"))
    why = forms.CharField(label=_("Why"), max_length=LONGEST, error_messages=SAY_WHY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].required = True
        self.fields["due_on"].error_messages["required"] = _("Choose a day.")


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=LONGEST, error_messages=SAY_WHY)


class CallForm(forms.Form):
    words = forms.CharField(
        label=_("Your words"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
