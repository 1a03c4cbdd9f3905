"""What a voice sees: the questions and the list, in their language. The values of the answering page."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vierspan.workspace.directory.surveys import standard
from vierspan.workspace.directory.surveys.models import Answer, Item, RosterEntry, Survey, Voice

OLD_AFTER = timedelta(days=365)

# What somebody says: per name (its id as text) the value of each question (its key).
Said = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Option:
    value: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`text` holds {name} where the name of the party or person belongs."""

    key: str
    kind: str  # knows | would_like | trust | value | leads | own
    text: str
    orientation: str
    options: tuple[Option, ...]

    def about(self, name: str) -> str:
        return self.text.replace("{name}", name)

    def label(self, value: int) -> str:
        return next((option.label for option in self.options if option.value == value), str(value))

    @property
    def low(self) -> int:
        return self.options[0].value

    @property
    def high(self) -> int:
        return self.options[-1].value


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A name on the list. In an evergreen wave only what `is_asked` is put to them: new to them, or old by now."""

    id: uuid.UUID
    name: str
    party: str = ""
    function: str = ""
    sector: str = ""
    region: str = ""
    is_new: bool = True
    is_old: bool = False

    @property
    def is_asked(self) -> bool:
        return self.is_new or self.is_old


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that the answering page shows. `given` is what was handed in; `draft` is as the page kept it."""

    network: str
    title: str
    intro: str
    language: str
    intro_language: str  # the intro stands in the survey's own language
    voice: str  # who is asked, by name
    about: str  # "parties" or "people"
    k: int
    closes_on: date | None
    questions: tuple[Question, ...]
    roster: tuple[Entry, ...]
    given: Said
    earlier: Said  # in the wave before, of an evergreen survey
    draft: Mapping[str, Any]
    draft_version: int
    opted_in: bool
    is_evergreen: bool
    is_closed: bool
    is_done: bool


def questions(items: Iterable[Item], language: str) -> tuple[Question, ...]:
    return tuple(question(item, language) for item in items)


def question(item: Item, language: str) -> Question:
    """In the reader's language, or in the other where it was written in one only."""
    texts = (item.text_en, item.text_nl) if language == "en" else (item.text_nl, item.text_en)
    return Question(
        key=item.key,
        kind=item.kind,
        text=texts[0] or texts[1],
        orientation=item.orientation,
        options=options(item, language),
    )


def options(item: Item, language: str) -> tuple[Option, ...]:
    """The words of the standard scale; plain numbers on a scale of another length."""
    scale = range(item.low, item.high + 1)
    words = standard.option_words(item.kind, language)
    labels = words if len(words) == len(scale) else [str(value) for value in scale]
    return tuple(Option(value, label) for value, label in zip(scale, labels, strict=True))


def answers_of(voice: Voice) -> dict[str, dict[str, int]]:
    return _said(_rows(voice))


def _said(answers: Iterable[Answer]) -> dict[str, dict[str, int]]:
    said: dict[str, dict[str, int]] = {}
    for answer in answers:
        said.setdefault(str(answer.about), {})[answer.item.key] = answer.value
    return said


def _rows(voice: Voice) -> list[Answer]:
    return list(Answer.objects.of(voice.network_id).filter(voice=voice).select_related("item", "given_in"))


@dataclass(frozen=True, slots=True)
class Before:
    """What a voice said in the wave before, and in which wave each name was last answered for."""

    said: Said
    wave: Mapping[str, Survey]
    origin: Mapping[tuple[str, str], uuid.UUID]  # of each answer, by name and question


NOTHING_BEFORE = Before({}, {}, {})


def before(voice: Voice, survey: Survey) -> Before:
    """Empty unless the survey is evergreen and this person answered the wave that it follows."""
    if not survey.is_evergreen or survey.follows is None:
        return NOTHING_BEFORE
    earlier = Voice.objects.of(voice.network_id).filter(
        survey=survey.follows, person=voice.person_id, has_answered=True, withdrawn=False
    )
    then = earlier.first()
    if then is None:
        return NOTHING_BEFORE
    rows = _rows(then)
    wave = dict.fromkeys(map(str, _listed(survey.follows)), survey.follows)
    wave |= {str(answer.about): answer.given_in for answer in rows if answer.given_in}
    origin = {(str(answer.about), answer.item.key): answer.origin for answer in rows}
    return Before(_said(rows), wave, origin)


def _listed(survey: Survey) -> Iterable[uuid.UUID]:
    return RosterEntry.objects.of(survey.network_id).filter(survey=survey).values_list("about", flat=True)


def roster(voice: Voice, survey: Survey, then: Before, today: date) -> tuple[Entry, ...]:
    """The list without the voice's own party or own person, by name."""
    rows = RosterEntry.objects.of(survey.network_id).filter(survey=survey)
    own = voice.party_id if survey.about == "parties" else voice.person_id
    as_it_was = _stood(survey, then)
    return tuple(_entry(row, then, as_it_was, today) for row in (rows.exclude(about=own) if own else rows))


def _stood(survey: Survey, then: Before) -> dict[tuple[uuid.UUID, str], tuple[str, ...]]:
    """How each name stood on the lists of earlier waves."""
    waves = {wave.pk for wave in then.wave.values()}
    rows = RosterEntry.objects.of(survey.network_id).filter(survey__in=waves)
    return {(row.survey_id, str(row.about)): _looks(row) for row in rows}


def _looks(row: RosterEntry) -> tuple[str, ...]:
    return (row.name, row.party_name, row.function, row.sector, row.region)


def _entry(
    row: RosterEntry, then: Before, as_it_was: Mapping[tuple[uuid.UUID, str], tuple[str, ...]], today: date
) -> Entry:
    wave = then.wave.get(str(row.about))
    return Entry(
        id=row.about,
        name=row.name,
        party=row.party_name,
        function=row.function,
        sector=row.sector,
        region=row.region,
        is_new=wave is None,
        is_old=wave is not None and (_is_past(wave, today) or as_it_was.get((wave.pk, str(row.about))) != _looks(row)),
    )


def _is_past(wave: Survey, today: date) -> bool:
    return wave.closed_on is None or today - wave.closed_on > OLD_AFTER
