"""All answers of a closed survey, several voices of one party put together as one. Only closing reads these."""

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vierspan.workspace.directory.surveys.models import Answer, Survey, Voice


@dataclass(frozen=True, slots=True)
class Given:
    """What one side said of one name: the mean of its voices, under an id that stays while none of them says else."""

    side: str
    value: float
    sheet: str


# Per question (its key) and name (its id), what each side said.
Combined = Mapping[tuple[str, str], list[Given]]


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that counts: handed in, by a voice that still takes part."""

    key: str
    about: str
    value: int
    origin: uuid.UUID
    person: uuid.UUID
    party: uuid.UUID | None

    def side(self, *, by_person: bool) -> str:
        return str(self.person if by_person else self.party or self.person)


def side_of(voice: Voice) -> str:
    """The party that a voice speaks for; somebody without a party speaks for themself."""
    return str(voice.party_id or voice.person_id)


def counted(survey: Survey) -> list[Told]:
    rows = Answer.objects.of(survey.network_id).filter(
        voice__survey=survey, voice__withdrawn=False, voice__has_answered=True
    )
    columns = ("item__key", "about", "value", "origin", "voice__person_id", "voice__party_id")
    return [
        Told(key, str(about), value, origin, person, party)
        for key, about, value, origin, person, party in rows.values_list(*columns)
    ]


def combined(told: Iterable[Told], *, by_person: bool = False) -> Combined:
    """By side, or for ties between people by person."""
    found: dict[tuple[str, str], dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for answer in told:
        found[answer.key, answer.about][answer.side(by_person=by_person)].append(answer)
    return {place: [_given(side, answers) for side, answers in sides.items()] for place, sides in found.items()}


def _given(side: str, answers: list[Told]) -> Given:
    return Given(side, sum(answer.value for answer in answers) / len(answers), _sheet(answers))


def _sheet(answers: list[Told]) -> str:
    origins = sorted(answer.origin.hex for answer in answers)
    return origins[0] if len(origins) == 1 else hashlib.sha256("".join(origins).encode()).hexdigest()[:32]


def willing(survey: Survey, *, by_person: bool = False) -> frozenset[str]:
    """Sides of which everyone who answered lets ties be shown by name."""
    said: dict[str, list[bool]] = defaultdict(list)
    rows = Voice.objects.of(survey.network_id).filter(survey=survey, withdrawn=False, has_answered=True)
    for voice in rows:
        side = str(voice.person_id) if by_person else side_of(voice)
        said[side].append(voice.opted_in)
    return frozenset(side for side, each in said.items() if all(each))


def new_sheet() -> str:
    return uuid.uuid4().hex
