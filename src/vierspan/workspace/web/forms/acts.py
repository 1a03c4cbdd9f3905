"""Noting an act, and which acts to list."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ORIENTATIONS = [
    ("strategist", pgettext_lazy("room", "Course")),
    ("explorer", pgettext_lazy("room", "Horizon")),
    ("developer", pgettext_lazy("room", "Conditions")),
    ("process_manager", pgettext_lazy("room", "Initiatives")),
]
NO_SUCH_DAY = _("This day does not exist. Write day-month-year.")
DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_SUCH_DAY},
    )


class NoteForm(forms.Form):
    """One line is enough; the rest may be added."""

    text = forms.CharField(
        max_length=2000,
        error_messages={
            "required": _("Write what you did, in a few words."),
            "max_length": _("This note is too long. Keep it under 2,000 characters."),
        },
    )
    orientation = forms.ChoiceField(
        choices=ORIENTATIONS,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the four orientations.")},
    )
    done_on = day_field(_("On another day"))
    party = forms.TypedChoiceField(label=_("On behalf of"), required=False, coerce=UUID, empty_value=None)
    with_whom = forms.CharField(
        label=_("With whom"),
        required=False,
        max_length=400,
        help_text=_("People or parties of the network, with a comma between."),
    )
    touched = forms.CharField(required=False)

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party = self.fields["party"]
        assert isinstance(party, forms.TypedChoiceField)  # noqa: S101 - declared above
        party.choices = [("", _("Myself")), *parties]

    def chosen_ids(self) -> list[UUID]:
        """Who were picked from the list; what is no id is left out."""
        given = self.data.getlist("touched") if hasattr(self.data, "getlist") else []
        return [found for found in map(_uuid, given) if found]

    def typed_names(self) -> list[str]:
        return [name.strip() for name in self.cleaned_data["with_whom"].split(",") if name.strip()]


class FeedForm(forms.Form):
    """Which acts to list; empty means all."""

    search = forms.CharField(label=_("Words in the note"), required=False, max_length=200)
    who = forms.CharField(label=_("Who"), required=False, max_length=200, help_text=_("A person or a party."))
    since = day_field(_("From"))
    until = day_field(_("Up to and including"))

    def period(self) -> tuple[date | None, date | None]:
        return self.cleaned_data.get("since"), self.cleaned_data.get("until")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
