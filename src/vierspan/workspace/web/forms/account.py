from django import forms
from django.utils.translation import gettext_lazy as _

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
