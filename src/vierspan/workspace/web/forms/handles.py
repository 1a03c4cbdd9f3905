"""What one can answer to a handle."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.web.forms.acts import day_field


class LaterForm(forms.Form):
    """Until when to put it off: one of the days offered, or one's own."""

    until = day_field(_("Another day"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "until" not in self.errors and not given.get("until"):
            self.add_error("until", _("Choose a day after today."))
        return given


class DismissForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does this need nothing?"),
        max_length=300,
        help_text=_("For instance: agreed at the table, or it is already being done."),
        error_messages={"required": _("Say in a few words why.")},
    )


class PassOnForm(forms.Form):
    person = forms.UUIDField(required=False)
    name = forms.CharField(label=_("Somebody else"), required=False, max_length=200)


def offered_days(today: date) -> list[tuple[date, str]]:
    """Days on which a handle may come back, with their names."""
    monday = today + timedelta(days=7 - today.weekday())
    return [
        (monday, gettext("Next week")),
        (monday + timedelta(weeks=1), gettext("In two weeks")),
        (today + timedelta(days=28), gettext("In four weeks")),
    ]
