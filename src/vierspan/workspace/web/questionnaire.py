"""The screens of a questionnaire about leadership: what stands on each, what was said, and what a form says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from vierspan.workspace.leadership.questions import items
from vierspan.workspace.leadership.questions.items import Item, Scale

CHECK = "check"
FIELD = "q-"
SECONDS_EACH = {"about": 13, "self": 11, "everyone": 5, "need": 20}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on the list of the short form."""

    id: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of whom: the kind, the language, the name of the one asked about, the list, and what was said."""

    kind: str
    language: str
    about: str = ""
    roster: Sequence[Named] = ()
    answers: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One question on a screen, with its answer."""

    key: str
    text: str
    about: str = ""
    orientation: str = ""
    scale: Scale
    value: int | None

    @property
    def field(self) -> str:
        return f"{FIELD}{self.key}"

    @property
    def is_judged(self) -> bool:
        return self.value is not None and self.value != self.scale.cannot_judge

    @property
    def word(self) -> str:
        return next((word for value, word in self.scale.options if value == self.value), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One page of the sheet."""

    key: str
    name: str  # in the list at the end
    title: str
    lead: str = ""
    orientation: str = ""
    lines: tuple[Line, ...]

    @property
    def said(self) -> int:
        """How many questions were touched."""
        return sum(line.value is not None for line in self.lines)

    @property
    def is_thin(self) -> bool:
        """Begun, and judged too little to make a score of: under two thirds."""
        return self.said > 0 and 3 * sum(line.is_judged for line in self.lines) < 2 * len(self.lines)


def screens(asked: Asked) -> tuple[Screen, ...]:
    """Every page, in order."""
    if asked.kind == items.NEED:
        return (_need(asked),)
    if asked.kind == items.EVERYONE:
        return (*_leads(asked), _ownership(asked))
    return (*_behaviour(asked), *_palette(asked))


def minutes(asked: Asked) -> int:
    """About how long it takes."""
    count = sum(len(screen.lines) for screen in screens(asked))
    return max(1, round(count * SECONDS_EACH[asked.kind] / 60))


def beside(pages: Sequence[Screen], at: str, by: int) -> str:
    """The key of the next page or the one before; after the last comes the check."""
    keys = [*(page.key for page in pages), CHECK]
    return keys[min(max(keys.index(at) + by, 0), len(keys) - 1)]


def given(pages: Iterable[Screen], form: QueryDict) -> dict[str, int]:
    """The answers that a form holds; what is no answer is left out, as if it was not touched."""
    found: dict[str, int] = {}
    for line in (line for page in pages for line in page.lines):
        chosen = {str(value): value for value, _word in line.scale.options}.get(form.get(line.field, ""))
        if chosen is not None:
            found[line.key] = chosen
    return found


def _behaviour(asked: Asked) -> Iterable[Screen]:
    found = items.items(asked.kind, asked.language)
    for orientation, letter in items.ORIENTATIONS.items():
        yield Screen(
            key=letter.lower(),
            name="",
            title=_how_often(asked),
            orientation=orientation,
            lines=tuple(_line(each, asked.answers) for each in found if each.group == orientation),
        )


def _palette(asked: Asked) -> Iterable[Screen]:
    found = items.items(asked.kind, asked.language)
    for number, axis in enumerate(items.AXES, 1):
        yield Screen(
            key=axis,
            name=_("The way of leading %(number)s of %(of)s") % {"number": number, "of": len(items.AXES)},
            title=_how_often(asked),
            lead=_("Now about the way of leading. One and the same person may do all of this often.")
            if number == 1
            else "",
            lines=tuple(_line(each, asked.answers) for each in found if each.group == axis),
        )


def _how_often(asked: Asked) -> str:
    if asked.kind == items.SELF:
        return _("How often do you do this?")
    return _("How often do you see %(name)s do this?") % {"name": asked.about}


def _leads(asked: Asked) -> Iterable[Screen]:
    for item in items.leads(asked.language):
        lines = tuple(
            Line(
                key=f"{item.key}:{each.id}",
                text=each.name,
                about=each.about,
                scale=item.scale,
                value=asked.answers.get(f"{item.key}:{each.id}"),
            )
            for each in asked.roster
        )
        yield Screen(key=item.key, name="", title=item.text, orientation=item.group, lines=lines)


def _ownership(asked: Asked) -> Screen:
    return Screen(
        key="ownership",
        name=_("How far this network is yours"),
        title=_("How far is this network yours?"),
        lead=_("Answer for the party you come from."),
        lines=tuple(_line(each, asked.answers) for each in items.ownership(asked.language)),
    )


def _need(asked: Asked) -> Screen:
    return Screen(
        key="need",
        name=_("What the network needs"),
        title=_("What does our network need now, and how much?"),
        lead=_("Not every network needs each of the four as much. Think of the coming half year."),
        lines=tuple(_line(each, asked.answers, each.group) for each in items.needs(asked.language)),
    )


def _line(item: Item, answers: Mapping[str, int], orientation: str = "") -> Line:
    return Line(
        key=item.key,
        text=item.text,
        about=item.about,
        orientation=orientation,
        scale=item.scale,
        value=answers.get(item.key),
    )
