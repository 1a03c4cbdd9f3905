from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.common import text

LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
THEMES = [("system", _("As my device")), ("light", _("Light")), ("dark", _("Dark"))]


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        help_text=_("As others in your networks know you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Light or dark"), choices=THEMES, widget=forms.RadioSelect)


class KeyForm(forms.Form):
    """Stands on the page of the profile, so its fields carry other ids."""

    name = forms.CharField(
        label=_("Name of the new key"),
        max_length=80,
        help_text=_("The program that will use it, say: spreadsheet."),
        error_messages={"required": _("Give the key a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(given, auto_id="key_%s")

    def clean_name(self) -> str:
        name = text.tidy(self.cleaned_data["name"])
        if not name:  # only letters that nobody sees
            raise forms.ValidationError(_("Give the key a name."))
        return name
