"""What somebody may do with the personal link of a round, without an account. Reading changes nothing."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from vierspan.workspace.access import answer_keys
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.conditions.reflection.errors import RoundClosed
from vierspan.workspace.directory.models import Person
from vierspan.workspace.leadership.questions import items
from vierspan.workspace.leadership.questions.models import Invitation, Response, Round


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the answering page shows. `roster` is who stands on the list of a round about everybody.

    `agrees`: whether the one who answers wants to be told of in a round about everybody; None when not yet said.
    """

    round: Round
    kind: str
    network: str
    voice: str  # who is asked, by name
    about: Person | None
    roster: tuple[Person, ...]
    language: str
    answers: Mapping[str, int]
    agrees: bool | None
    is_handed_in: bool
    is_closed: bool


def opened(token: str, language: str = "") -> Sheet:
    """The page behind the link, in the asked language or else that of the letter; raises NotFound.

    Of a closed round only that it is closed: nobody's list, answers or name stands behind a link any more.
    """
    found = _round(token)
    if found.state == "closed":
        return _sheet(found, None, None, language)
    invitation = _invitation(found, token)
    return _sheet(found, invitation, _response(found, token), language)


@transaction.atomic
def keep(token: str, answers: Mapping[str, int]) -> None:
    """Keep these answers beside those kept before; of who handed in already, they count at once.

    Two pages of one sheet that are kept at the same moment lose nothing of each other: the round is held.
    Raises RoundClosed, NotFound, and Invalid("answers", "unknown_question" or "outside_the_scale").
    """
    found, invitation = _held(token)
    _put(found, invitation, token, answers)


@transaction.atomic
def hand_in(token: str) -> None:
    """What was kept counts from now on; it can be changed until closing. Raises RoundClosed, NotFound, Invalid."""
    found, invitation = _held(token)
    response = _response(found, token)
    if response is None or not response.answers:
        raise Invalid("answers", "nothing_answered")
    response.is_handed_in = True
    response.save()
    _asked(found).filter(pk=invitation.pk).update(has_answered=True)


@transaction.atomic
def agree(token: str, *, agrees: bool) -> None:
    """Say whether one wants to be told of in a round about everybody. Who says no leaves every list at once."""
    found, invitation = _held(token)
    _asked(found).filter(pk=invitation.pk).update(agrees=agrees)


def is_answerable(of: Round) -> bool:
    """Open, and its last day not over."""
    return of.state == "open" and (of.closes_on is None or clock.today() <= of.closes_on)


def roster_of(invitation: Invitation) -> tuple[Person, ...]:
    """Whom this one is asked about, by name; without who does not want to be."""
    no = _asked(invitation.round).filter(agrees=False).values_list("person_id", flat=True)
    ids = {uuid.UUID(each) for each in invitation.roster} - set(no) - {invitation.person_id}
    return tuple(
        Person.objects.of(invitation.network_id).filter(pk__in=ids).select_related("party").order_by("name", "pk")
    )


def _sheet(of: Round, invitation: Invitation | None, response: Response | None, language: str) -> Sheet:
    spoken = language if language in ("nl", "en") else (invitation.language if invitation else of.language)
    return Sheet(
        round=of,
        kind=of.kind,
        network=of.network.name,
        voice=invitation.person.name if invitation else "",
        about=of.about if invitation else None,
        roster=roster_of(invitation) if invitation else (),
        language=spoken,
        answers=dict(response.answers) if response else {},
        agrees=invitation.agrees if invitation else None,
        is_handed_in=response is not None and response.is_handed_in,
        is_closed=not is_answerable(of),
    )


def _put(of: Round, invitation: Invitation, token: str, answers: Mapping[str, int]) -> None:
    asked = _keys(of, invitation)
    for key, value in answers.items():
        if key not in asked:
            raise Invalid("answers", "unknown_question")
        if not items.allows(of.kind, key, value):
            raise Invalid("answers", "outside_the_scale")
    response = _response(of, token) or Response(
        network_id=of.network_id, round=of, key=answer_keys.response_key(of, token)
    )
    said = {**response.answers, **answers}
    response.answers = {key: said[key] for key in asked if key in said}
    response.save()


def _keys(of: Round, invitation: Invitation) -> Sequence[str]:
    """Every key of this sheet, in the order of the questions: so that nobody's own order is kept."""
    if of.kind != items.EVERYONE:
        return items.keys(of.kind)
    people = roster_of(invitation)
    about = [f"{each.key}:{person.pk}" for each in items.leads("nl") for person in people]
    return (*about, *(each.key for each in items.ownership("nl")))


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
    round_id = answer_keys.round_of(token)
    rows = Round.objects.with_id(round_id).select_related("network", "about") if round_id else None
    found: Round | None = rows.first() if rows is not None else None
    if found is None or found.state == "draft":
        raise NotFound
    return found


def _invitation(of: Round, token: str) -> Invitation:
    found = _asked(of).filter(token_hash=answer_keys.hashed(token)).select_related("person", "round").first()
    if found is None:
        raise NotFound
    return found


def _asked(of: Round) -> "QuerySet[Invitation]":
    return Invitation.objects.of(of.network_id).filter(round=of)


def _response(of: Round, token: str) -> Response | None:
    key = answer_keys.response_key(of, token)
    return Response.objects.of(of.network_id).filter(round=of, key=key).first()
