"""What one writes down of the outside."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vierspan.workspace.web.forms.acts import day_field

KINDS = [
    ("organisation", _("An organisation")),
    ("network", _("Another network")),
    ("person", _("A person")),
]
POSITIONS = [
    (1, pgettext_lazy("position", "against")),
    (2, pgettext_lazy("position", "rather against")),
    (3, pgettext_lazy("position", "undecided")),
    (4, pgettext_lazy("position", "rather for")),
    (5, pgettext_lazy("position", "for")),
]
INFLUENCES = [
    (1, pgettext_lazy("influence", "hardly any")),
    (2, pgettext_lazy("influence", "little")),
    (3, pgettext_lazy("influence", "some")),
    (4, pgettext_lazy("influence", "much")),
    (5, pgettext_lazy("influence", "decisive")),
]
INTERESTS = [
    (1, pgettext_lazy("interest", "hardly")),
    (2, pgettext_lazy("interest", "a little")),
    (3, pgettext_lazy("interest", "somewhat")),
    (4, pgettext_lazy("interest", "much")),
    (5, pgettext_lazy("interest", "very much")),
]
WARMTHS = [
    ("warm", pgettext_lazy("warmth", "warm")),
    ("cool", pgettext_lazy("warmth", "cool")),
    ("cold", pgettext_lazy("warmth", "cold")),
]
RELATIONS = [
    ("working", _("People who work on it: half of the warmth is gone in 90 days")),
    ("board", _("Boards: half of the warmth is gone in 180 days")),
]
CONTACT_KINDS = [
    ("call", _("A call")),
    ("mail", _("A mail")),
    ("meeting", _("A meeting")),
    ("visit", _("A visit")),
    ("talk", _("A talk")),
    ("joint_work", _("Worked together")),
    ("media", _("The media")),
]
RHYTHMS = [
    ("", _("No rhythm agreed")),
    ("14", _("Every two weeks")),
    ("30", _("Every month")),
    ("60", _("Every two months")),
    ("90", _("Every quarter")),
    ("180", _("Every half year")),
    ("365", _("Every year")),
]
Choices = Sequence[tuple[str, str]]


def _line(label: Any, *, most: int = 200, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, help_text=hint)


def _lines(label: Any, *, rows: int = 3, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "class": "input"})
    return forms.CharField(label=label, required=False, max_length=5000, help_text=hint, widget=area)


def _version() -> forms.CharField:
    return forms.CharField(required=False, widget=forms.HiddenInput)


def _step(label: Any, steps: Sequence[tuple[int, Any]], hint: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[("", _("Not known")), *steps],
        coerce=int,
        empty_value=None,
        help_text=hint,
    )


def _offered(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so
    field.choices = choices


class StakeholderForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Give it a name.")})
    kind = forms.ChoiceField(label=_("What is it?"), choices=KINDS, initial="organisation")
    position = _step(_("Where do they stand?"), POSITIONS, _("Towards what the network wants, as far as you know."))
    influence = _step(_("How much influence do they have?"), INFLUENCES)
    interest = _step(_("How much does it touch them?"), INTERESTS)
    interests = _lines(_("What matters to them?"))
    asked = _lines(_("What do we ask of them?"), rows=2, hint=_("Support, effort, or just not to stand in the way."))
    themes = forms.MultipleChoiceField(label=_("Which themes?"), required=False, widget=forms.CheckboxSelectMultiple)
    rhythm_days = forms.TypedChoiceField(
        label=_("How often do you want to speak?"), required=False, coerce=int, empty_value=None
    )
    relation = forms.ChoiceField(label=_("Who keeps touch with whom?"), choices=RELATIONS, initial="working")
    is_important = forms.BooleanField(label=_("This one matters so much that two people keep it warm"), required=False)
    website = _line(_("Website"))
    remark = _lines(_("Remark for all participants"), hint=_("What is for you alone, you write on the page itself."))
    version = _version()

    def __init__(self, *args: Any, themes: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offered(self, "themes", themes)
        own = self.initial.get("rhythm_days")
        known = {key for key, _label in RHYTHMS}
        extra = [(str(own), _("Every %(n)s days") % {"n": own})] if own and str(own) not in known else []
        _offered(self, "rhythm_days", [*RHYTHMS, *extra])


class ContactForm(forms.Form):
    """Ten seconds: with whom is enough; the rest is there already or may be added."""

    outside = forms.CharField(
        label=_("With whom?"), max_length=200, error_messages={"required": _("Say with whom you had contact.")}
    )
    subject = _line(_("What about?"))
    kind = forms.ChoiceField(label=_("How?"), choices=CONTACT_KINDS, initial="call")
    held_on = day_field(_("When?"))
    person = _line(_("Who had the contact?"))
    outward = forms.BooleanField(label=_("On behalf of the whole network"), required=False)
    brought_back_on = day_field(_("Told in the network on"))
    brought_to = forms.ChoiceField(label=_("In which gathering?"), required=False)
    insight = _lines(_("What did you bring back?"))
    version = _version()

    def __init__(self, *args: Any, gatherings: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offered(self, "brought_to", [("", _("In none in particular")), *gatherings])


class KeeperForm(forms.Form):
    person = forms.CharField(
        label=_("Who?"), max_length=200, error_messages={"required": _("Choose somebody from the directory.")}
    )


class CheckForm(forms.Form):
    next_check = day_field(_("Look again on"))


class FeelForm(forms.Form):
    score = forms.TypedChoiceField(
        label=_("How warm is it really?"),
        choices=[(70, WARMTHS[0][1]), (28, WARMTHS[1][1]), (5, WARMTHS[2][1])],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    why = forms.CharField(label=_("Why?"), max_length=200, error_messages={"required": _("Say in a few words why.")})


class StanceForm(forms.Form):
    theme = forms.ChoiceField(label=_("Theme"), error_messages={"required": _("Choose a theme.")})
    position = _step(_("Where do they stand on it?"), POSITIONS)
    text = _line(_("In a few words"))

    def __init__(self, *args: Any, themes: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offered(self, "theme", themes)


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=_("A remark for yourself"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        help_text=_("Nobody but you ever reads this."),
        error_messages={"required": _("Write the remark.")},
    )


class StakeholderFilter(forms.Form):
    q = _line(_("Search"))
    warmth = forms.ChoiceField(label=_("How warm"), required=False, choices=[("", _("All")), *WARMTHS])
    position = forms.ChoiceField(
        label=_("Position"), required=False, choices=[("", _("All")), *((str(n), word) for n, word in POSITIONS)]
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    who = forms.ChoiceField(
        label=_("Kept warm"),
        required=False,
        choices=[
            ("", _("All")),
            ("me", _("by me")),
            ("nobody", _("by nobody yet")),
            ("one", _("by one, while it matters")),
        ],
    )

    def __init__(self, *args: Any, themes: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offered(self, "theme", [("", _("All")), *themes])


class EventForm(forms.Form):
    name = forms.CharField(
        label=_("What is it?"), max_length=200, error_messages={"required": _("Say in a few words what it is.")}
    )
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    starts_at = forms.TimeField(label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    ends_at = forms.TimeField(label=_("Until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    place = _line(_("Where"))
    host = _line(_("Who organises it"))
    why = _lines(_("Why is it worth going to?"), rows=2)
    link = _line(_("Website"))
    version = _version()


class InsightForm(forms.Form):
    insight = forms.CharField(
        label=_("What did you bring back?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        help_text=_("What you heard or saw there that matters here. All participants read it."),
        error_messages={"required": _("Say in a few words what you brought back.")},
    )
    brought_back_on = day_field(_("Told in the network on"))
    brought_to = forms.ChoiceField(label=_("In which gathering?"), required=False)
    version = _version()

    def __init__(self, *args: Any, gatherings: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offered(self, "brought_to", [("", _("In none in particular")), *gatherings])
