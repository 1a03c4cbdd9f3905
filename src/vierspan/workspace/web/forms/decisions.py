"""Putting a question, speaking on it, changing it for a new round, and closing it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.initiatives.deciding import wording
from vierspan.workspace.web.forms.acts import day_field

Pairs = Iterable[tuple[str, Any]]

LONGEST_NAME, LONGEST = 300, 5000
PARTS = (("0", _("Nobody in particular")), ("1/3", _("One third")), ("1/2", _("Half")), ("2/3", _("Two thirds")))
SHARES = (("1/2", _("More than half")), ("2/3", _("Two thirds")), ("3/4", _("Three quarters")))
FALLBACKS = ("majority", "absolute", "qualified")
COMMON_WAYS = ("consent", "majority", "advice")
SHARED = ("consent", "consensus", "consensus_minus", "majority", "absolute", "qualified", "weighted")
FIELDS_OF: Mapping[str, tuple[str, ...]] = {
    "quorum": SHARED,
    "rounds": SHARED[:3],
    "fallback": SHARED[:3],
    "silence_consents": ("consent",),
    "asides": ("consensus",),
    "minus": ("consensus_minus",),
    "share": ("qualified", "weighted"),
    "is_double": ("weighted",),
    "casting": SHARED,
}
FITS = (
    ("statute", _("The law, the statutes or money rules say how")),
    ("values", _("Values conflict, and we have not talked enough")),
    ("urgent", _("It is urgent")),
    ("small", _("It is small, and can be undone")),
    ("all", _("It affects everybody, and all must carry it out")),
)


def text_field(label: Any, *, rows: int = 3, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "class": "input"})
    return forms.CharField(label=label, max_length=LONGEST, required=False, widget=area, **more)


def _fill(form: forms.Form, name: str, choices: Pairs) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one
    field.choices = list(choices)


def _one_of(label: Any, choices: Pairs = (), **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=list(choices), **more)


def _many_of(label: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple, **more)


class QuestionForm(forms.Form):
    name = forms.CharField(
        label=_("The question, in one sentence"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Write the question first.")},
    )
    proposal = text_field(_("What is proposed"), help_text=_("What is done when it is adopted: who, what and when."))
    background = text_field(_("What one should know"), help_text=_("Why now, what was thought of, what it costs."))
    options = text_field(
        _("Options"), help_text=_("Each on its own line. Leave it empty when one can say yes or no to the proposal.")
    )
    initiative = _one_of(_("For"))
    fits = forms.MultipleChoiceField(
        label=_("What holds for this question?"), required=False, choices=FITS, widget=forms.CheckboxSelectMultiple
    )
    rule = forms.ChoiceField(
        label=_("How do you decide?"), choices=list(wording.RULES.items()), widget=forms.RadioSelect, initial="consent"
    )
    quorum = _one_of(
        _("How many must take part at least?"),
        (*PARTS, ("1", _("Everybody"))),
        help_text=_("Fewer than that: it is put off, and not rejected."),
    )
    share = _one_of(_("Which part must be for? (qualified, weighted)"), SHARES)
    asides = forms.IntegerField(
        label=_("How many may stand aside? (consensus)"), min_value=0, max_value=400, required=False, initial=0
    )
    minus = forms.IntegerField(
        label=_("How many may be against? (consensus but for a few)"),
        min_value=0,
        max_value=400,
        required=False,
        initial=1,
    )
    silence_consents = forms.BooleanField(label=_("Who says nothing has no objection (consent)"), required=False)
    is_double = forms.BooleanField(label=_("Also more than that part of the heads (weighted)"), required=False)
    casting = _one_of(_("Whose voice counts in a tie? (simple majority, options)"))
    rounds = forms.IntegerField(
        label=_("How many rounds at most? (consent, consensus)"),
        min_value=1,
        max_value=9,
        initial=2,
        required=False,
        help_text=_("With an objection the proposal can be changed: that begins a new round."),
    )
    fallback = _one_of(
        _("And when the last round brings nothing?"),
        [("", _("Then it is rejected")), *((key, wording.RULES[key]) for key in FALLBACKS)],
    )
    decider = forms.CharField(label=_("Who decides? (advice, mandate)"), max_length=200, required=False)
    limits = text_field(_("The limits of the mandate"), rows=2, help_text=_("Up to which amount, about what."))
    until = day_field(_("The mandate runs until"))
    parties = _many_of(_("Parties: one voice each, whoever speaks for them"))
    people = _many_of(_("People: a voice of their own"))
    due_on = day_field(_("The last day to speak"))
    closes_itself = forms.BooleanField(label=_("Close it by itself the day after, as the rule says"), required=False)
    reminds = forms.BooleanField(label=_("Remind who said nothing, three days before"), required=False, initial=True)
    review_on = day_field(_("When do you look at it again?"))
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Mapping[str, Pairs] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = choices or {}
        _fill(self, "initiative", [("", _("The whole network")), *given.get("initiatives", ())])
        _fill(self, "parties", given.get("parties", ()))
        _fill(self, "people", given.get("people", ()))
        voices = [*given.get("parties", ()), *given.get("people", ())]
        _fill(self, "casting", [("", _("Nobody's: a tie adopts nothing")), *voices])

    @property
    def common_ways(self) -> list[Any]:
        return [each for each in self["rule"] if each.data["value"] in COMMON_WAYS]

    @property
    def other_ways(self) -> list[Any]:
        return [each for each in self["rule"] if each.data["value"] not in COMMON_WAYS]

    @property
    def is_other_way(self) -> bool:
        return self["rule"].value() not in COMMON_WAYS

    @property
    def exactly(self) -> list[tuple[Any, str]]:
        """The fields of some rules only, each with the rules it is of."""
        return [(self[name], " ".join(f"of-{rule}" for rule in rules)) for name, rules in FIELDS_OF.items()]

    @property
    def has_slips(self) -> bool:
        """In what is folded away."""
        return any(self[name].errors for name in FIELDS_OF)


class WordForm(forms.Form):
    """One word on the whole or on one option; `key` is the id of the option."""

    word = forms.ChoiceField(
        label=_("Your word"), widget=forms.RadioSelect, error_messages={"required": _("Choose one of these.")}
    )
    reason = text_field(_("Why"), rows=3)

    def __init__(self, *args: Any, words: Pairs = (), label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "word", words)
        self.fields["word"].label = label or self.fields["word"].label


class AmendForm(forms.Form):
    proposal = text_field(_("The proposal as it becomes"))
    meets = _many_of(_("Which objections does that meet?"))
    how = forms.CharField(
        label=_("How does it meet them?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
        error_messages={"required": _("Write how the objection was met.")},
    )

    def __init__(self, *args: Any, objections: Pairs = (), options: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "meets", objections)
        for key, name in options:
            field = forms.CharField(label=_("The option as it becomes"), initial=name, max_length=300, required=False)
            self.fields[f"option_{key}"] = field

    def became(self) -> dict[UUID, str]:
        found = self.cleaned_data
        return {UUID(name.removeprefix("option_")): found[name] for name in found if name.startswith("option_")}


class CloseForm(forms.Form):
    outcome_text = text_field(
        _("What was decided, in words"), help_text=_("So that who reads it in a year knows what was agreed.")
    )
    review_on = day_field(_("When do you look at it again?"))


class VerdictForm(forms.Form):
    decided = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("adopted", _("Yes: we do it")), ("rejected", _("No: we do not"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these.")},
    )
    option = _one_of(_("Which option?"))
    is_beyond = forms.BooleanField(label=_("This goes beyond the limits: it goes back to the group"), required=False)
    explanation = forms.CharField(
        label=_("What did you do with what you heard, and why?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
        error_messages={"required": _("Write what you decided and why, so that who advised you reads it.")},
    )

    def __init__(self, *args: Any, options: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "option", [("", _("Choose an option")), *options])


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=2000, error_messages={"required": _("Say in a few words why.")})


class InterestForm(forms.Form):
    interest = forms.CharField(
        label=_("Which interest of their own?"),
        max_length=2000,
        error_messages={"required": _("Say in a few words why.")},
    )


class DayForm(forms.Form):
    due_on = day_field(_("The last day to speak"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].required = True
        self.fields["due_on"].error_messages["required"] = _("Choose a day.")


class AskForm(forms.Form):
    who = forms.CharField(label=_("Send a link to"), max_length=200, error_messages={"required": _("Choose somebody.")})


class ShowForm(forms.Form):
    parts = forms.MultipleChoiceField(
        label=_("Beside the question outsiders see"),
        required=False,
        choices=[
            ("outcome", _("the outcome, in words")),
            ("date", _("the day")),
            ("background", _("the background")),
            ("method", _("how it was decided")),
            ("voices", _("which parties had a voice (people are never named)")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
