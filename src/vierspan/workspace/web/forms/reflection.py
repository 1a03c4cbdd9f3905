"""Forms of the pulse, the boards and the improvements."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.reflection.actions.boards import Setting
from vierspan.workspace.conditions.reflection.actions.improvements import Wanted
from vierspan.workspace.conditions.reflection.actions.rounds import Asked, Shape
from vierspan.workspace.web.forms.acts import day_field
from vierspan.workspace.web.forms.people import line

LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
SMALLEST_GROUPS = [(str(k), str(k)) for k in (5, 6, 7, 8, 10, 15, 20)]
BREAKDOWNS = [
    ("", _("Only the network as a whole")),
    ("sector", _("Also per sector, where enough people answer")),
    ("ring", _("Also per ring, where enough people answer")),
]
BLANK_OWN = 3
PROPOSED_DAYS = 10
TOO_LONG = _("This is too long. Make it shorter.")
NOT_A_DAY = {"required": _("Choose the last day."), "invalid": _("Choose a day that exists.")}


def _last_day(label: Any, hint: Any = "") -> forms.DateField:
    control = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=control, help_text=hint, error_messages=NOT_A_DAY)


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A line for a question of the network's own; emptied, it is left out."""

    number: int
    key: str
    nl: str
    en: str


class RoundForm(forms.Form):
    """What a round asks, and how it is told."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Title"), max_length=120, error_messages={"required": _("Give it a name."), "max_length": TOO_LONG}
    )
    intro = forms.CharField(
        label=_("A word beforehand"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why you ask this, and when you talk about it together."),
        error_messages={"max_length": TOO_LONG},
    )
    closes_on = _last_day(_("Last day to answer"), _("The night after, the round closes by itself."))
    house = forms.MultipleChoiceField(label=_("What you ask"), required=False, widget=forms.CheckboxSelectMultiple)
    open_nl = line(_("In Dutch"))
    open_en = line(_("In English"))
    breakdown = forms.ChoiceField(
        label=_("What is told apart"), choices=BREAKDOWNS, required=False, widget=forms.RadioSelect
    )
    k = forms.ChoiceField(
        label=_("Show a figure from how many answers on?"),
        choices=SMALLEST_GROUPS,
        help_text=_("The more, the safer people feel. It stays fixed once the invitations are out."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails, for who has not chosen one"), choices=LANGUAGES, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, house: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["house"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the types alone
        field.choices = house

    def shape(self, own: Sequence[OwnQuestion]) -> Shape:
        given = self.cleaned_data
        asked = [Asked(key=key) for key in given["house"]]
        asked += [Asked(key=each.key, nl=each.nl, en=each.en) for each in own]
        kept = ("title", "intro", "closes_on", "open_nl", "open_en", "breakdown", "language")
        return Shape(questions=asked, k=int(given["k"]), **{name: given[name] for name in kept})


def own_questions(stand: Sequence[Mapping[str, str]], known: Collection[str]) -> list[OwnQuestion]:
    """The network's own questions as they stand, and some empty lines."""
    own = [(each["key"], each["nl"], each["en"]) for each in stand if each["key"] not in known]
    return [OwnQuestion(n, *each) for n, each in enumerate(own + [("", "", "")] * BLANK_OWN)]


def typed_questions(given: Mapping[str, str], stand: Sequence[OwnQuestion]) -> list[OwnQuestion]:
    """The same lines as somebody filled them in."""
    return [
        OwnQuestion(each.number, each.key, given.get(f"nl-{each.number}", ""), given.get(f"en-{each.number}", ""))
        for each in stand
    ]


class LastDayForm(forms.Form):
    closes_on = _last_day(_("Last day to answer"))


class BoardForm(forms.Form):
    """How people look back together."""

    title = forms.CharField(
        label=_("Title"), max_length=120, error_messages={"required": _("Give it a name."), "max_length": TOO_LONG}
    )
    about = forms.CharField(
        label=_("What you look back on"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": TOO_LONG},
    )
    columns = forms.CharField(
        label=_("Columns"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Each on its own line; six at most."),
        error_messages={"required": _("Give the board at least one column.")},
    )
    is_named = forms.ChoiceField(
        label=_("Who wrote what"),
        choices=[("yes", _("Names stand on the cards, once they are shown")), ("no", _("No names, now or later"))],
        widget=forms.RadioSelect,
    )
    pace = forms.ChoiceField(
        label=_("How it goes"),
        choices=[
            ("live", _("Together, at one moment: a leader says when you go on")),
            ("week", _("Spread over days: each step has its last day and goes on by itself")),
        ],
        widget=forms.RadioSelect,
    )
    days = forms.IntegerField(
        label=_("Days per step"),
        min_value=1,
        max_value=14,
        initial=2,
        help_text=_("Only where you spread it over days."),
        error_messages={"min_value": _("Choose 1 to 14 days."), "max_value": _("Choose 1 to 14 days.")},
    )
    votes_each = forms.IntegerField(
        label=_("Dots for each"),
        min_value=1,
        max_value=12,
        initial=5,
        error_messages={"min_value": _("Choose 1 to 12 dots."), "max_value": _("Choose 1 to 12 dots.")},
    )

    def setting(self) -> Setting:
        given = self.cleaned_data
        return Setting(
            title=given["title"],
            about=given["about"],
            columns=given["columns"].splitlines(),
            is_named=given["is_named"] == "yes",
            pace=given["pace"],
            votes_each=given["votes_each"],
            days=given["days"],
        )


class BoardWordsForm(forms.Form):
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    title = BoardForm.base_fields["title"]
    about = BoardForm.base_fields["about"]


class CardForm(forms.Form):
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("On the card"),
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 280}),
        error_messages={"required": _("Write something on the card first."), "max_length": TOO_LONG},
    )


class ImprovementForm(forms.Form):
    """What is to be done better, by whom and by when."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("What you do differently"),
        max_length=280,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Say what you want to do differently."), "max_length": TOO_LONG},
    )
    owner = forms.ChoiceField(label=_("Who takes it up"), required=False)
    party = forms.ChoiceField(label=_("For which party"), required=False)
    due_on = day_field(_("Before"))

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]], parties: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("owner", people), ("party", parties)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types alone
            field.choices = [("", _("Nobody yet") if name == "owner" else _("No party")), *choices]

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            name=given["name"],
            owner=UUID(given["owner"]) if given["owner"] else None,
            party=UUID(given["party"]) if given["party"] else None,
            due_on=given["due_on"],
        )


class EndForm(forms.Form):
    outcome = forms.CharField(
        label=_("What came of it?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": TOO_LONG},
    )


class DayForm(forms.Form):
    day = _last_day(_("Last day of this step"))


def proposed_day() -> Any:
    """Ten days from now."""
    return clock.today() + timedelta(days=PROPOSED_DAYS)
