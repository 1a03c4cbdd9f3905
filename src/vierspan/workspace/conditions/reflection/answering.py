"""What somebody may do with the personal link of a round, without an account. Reading changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from vierspan.workspace.access import answer_keys as keys
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.conditions.reflection import house
from vierspan.workspace.conditions.reflection.errors import RoundClosed
from vierspan.workspace.conditions.reflection.models import Invitation, Response, Round

CANNOT_JUDGE, LOWEST, HIGHEST = 0, 1, 5
LONGEST_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody fills in: per question 1 to 5, or 0 for "cannot judge"; and words of their own."""

    answers: Mapping[str, int]
    words: str = ""
    may_show_words: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the answering page shows."""

    network: str
    title: str
    intro: str
    intro_language: str
    language: str
    questions: tuple[Question, ...]
    open_question: str
    k: int
    breakdown: str
    closes_on: date | None
    said: Said
    is_done: bool
    is_closed: bool


def opened(token: str, language: str = "") -> Sheet:
    """The page behind the link, in the asked language or else that of the letter; raises NotFound."""
    found = _round(token)
    if found.state == "closed":
        return _sheet(found, language or found.language, None)
    invitation = _invitation(found, token)
    return _sheet(found, language or invitation.language, _response(found, token))


def _sheet(of: Round, language: str, response: Response | None) -> Sheet:
    language = language if language in ("nl", "en") else of.language
    said = Said(answers={})
    if response is not None:
        said = Said(answers=response.answers, words=response.words, may_show_words=response.may_show_words)
    return Sheet(
        network=of.network.name,
        title=of.title,
        intro=of.intro,
        intro_language=of.language,
        language=language,
        questions=questions(of, language),
        open_question=in_language(of.open_nl, of.open_en, language),
        k=of.k,
        breakdown=of.breakdown,
        closes_on=of.closes_on,
        said=said,
        is_done=response is not None and response.is_handed_in,
        is_closed=not is_answerable(of),
    )


def questions(of: Round, language: str) -> tuple[Question, ...]:
    return tuple(Question(each["key"], in_language(each["nl"], each["en"], language)) for each in of.questions)


def in_language(dutch: str, english: str, language: str) -> str:
    """The text in this language, or in the only one that it has."""
    return (dutch or english) if language == "nl" else (english or dutch)


def is_answerable(of: Round) -> bool:
    """Open, and its last day not over."""
    return of.state == "open" and (of.closes_on is None or clock.today() <= of.closes_on)


@transaction.atomic
def keep(token: str, said: Said) -> None:
    """Keep what is filled in so far; of who handed in already, it counts at once. Raises RoundClosed, NotFound."""
    found, invitation = _held(token)
    _put(found, token, said, is_handed_in=invitation.has_answered)


@transaction.atomic
def hand_in(token: str, said: Said) -> None:
    """These answers count from now on; they can be changed until closing. Raises RoundClosed, NotFound, Invalid."""
    found, invitation = _held(token)
    _put(found, token, said, is_handed_in=True)
    Invitation.objects.of(found.network_id).filter(pk=invitation.pk).update(has_answered=True)


def _put(of: Round, token: str, said: Said, *, is_handed_in: bool) -> None:
    response = _response(of, token) or Response(network_id=of.network_id, round=of, key=keys.response_key(of, token))
    response.answers, response.words = _checked(of, said), said.words.strip()[:LONGEST_WORDS]
    response.may_show_words, response.is_handed_in = said.may_show_words, is_handed_in
    response.group = _invitation(of, token).group
    response.save()


def _checked(of: Round, said: Said) -> dict[str, int]:
    asked = {each["key"] for each in of.questions}
    for key, value in said.answers.items():
        if key not in asked:
            raise Invalid("answers", "unknown_question")
        if type(value) is not int or not CANNOT_JUDGE <= value <= HIGHEST:
            raise Invalid("answers", "outside_the_scale")
    return dict(said.answers)


def _held(token: str) -> tuple[Round, Invitation]:
    """The round, held until this is done so that closing waits for it, and the invitation of the link."""
    found = _round(token)
    found = Round.objects.of(found.network_id).select_for_update(of=("self",)).get(pk=found.pk)
    if found.state == "closed":
        raise RoundClosed
    invitation = _invitation(found, token)
    if not is_answerable(found):
        raise RoundClosed
    return found, invitation


def _round(token: str) -> Round:
    round_id = keys.round_of(token)
    found = Round.objects.with_id(round_id).select_related("network").first() if round_id else None
    if found is None or found.state == "draft":
        raise NotFound
    return found


def _invitation(of: Round, token: str) -> Invitation:
    found = Invitation.objects.of(of.network_id).filter(round=of, token_hash=keys.hashed(token)).first()
    if found is None:
        raise NotFound
    return found


def _response(of: Round, token: str) -> Response | None:
    key = keys.response_key(of, token)
    return Response.objects.of(of.network_id).filter(round=of, key=key).first()


def scale(language: str) -> tuple[str, str]:
    """What 1 and 5 mean."""
    return house.scale(language)
