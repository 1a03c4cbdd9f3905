"""Themes, activities, and how strongly the one serves the other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vierspan.workspace.web.forms.acts import day_field
from vierspan.workspace.web.forms.people import line, named, number, text

SCORES = [
    ("0", pgettext_lazy("score", "not")),
    ("1", pgettext_lazy("score", "a little")),
    ("2", pgettext_lazy("score", "clear")),
    ("3", pgettext_lazy("score", "core")),
]
UNKNOWN = _("Choose one of the possibilities.")

Choices = Sequence[tuple[str, Any]]


class ThemeForm(forms.Form):
    use_required_attribute = False

    name = named(_("What do you want to work on?"), _("Give it a name."))
    description = text(_("In a sentence"), _("So that everybody means the same by it."), rows=2)
    priority = number(
        _("How important"), _("A number of your own choice; the higher, the more important. It may stay empty."), low=0
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What there is to choose from; `own` are the parties of who fills it in."""

    parties: Choices
    own: frozenset[str]
    themes: Choices = ()
    activities: Choices
    states: Choices
    judges: Choices = ()


class ActivityForm(forms.Form):
    """Three fields are enough; the rest may follow."""

    use_required_attribute = False

    name = named(_("What do you do?"), _("Give it a name."))
    parties = forms.MultipleChoiceField(
        label=_("Who does it?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": UNKNOWN},
    )
    serves = forms.ChoiceField(
        label=_("What is it for?"),
        required=False,
        help_text=_("The theme that it serves most. You can add others below."),
        error_messages={"invalid_choice": UNKNOWN},
    )
    owner = line(_("Owner"), _("Who takes care of it. Choose from the list while you type."))
    hours = number(_("Hours a year"), _("Of all parties together, roughly."), low=0)
    state = forms.ChoiceField(label=_("How it stands"), required=False, error_messages={"invalid_choice": UNKNOWN})
    since = day_field(_("First day"))
    until = day_field(_("Last day"))
    feeds = forms.MultipleChoiceField(
        label=_("What builds on it"),
        help_text=_("Activities that need what comes out of this one."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": UNKNOWN},
    )
    judged_by = forms.ChoiceField(label=_("Judged by"), required=False, error_messages={"invalid_choice": UNKNOWN})
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, given: QueryDict | None, *, around: Around, first: Mapping[str, Any]) -> None:
        super().__init__(given, initial=dict(first))
        self._own = around.own
        self._offer("parties", around.parties)
        self._offer("feeds", around.activities)
        self._offer("state", around.states)
        self._offer("serves", [("", _("Not said")), *around.themes])
        self._offer("judged_by", around.judges)
        self.themes = around.themes
        for key, label in around.themes:
            self.fields[score_key(key)] = score_field(label)
        for left_out, is_offered in (("serves", around.themes), ("judged_by", around.judges)):
            if not is_offered:
                del self.fields[left_out]

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField))  # noqa: S101 - declared above
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begun, ended = given.get("since"), given.get("until")
        if begun and ended and ended < begun:
            self.add_error("until", _("The last day stands before the first. Look at both days."))
        return given

    def near_parties(self) -> list[Any]:
        """One's own, and those that were chosen already."""
        return [each for each in self["parties"] if self._is_near(each)]

    def other_parties(self) -> list[Any]:
        return [each for each in self["parties"] if not self._is_near(each)]

    def _is_near(self, option: Any) -> bool:
        return str(option.data["value"]) in self._own or bool(option.data["selected"])

    def score_group(self) -> list[forms.BoundField]:
        return [self[score_key(key)] for key, _label in self.themes]

    def scores(self) -> dict[UUID, int]:
        """What it serves: the first theme chosen is the core, where nothing else was said of it."""
        said = scores_of(self.cleaned_data, (key for key, _label in self.themes))
        main = self.cleaned_data.get("serves")
        return {UUID(main): 3, **said} if main else said

    def has_wrong_rest(self) -> bool:
        return any(self[name].errors for name in ("owner", "hours", "state", "since", "until", "feeds"))


class ScoresForm(forms.Form):
    """One activity against all themes."""

    use_required_attribute = False

    def __init__(self, given: QueryDict | None, *, themes: Choices, first: Mapping[str, int]) -> None:
        super().__init__(given, initial={score_key(key): str(score) for key, score in first.items()})
        self.themes = themes
        for key, label in themes:
            self.fields[score_key(key)] = score_field(label)

    def score_group(self) -> list[forms.BoundField]:
        return [self[score_key(key)] for key, _label in self.themes]

    def scores(self) -> dict[UUID, int]:
        return scores_of(self.cleaned_data, (key for key, _label in self.themes))


class JudgeForm(forms.Form):
    """One square."""

    use_required_attribute = False

    score = forms.ChoiceField(
        label=_("How strongly does it serve this theme?"),
        choices=SCORES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the four."), "invalid_choice": _("Choose one of the four.")},
    )
    reason = forms.CharField(
        label=_("Why, in a few words"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("This is too long. Make it shorter.")},
    )


def score_key(theme: str) -> str:
    return f"score_{UUID(theme).hex}"


def score_field(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=SCORES,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the four.")},
    )


def scores_of(given: Mapping[str, Any], themes: Iterable[str]) -> dict[UUID, int]:
    said = {theme: given.get(score_key(theme)) for theme in themes}
    return {UUID(theme): int(score) for theme, score in said.items() if score}
