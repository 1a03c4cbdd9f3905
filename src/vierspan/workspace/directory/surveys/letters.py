"""The three letters of a survey: invitation, reminder and thanks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from vierspan.workspace.accounts.letters import post
from vierspan.workspace.directory.surveys import standard
from vierspan.workspace.directory.surveys.answering import new_key
from vierspan.workspace.directory.surveys.models import Survey, Voice

PLACES = ("{name}", "{link}", "{network}", "{closes}")


@dataclass(frozen=True, slots=True)
class Written:
    subject: str
    body: str


def written(survey: Survey, kind: str, language: str, facts: Mapping[str, str]) -> Written:
    """A letter with its places filled in; `facts` gives "name" and "link". The standard words where none were kept."""
    words = survey.letters.get(kind, {}).get(language) or standard.letters()[kind][language]
    filled = {"network": survey.network.name, "closes": _day(survey.closes_on, language), **facts}
    return Written(_filled(words["subject"], filled), _filled(words["body"], filled))


def send(survey: Survey, voices: Iterable[Voice], kind: str) -> int:
    """Have each of these voices get the letter, with a personal link of its own; how many it went to."""
    count = 0
    for voice in voices:
        facts = {"name": voice.person.name, "link": link(new_key(voice))}
        letter = written(survey, kind, voice.language, facts)
        post(voice.person.email, letter.subject, letter.body + "\n")
        count += 1
    return count


def link(token: str) -> str:
    return f"{settings.BASE_URL}{reverse('web:answer', args=[token])}"


def _filled(text: str, facts: Mapping[str, str]) -> str:
    """Only the known places are filled in, so that braces of the writer's own stay what they are."""
    for place, value in facts.items():
        text = text.replace("{" + place + "}", value)
    return text


def _day(day: date | None, language: str) -> str:
    if day is None:
        return ""
    with translation.override(language):
        return date_format(day, "l j F Y")
