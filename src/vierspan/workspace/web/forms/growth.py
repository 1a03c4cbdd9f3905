"""Growing: a wish, a try, what came of it, a line in the log, a buddy, an intervention of one's own."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.web.forms.acts import ORIENTATIONS, day_field

LONGEST_TEXT, LONGEST_NAME = 4000, 200
Choices = Sequence[tuple[str, Any]]


def _area(label: Any, rows: int = 3, help_text: Any = "", *, needed: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(needed),
        max_length=LONGEST_TEXT,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": needed, "max_length": _("This is too long. Make it shorter.")},
    )


def _reference(label: Any, help_text: Any = "", *, needed: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=bool(needed),
        coerce=UUID,
        empty_value=None,
        help_text=help_text,
        error_messages={"required": needed},
    )


class WithChoices(forms.Form):
    """A form of which the choices of some fields are only known on the page."""

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, known in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one
            field.choices = list(known)


class WishForm(WithChoices):
    """One of three ways to say it: each choice is written as kind:what."""

    wish = forms.ChoiceField(
        label=_("In what would you like to grow?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    why = _area(_("Why this, why now?"), 2, _("For yourself. You may leave it empty."))


class PlanForm(WithChoices):
    plan = _area(_("What will you do?"), 3, needed=_("Say in a line what you will do."))
    gathering = _reference(_("At which gathering?"))
    initiative = _reference(_("For which initiative?"))
    due_on = day_field(_("On which day?"))
    reminds = forms.BooleanField(
        label=_("Remind me by mail: the day before, and the day after to note what came of it"), required=False
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class OutcomeForm(forms.Form):
    effect = forms.TypedChoiceField(
        label=_("What did it do?"),
        coerce=int,
        choices=[
            ("1", _("1 · nothing, or harm")),
            ("2", _("2 · little")),
            ("3", _("3 · something")),
            ("4", _("4 · much")),
            ("5", _("5 · very much")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number from 1 to 5.")},
    )
    again = forms.ChoiceField(
        label=_("Would you do it again?"),
        choices=[("yes", _("yes, like this")), ("otherwise", _("yes, otherwise")), ("no", _("no"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    came = _area(_("What came of it?"), 4, _("What did you do, what happened, what did you learn?"))
    counts = forms.ChoiceField(
        label=_("Who may know?"),
        choices=[
            ("self", _("only I")),
            ("counted", _("count it, without my name")),
            ("named", _("tell it with my name")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may know.")},
    )
    done_on = day_field(_("Done on"))
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class AskSeenForm(WithChoices):
    person = _reference(_("Whom do you ask?"), needed=_("Choose at least one person."))
    message = _area(_("A line to go with it"), 2)


class SawForm(forms.Form):
    saw = _area(
        _("What did you see?"),
        5,
        _("What did they do, and what did it do for you or for the others?"),
        needed=_("Write something first."),
    )


class EntryForm(forms.Form):
    words = _area(_("What did you learn?"), 3, needed=_("Write something first."))
    written_on = day_field(_("When"))
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class ShareForm(WithChoices):
    person = _reference(_("With whom"), needed=_("Choose at least one person."))


class BuddyForm(WithChoices):
    person = _reference(_("Whom do you ask?"), _("Somebody of another party."), needed=_("Choose at least one person."))
    message = _area(_("A line to go with it"), 2)


class InterventionForm(WithChoices):
    """The network's own; its place on the palette is four choices, one an axis."""

    name = forms.CharField(
        label=_("What do you call it?"),
        max_length=LONGEST_NAME,
        error_messages={
            "required": _("Say in a few words what it is."),
            "max_length": _("This is too long. Make it shorter."),
        },
    )
    orientation = forms.ChoiceField(
        label=_("To which room does it belong?"),
        choices=ORIENTATIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    when = _area(_("When does it fit?"), 2, needed=_("Say in a line when this fits."))
    first_step = _area(_("What is the first step?"), 2, needed=_("Say in a line how one begins."))
    risk = _area(_("What is there to mind?"), 2, needed=_("Say in a line what to mind."))
    moments = forms.MultipleChoiceField(
        label=_("For which moments?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    FD = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    PT = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    CC = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    SB = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, poles: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for axis, (low, high) in poles.items():
            field = self.fields[axis]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.label = f"{low} – {high}"
            field.choices = [
                ("-2", _("very %(pole)s") % {"pole": low.lower()}),
                ("-1", _("rather %(pole)s") % {"pole": low.lower()}),
                ("0", _("neither")),
                ("1", _("rather %(pole)s") % {"pole": high.lower()}),
                ("2", _("very %(pole)s") % {"pole": high.lower()}),
            ]

    def polarity(self) -> dict[str, int]:
        return {axis: self.cleaned_data[axis] or 0 for axis in ("FD", "PT", "CC", "SB")}
