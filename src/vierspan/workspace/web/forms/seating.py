"""How guests are divided over tables."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_LIST = 300


class DivideForm(forms.Form):
    way = forms.ChoiceField(
        label=_("How"),
        choices=[("tables", _("Tables")), ("pairs", _("Pairs")), ("own", _("Tables of my own sizes"))],
        widget=forms.Select(attrs={"class": "input"}),
    )
    seats = forms.IntegerField(
        label=_("Seats at a table, at most"),
        required=False,
        min_value=2,
        max_value=50,
        widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
    )
    sizes = forms.CharField(
        label=_("Own sizes"),
        required=False,
        max_length=LONGEST_LIST,
        help_text=_("For example 8, 8, 6. Only for tables of your own sizes."),
        widget=forms.TextInput(attrs={"class": "input"}),
    )
    rounds = forms.IntegerField(
        label=_("Rounds"),
        min_value=1,
        max_value=6,
        help_text=_("With more rounds, people meet again as little as possible."),
        widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
    )

    def clean_sizes(self) -> list[int]:
        typed = str(self.cleaned_data["sizes"]).strip()
        found = [each for each in re.split(r"[\s,;+]+", typed) if each]
        if not all(each.isdecimal() for each in found):
            raise ValidationError(_("Write numbers with commas between them, such as 8, 8, 6."))
        return [int(each) for each in found]

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
