"""The steps of an initiative, who sits where, and who has how much time."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.web.forms.acts import DAYS, NO_SUCH_DAY, day_field

WHOLE = {"invalid": _("Write a whole number."), "min_value": _("Choose a number from 0 up.")}
LEVELS = [
    (0, _("not at all")),
    (1, _("knows of it")),
    (2, _("advises")),
    (3, _("thinks along")),
    (4, _("makes it along")),
    (5, _("decides along")),
]
SCALE = [("", _("Not said")), (1, _("1: hardly")), (2, "2"), (3, _("3: clearly")), (4, "4"), (5, _("5: very much"))]
REASONS = [
    ("", _("Not said")),
    ("face", _("it would lose face otherwise")),
    ("blocking", _("it can block")),
    ("legitimacy", _("others believe in it then")),
    ("coalition", _("others follow it")),
    ("other", _("another reason")),
]
STATES = [("invited", _("asked")), ("interested", _("interested")), ("joined", _("takes part")), ("declined", _("no"))]
WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


def _whole(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, error_messages=WHOLE, **more)


class StepForm(forms.Form):
    """A step: what, by whom, when, after what."""

    name = forms.CharField(
        label=_("What is done?"), max_length=200, error_messages={"required": _("Say what is done in this step.")}
    )
    owner = forms.CharField(label=_("Who takes care of it?"), required=False, max_length=200)
    party = forms.CharField(label=_("For which party?"), required=False, max_length=200)
    starts_on = day_field(_("Begins on"))
    stands = forms.BooleanField(
        label=_("This day stands"), required=False, help_text=_("A proposal of days then never moves it.")
    )
    days = _whole(_("Workdays it takes"), help_text=_("0 is a moment of decision. Leave it open when you do not know."))
    shortest = _whole(_("At best"))
    longest = _whole(_("At worst"))
    due_on = day_field(_("Done before or on"))
    meets = forms.BooleanField(
        label=_("People come together for it"),
        required=False,
        help_text=_("Then it is only planned when those who make it along or decide are there."),
    )
    hours = forms.FloatField(
        label=_("Hours it asks of who makes it along"),
        required=False,
        min_value=0,
        help_text=_("Eight, unless you say otherwise. Who advises is asked a fourth of it, who thinks along half."),
        error_messages={"invalid": _("Write a number, such as 12 or 3.5.")},
    )
    after = forms.MultipleChoiceField(
        label=_("After which steps?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    phase = forms.ChoiceField(label=_("Phase"), required=False)
    product = forms.CharField(label=_("What is there when it is done?"), required=False, max_length=500)
    question = forms.CharField(
        label=_("Which question must be answered before you go on?"), required=False, max_length=500
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, phases: Mapping[str, str], steps: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after, phase = self.fields["after"], self.fields["phase"]
        assert isinstance(after, forms.MultipleChoiceField)  # noqa: S101 - declared above
        assert isinstance(phase, forms.ChoiceField)  # noqa: S101 - declared above
        after.choices = list(steps)
        phase.choices = [("", _("Not said")), *phases.items()]

    def given(self, owner: UUID | None, party: UUID | None) -> dict[str, Any]:
        left_out = ("owner", "party", "version")
        values = {key: value for key, value in self.cleaned_data.items() if key not in left_out}
        return {**values, "owner_id": owner, "party_id": party}


class QuickStepForm(forms.Form):
    """One line is enough."""

    name = forms.CharField(
        label=_("Next step"), max_length=200, error_messages={"required": _("Say what is done in this step.")}
    )
    days = _whole(_("Workdays"))


class DayForm(forms.Form):
    """The day on which a step begins."""

    starts_on = day_field(_("Begins on"))


class DoneForm(forms.Form):
    done_on = day_field(_("Done on"))


class OfferForm(forms.Form):
    """Somebody at the table."""

    who = forms.CharField(
        label=_("Whom? A party or a person"),
        max_length=200,
        error_messages={"required": _("Write whom you want at the table.")},
    )
    step = forms.ChoiceField(label=_("For which step?"), required=False)

    def __init__(self, *args: Any, steps: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        step = self.fields["step"]
        assert isinstance(step, forms.ChoiceField)  # noqa: S101 - declared above
        step.choices = [("", _("The initiative as a whole")), *steps]


def _level(label: Any, hint: Any = "") -> forms.TypedChoiceField:
    choices = [("", _("Not said")), *((key, _numbered(key, words)) for key, words in LEVELS)]
    return forms.TypedChoiceField(
        label=label, required=False, choices=choices, coerce=int, empty_value=None, help_text=hint
    )


def _numbered(key: int, words: Any) -> Any:
    from django.utils.text import format_lazy

    return format_lazy("{} {}", key, words)


def _weight(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, required=False, choices=SCALE, coerce=float, empty_value=None)


class SeatForm(forms.Form):
    """What somebody has at stake, and how they sit at the table."""

    stake = _weight(_("How much is at stake for them?"))
    blocking_power = _weight(_("How far can they stop it?"))
    resource = _weight(_("How much do you need what they bring?"))
    intensity = _level(_("How they sit at the table"))
    promised_intensity = _level(_("What you promised them"))
    role = forms.CharField(label=_("Their part, in your own words"), required=False, max_length=200)
    carries = forms.BooleanField(label=_("They lead or co-ordinate it"), required=False)
    hours = forms.FloatField(
        label=_("Hours it asks of them"),
        required=False,
        min_value=0,
        error_messages={"invalid": _("Write a number, such as 12 or 3.5.")},
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class BeforeForm(forms.Form):
    """One party before another."""

    first = forms.ChoiceField(label=_("First"), error_messages={"required": _("Choose a party.")})
    then = forms.ChoiceField(label=_("Then"), error_messages={"required": _("Choose a party.")})
    reason = forms.ChoiceField(label=_("Because"), required=False, choices=REASONS)
    why = forms.CharField(label=_("In your own words"), required=False, max_length=300)

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "then"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("Choose a party")), *parties]


class HoursForm(forms.Form):
    a_week = forms.FloatField(
        label=_("Hours a week"),
        required=False,
        min_value=0,
        max_value=80,
        error_messages={"invalid": _("Write a number, such as 12 or 3.5.")},
    )


class AwayForm(forms.Form):
    """Days on which somebody is not there."""

    from_on = forms.DateField(
        label=_("From"),
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": NO_SUCH_DAY},
    )
    until_on = forms.DateField(
        label=_("Up to and including"),
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": NO_SUCH_DAY},
    )
    name = forms.CharField(label=_("Called"), required=False, max_length=120)


class WeekForm(forms.Form):
    days = forms.TypedMultipleChoiceField(
        label=_("The network works on"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )


class ExperiencedForm(forms.Form):
    level = forms.TypedChoiceField(
        label=_("How far could you really take part?"),
        choices=LEVELS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
