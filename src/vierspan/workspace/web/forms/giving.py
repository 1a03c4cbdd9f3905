"""Give and get: what was given, offered or needed, and how the network weighs it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.web.forms.acts import day_field

LONGEST = 200


class _OfAKind(forms.Form):
    """The kinds that are in use complete what somebody types; a new one may be typed as well."""

    def __init__(self, *args: Any, kinds: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = tuple(kinds)
        self.fields["kind"].widget.attrs["list"] = "exchange-kinds"


def _what(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        error_messages={
            "required": _("Say in a few words what it is."),
            "max_length": _("This is too long. Make it shorter."),
        },
    )


def _kind() -> forms.CharField:
    return forms.CharField(
        label=_("Kind"), required=False, max_length=80, help_text=_("For instance time, knowledge, room, money.")
    )


def _whose(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, error_messages={"required": _("Say which party.")})


class GiveForm(_OfAKind):
    """One line is enough: from whom, to whom, what, how much."""

    giver = _whose(_("From"))
    receiver = forms.CharField(label=_("To"), required=False, max_length=200, help_text=_("Empty: the whole network."))
    what = _what(_("What"))
    amount = forms.CharField(
        label=_("How much"),
        required=False,
        max_length=40,
        help_text=_("“3 hours”, “€250”, “half a day”, or points from 0 to 10."),
    )
    kind = _kind()
    given_on = day_field(_("When"))
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class OfferForm(_OfAKind):
    giver = _whose(_("Which party offers"))
    what = _what(_("What"))
    kind = _kind()


class NeedForm(_OfAKind):
    party = _whose(_("Which party needs it"))
    what = _what(_("What"))
    kind = _kind()
    until = day_field(_("Needed until"))
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class KeyForm(forms.Form):
    """Points for one of each; empty: not added up."""

    hours = forms.FloatField(label=_("One hour is so many points"), required=False, min_value=0, localize=True)
    euro = forms.FloatField(label=_("One euro is so many points"), required=False, min_value=0, localize=True)


class KindForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80, error_messages={"required": _("Give it a name.")})
    about = forms.CharField(
        label=_("What it means here"),
        required=False,
        max_length=300,
        help_text=_("So that everybody means the same by it."),
    )
    unit = forms.ChoiceField(label=_("Usually counted in"), required=False)

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Not said")), *units]


class AcceptForm(forms.Form):
    party = _whose(_("Which party"))
    note = forms.CharField(
        label=_("Why you find this right"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
        error_messages={"required": _("Say in a few words why.")},
    )
    until = day_field(_("Until when"))
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class FeelForm(forms.Form):
    """From 1, hardly anything, to 5, a great deal."""

    SCALE = tuple((str(n), str(n)) for n in range(1, 6))

    gives = forms.ChoiceField(label=_("We give"), choices=SCALE, widget=forms.RadioSelect)
    gets = forms.ChoiceField(label=_("We get"), choices=SCALE, widget=forms.RadioSelect)
    shared = forms.BooleanField(label=_("The whole network may see this"), required=False)
    party = forms.ChoiceField(label=_("On behalf of"))

    def __init__(self, *args: Any, parties: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(parties)
        for name in ("gives", "gets"):
            self.fields[name].error_messages["required"] = _("Choose a number from 1 to 5.")


class OtherwiseForm(forms.Form):
    why = forms.CharField(
        label=_("How do you see it?"),
        max_length=LONGEST,
        error_messages={"required": _("Say in a few words how you see it.")},
    )
