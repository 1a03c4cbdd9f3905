"""What one can keep of the map: a view, a story, a step, a link for outsiders."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.web.forms.acts import day_field

NOWHERE, SITES, ANYWHERE = "nowhere", "sites", "anywhere"


def _name(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=120, error_messages={"required": _("Give it a name.")})


def _text(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=4000, help_text=hint, widget=forms.Textarea(attrs={"rows": 4})
    )


class KeptForm(forms.Form):
    """A view or a story: its name, what there is to say, and for whom it is."""

    name = _name(_("Name"))
    text = _text(_("What there is to say"), _("In a few sentences. An empty line begins a new paragraph."))
    is_shared = forms.BooleanField(label=_("Everybody in this network may open it"), required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)


class StepForm(forms.Form):
    name = _name(_("Title"))
    text = _text(_("What there is to say"), _("In a few sentences. An empty line begins a new paragraph."))
    version = forms.CharField(widget=forms.HiddenInput, required=False)


class ShareForm(forms.Form):
    """What outsiders see. Nothing is ticked that shows people."""

    name = _name(_("Title for outsiders"))
    text = _text(_("Text above the map"))
    with_people = forms.BooleanField(label=_("Show people too, by name"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("Ties that outsiders see"), required=False, widget=forms.CheckboxSelectMultiple
    )
    expires = day_field(_("The link works up to and including"))
    framing = forms.ChoiceField(
        label=_("May other sites show it in their own page?"),
        choices=[(NOWHERE, _("No")), (SITES, _("Only these sites")), (ANYWHERE, _("Any site"))],
        widget=forms.RadioSelect,
    )
    sites = forms.CharField(
        label=_("Which sites?"), required=False, max_length=500, help_text=_("For instance: www.example.nl")
    )

    def __init__(self, *given: Any, kinds: Sequence[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(*given, **more)
        field = self.fields["kinds"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(kinds)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("framing") == SITES and not given.get("sites", "").strip():
            self.add_error("sites", _("Name at least one site, or choose No."))
        return given

    @property
    def frames(self) -> str:
        chosen, sites = self.cleaned_data["framing"], str(self.cleaned_data["sites"])
        return {ANYWHERE: "*", SITES: sites}.get(chosen, "")
