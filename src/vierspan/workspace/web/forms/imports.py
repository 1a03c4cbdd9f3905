"""What may be put in, and the words in which lists and their columns are spoken of."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vierspan.workspace.exchange.actions import LARGEST_UPLOAD
from vierspan.workspace.exchange.own_lists import Lists, Told

MEGABYTES = LARGEST_UPLOAD // 1_000_000
ENDINGS = ".xlsx,.xlsm,.csv,.tsv,.txt,.zip,.gz,.graphml,.gexf,.xml,.json,.vcf"

LIST_FORMS = {
    "participations": _("who takes part in which project"),
    "initiatives": _("projects and their themes"),
    "actors": _("organisations or people"),
    "attendance": _("who was at which meeting"),
    "agenda": _("meetings, one a row"),
    "ties": _("who is tied to whom"),
    "proposals": _("proposals and what became of them"),
    "node_values": _("features of people or organisations"),
    "networks": _("a list of networks"),
    "ignore": _("do not read this list"),
}
MEANINGS = {
    "initiative": _("project or initiative (code or name)"),
    "initiative_name": _("name of the project"),
    "actor": _("organisation or person"),
    "actor_name": _("name of the organisation"),
    "short_name": _("short name"),
    "role": _("role in the project"),
    "since": _("since when"),
    "until": _("until when"),
    "theme": _("theme"),
    "region": _("region"),
    "sector": _("sector or kind"),
    "department": _("department"),
    "person": _("person"),
    "email": _("e-mail address"),
    "meeting": _("meeting"),
    "date": _("date"),
    "place": _("place"),
    "purpose": _("explanation or aim"),
    "kind": _("kind"),
    "present": _("was there, yes or no"),
    "counterpart": _("who they spoke with"),
    "source": _("from whom"),
    "target": _("to whom"),
    "weight": _("how strong or how often"),
    "network": _("which network"),
    "node": _("person or organisation"),
    "attribute": _("name of the feature"),
    "value": _("value of the feature"),
    "directed": _("one way or both ways"),
    "proposal": _("proposal"),
    "proposer": _("who proposed it"),
    "proposer_type": _("kind of proposer"),
    "outcome": _("what became of it"),
    "proposed_on": _("day of the proposal"),
    "number": _("number or code"),
    "keep": _("only keep it"),
    "ignore": _("leave it out"),
}
CONFIDENCE = {
    "sure": pgettext_lazy("confidence", "sure"),
    "likely": pgettext_lazy("confidence", "likely"),
    "unsure": pgettext_lazy("confidence", "not sure"),
}
QUESTIONS = {
    "carries": _("Which roles mean that somebody carries the project?"),
    "adopted": _("Which words mean that a proposal was adopted?"),
    "rejected": _("Which words mean that a proposal was rejected?"),
    "postponed": _("Which words mean that a proposal was postponed?"),
    "networks": _("This file holds several networks. Which do you want to read?"),
    "most": _("Which end is the strongest?"),
}
ENDS = {"high": _("a high number is most"), "low": _("a low number is most (1 is first)")}
REASONS = {
    "same_words": _("the same words, otherwise written"),
    "legal_form": _("only the legal form differs"),
    "word_order": _("the same words in another order"),
    "abbreviation": _("one looks like the abbreviation of the other"),
    "typing_slip": _("a letter or two differ"),
}


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Your file"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Choose one with rows in it."),
            "max_length": _("The name of this file is too long. Give it a shorter name."),
        },
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("This file is too large: we read up to %(megabytes)s MB. Split it, or take out what is not needed."),
                params={"megabytes": MEGABYTES},
            )
        return given


class NewNetworkFileForm(FileForm):
    """A file that makes its own network; the name may be left to the file."""

    name = forms.CharField(
        label=_("Name of the network"),
        max_length=120,
        required=False,
        help_text=_("Leave it empty and we take the name from the file."),
    )
    field_order = ("file", "name")


def told(given: QueryDict, lists: Lists) -> Told:
    """What somebody answered on the page of their own lists."""
    keys = {question.key for question in lists.questions}
    answers: dict[str, list[Any]] = {key: given.getlist(f"answer-{key}") for key in keys}
    return Told(
        forms=[given.get(f"form-{at}", "") for at in range(len(lists.lists))],
        meanings=[
            [given.get(f"meaning-{at}-{column}", "") for column in range(len(each.columns))]
            for at, each in enumerate(lists.lists)
        ],
        answers={key: values for key, values in answers.items() if values or key != "most"},
    )
