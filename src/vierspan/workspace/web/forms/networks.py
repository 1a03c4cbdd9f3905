from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vierspan.workspace.networks.actions import Description

ORIENTATIONS = ("strategist", "explorer", "developer", "process_manager")
PURPOSES = [
    ("information", _("Exchange knowledge and news")),
    ("learning", _("Learn together")),
    ("problem_solving", _("Solve a shared problem")),
    ("service", _("Serve people together")),
    ("capacity", _("Make each other stronger")),
    ("advocacy", _("Speak for a cause")),
    ("innovation", _("Make something new")),
]
PHASES = [
    ("", _("I don't know yet")),
    ("explore", _("Exploring: who is there and what moves us")),
    ("share", _("Sharing: getting to know each other's work")),
    ("agree", _("Agreeing: what we want together")),
    ("shape", _("Shaping: making plans and arrangements")),
    ("realise", _("Realising: doing it")),
    ("renew", _("Renewing: looking back and starting afresh")),
]
LEVELS = [
    ("", _("Not said")),
    ("0", _("Not")),
    ("1", _("A little")),
    ("2", _("Some")),
    ("3", _("Much")),
    ("4", _("Very much")),
]
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
ROLES = [
    ("lead", _("Network leader")),
    ("member", _("Participant")),
    ("observer", _("Observer")),
    ("guest", _("Guest")),
]


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("Name of the network"),
        max_length=120,
        help_text=_("As you call it among yourselves."),
        error_messages={"required": _("Give the network a name.")},
    )


class NewNetworkForm(forms.Form):
    name = _name()


class DescriptionForm(forms.Form):
    name = _name()
    purpose = forms.MultipleChoiceField(
        label=_("What is it for?"),
        required=False,
        choices=PURPOSES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose what fits; this tells the mirror what your network needs."),
    )
    phase = forms.ChoiceField(label=_("Where do you stand now?"), required=False, choices=PHASES)
    is_turbulent = forms.BooleanField(label=_("Much is changing around us"), required=False)
    language = forms.ChoiceField(label=_("Language of the network"), choices=LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for orientation in ORIENTATIONS:
            self.fields[f"need_{orientation}"] = forms.ChoiceField(
                choices=LEVELS, required=False, widget=forms.RadioSelect, label=orientation
            )

    def description(self) -> Description:
        given = self.cleaned_data
        needs = {each: given[f"need_{each}"] for each in ORIENTATIONS}
        return Description(
            name=given["name"],
            purpose=given["purpose"],
            phase=given["phase"],
            is_turbulent=given["is_turbulent"],
            language=given["language"],
            needs={each: int(level) for each, level in needs.items() if level},
        )


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={
            "required": _("Fill in an e-mail address."),
            "invalid": _("This is not an e-mail address yet. It looks like name@organisation.nl."),
        },
    )
    role = forms.ChoiceField(label=_("Takes part as"), choices=ROLES, initial="member")
