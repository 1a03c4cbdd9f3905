"""The form of a round of questions about leading."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.leadership.questions.actions.choosing import Shape
from vierspan.workspace.leadership.questions.items import ABOUT
from vierspan.workspace.web.forms.reflection import LANGUAGES, LastDayForm

SMALLEST = [(str(k), str(k)) for k in (5, 6, 7, 8, 10, 15, 20)]
SMALLEST_ABOUT = [("4", "4"), ("5", "5"), ("6", "6"), ("8", "8")]


class RoundForm(LastDayForm):
    """Until when, in what words, from how many answers on; about oneself also with whom one chooses."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    second = forms.ChoiceField(
        label=_("Who chooses along with you whom to ask?"),
        help_text=_("Somebody you trust, with an account here. They see whom you ask, not what comes of it."),
        error_messages={"required": _("Choose who looks along with you.")},
    )
    intro = forms.CharField(
        label=_("A word beforehand"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the mail. Why you ask this, and what you will do with it."),
        error_messages={"max_length": _("This is too long. Make it shorter.")},
    )
    k = forms.ChoiceField(
        label=_("Show a figure from how many answers on?"),
        help_text=_("The more, the safer people feel. It stays fixed once the invitations are out."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails, for who has not chosen one"), choices=LANGUAGES, widget=forms.RadioSelect
    )
    field_order = ("version", "second", "closes_on", "intro", "k", "language")

    def __init__(self, *args: Any, kind: str, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("second", [("", _("Choose somebody")), *people]),
            ("k", SMALLEST_ABOUT if kind == ABOUT else SMALLEST),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types alone
            field.choices = choices
        if kind != ABOUT:
            del self.fields["second"]

    def shape(self) -> Shape:
        given = self.cleaned_data
        return Shape(
            closes_on=given["closes_on"],
            intro=given["intro"],
            k=int(given["k"]),
            language=given["language"],
            second=UUID(given["second"]) if given.get("second") else None,
        )
