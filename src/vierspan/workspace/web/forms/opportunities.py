"""What could be taken up together, what it takes, and what a party says to it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vierspan.workspace.horizon.opportunities.actions.asking import Answer
from vierspan.workspace.horizon.opportunities.actions.framing import Frame
from vierspan.workspace.horizon.opportunities.actions.taking import Needed

STAGES = [
    ("idea", _("Idea")),
    ("looking", _("Looking for parties")),
    ("coalition", _("The coalition stands")),
    ("initiative", _("Became an initiative")),
    ("let_go", pgettext_lazy("opportunities", "Let go")),
]
REQUIRED = [
    ("competence", _("Knowledge or skill")),
    ("mandate", _("Mandate: may decide or speak")),
    ("means", _("Means: money, people, room, data")),
]
REQUIRED_SHORT = {"competence": _("knowledge"), "mandate": _("mandate"), "means": _("means")}
STATES = {
    "": _("not asked"),
    "invited": _("asked"),
    "interested": _("interested"),
    "not_now": _("not now"),
    "declined": _("no"),
}
ANSWERS = [("interested", _("We are interested")), ("not_now", _("Not now")), ("declined", _("No"))]
KINDS = [("interest", _("An interest: what a party would like")), ("need", _("A need: what a party lacks"))]
NUMBER = _("Write a whole number.")
Choices = Sequence[tuple[str, Any]]


def _number(label: Any, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=60,
        help_text=hint,
        error_messages={"invalid": NUMBER, "min_value": _("At least 1."), "max_value": _("At most 60.")},
    )


def _set(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one
    field.choices = list(choices)


class FrameForm(forms.Form):
    """One sheet: what could be, why now, for what, with how many."""

    name = forms.CharField(
        label=_("What could you take up together?"),
        max_length=200,
        error_messages={"required": _("Give it a name."), "max_length": _("This is too long. Make it shorter.")},
    )
    about = forms.CharField(
        label=_("What would be different then?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    why_now = forms.CharField(
        label=_("Why now?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    themes = forms.MultipleChoiceField(
        label=_("Which themes does it serve?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    least = _number(_("Parties, at least"))
    most = _number(_("at most"), _("Small enough to get going. Nothing said is 8."))
    signals = forms.MultipleChoiceField(
        label=_("Out of which signals does it come?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, theme_choices: Choices, signal_choices: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "themes", theme_choices)
        _set(self, "signals", signal_choices)

    def frame(self) -> Frame:
        given = self.cleaned_data
        columns = {key: given[key] for key in ("name", "about", "why_now", "least", "most")}
        return Frame(**columns, themes=tuple(UUID(each) for each in given["themes"]))

    def signals_chosen(self) -> list[UUID]:
        return [UUID(each) for each in self.cleaned_data["signals"]]


class RequirementForm(forms.Form):
    name = forms.CharField(
        label=_("What does it take?"),
        max_length=200,
        help_text=_("For instance: night nurses, a decision of the council, a room for twenty."),
        error_messages={"required": _("Say in a few words what it is.")},
    )
    kind = forms.ChoiceField(label=_("What kind"), choices=REQUIRED)
    parties = forms.IntegerField(
        label=_("From how many parties"),
        min_value=1,
        max_value=50,
        initial=1,
        error_messages={"required": NUMBER, "invalid": NUMBER, "min_value": _("At least 1."), "max_value": NUMBER},
    )
    is_must = forms.ChoiceField(
        label=_("How needed"), choices=[("must", _("It must be there")), ("nice", _("It would be nice"))]
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def needed(self) -> Needed:
        given = self.cleaned_data
        is_must = given["is_must"] == "must"
        return Needed(kind=given["kind"], name=given["name"], parties=given["parties"], is_must=is_must)


class SourceForm(forms.Form):
    """An interest or a need, in words and of a party where it is of one."""

    words = forms.CharField(
        label=_("In a few words"), max_length=500, error_messages={"required": _("Write something first.")}
    )
    kind = forms.ChoiceField(label=_("What is it"), choices=KINDS)
    party = forms.CharField(
        label=_("Of which party"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "party-names", "autocomplete": "off"}),
    )


class AnswerForm(forms.Form):
    """What a party says; why it does not is only asked of who does not."""

    state = forms.ChoiceField(choices=ANSWERS, error_messages={"required": _("Press one of the answers.")})
    brings = forms.CharField(
        label=_("What could you bring?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    remark = forms.CharField(
        label=_("A remark or a question"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = forms.CharField(
        label=_("If not: why not?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Read by who invited you, the leaders of the network and your own party; by nobody else."),
    )

    def answer(self) -> Answer:
        given = self.cleaned_data
        return Answer(**{key: given[key] for key in ("state", "brings", "remark", "reason")})


class InviteForm(forms.Form):
    person = forms.ChoiceField(label=_("Whom do you write to?"), error_messages={"required": _("Choose somebody.")})
    through = forms.ChoiceField(label=_("Who knows them?"), required=False)
    word = forms.CharField(
        label=_("A line of your own"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, people: Choices, through: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "person", people)
        _set(self, "through", [("", _("Nobody in between")), *through])


class LetGoForm(forms.Form):
    why = forms.CharField(
        label=_("Why do you let it go?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a few words why.")},
    )
