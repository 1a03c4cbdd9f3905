"""The steps of the answering page: first whom you know, then each question about all of them at once."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vierspan.workspace.directory.surveys.sheet import Entry, Question, Sheet

STILL, CHOSEN, CHECK = "still", "chosen", "check"
OPT_IN, SELF = "opted_in", "-"
DONT_KNOW = -1
BLANK = "…"


@dataclass(frozen=True, slots=True)
class Word:
    value: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A question put about several names at once."""

    id: str
    kind: str  # still | pick | rate
    among: str  # all | chosen | others
    title: str
    hint: str
    sentence: str = ""  # with … in the place of the name
    orientation: str = ""
    is_new: bool = False
    words: tuple[Word, ...] = ()

    def takes(self, value: int) -> bool:
        return value in {word.value for word in self.words} if self.kind == "rate" else value in (0, 1)


def steps(sheet: Sheet) -> tuple[Step, ...]:
    earlier = {key for values in sheet.earlier.values() for key in values}
    asked = [_step(sheet, question, earlier) for question in sheet.questions]
    rated = [step for step in asked if step.among == "chosen"]
    others = [step for step in asked if step.among == "others"]
    first = [_still()] if still_names(sheet) else []
    return (*first, _chosen(sheet), *rated[:1], *_wishes(rated, others))


def _wishes(rated: list[Step], others: list[Step]) -> list[Step]:
    """Whom one would like to meet comes just before who takes the lead, away from whom one knows."""
    leads = [step for step in rated[1:] if step.orientation]
    return [*[step for step in rated[1:] if not step.orientation], *others, *leads]


def still_names(sheet: Sheet) -> list[Entry]:
    """Of whom something was said in an earlier wave that may still hold."""
    return [entry for entry in sheet.roster if not entry.is_new and is_known(sheet.earlier.get(str(entry.id), {}))]


def is_known(values: object) -> bool:
    """Something was said that one only says of whom one knows."""
    return isinstance(values, dict) and any(value > 0 for key, value in values.items() if key != "would_like")


def _still() -> Step:
    return Step(
        id=STILL,
        kind="still",
        among="all",
        title=_("Is this still so?"),
        hint=_("You said this the last time. Confirm it in one go, or say of whom you want to look again."),
    )


def _chosen(sheet: Sheet) -> Step:
    is_people = sheet.about == "people"
    return Step(
        id=CHOSEN,
        kind="pick",
        among="all",
        title=_("Whom do you know, or do you work with?")
        if is_people
        else _("Which parties do you know, or do you work with?"),
        hint=_("Choose everybody you are in touch with, now and then too. The next questions are only about them.")
        if is_people
        else _("Choose every party you are in touch with, now and then too. The next questions are only about them."),
    )


def _step(sheet: Sheet, question: Question, earlier: set[str]) -> Step:
    is_new = bool(earlier) and question.key not in earlier
    if question.kind == "would_like":
        return _wish(sheet, question, is_new)
    return Step(
        id=question.key,
        kind="rate",
        among="chosen",
        title=question.about(BLANK),
        hint=_hint(question.kind),
        sentence=question.about(BLANK),
        orientation=question.orientation,
        is_new=is_new,
        words=(
            *(Word(option.value, option.label) for option in question.options),
            Word(DONT_KNOW, pgettext("answer", "I don't know")),
        ),
    )


def _wish(sheet: Sheet, question: Question, is_new: bool) -> Step:
    is_people = sheet.about == "people"
    return Step(
        id=question.key,
        kind="pick",
        among="others",
        title=_("Whom would you like to meet?") if is_people else _("Which parties would you like to get to know?"),
        hint=_("These are the others on the list. Choose nobody if you have no wish.")
        if is_people
        else _("These are the others on the list. Choose none if you have no wish."),
        sentence=question.about(BLANK),
        is_new=is_new,
    )


def _hint(kind: str) -> str:
    hints = {
        "knows": _("Choose what comes nearest, for each of them."),
        "leads": _("Think of the last year. Skip whom you cannot judge."),
        "value": _("How much is that so? Skip whom you cannot judge."),
    }
    return hints.get(kind, _("How far is that so? Skip whom you cannot judge."))
