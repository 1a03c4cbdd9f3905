"""What a gathering is for, its programme, its days and what people say of it."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.conditions.meeting.actions.plans import Wish
from vierspan.workspace.web.forms.acts import day_field

NO_SUCH_TIME = _("This time does not exist. Write hours and minutes, such as 14:30.")
WAYS = [
    ("", _("Not said")),
    ("plenary", _("all together")),
    ("alone", _("think alone first")),
    ("pairs", _("in pairs")),
    ("groups", _("in small groups")),
    ("round", _("a round: everybody a turn")),
    ("walk", _("walking")),
]
ANSWERS = [("yes", _("I come")), ("maybe", _("Maybe")), ("no", _("I do not come"))]
VOTES = [("yes", _("yes")), ("if_needed", _("if need be")), ("no", _("no"))]
PULSE = [
    ("purpose", _("Did we reach what we came for?")),
    ("learned", _("Did you meet or learn what you needed?")),
    ("again", _("Would you come again?")),
]
PULSE_SCALE = [(1, _("not at all")), (2, _("a little")), (3, _("so-so")), (4, _("mostly")), (5, _("wholly"))]


def _time_field(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": NO_SUCH_TIME},
    )


class GatheringForm(forms.Form):
    """Purpose first: what do we want to have when we go home?"""

    purpose = forms.CharField(
        label=_("What do you want to have when you go home?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "A decision, a plan, a clearer picture, people who know each other. Is it hard to say? Then ask "
            "yourself whether a gathering is what you need."
        ),
        error_messages={"required": _("Say first what you want to have when you go home.")},
    )
    name = forms.CharField(
        label=_("What is it called?"), max_length=200, error_messages={"required": _("Give it a name.")}
    )
    kind = forms.ChoiceField(label=_("What kind of gathering?"), required=False)
    held_on = day_field(_("Day"))
    starts_at = _time_field(_("From"))
    ends_at = _time_field(_("Until"))
    place = forms.CharField(
        label=_("Where"), required=False, max_length=300, help_text=_("A room with its address, or a link.")
    )
    initiative = forms.ChoiceField(label=_("For which initiative?"), required=False)
    organiser = forms.CharField(
        label=_("Who organises it?"), required=False, max_length=200, help_text=_("Empty is you yourself.")
    )
    word = forms.CharField(
        label=_("A few lines for the invitation"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kinds: Mapping[str, str], initiatives: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("kind", list(kinds.items())), ("initiative", list(initiatives))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("Not said")), *choices]

    def wish(self, organiser: UUID | None, **more: Any) -> Wish:
        columns = ("purpose", "name", "kind", "held_on", "starts_at", "ends_at", "place", "word")
        given = {column: self.cleaned_data[column] for column in columns}
        initiative = self.cleaned_data["initiative"]
        return Wish(**given, organiser=organiser, initiative=UUID(initiative) if initiative else None, **more)


class ItemForm(forms.Form):
    """A line of the programme."""

    what = forms.CharField(label=_("What"), max_length=200, error_messages={"required": _("Say what you will do.")})
    who = forms.CharField(label=_("Who leads it"), required=False, max_length=120)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=1440,
        error_messages={
            "invalid": _("Write a number of minutes."),
            "min_value": _("Write a number of minutes."),
            "max_value": _("That is more than a day."),
        },
    )
    way = forms.ChoiceField(label=_("Way of working"), required=False, choices=WAYS)
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class OptionForm(forms.Form):
    """A day to choose from."""

    on = forms.DateField(
        label=_("Day"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("This day does not exist. Write day-month-year."),
        },
    )
    starts_at = _time_field(_("From"))
    ends_at = _time_field(_("Until"))

    def day(self) -> tuple[date, time | None, time | None]:
        given = self.cleaned_data
        return given["on"], given["starts_at"], given["ends_at"]


class WalkInForm(forms.Form):
    """Somebody who walks in: one name is enough."""

    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Write their name.")})
    party = forms.CharField(label=_("Of which party"), required=False, max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("This is not an e-mail address yet. It looks like name@organisation.nl.")},
    )


class TakeawayForm(forms.Form):
    text = forms.CharField(
        label=_("What do we take home?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write in a few words what you take home.")},
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class BecomesForm(forms.Form):
    """Who does it, and by when."""

    who = forms.CharField(label=_("Who does it? A person or a party"), required=False, max_length=200)
    due_on = day_field(_("By when"))


class AnswerForm(forms.Form):
    """What a guest says by their link."""

    says = forms.ChoiceField(choices=ANSWERS)
    brings = forms.CharField(label=_("What I bring"), required=False, max_length=300)
    needs = forms.CharField(
        label=_("What I need"),
        required=False,
        max_length=300,
        help_text=_("Allergies, a place for a wheelchair. Only the organisers read it, and it goes afterwards."),
    )
