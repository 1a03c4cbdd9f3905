"""A search for a package: what is on the table, and what a party says of it."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

HIGHEST = 10
SEEN_BY = [
    ("party", _("Only us. Others see whether a package is good enough for us, and no figures")),
    ("table", _("The parties at this table")),
    ("network", _("Everybody in the network")),
]
LIMITS = [("", _("negotiable")), ("must", _("not without this")), ("never", _("never this"))]
RANGE = _("Choose a number from 0 to 10.")


class SearchForm(forms.Form):
    name = forms.CharField(
        label=_("What do you look for a package on?"),
        max_length=200,
        error_messages={"required": _("Give it a name."), "max_length": _("This is too long. Make it shorter.")},
    )
    about = forms.CharField(
        label=_("What it is about"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A few lines that every party reads before it fills in."),
    )
    initiative = forms.TypedChoiceField(label=_("For which initiative"), required=False, coerce=UUID, empty_value=None)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, initiatives: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        initiative = self.fields["initiative"]
        assert isinstance(initiative, forms.TypedChoiceField)  # noqa: S101 - declared above
        initiative.choices = [("", _("None in particular")), *initiatives]


class IssueForm(forms.Form):
    name = forms.CharField(
        label=_("What is to be agreed on"),
        max_length=200,
        error_messages={"required": _("Give it a name."), "max_length": _("This is too long. Make it shorter.")},
    )
    options = forms.CharField(
        label=_("The ways in which it may be done"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two to eight, each on its own line. Invent freely: nobody is tied to anything yet."),
        error_messages={"required": _("Write at least two ways, each on its own line.")},
    )

    def ways(self) -> list[str]:
        return [line for line in self.cleaned_data["options"].splitlines() if line.strip()]


class PartyForm(forms.Form):
    party = forms.CharField(label=_("Which party"), max_length=200, error_messages={"required": _("Say which party.")})


class SideForm(forms.Form):
    """Words, and for each issue its importance and what each option is worth. Empty is not known."""

    interests = forms.CharField(
        label=_("What matters to us, and why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The interest behind what you ask for: that is where packages come from."),
    )
    musts = forms.CharField(label=_("What we cannot do without"), required=False, max_length=2000)
    offers = forms.CharField(label=_("What we can bring"), required=False, max_length=2000)
    red_lines = forms.CharField(label=_("What we can never accept"), required=False, max_length=2000)
    walk_away = forms.IntegerField(
        label=_("How good is it for us if nothing is agreed?"),
        required=False,
        min_value=0,
        max_value=HIGHEST,
        help_text=_("0 is very bad, 10 is as good as it gets. A package must be at least as good as this."),
        error_messages={"invalid": RANGE, "min_value": RANGE, "max_value": RANGE},
    )
    seen_by = forms.ChoiceField(label=_("Who sees this"), choices=SEEN_BY, widget=forms.RadioSelect)
    is_confirmed = forms.BooleanField(label=_("This is what our party stands for"), required=False)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, issues: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issues = issues
        for each in issues:
            self.fields[f"w-{each.issue.pk}"] = _figure(_("Importance"))
            for option in each.options:
                self.fields[f"s-{option.pk}"] = _figure(option.name)
                self.fields[f"l-{option.pk}"] = forms.ChoiceField(
                    label=_("Limit: %(option)s") % {"option": option.name}, choices=LIMITS, required=False
                )

    def by_issue(self) -> list[dict[str, Any]]:
        """The fields in the order in which they are asked."""
        return [
            {
                "issue": each.issue,
                "importance": self[f"w-{each.issue.pk}"],
                "options": [(option, self[f"s-{option.pk}"], self[f"l-{option.pk}"]) for option in each.options],
            }
            for each in self.issues
        ]

    def figures(self, kind: str) -> dict[UUID, Any]:
        """What was said of each issue (w) or option (s, l)."""
        prefix = f"{kind}-"
        return {
            UUID(key.removeprefix(prefix)): value for key, value in self.cleaned_data.items() if key.startswith(prefix)
        }


def _figure(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=HIGHEST,
        error_messages={"invalid": RANGE, "min_value": RANGE, "max_value": RANGE},
    )


class PackageForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the package"), max_length=200, error_messages={"required": _("Give it a name.")}
    )
