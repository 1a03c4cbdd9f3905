"""Beginning an initiative, steering it, what is wanted in a phase, its mandate, and how it ends."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.initiatives.starting.actions.starting import Start
from vierspan.workspace.web.forms.acts import day_field
from vierspan.workspace.web.initiative_words import STATUSES

Choices = Iterable[tuple[str, Any]]
LONGEST = {"name": 200, "text": 2000, "line": 500}
TOO_LONG = _("This is too long. Make it shorter.")
LEVELS = [(n, str(n)) for n in range(1, 6)]
MANDATES = [
    ("whole", _("the whole network")),
    ("part", _("a part of the network")),
    ("none", _("only those at the table, not the network")),
]


def _text(label: Any, *, rows: int = 3, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": TOO_LONG, "required": _("Write it in a few words.")},
        **more,
    )


def _line(label: Any, *, required: bool = True, longest: int = LONGEST["line"], **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        error_messages={"required": _("Write it in a few words."), "max_length": TOO_LONG},
        **more,
    )


def _offer(form: forms.Form, field: str, choices: Choices) -> None:
    found = form.fields[field]
    assert isinstance(found, forms.ChoiceField)  # noqa: S101 - declared as one below
    found.choices = list(choices)


class InitiativeForm(forms.Form):
    """What it is for comes first."""

    purpose = _text(
        _("What is it for?"),
        rows=3,
        required=True,
        help_text=_("What is going on, for whom it matters, and what should be otherwise."),
    )
    name = forms.CharField(
        label=_("What is it called?"),
        max_length=LONGEST["name"],
        error_messages={"required": _("Give it a name."), "max_length": TOO_LONG},
    )
    result = _text(_("What is there when it is done?"), rows=2)
    kind = forms.ChoiceField(label=_("What kind of co-operation?"), required=False)
    themes = forms.MultipleChoiceField(
        label=_("Which themes does it belong to?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    party = forms.ChoiceField(label=_("Which party leads it?"), required=False)
    ends_by = day_field(_("When should it be done?"))
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: Mapping[str, str], themes: Choices, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", [("", _("Not said")), *kinds.items()])
        _offer(self, "themes", themes)
        _offer(self, "party", [("", _("Not said")), *parties])

    def wish(self) -> Start:
        given = self.cleaned_data
        return Start(
            name=given["name"],
            purpose=given["purpose"],
            result=given["result"],
            kind=given["kind"],
            themes=[UUID(each) for each in given["themes"]],
            party=UUID(given["party"]) if given["party"] else None,
            ends_by=given["ends_by"],
        )


class BeginForm(InitiativeForm):
    """With who leads it, who is asked, and whether its steps get days."""

    leader = forms.CharField(
        label=_("Who leads it?"), required=False, max_length=200, help_text=_("Empty is you yourself.")
    )
    invited = forms.MultipleChoiceField(
        label=_("Which parties do you ask to the table?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They stand as asked until they say that they take part. Nobody gets a mail of it now."),
    )
    steps_from = day_field(_("Lay the steps from which day?"))

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        parties = list(parties)
        super().__init__(*args, parties=parties, **kwargs)
        _offer(self, "invited", parties)


class PhaseForm(forms.Form):
    phase = forms.ChoiceField(label=_("Look at it as in which phase?"))
    reason = _text(_("Why?"), rows=2, help_text=_("Going back? Say why: it happens, and it helps who comes after you."))

    def __init__(self, *args: Any, phases: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "phase", phases)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why, in a line"),
        max_length=LONGEST["text"],
        error_messages={"required": _("Say in a few words why."), "max_length": TOO_LONG},
    )


class PieceForm(forms.Form):
    name = _line(_("What do you want to have in this phase?"), longest=200)


class QuestionForm(forms.Form):
    question = _text(
        _("The question of this phase, in your own words"), rows=2, help_text=_("Empty brings back the usual one.")
    )


class WayForm(forms.Form):
    """An own way of working. Steps: one on a line, with the weeks behind a bar."""

    name = forms.CharField(
        label=_("What is it called?"), max_length=LONGEST["name"], error_messages={"required": _("Give it a name.")}
    )
    about = _text(_("When is it of use?"), rows=2)
    kind = forms.ChoiceField(label=_("What kind of co-operation?"), required=False)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: Mapping[str, str], phases: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", [("", _("Not said")), *kinds.items()])
        for key in phases:
            self.fields[f"{key}_question"] = _text(_("The question of this phase"), rows=2)
            self.fields[f"{key}_wanted"] = _text(_("What do you want to have? One on a line"), rows=3)
            self.fields[f"{key}_steps"] = _text(_("Steps: one on a line, as “name | weeks | intensity 0-5”"), rows=4)


class KeepWayForm(forms.Form):
    name = forms.CharField(
        label=_("What do you call this way of working?"),
        max_length=LONGEST["name"],
        error_messages={"required": _("Give it a name.")},
    )
    about = _line(_("When is it of use?"), required=False)


class StatusForm(forms.Form):
    """How it goes, in the eyes of one party."""

    status = forms.ChoiceField(
        label=_("How does it go?"),
        choices=STATUSES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    line = _line(_("In a line: what do you see?"), required=False)


class JudgeForm(StatusForm):
    party = forms.ChoiceField(label=_("On behalf of"), error_messages={"required": _("Choose a party.")})

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "party", parties)


class ResultForm(forms.Form):
    name = _line(_("What came of it?"))
    figure = _line(_("A figure, if there is one"), required=False, longest=60)
    address = _line(_("Where can one see it?"), required=False, help_text=_("A web address, if there is one."))


class LessonForm(forms.Form):
    name = _line(_("What did you learn?"))


class ThanksForm(forms.Form):
    people = forms.MultipleChoiceField(
        label=_("Whom do you thank?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )
    words = _text(_("What do you write?"), rows=5, required=True)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "people", people)


class CloseForm(forms.Form):
    """What goes back to the network, and what becomes of each thing that is open."""

    state = forms.ChoiceField(
        label=_("How does it end?"),
        choices=[("finished", _("it is finished")), ("stopped", _("it stops before it is finished"))],
        widget=forms.RadioSelect,
    )
    reason = _text(_("Why does it stop?"), rows=2, help_text=_("Only where it stops before it is finished."))
    returns = _text(
        _("What goes back to the network?"),
        rows=3,
        help_text=_("What others may use, what stays to be done and by whom, money or hours that are left."),
    )


class EstimateForm(forms.Form):
    """Six questions, on behalf of one party."""

    value = forms.TypedChoiceField(label=_("What would it mean for the ambition you share?"))
    feasibility = forms.TypedChoiceField(label=_("Can it be done?"))
    timing = forms.TypedChoiceField(label=_("Is now the right time?"))
    energy = forms.TypedChoiceField(label=_("Is there somebody with the energy to carry it?"))
    interest = forms.TypedChoiceField(
        label=_("Does your party want to take part?"), error_messages={"required": _("Choose a number from 1 to 5.")}
    )
    affected = forms.ChoiceField(
        label=_("If others do it without you: does it touch your position, your name or your money?"),
        choices=[("yes", _("yes")), ("no", _("no")), ("", _("I do not know"))],
        required=False,
        widget=forms.RadioSelect,
    )
    line = _line(_("Something to add?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in ("value", "feasibility", "timing", "energy", "interest"):
            field = self.fields[key]
            assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
            unsaid = [] if key == "interest" else [("", _("I do not know"))]
            field.widget = forms.RadioSelect()
            field.choices = [*LEVELS, *unsaid]
            field.coerce, field.empty_value, field.required = int, None, key == "interest"

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**given, "affected": {"yes": True, "no": False}.get(given["affected"])}


class OwnEstimateForm(EstimateForm):
    party = forms.ChoiceField(label=_("On behalf of"), error_messages={"required": _("Choose a party.")})
    field_order = ("party",)

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "party", parties)


class AskForm(forms.Form):
    people = forms.MultipleChoiceField(
        label=_("Whom do you ask, on behalf of their party?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "people", people)


class MandateForm(forms.Form):
    mandate = forms.ChoiceField(
        label=_("On whose behalf does it work?"),
        choices=MANDATES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    parties = forms.MultipleChoiceField(
        label=_("Of which parties, if it is a part?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    conditions = _text(
        _("On which conditions?"),
        rows=3,
        help_text=_("For example: report twice a year, the door stays open, do not use the name of the network."),
    )
    review_on = day_field(_("When do you look at it again?"))

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "parties", parties)
