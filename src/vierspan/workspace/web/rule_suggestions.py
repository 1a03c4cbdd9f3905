"""Rules to begin with, in our own words: five of each topic, to take over or to talk about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SUGGESTIONS: Mapping[str, tuple[str | Promise, ...]] = {
    "give_and_get": (
        _("Every party brings something: time, knowledge, room or money."),
        _("You say what you need before others have to guess it."),
        _("What you learn together belongs to all of us, also when it went wrong."),
        _("Those who get more for a while say so, and we agree until when."),
        _("Help that was given is named, so that it is seen."),
    ),
    "decision_making": (
        _("We decide when nobody has a serious objection."),
        _("A question comes a week ahead, on one page, with who decides it."),
        _("Those who are not there accept what is decided, or send somebody who may decide."),
        _("Whoever objects helps to find what would work."),
        _("We write down every decision, with why and when we look at it again."),
    ),
    "organisation": (
        _("Those who cannot come send somebody who knows what it is about."),
        _("We begin on time, we end on time, and phones stay away."),
        _("Whoever speaks for the network says so beforehand and tells afterwards how it went."),
        _("At every table sits at least one person whom it is really about."),
        _("One person looks after each meeting, and it is not always the same one."),
    ),
    "conflict": (
        _("When something rubs we talk with each other first, not about each other."),
        _("We do so within two weeks, while it is still small."),
        _("If we cannot solve it together, we ask somebody whom we both trust."),
        _("What is said in a talk like that stays there."),
        _("Afterwards we look at what our rules can learn from it."),
    ),
    "calling_to_account": (
        _("If you cannot keep a promise, you say so before the day."),
        _("We tell each other what we see, kindly and soon, and not only when it goes wrong."),
        _("Whoever is called to account says thank you first, and answers after."),
        _("A good example is told out loud."),
        _("Twice a year we ask each other which rule we let slip."),
    ),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One rule to begin with, under a key that an address can carry."""

    key: str
    topic: str
    text: str


def suggestions(topic: str = "") -> Iterator[Suggestion]:
    for key, rules in SUGGESTIONS.items():
        if not topic or topic == key:
            for place, rule in enumerate(rules):
                yield Suggestion(f"{key}-{place}", key, str(rule))


def suggestion(key: str) -> Suggestion | None:
    return next((each for each in suggestions() if each.key == key), None)
