"""Which moment of the mirror one wants to see."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.insight.moments import ALL, OWN, Period
from vierspan.workspace.web.templatetags.vierspan import day

PERIODS = [("", _("The last 12 months")), (ALL, _("Everything there is")), (OWN, _("My own period"))]
BEFORE = [("", _("With nothing")), ("quarter", _("A quarter earlier")), ("year", _("A year earlier"))]


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=picker)


class MomentForm(forms.Form):
    """A period, and an earlier moment to hold beside it; everything may be left out."""

    period = forms.ChoiceField(label=_("Period"), required=False, choices=PERIODS)
    since = _day(_("From"))
    until = _day(_("Up to and including"))
    before = forms.ChoiceField(label=_("Compare"), required=False, choices=BEFORE)

    def __init__(self, *args: Any, kept: list[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        runs = [(str(run), _("As seen on %(day)s") % {"day": day(made)}) for run, made in kept]
        field = self.fields["before"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*BEFORE, *runs]
        for name in ("period", "before"):
            self.fields[name].widget.attrs["class"] = "input"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if given.get("period") == OWN and not self.errors and not (since and until and since < until):
            self.add_error("since", _("Choose a first day, and a last day after it."))
        return given

    def wanted(self) -> Period:
        """The period asked for; the mirror's own where what was asked for is none."""
        if not self.is_valid():
            return Period()
        given = self.cleaned_data
        return Period(given["period"], given["since"], given["until"]) if given["period"] else Period()

    def wanted_before(self) -> str:
        return str(self.cleaned_data["before"]) if self.is_valid() else ""

    def kept(self) -> dict[str, str]:
        """What other addresses of the same moment carry on."""
        return {name: self.data.get(name, "") for name in self.fields if self.data.get(name)} if self.is_valid() else {}
