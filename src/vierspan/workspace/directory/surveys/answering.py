"""What somebody may do with a personal link, without an account. Reading changes nothing."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.directory.surveys import own_page as own_pages
from vierspan.workspace.directory.surveys import sheet as sheets
from vierspan.workspace.directory.surveys.errors import SurveyClosed
from vierspan.workspace.directory.surveys.models import Answer, Item, Key, Survey, Voice
from vierspan.workspace.directory.surveys.own_page import OwnPage
from vierspan.workspace.directory.surveys.sheet import Entry, Said, Sheet

LARGEST_DRAFT = 400_000  # characters: some thousands of names, each with a dozen answers


def new_key(voice: Voice) -> str:
    """The token of a new personal link; only its hash is kept."""
    token = secrets.token_urlsafe(24)
    Key.objects.create(network_id=voice.network_id, voice=voice, token_hash=_hashed(token))
    return token


def opened(token: str, language: str = "") -> Sheet:
    """What the answering page shows, in the asked language or else the voice's own."""
    voice = _voice(token)
    survey = voice.survey
    language = language if language in ("nl", "en") else voice.language
    then = sheets.before(voice, survey)
    items = Item.objects.of(voice.network_id).filter(survey=survey)
    return Sheet(
        network=voice.network.name,
        title=survey.title,
        intro=survey.intro,
        language=language,
        intro_language=survey.language,
        voice=voice.person.name,
        about=survey.about,
        k=survey.k,
        closes_on=survey.closes_on,
        questions=sheets.questions(items, language),
        roster=sheets.roster(voice, survey, then, clock.today()),
        given=sheets.answers_of(voice),
        earlier=then.said,
        draft=voice.draft,
        draft_version=voice.draft_version,
        opted_in=voice.opted_in,
        is_evergreen=survey.is_evergreen,
        is_closed=not is_answerable(survey),
        is_done=voice.has_answered,
    )


def own_page(token: str, language: str = "") -> OwnPage:
    """What this respondent gave and, after closing, what the network answered; `results` is None until then."""
    voice = _voice(token)
    return own_pages.own_page(voice, language if language in ("nl", "en") else voice.language)


def is_answerable(survey: Survey) -> bool:
    """Open, and its last day not over."""
    return survey.state == "open" and (survey.closes_on is None or clock.today() <= survey.closes_on)


@transaction.atomic
def keep(token: str, draft: Mapping[str, Any]) -> None:
    """Keep what was typed so far. `draft["version"]` counts up: an older draft that comes late changes nothing.

    Raises SurveyClosed, NotFound, Invalid("draft", ...).
    """
    voice = _answering(token)
    version = draft.get("version")
    if not isinstance(version, int) or not 0 < version < 2**31:
        raise Invalid("draft", "draft_without_version")
    if len(json.dumps(draft)) > LARGEST_DRAFT:
        raise Invalid("draft", "draft_too_large")
    newer = Voice.objects.of(voice.network_id).filter(pk=voice.pk, draft_version__lt=version)
    newer.update(draft=dict(draft), draft_version=version)


@transaction.atomic
def hand_in(token: str, answers: Said, opted_in: bool) -> None:
    """Put these answers in the place of those handed in before; possible until closing.

    In an evergreen wave a name that is not in `answers` and was not asked keeps what was said of it earlier; a name
    with an empty mapping has nothing said of it. Raises SurveyClosed, NotFound, Invalid("answers", ...).
    """
    voice = _answering(token)
    then = sheets.before(voice, voice.survey)
    entries = {str(entry.id): entry for entry in sheets.roster(voice, voice.survey, then, clock.today())}
    items = {item.key: item for item in Item.objects.of(voice.network_id).filter(survey=voice.survey)}
    _check(answers, entries, items)
    Answer.objects.of(voice.network_id).filter(voice=voice).delete()
    Answer.objects.bulk_create(_rows(voice, answers, then, entries, items))
    Voice.objects.of(voice.network_id).filter(pk=voice.pk).update(has_answered=True, opted_in=opted_in, draft={})


def _check(answers: Said, entries: Mapping[str, Entry], items: Mapping[str, Item]) -> None:
    for about, values in answers.items():
        if about not in entries:
            raise Invalid("answers", "not_on_the_list")
        for key, value in values.items():
            item = items.get(key)
            if item is None:
                raise Invalid("answers", "unknown_question")
            if type(value) is not int or not item.low <= value <= item.high:
                raise Invalid("answers", "outside_the_scale")


def _rows(
    voice: Voice,
    answers: Said,
    then: sheets.Before,
    entries: Mapping[str, Entry],
    items: Mapping[str, Item],
) -> list[Answer]:
    rows = []
    for about, entry in entries.items():
        earlier = {key: value for key, value in then.said.get(about, {}).items() if key in items}
        is_kept = not entry.is_asked and answers.get(about, earlier) == earlier
        for key, value in (earlier if is_kept else answers.get(about, {})).items():
            row = Answer(network_id=voice.network_id, voice=voice, about=entry.id, item=items[key], value=value)
            if is_kept:
                row.given_in, row.origin = then.wave.get(about), then.origin.get((about, key), row.origin)
            rows.append(row)
    return rows


def _answering(token: str) -> Voice:
    """The voice of an open survey, with the survey held until this is done, so that closing waits for it."""
    voice = _voice(token)
    survey = Survey.objects.of(voice.network_id).select_for_update().get(pk=voice.survey_id)
    if not is_answerable(survey):
        raise SurveyClosed
    return voice


def _voice(token: str) -> Voice:
    keys = Key.objects.of_token(_hashed(token)).select_related(
        "voice__survey__follows", "voice__person", "voice__network"
    )
    key = keys.first()
    if key is None or key.voice.withdrawn or key.voice.survey.state == "draft":
        raise NotFound
    return key.voice


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
