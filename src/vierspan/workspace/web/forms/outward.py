"""What one says of the network to outsiders, and what one keeps of what was said."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.web.forms.acts import day_field

MEDIA = [
    ("meeting", _("A meeting")),
    ("talk", _("A talk or lecture")),
    ("press", _("The press")),
    ("radio_tv", _("Radio or television")),
    ("social", _("Social media")),
    ("newsletter", _("A newsletter")),
    ("website", _("A website")),
    ("other", _("Something else")),
]
FIELDS = [
    ("logo", _("Logo")),
    ("motto", _("Motto")),
    ("about", _("Who we are, in one paragraph")),
    ("identity", _("What binds us")),
    ("issue", _("What it is about")),
    ("ambition", _("What we want to reach")),
    ("themes", _("Themes")),
    ("gatherings", _("Gatherings to come")),
    ("news", _("News")),
    ("parties", _("Parties by name")),
    ("contact", _("Contact")),
    ("press_kit", _("Press kit")),
]
WORDS = [
    ("motto", _("Motto"), 1),
    ("about", _("Who we are, in one paragraph"), 4),
    ("identity", _("What binds us"), 3),
    ("issue", _("What it is about"), 3),
    ("ambition", _("What we want to reach"), 3),
    ("facts", _("Facts that may be told, one on each line"), 4),
]
Choices = Sequence[tuple[str, str]]


def _line(label: Any, *, most: int = 500, hint: Any = "", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, help_text=hint, **more)


def _version() -> forms.CharField:
    return forms.CharField(required=False, widget=forms.HiddenInput)


class SaidForm(forms.Form):
    """Ten seconds: what was said is enough; the rest is there already or may be added."""

    what = forms.CharField(
        label=_("What was said"), max_length=500, error_messages={"required": _("Say in a few words what was said.")}
    )
    medium = forms.ChoiceField(label=_("By what"), choices=MEDIA)
    person = _line(_("Who spoke"), most=200)
    said_on = day_field(_("When"))
    place = _line(_("Where"), hint=_("The name of the paper, the hall or the programme."))
    audience = _line(_("For whom"), hint=_("For instance: aldermen of the region."))
    party = forms.ChoiceField(label=_("On behalf of which party"), required=False)
    link = _line(_("Link"))
    version = _version()

    def __init__(self, *args: Any, parties: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("The party of who spoke")), *parties]


class SaidFilter(forms.Form):
    q = _line(_("Search"), most=200)
    medium = forms.ChoiceField(label=_("By what"), required=False, choices=[("", _("All")), *MEDIA])
    person = forms.ChoiceField(label=_("Who spoke"), required=False)
    since = day_field(_("From"))
    until = day_field(_("Up to and including"))

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Everybody")), *people]


class OccasionForm(forms.Form):
    what = forms.CharField(
        label=_("What is it"), max_length=300, error_messages={"required": _("Say in a few words what it is.")}
    )
    on = day_field(_("On which day"))
    medium = forms.ChoiceField(label=_("By what"), choices=MEDIA, initial="talk")
    person = forms.ChoiceField(label=_("Who speaks"), required=False)

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Whose turn it is")), *people]


class PostForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160, error_messages={"required": _("Give it a title.")})
    text = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("An empty line begins a new paragraph. **Bold**, - for a list, [words](address) for a link."),
        error_messages={"required": _("Write something first.")},
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    party = forms.ChoiceField(label=_("For which party"), required=False)
    author = _line(
        _("Author"), most=200, hint=_("Stands under the post only where this person agrees to be named outside.")
    )
    shown_on = day_field(_("Shown from"))
    picture = forms.FileField(
        label=_("Picture"), required=False, help_text=_("A PNG or JPEG of at most 4 MB. You need not have one.")
    )
    picture_words = _line(_("What the picture shows"), hint=_("For who cannot see it."), most=300)
    version = _version()

    def __init__(self, *args: Any, parties: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("The whole network")), *parties]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("picture") and not given.get("picture_words"):
            self.add_error("picture_words", _("Say in a few words what it shows, for who cannot see it."))
        return given


class AccentForm(forms.Form):
    accent = _line(_("Accent colour"), most=9, hint=_("As # and six signs, such as #1a6b54. Empty is none."))
    version = _version()


class LogoForm(forms.Form):
    picture = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG, JPEG or SVG, at most 4 MB. A wide or square one on a clear ground works best."),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )


class WordsForm(forms.Form):
    """The network in its own words, per language."""

    version = _version()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, _name in settings.LANGUAGES:
            for key, label, rows in WORDS:
                widget = forms.Textarea(attrs={"rows": rows, "lang": language})
                field = forms.CharField(label=label, required=False, max_length=2000, widget=widget)
                self.fields[f"{key}_{language}"] = field

    def words(self) -> dict[str, str]:
        return {key: text for key, text in self.cleaned_data.items() if key != "version"}

    def of(self, language: str) -> list[forms.BoundField]:
        return [self[f"{key}_{language}"] for key, _label, _rows in WORDS]


class ShowForm(forms.Form):
    """What outsiders see. Nothing is ticked that was not chosen."""

    fields_shown = forms.MultipleChoiceField(
        label=_("What outsiders see beside the name"),
        required=False,
        choices=FIELDS,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages"),
        required=False,
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    parties = forms.MultipleChoiceField(label=_("Which parties"), required=False, widget=forms.CheckboxSelectMultiple)
    gatherings = forms.MultipleChoiceField(
        label=_("Which gatherings"), required=False, widget=forms.CheckboxSelectMultiple
    )
    contact_email = forms.EmailField(
        label=_("Contact address"),
        required=False,
        help_text=_("Best one of the network, not of a person: info@network.nl."),
        error_messages={"invalid": _("This is not an e-mail address yet. It looks like name@organisation.nl.")},
    )
    contact_person = forms.ChoiceField(
        label=_("Contact person"), required=False, help_text=_("Only people who agreed to be named outside.")
    )
    is_found = forms.BooleanField(label=_("Search engines may list this page"), required=False)
    version = _version()

    def __init__(self, *args: Any, parties: Choices, gatherings: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = {"parties": parties, "gatherings": gatherings, "contact_person": [("", _("Nobody by name")), *people]}
        for name, choices in given.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices
