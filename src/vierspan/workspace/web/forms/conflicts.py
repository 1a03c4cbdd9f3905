"""What somebody writes about a conflict, and the steps that a network agreed on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.conditions.conflicts.steps import Step

LONGEST_TITLE, LONGEST_TEXT, MOST_STEPS = 120, 5000, 6


def _area(label: Any, rows: int, help_text: Any = "", *, needed: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(needed),
        max_length=LONGEST_TEXT,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "class": "input"}),
        error_messages={"required": needed},
    )


class ConflictForm(forms.Form):
    title = forms.CharField(
        label=_("In a few words"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Say in a few words what this is about.")},
    )
    about = _area(
        _("What happened, and what do you need?"),
        6,
        _("Write what you saw, and what it did to you. Those named read this word for word."),
        needed=_("Write what happened."),
    )
    people = forms.MultipleChoiceField(
        label=_("Between you and"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose with whom this is.")},
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = list(people)


class WordForm(forms.Form):
    text = _area(_("Write to the others"), 4, needed=_("Write something first."))


class OutcomeForm(forms.Form):
    outcome = _area(_("What it comes to"), 4, _("What each of you does from now on."), needed=_("Write the outcome."))
    lesson = _area(
        _("What may all of us learn from it?"),
        2,
        _("Goes to all participants once every side takes the outcome: without names, and without a link to this."),
    )
    rule = forms.ChoiceField(label=_("About which rule of the game?"), required=False)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rules: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("None in particular")), *rules]


class HelperForm(forms.Form):
    helper = forms.ChoiceField(
        label=_("Who could help?"),
        error_messages={"required": _("Choose somebody."), "invalid_choice": _("Choose somebody.")},
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["helper"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Choose somebody")), *people]


class StepsForm(forms.Form):
    """Up to six steps, of which those without a name are left out; `seen` is what stood there when it was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(MOST_STEPS):
            self.fields[f"name_{number}"] = forms.CharField(label=_("Step"), required=False, max_length=LONGEST_TITLE)
            self.fields[f"about_{number}"] = _area(_("How"), 2)
            self.fields[f"days_{number}"] = forms.IntegerField(
                label=_("Remind after so many days"),
                min_value=1,
                max_value=180,
                required=False,
                error_messages={
                    "min_value": _("Choose from 1 to 180 days."),
                    "max_value": _("Choose from 1 to 180 days."),
                    "invalid": _("Write a whole number."),
                },
            )

    @property
    def rows(self) -> list[tuple[int, Any, Any, Any]]:
        """What is written, and room for one more."""
        written = max((n + 1 for n in range(MOST_STEPS) if self[f"name_{n}"].value()), default=0)
        shown = range(min(written + 1, MOST_STEPS))
        return [(n + 1, self[f"name_{n}"], self[f"about_{n}"], self[f"days_{n}"]) for n in shown]

    def steps(self) -> list[Step]:
        given = self.cleaned_data
        rows = ((given[f"name_{n}"], given[f"about_{n}"], given[f"days_{n}"] or 14) for n in range(MOST_STEPS))
        return [Step(*row) for row in rows if row[0].strip()]
