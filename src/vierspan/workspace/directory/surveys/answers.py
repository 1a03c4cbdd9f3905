"""All answers of a closed survey, several voices of one party put together as one. Only closing reads these."""

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from vierspan.workspace.directory.surveys.models import Answer, Survey, Voice


@dataclass(frozen=True, slots=True)
class Given:
    """What one side said of one name: the mean of its voices, under an id that stays while none of them says else."""

    side: str
    value: float
    sheet: str


# Per question (its key) and name (its id), what each side said.
Combined = Mapping[tuple[str, str], list[Given]]


def side_of(voice: Voice, survey: Survey) -> str:
    """The party that a voice speaks for; a survey about people and somebody without a party speak for themselves."""
    return str(voice.party_id or voice.person_id)


def combined(survey: Survey, *, by_person: bool = False) -> Combined:
    """By side, or for ties between people by person."""
    found: dict[tuple[str, str], dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for answer in counted(survey):
        side = str(answer.voice.person_id) if by_person else side_of(answer.voice, survey)
        found[answer.item.key, str(answer.about)][side].append(answer)
    return {
        place: [
            Given(side, fmean(answer.value for answer in answers), _sheet(answers)) for side, answers in sides.items()
        ]
        for place, sides in found.items()
    }


def counted(survey: Survey) -> Iterable[Answer]:
    """Handed in, by voices that still take part."""
    rows = Answer.objects.of(survey.network_id).filter(voice__survey=survey, voice__withdrawn=False)
    return rows.filter(voice__has_answered=True).select_related("voice", "item")


def _sheet(answers: Iterable[Answer]) -> str:
    origins = sorted(answer.origin.hex for answer in answers)
    return origins[0] if len(origins) == 1 else hashlib.sha256("".join(origins).encode()).hexdigest()[:32]


def willing(survey: Survey, *, by_person: bool = False) -> frozenset[str]:
    """Sides of which everyone who answered lets ties be shown by name."""
    said: dict[str, list[bool]] = defaultdict(list)
    rows = Voice.objects.of(survey.network_id).filter(survey=survey, withdrawn=False, has_answered=True)
    for voice in rows:
        side = str(voice.person_id) if by_person else side_of(voice, survey)
        said[side].append(voice.opted_in)
    return frozenset(side for side, each in said.items() if all(each))


def new_sheet() -> str:
    return uuid.uuid4().hex
