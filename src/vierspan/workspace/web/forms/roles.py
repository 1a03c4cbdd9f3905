"""What one writes down of roles and of the core group."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vierspan.workspace.web.forms.acts import day_field

ORIENTATIONS = [
    ("strategist", pgettext_lazy("orientation", "Strategist")),
    ("explorer", pgettext_lazy("orientation", "Explorer")),
    ("developer", pgettext_lazy("orientation", "Developer")),
    ("process_manager", pgettext_lazy("orientation", "Process manager")),
]
Choices = Sequence[tuple[str, str]]
NOBODY = _("Choose somebody from the directory.")


def person_field(label: Any, *, hint: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=200, required=required, help_text=hint, error_messages={"required": NOBODY}
    )


def lines_field(label: Any, *, hint: Any = "", rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "class": "input"})
    return forms.CharField(label=label, required=False, max_length=2000, help_text=hint, widget=area)


def needed_day(label: Any, hint: Any = "") -> forms.DateField:
    field = day_field(label)
    field.required, field.help_text = True, hint
    field.error_messages["required"] = _("Say on which day.")
    return field


class DaysForm(forms.Form):
    since = day_field(_("Since"))
    until = day_field(_("Last day"))
    task = lines_field(
        _("What is asked of the role?"), hint=_("In your own words: what you count on, and how much time it may take.")
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class RoleForm(DaysForm):
    person = person_field(_("Who takes it on?"))
    orientation = forms.ChoiceField(
        label=_("Which orientation?"),
        choices=ORIENTATIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the four orientations.")},
    )
    initiative = forms.ChoiceField(label=_("For"), required=False)
    parties = forms.MultipleChoiceField(
        label=_("Which parties agreed to it?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick what is so today. Each party can say so itself later on."),
    )

    def __init__(self, *args: Any, initiatives: Choices, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered(self, "initiative", [("", _("the whole network")), *initiatives])
        offered(self, "parties", parties)


class EndForm(forms.Form):
    on = needed_day(_("Last day"))
    because = lines_field(_("Why does it end?"), rows=2)


class ExtendForm(forms.Form):
    until = day_field(_("Until"))


class PlanForm(forms.Form):
    person = person_field(
        _("Who comes next?"), required=False, hint=_("Leave it empty if you still look for somebody.")
    )
    on = needed_day(_("From which day?"))
    note = lines_field(_("What did you agree on about it?"), rows=2)


class HandOverForm(forms.Form):
    taker = person_field(_("Who takes over?"))
    on = needed_day(_("From which day?"))


class WordsForm(forms.Form):
    going = lines_field(_("What is going on"), hint=_("One thing on each line."), rows=5)
    meet = lines_field(_("Speak to these people first"), hint=_("And about what."))
    dos = lines_field(_("Do this"), hint=_("What worked for you."))
    donts = lines_field(_("Do not do this"), hint=_("What you would do otherwise next time."))
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class NameForm(forms.Form):
    person = person_field(_("Who?"))
    since = day_field(_("Since"))
    reason = forms.CharField(
        label=_("Why this person?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
        error_messages={"required": _("Say in a few words why.")},
    )


class NameOutForm(forms.Form):
    on = needed_day(_("Last day"))
    because = lines_field(_("Why does it end?"), rows=2)


def offered(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so
    field.choices = choices
