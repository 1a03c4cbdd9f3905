"""Forms of our mirror and of talking about it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.leadership.team.queries import TOPICS
from vierspan.workspace.web import our_mirror_words as words


class TalkForm(forms.Form):
    title = forms.CharField(
        label=_("What do you call this talk?"),
        max_length=120,
        error_messages={"required": _("Write a few words first.")},
    )
    topics = forms.MultipleChoiceField(
        label=_("What do you talk about?"),
        choices=[(each, words.TOPICS[each]) for each in TOPICS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two is enough for an hour."),
        error_messages={"required": _("Choose at least one topic.")},
    )


class LineForm(forms.Form):
    text = forms.CharField(max_length=500, error_messages={"required": _("Write a few words first.")})


class GovernedForm(forms.Form):
    form = forms.ChoiceField(
        label=_("How are you governed now?"), required=False, choices=[("", _("not said")), *words.FORMS.items()]
    )
    competence = forms.TypedChoiceField(
        label=_("How much do you need that only the network as a whole can do?"),
        help_text=_("Such as speaking for all, finding money, a shared register."),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("not said")), (1, _("1, hardly")), (2, "2"), (3, "3"), (4, "4"), (5, _("5, very much"))],
    )
