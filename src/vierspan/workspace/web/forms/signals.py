"""Signals: one line is enough; what belongs with it, what one finds of it, and how far it has come."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vierspan.workspace.web.forms.acts import day_field
from vierspan.workspace.web.forms.people import line, number, text

Choices = Sequence[tuple[str, Any]]

LONGEST = 500
SAY = _("Say in one line what you saw.")
# What the lowest and the highest score of each criterion mean.
CRITERIA: dict[str, tuple[Any, Any, Any]] = {
    "significance": (_("If it happens, how much does it touch us?"), _("hardly"), _("deeply")),
    "plausibility": (_("How likely is it?"), _("unlikely"), _("certain")),
    "novelty": (_("How new is it to us?"), _("known"), _("quite new")),
    "timeliness": (_("How soon does it matter?"), _("later"), _("now")),
}
SOON = (
    ("5", _("within half a year")),
    ("4", _("within a year")),
    ("3", _("within two years")),
    ("2", _("within four years")),
    ("1", _("later")),
)
UNKNOWN = _("Choose one of the possibilities.")


def _what(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        error_messages={"required": SAY, "max_length": _("This is too long. Make it shorter.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SpotForm(forms.Form):
    """The line in which somebody writes what they saw."""

    use_required_attribute = False

    what = _what(_("What did you see coming?"))


class SignalForm(forms.Form):
    """All of it. The choices are those of the network."""

    use_required_attribute = False

    name = _what(_("In one line"))
    origin = line(_("Where does it come from?"), _("For instance a newspaper, a talk, another network."))
    address = line(_("Web address"), inputmode="url")
    theme = forms.ChoiceField(label=_("Theme"), required=False, error_messages={"invalid_choice": UNKNOWN})
    tag = forms.ChoiceField(label=_("Field"), required=False, error_messages={"invalid_choice": UNKNOWN})
    sector = forms.ChoiceField(label=_("Sector on your radar"), required=False)
    months_ahead = number(_("In how many months does it matter?"), _("Empty: nobody knows yet."), low=0, high=1200)
    party = forms.CharField(label=_("On behalf of which party"), required=False, max_length=200)
    note = text(_("What belongs with it"), rows=4)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, themes: Choices = (), tags: Choices = (), sectors: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("theme", themes), ("tag", tags), ("sector", sectors)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("Not said")), *choices]
        if not sectors:
            del self.fields["sector"]


def _scores(label: Any, choices: Choices) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": UNKNOWN},
    )


class RateForm(forms.Form):
    """Four times a number from 1 to 5; what somebody knows nothing of stays empty."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, (asked, low, high) in CRITERIA.items():
            ends = {"1": low, "5": high}
            words = [(str(n), _join(n, ends[str(n)]) if str(n) in ends else str(n)) for n in range(1, 6)]
            self.fields[key] = _scores(asked, SOON if key == "timeliness" else words)
        self.fields["reason"] = line(_("Why do you think so?"), _("In a few words; it may stay empty."))


def _join(n: int, meaning: Any) -> str:
    return f"{n} {meaning}"


class SourceForm(forms.Form):
    use_required_attribute = False

    origin = line(_("Where did you see it too?"))
    address = line(_("Web address"), inputmode="url")
    seen_on = day_field(_("When"))


class MoveForm(forms.Form):
    """To another stage, with why. A theme is one that stands, or a new one."""

    use_required_attribute = False

    stage = forms.ChoiceField(label=_("To"), error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN})
    reason = line(_("Why?"))
    theme = forms.ChoiceField(label=_("Which theme"), required=False, error_messages={"invalid_choice": UNKNOWN})
    new_theme = line(_("Or the name of a new theme"), _("Empty: the words of the signal."))

    def __init__(self, *args: Any, stages: Choices = (), themes: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("stage", list(stages)), ("theme", [("", _("A new theme")), *themes])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices


class BroughtForm(forms.Form):
    use_required_attribute = False

    day = day_field(_("Talked about in a gathering on"))


class HandInForm(forms.Form):
    """By the link of the network, without an account."""

    use_required_attribute = False

    what = _what(_("What did you see coming?"))
    origin = line(_("Where does it come from?"), _("For instance a newspaper, a talk, your own work."))
    address = line(_("Web address"), inputmode="url")
    note = text(_("What belongs with it"), rows=3)
    name = line(_("Your name"), _("So that they can ask you more. It may stay empty."), autocomplete="name")
    # People leave it empty, for they do not see it; programs that fill in forms do not.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))


class RadarForm(forms.Form):
    use_required_attribute = False

    sectors = forms.ChoiceField(
        label=_("Cut by"),
        choices=[
            ("theme", _("theme")),
            ("tag", _("field (society, technology, economy, environment, politics)")),
            ("own", _("sectors of your own")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN},
    )
    rings = forms.ChoiceField(
        label=_("The rings say"),
        choices=[("time", pgettext_lazy("rings", "how soon it matters")), ("stage", _("how far it has come"))],
        widget=forms.RadioSelect,
        error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN},
    )
    own = text(_("Your own sectors"), _("One on each line, at most eight."), rows=4)


class RadarFileForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label=_("The file (CSV)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    rows = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400_000, strip=False)
