"""Making a survey, up to the moment that it opens."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.rows import RINGS
from vierspan.workspace.directory.surveys import standard
from vierspan.workspace.directory.surveys.errors import AlreadyOpen
from vierspan.workspace.directory.surveys.models import ABOUT, LEAST_K, MOST_K, Item, Survey, Voice
from vierspan.workspace.directory.surveys.roster import reachable
from vierspan.workspace.directory.versions import Changed, Difference, held, unchanged_since, version

LANGUAGES = ("nl", "en")
LONGEST_INTRO = 4000
LONGEST_ITEM = 300
LONGEST_LETTER = 8000
MOST_OWN_ITEMS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a survey is about, and how."""

    title: str
    intro: str = ""
    language: str = "nl"
    about: str = "parties"
    rings: Sequence[str] = ()
    k: int = LEAST_K
    is_evergreen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it is to stand in the survey: a standard one by its key, or one of the network's own."""

    key: str = ""
    text_nl: str = ""
    text_en: str = ""


@transaction.atomic
def create(actor: Actor, description: Description) -> Survey:
    """A draft with the standard questions and letters."""
    authorise(actor, Do.RUN_SURVEY)
    survey = Survey(network_id=actor.network_id, letters=standard.letters(), **_checked(description))
    survey.save()
    _put_items(survey, standard.items())
    return survey


@transaction.atomic
def follow(actor: Actor, survey_id: uuid.UUID) -> Survey:
    """A draft of the next wave: the same questions, letters and voices as the wave that it follows."""
    authorise(actor, Do.RUN_SURVEY)
    old = held(Survey.objects.visible_to(actor), survey_id)
    if old.state != "closed":
        raise Invalid("survey", "wave_not_closed")
    kept = ("title", "intro", "language", "about", "rings", "k", "is_evergreen", "letters")
    new = Survey(network_id=actor.network_id, follows=old, **{column: getattr(old, column) for column in kept})
    new.save()
    _put_items(new, Item.objects.of(actor.network_id).filter(survey=old).values(*_ITEM_COLUMNS))
    people = Voice.objects.of(actor.network_id).filter(survey=old, withdrawn=False).values_list("person_id", flat=True)
    _put_voices(new, reachable(actor.network_id).filter(pk__in=list(people)))
    return new


_ITEM_COLUMNS = ("place", "kind", "key", "text_nl", "text_en", "low", "high", "orientation")


@transaction.atomic
def describe(actor: Actor, survey_id: uuid.UUID, description: Description, *, seen: str) -> Survey:
    survey = drafted(actor, survey_id)
    values = _checked(description)
    unchanged_since(survey, seen, values)
    for column, value in values.items():
        setattr(survey, column, value)
    survey.save()
    return survey


@transaction.atomic
def ask(actor: Actor, survey_id: uuid.UUID, asked: Sequence[Asked], *, seen: str) -> Survey:
    """Put these questions in the place of those that stand; "knows" is always among them."""
    survey = drafted(actor, survey_id)
    items = _items(asked)
    _refuse_when_changed(survey, seen, items)
    Item.objects.of(actor.network_id).filter(survey=survey).delete()
    _put_items(survey, items)
    survey.save()
    return survey


def _refuse_when_changed(survey: Survey, seen: str, items: Sequence[Mapping[str, Any]]) -> None:
    if seen == version(survey):
        return
    stand = {item.key: item for item in Item.objects.of(survey.network_id).filter(survey=survey)}
    columns = ("text_nl", "text_en")
    differences = tuple(
        Difference(f"{item['key']}.{column}", getattr(stand.get(item["key"]), column, ""), item[column])
        for item in items
        for column in columns
        if getattr(stand.get(item["key"]), column, "") != item[column]
    )
    if differences or set(stand) != {item["key"] for item in items}:
        raise Changed(survey, differences)


@transaction.atomic
def choose_voices(actor: Actor, survey_id: uuid.UUID, people: Collection[uuid.UUID]) -> int:
    """Ask these people and nobody else; who has no e-mail address cannot be asked."""
    survey = drafted(actor, survey_id)
    Voice.objects.of(actor.network_id).filter(survey=survey).delete()
    return _put_voices(survey, reachable(actor.network_id).filter(pk__in=people))


@transaction.atomic
def write_letters(
    actor: Actor, survey_id: uuid.UUID, letters: Mapping[str, Any], *, closes_on: date | None, seen: str
) -> Survey:
    """Keep the words of the three letters, in both languages, and the last day to answer."""
    survey = drafted(actor, survey_id)
    words, last_day = _checked_letters(letters), later_day(closes_on)
    unchanged_since(survey, seen, {"letters": words, "closes_on": last_day})
    survey.letters, survey.closes_on = words, last_day
    survey.save()
    return survey


@transaction.atomic
def discard(actor: Actor, survey_id: uuid.UUID) -> None:
    """Throw a draft away."""
    drafted(actor, survey_id).delete()


def drafted(actor: Actor, survey_id: uuid.UUID) -> Survey:
    """The survey, held, while it can still be changed."""
    authorise(actor, Do.RUN_SURVEY)
    survey = held(Survey.objects.visible_to(actor), survey_id)
    if survey.state != "draft":
        raise AlreadyOpen
    return survey


def later_day(day: date | None) -> date | None:
    if day is not None and day <= clock.today():
        raise Invalid("closes_on", "day_not_in_future")
    return day


def _checked(description: Description) -> dict[str, Any]:
    title = tidy(description.title)
    if not title:
        raise Invalid("title", "needs_title")
    if description.about not in ABOUT:
        raise Invalid("about", "unknown_about")
    if not LEAST_K <= description.k <= MOST_K:
        raise Invalid("k", "k_out_of_range")
    return {
        **asdict(description),
        "title": title[:120],
        "intro": description.intro.strip()[:LONGEST_INTRO],
        "language": description.language if description.language in LANGUAGES else "nl",
        "rings": [ring for ring in RINGS if ring in description.rings],
    }


def _items(asked: Sequence[Asked]) -> list[dict[str, Any]]:
    """Standard questions first, in their own order, then the network's own."""
    by_key = {each.key: each for each in asked if each.key}
    items = [
        item | _texts(by_key[item["key"]], item) if item["key"] in by_key else item
        for item in standard.items()
        if item["key"] in by_key or item["kind"] == "knows"
    ]
    known = {item["key"] for item in standard.items()}
    own = [each for each in asked if each.key not in known and tidy(each.text_nl + each.text_en)]
    if len(own) > MOST_OWN_ITEMS:
        raise Invalid("items", "too_many_questions")
    return items + [_own(number, each) for number, each in enumerate(own, 1)]


def _own(number: int, each: Asked) -> dict[str, Any]:
    base = {"kind": "own", "key": f"own_{number}", "low": 1, "high": 4, "orientation": "", "place": 100 + number}
    return base | _texts(each, {"text_nl": "", "text_en": ""})


def _texts(each: Asked, default: Mapping[str, Any]) -> dict[str, str]:
    """What was written, at most so long; an emptied standard question gets its standard words back."""
    texts = {"text_nl": tidy(each.text_nl)[:LONGEST_ITEM], "text_en": tidy(each.text_en)[:LONGEST_ITEM]}
    return {column: text or default[column] for column, text in texts.items()}


def _put_items(survey: Survey, items: Iterable[Mapping[str, Any]]) -> None:
    Item.objects.bulk_create([Item(network_id=survey.network_id, survey=survey, **item) for item in items])


def _put_voices(survey: Survey, people: Iterable[Person]) -> int:
    voices = [voice_of(survey, person) for person in people]
    Voice.objects.bulk_create(voices)
    return len(voices)


def voice_of(survey: Survey, person: Person) -> Voice:
    return Voice(
        network_id=survey.network_id,
        survey=survey,
        person=person,
        party=person.party,
        sector=person.party.sector if person.party else "",
        language=survey.language,
    )


def _checked_letters(letters: Mapping[str, Any]) -> dict[str, Any]:
    """Each letter in both languages; an emptied one gets its standard words back, an invitation holds the link."""
    kept: dict[str, Any] = {}
    for kind, per_language in standard.letters().items():
        kept[kind] = {}
        for language, words in per_language.items():
            given = letters.get(kind, {}).get(language, {})
            subject = tidy(str(given.get("subject", "")))[:200] or words["subject"]
            body = str(given.get("body", "")).replace("\r\n", "\n").strip()[:LONGEST_LETTER] or words["body"]
            if "{link}" not in body:
                raise Invalid(f"{kind}.{language}", "letter_without_link")
            kept[kind][language] = {"subject": subject, "body": body}
    return kept
