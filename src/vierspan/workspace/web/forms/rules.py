"""Rules of the game: proposing one, when to look again, and what was seen of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.web.forms.acts import day_field

LONGEST_RULE, LONGEST_REMARK = 500, 2000


def _choices(field: forms.Field, choices: Iterable[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one below
    field.choices = list(choices)


class RuleForm(forms.Form):
    name = forms.CharField(
        label=_("The rule, in one sentence"),
        max_length=LONGEST_RULE,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        error_messages={
            "required": _("Write the rule in one sentence."),
            "max_length": _("Keep a rule within 500 characters, so that everybody remembers it."),
        },
    )
    topic = forms.ChoiceField(label=_("What it is about"), required=False)
    review_on = day_field(_("When do you look at it again?"))
    party = forms.ChoiceField(label=_("On behalf of"), required=False)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        topics: Iterable[tuple[str, str]] = (),
        parties: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["topic"], [("", _("Not said")), *topics])
        _choices(self.fields["party"], [("", _("For no party in particular")), *parties])


class ReviewForm(forms.Form):
    review_on = day_field(_("Look again on"))


class TermsForm(forms.Form):
    topic = forms.ChoiceField(label=_("What it is about"), required=False)
    review_on = day_field(_("When do you look at it again?"))
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, topics: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["topic"], [("", _("Not said")), *topics])


class RemarkForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What did you see?"),
        choices=[("good", _("The rule lived: a good example")), ("breach", _("The rule was strained"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    about = forms.CharField(
        label=_("Of whom?"),
        required=False,
        max_length=200,
        help_text=_(
            "A person or a party. Only they read it, and you. Empty: of nobody in particular, for all to read."
        ),
    )
    text = forms.CharField(
        label=_("What happened, and what did it do?"),
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
        help_text=_("What you saw yourself, not what you think of somebody."),
        error_messages={
            "required": _("Say in a few words what happened."),
            "max_length": _("This is too long. Make it shorter."),
        },
    )
    seen_on = day_field(_("When"))


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        error_messages={
            "required": _("Write an answer."),
            "max_length": _("This is too long. Make it shorter."),
        },
    )


class StepsForm(forms.Form):
    wait_days = forms.IntegerField(
        label=_("So many days to talk and answer before the next step"),
        min_value=0,
        max_value=60,
        error_messages={
            "required": _("Write a number of days, from 0 to 60."),
            "invalid": _("Write a number of days, from 0 to 60."),
            "min_value": _("Write a number of days, from 0 to 60."),
            "max_value": _("Write a number of days, from 0 to 60."),
        },
    )
    leaders_first = forms.BooleanField(label=_("It goes to the leaders before it goes to everybody"), required=False)
    to_everybody = forms.BooleanField(label=_("In the end the observer may tell everybody"), required=False)
    version = forms.CharField(required=False, widget=forms.HiddenInput)
