"""What somebody fills in of a person or a party."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vierspan.workspace.common.text import tidy
from vierspan.workspace.web.forms.acts import day_field

OFFERED_TAGS = 14
LINE, TEXT = 200, 5000
TOO_LONG = _("This is too long. Make it shorter.")
NO_NUMBER = _("Write a number, such as 12 or 3.5.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the network has to choose from; `own` are its own fields."""

    rings: Sequence[tuple[str, str]]
    tags: Sequence[str]
    own: Sequence[Any]


def line(label: Any, hint: Any = "", *, choose_from: str = "", **attributes: str) -> forms.CharField:
    """One line that may stay empty; `choose_from` names a list of suggestions on the page."""
    attributes |= {"list": choose_from} if choose_from else {}
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LINE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attributes}),
        error_messages={"max_length": TOO_LONG},
    )


def text(label: Any, hint: Any = "", *, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": TOO_LONG},
    )


def number(label: Any, hint: Any = "", *, low: float | None = None, high: float | None = None) -> forms.FloatField:
    outside = _("This number is outside what is possible here.")
    return forms.FloatField(
        label=label,
        help_text=hint,
        required=False,
        localize=True,
        min_value=low,
        max_value=high,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": NO_NUMBER, "min_value": outside, "max_value": outside},
    )


def named(label: Any, needed: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": needed, "max_length": TOO_LONG},
    )


def own_key(field: Any) -> str:
    return f"own_{field.pk.hex}"


class ActorForm(forms.Form):
    """What people and parties have in common; the columns stand in the order of `groups`."""

    columns: Sequence[str] = ()
    whereabouts: Sequence[str] = ()
    details: Sequence[str] = ()

    ring = forms.ChoiceField(
        label=_("Ring"),
        required=False,
        help_text=_("How near to the core, as you see it. The mirror computes its own beside it."),
        error_messages={"invalid_choice": _("Choose one of the possibilities.")},
    )
    tags = forms.MultipleChoiceField(label=_("Tags"), required=False, widget=forms.CheckboxSelectMultiple)
    more_tags = line(_("More tags"), _("With a comma between."))
    joined_on = day_field(_("Takes part since"))
    left_on = day_field(_("Last day"))
    next_check = day_field(_("Check again on"))
    note = text(_("In short"), _("What everybody who may see this page should know. Notes can be written there too."))

    def __init__(self, given: QueryDict | None, *, around: Around, first: Mapping[str, Any]) -> None:
        super().__init__(given, initial=dict(first))
        self.use_required_attribute = False
        self.own = list(around.own)
        for each in self.own:
            self.fields[own_key(each)] = _own(each, first.get(own_key(each)))
        self._offer("ring", [("", _("Not said")), *around.rings])
        chosen = [*first.get("tags", ()), *(given.getlist("tags") if given else ())]
        offered = dict.fromkeys([*chosen, *around.tags[:OFFERED_TAGS]])
        self._offer("tags", [(tag, tag) for tag in offered])

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField)):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        typed = [tidy(tag) for tag in given.get("more_tags", "").split(",")]
        given["tags"] = [*given.get("tags", []), *(tag for tag in typed if tag)]
        begun, ended = given.get("joined_on"), given.get("left_on")
        if begun and ended and ended < begun:
            self.add_error("left_on", _("The last day stands before the first. Look at both days."))
        return given

    def values(self) -> dict[str, Any]:
        """The columns and what is to stand in them, with the network's own fields under `own`."""
        kept = self.cleaned_data
        own = {each.name: kept.get(own_key(each)) for each in self.own}
        return {**{column: kept.get(column) for column in self.columns}, "own": own}

    def field_of(self, column: str) -> str:
        """The field in which a column is filled in; own fields go by their name."""
        if column in self.fields:
            return column
        return next((own_key(each) for each in self.own if each.name == column), "name")

    def first_group(self) -> list[forms.BoundField]:
        return [self[name] for name in self.whereabouts]

    def own_group(self) -> list[forms.BoundField]:
        return [self[own_key(each)] for each in self.own]

    def place_group(self) -> list[forms.BoundField]:
        return [self[name] for name in ("joined_on", "left_on", "next_check")]

    def detail_group(self) -> list[forms.BoundField]:
        return [self[name] for name in self.details]

    def has_wrong_details(self) -> bool:
        return any(self[name].errors for name in self.details)


class PersonForm(ActorForm):
    columns = ("name", "email", "phone", "function", "ring", "tags", "joined_on", "left_on", "next_check", "note")
    whereabouts = ("name", "email", "phone", "party", "function")

    name = named(_("Name"), _("Fill in a name."))
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=LINE,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("This is not an e-mail address yet. It looks like name@organisation.nl.")},
    )
    phone = line(_("Phone"), inputmode="tel")
    party = line(_("Party"), _("May stay empty. Choose from the list while you type."), choose_from="party-names")
    function = line(_("Function"))


class PartyForm(ActorForm):
    columns = (
        *("name", "short_name", "sector", "region", "place", "website", "ring", "tags", "joined_on", "left_on"),
        *("next_check", "note", "latitude", "longitude", "fair_share"),
    )
    whereabouts = ("name", "short_name", "sector", "region", "place", "website")
    details = ("latitude", "longitude", "fair_share")

    name = named(_("Name"), _("Fill in a name."))
    short_name = line(_("Short name"), _("For on the map."))
    sector = line(_("Sector"), choose_from="sectors")
    region = line(_("Region"), choose_from="regions")
    place = line(_("Place"), _("The town; this puts it on the geographic map."), choose_from="places")
    website = line(_("Website"), inputmode="url")
    latitude = number(_("Latitude"), _("Only where the place does not say enough."), low=-90, high=90)
    longitude = number(_("Longitude"), low=-180, high=180)
    fair_share = number(_("Fair share"), _("The weight that suits size or interest, for give and get."), low=0)


class MoveForm(forms.Form):
    """Another job."""

    party = line(_("Party"), choose_from="party-names")
    role = line(_("Function"))
    since = day_field(_("First day"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "since" not in self.errors and not given.get("since"):
            self.add_error("since", _("Fill in the first day."))
        if not given.get("party"):
            self.add_error("party", _("Choose a party."))
        return given


class JobForm(forms.Form):
    """One line of somebody's history."""

    party = line(_("Party"), choose_from="party-names")
    role = line(_("Function"))
    since = day_field(_("First day"))
    until = day_field(_("Last day"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("party"):
            self.add_error("party", _("Choose a party."))
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day stands before the first. Look at both days."))
        return given


class WrittenForm(forms.Form):
    """A note, shared or one's own."""

    text = forms.CharField(
        label=_("Note"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something first."), "max_length": TOO_LONG},
    )


class LeaveForm(forms.Form):
    on = day_field(_("Last day"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "on" not in self.errors and not given.get("on"):
            self.add_error("on", _("Fill in the last day."))
        return given


FIELD_TYPES = [
    ("text", pgettext_lazy("kind of field", "Text")),
    ("number", pgettext_lazy("kind of field", "Number")),
    ("date", pgettext_lazy("kind of field", "Day")),
    ("choice", pgettext_lazy("kind of field", "One of a few")),
    ("flag", pgettext_lazy("kind of field", "Yes or no")),
]


class OwnFieldForm(forms.Form):
    """A field of the network's own."""

    name = forms.CharField(
        label=_("Name of the field"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give it a name."), "max_length": TOO_LONG},
    )
    type = forms.ChoiceField(label=_("What stands in it"), choices=FIELD_TYPES, initial="text")
    choices = text(_("Possibilities"), _("Only for one of a few; each on its own line."))
    about = line(_("Explanation"), _("Stands under the field while somebody fills it in."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


def _own(field: Any, value: Any) -> forms.Field:
    """A field of the network's own, as a field of the form; a value that no longer suits stays in sight."""
    if field.type == "number":
        return number(field.name, field.about)
    if field.type == "date":
        shown = day_field(field.name)
        shown.help_text = field.about
        return shown
    if field.type == "choice":
        return _one_of(field, [(each, each) for each in dict.fromkeys([*field.choices, *([value] if value else [])])])
    if field.type == "flag":
        return _one_of(field, [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))])
    return text(field.name, field.about, rows=2)


def _one_of(field: Any, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=field.name,
        help_text=field.about,
        required=False,
        choices=[("", _("Not said")), *choices],
        error_messages={"invalid_choice": _("Choose one of the possibilities.")},
    )
