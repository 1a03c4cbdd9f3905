"""What somebody tells of a tie, and the kinds of ties."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.web.forms.acts import day_field

LONGEST_KIND = 80
OTHER = "+"  # a kind of one's own


class TieForm(forms.Form):
    source = forms.CharField(
        label=_("Who"), max_length=200, error_messages={"required": _("Say between whom this tie runs.")}
    )
    target = forms.CharField(
        label=_("With whom"), max_length=200, error_messages={"required": _("Say between whom this tie runs.")}
    )
    kind = forms.ChoiceField(label=_("What ties them"), required=False)
    own_kind = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=LONGEST_KIND,
        help_text=_("Only where you chose something else above."),
    )
    directed = forms.BooleanField(label=_("It runs one way, from the first to the second"), required=False)
    strength = forms.FloatField(
        label=_("How strong"),
        required=False,
        min_value=0,
        help_text=_("A number of your own choice; the higher, the stronger."),
        error_messages={"invalid": _("Write a number."), "min_value": _("Choose a number from 0 up.")},
        localize=True,
    )
    since = day_field(_("Since"))
    until = day_field(_("Until"))
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "class": "input"})
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Not said")), *((kind, kind) for kind in kinds), (OTHER, _("Something else..."))]

    def kind_meant(self) -> str:
        given: str = self.cleaned_data["kind"]
        return str(self.cleaned_data["own_kind"]) if given == OTHER else given


class TieKindForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=LONGEST_KIND, error_messages={"required": _("Give it a name.")})
    about = forms.CharField(
        label=_("What it means here"),
        required=False,
        max_length=300,
        help_text=_("So that everybody means the same by it."),
    )
    directed = forms.BooleanField(label=_("It runs one way"), required=False)
