"""What parties can put in and find important, and what is chosen."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.web.forms.acts import day_field

NO_NUMBER = _("Write a number, such as 12 or 3.5.")
BELOW_ZERO = _("Choose a number from 0 up.")
TOO_HIGH = _("This number is outside what is possible here.")
ENERGY = [
    ("", _("Not said")),
    ("1", _("1, very little")),
    ("2", _("2, little")),
    ("3", _("3, enough")),
    ("4", _("4, much")),
    ("5", _("5, very much")),
]


def hours_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.FloatField:
    return forms.FloatField(
        label=label,
        required=required,
        min_value=0,
        max_value=100_000,
        localize=True,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "required": _("Say how many hours there are. Zero is an answer too."),
            "invalid": NO_NUMBER,
            "min_value": BELOW_ZERO,
            "max_value": TOO_HIGH,
        },
    )


class CapacityForm(forms.Form):
    party = forms.ChoiceField(
        label=_("For which party"),
        error_messages={"invalid_choice": _("You can only speak for a party that you work for.")},
    )
    quarter = forms.ChoiceField(label=_("Which quarter"))
    hours = hours_field(_("Hours in this quarter"), required=True, help_text=_("For all of the network together."))
    energy = forms.ChoiceField(
        label=_("Energy"), choices=ENERGY, required=False, help_text=_("How much you feel like it.")
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, parties: Sequence[tuple[str, str]], quarters: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("party", parties), ("quarter", quarters)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = list(choices)


class BondForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What holds"),
        choices=[
            ("must", _("This one must, whatever it costs")),
            ("needs", _("It needs the other")),
            ("excludes", _("It does not go together with the other")),
        ],
    )
    activity = forms.ChoiceField(label=_("Activity"), error_messages={"required": _("Choose an activity.")})
    other = forms.ChoiceField(
        label=_("The other"), required=False, help_text=_("Only where two go together, or do not.")
    )
    reason = forms.CharField(label=_("Why"), required=False, max_length=500)

    def __init__(self, *args: Any, activities: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, none in (("activity", _("Choose one")), ("other", _("None"))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", none), *activities]


class TermsForm(forms.Form):
    """A weight and a must for every theme, and something for everybody."""

    everybody = forms.BooleanField(label=_("Every party takes part in at least one activity"), required=False)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, themes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [key for key, _name in themes]
        for key, name in themes:
            self.fields[f"weight-{key}"] = hours_field(name)
            self.fields[f"must-{key}"] = forms.BooleanField(label=_("must be served"), required=False)

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"weight-{key}"], self[f"must-{key}"]) for key in self.keys]

    def weights(self) -> dict[str, float | None]:
        return {key: self.cleaned_data[f"weight-{key}"] for key in self.keys}

    def must_themes(self) -> list[str]:
        return [key for key in self.keys if self.cleaned_data[f"must-{key}"]]


class AskedForm(forms.Form):
    """What one activity asks of each of its parties; empty is an equal share."""

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [key for key, _name in parties]
        for key, name in parties:
            self.fields[key] = hours_field(name)

    def hours(self) -> dict[str, float | None]:
        return {key: self.cleaned_data[key] for key in self.keys}


class RoundForm(forms.Form):
    title = forms.CharField(
        label=_("The question"), max_length=120, error_messages={"required": _("Say what you ask.")}
    )
    way = forms.ChoiceField(
        label=_("How"),
        choices=[("dots", _("Each party divides dots")), ("ranking", _("Each party puts the themes in order"))],
        widget=forms.RadioSelect,
        initial="dots",
    )
    dots = forms.IntegerField(
        label=_("Dots for each party"),
        min_value=1,
        max_value=20,
        initial=5,
        error_messages={"invalid": NO_NUMBER, "min_value": TOO_HIGH, "max_value": TOO_HIGH, "required": NO_NUMBER},
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least two themes.")},
    )
    closes_on = day_field(_("Last day"))

    def __init__(self, *args: Any, themes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["themes"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = list(themes)


class VoteForm(forms.Form):
    """A number for each theme: dots, or a place."""

    def __init__(self, *args: Any, themes: Sequence[tuple[str, str]], most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [key for key, _name in themes]
        for key, name in themes:
            self.fields[key] = forms.IntegerField(
                label=name,
                required=False,
                min_value=0,
                max_value=most,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages={"invalid": NO_NUMBER, "min_value": TOO_HIGH, "max_value": TOO_HIGH},
            )

    def rows(self) -> list[Any]:
        return [self[key] for key in self.keys]

    def given(self) -> dict[str, int]:
        return {key: self.cleaned_data[key] or 0 for key in self.keys}


class ChooseForm(forms.Form):
    name = forms.CharField(
        label=_("How the decision is called"), max_length=200, error_messages={"required": _("Give it a name.")}
    )
    method = forms.ChoiceField(label=_("How you decided"), required=False)
    reason = forms.CharField(
        label=_("Why this, and not something else"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
        error_messages={"required": _("Say in a few words why.")},
    )
    revisit_on = day_field(_("When you look again at what waits"))

    def __init__(
        self, *args: Any, methods: Sequence[tuple[str, str]], waiting: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["method"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Not said")), *methods]
        self.keys = [key for key, _name in waiting]
        for key, name in waiting:
            self.fields[f"why-{key}"] = forms.CharField(label=name, required=False, max_length=500)

    def whys(self) -> list[Any]:
        return [self[f"why-{key}"] for key in self.keys]
