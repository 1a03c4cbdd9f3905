"""Where signals come from: a feed, a calendar, or mails that were kept."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FEED_ENDINGS = ".xml,.rss,.atom,.ics,.ical"
KINDS = (("feed", _("News (RSS or Atom)")), ("calendar", _("A calendar (iCal)")))


class SourceForm(forms.Form):
    """What people say of a source."""

    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=120,
        help_text=_("Empty: as the source calls itself."),
        error_messages={"max_length": _("This is too long. Make it shorter.")},
    )
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, help_text=_("A signal that comes out of it gets this theme.")
    )
    keeper = forms.CharField(
        label=_("Who looks after it"),
        required=False,
        max_length=200,
        help_text=_("Who notices when it falls silent, or brings nothing any more."),
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, themes: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("No theme in particular")), *themes]


class NewSourceForm(SourceForm):
    """By its address, or as a file."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=KINDS, widget=forms.RadioSelect, initial="feed")
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=2000,
        help_text=_(
            "The address of a feed, or of a website: then we look for its feed. It is asked once an hour at most."
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "autocapitalize": "off"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("That you saved yourself: .xml, .rss or .ics. Nothing is fetched for it."),
        widget=forms.FileInput(attrs={"accept": FEED_ENDINGS}),
    )
    field_order = ("kind", "address", "file", "name", "theme", "keeper", "version")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("address") and not given.get("file"):
            self.add_error("address", _("Give an address, or choose a file."))
        return given


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("A newer file"),
        widget=forms.FileInput(attrs={"accept": FEED_ENDINGS}),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("A word, or two"),
        max_length=80,
        error_messages={"required": _("Write a word of at least two letters.")},
    )
