"""What a voice says on an open question, and taking it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record, record_by_link
from vierspan.workspace.acts.models import Act
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed, NotFound
from vierspan.workspace.common.text import tidy
from vierspan.workspace.directory.links.models import Link
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.initiatives.deciding.models import Option, Question, Stand, Voice
from vierspan.workspace.initiatives.models import Position

LONGEST = 2000
WORDS_OF: Mapping[str, tuple[str, ...]] = {
    "consent": ("yes", "objection", "abstain"),
    "consensus": ("yes", "aside", "objection"),
    "consensus_minus": ("yes", "abstain", "objection"),
    "majority": ("yes", "no", "abstain"),
    "absolute": ("yes", "no", "abstain"),
    "qualified": ("yes", "no", "abstain"),
    "weighted": ("yes", "no", "abstain"),
    "advice": ("advice", "abstain"),
    "delegated": ("advice", "abstain"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word, with the reason for it; an objection and advice are nothing without."""

    word: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who brings the word of a voice: somebody here, or who got a link by mail."""

    network_id: UUID
    person_id: UUID | None
    way: str
    actor: Actor | None = None


def say(actor: Actor, voice_id: UUID, words: Mapping[str, Word]) -> None:
    """For oneself or one's own party; a leader may write down what another said at the table. `words` is by option,
    "" for the whole."""
    authorise(actor, Do.EDIT_ROOMS)
    voice = _voice(actor.network_id, voice_id)
    said(_speaker(actor, voice), voice, words)


def say_by_link(link: Link, words: Mapping[str, Word]) -> None:
    voice = _voice(link.network_id, link.subject)
    said(Speaker(link.network_id, link.person_id, "link"), voice, words)


def take_back(actor: Actor, voice_id: UUID) -> None:
    authorise(actor, Do.EDIT_ROOMS)
    voice = _voice(actor.network_id, voice_id)
    taken_back(_speaker(actor, voice), voice)


def take_back_by_link(link: Link) -> None:
    voice = _voice(link.network_id, link.subject)
    taken_back(Speaker(link.network_id, link.person_id, "link"), voice)


@transaction.atomic
def said(by: Speaker, voice: Voice, words: Mapping[str, Word]) -> None:
    question = _open(by.network_id, voice)
    options = {str(each.pk): each for each in Option.objects.of(by.network_id).filter(question=question)}
    wanted = set(options) if options and question.rule not in ("advice", "delegated") else {""}
    if not words or not set(words) <= wanted:
        raise Invalid("word", "unknown_choice")
    for key, word in words.items():
        _say(by, question, voice, options.get(key), _checked(question, key, word))
    facts_changed(by.network_id)


@transaction.atomic
def taken_back(by: Speaker, voice: Voice) -> None:
    """As if this voice had not spoken; allowed until the closing."""
    question = _open(by.network_id, voice)
    for stand in Stand.objects.of(by.network_id).filter(voice=voice, ended="").select_related("position"):
        if stand.word == "objection":
            _end_objection(stand, "withdrawn")
        else:
            stand.position.delete()
    acts = Act.objects.of(by.network_id).filter(kind="position.taken", subject=str(question.pk))
    acts.filter(party=voice.party_id, person=by.person_id).withdraw()
    facts_changed(by.network_id)


def _checked(question: Question, key: str, word: Word) -> Word:
    if word.word not in WORDS_OF[question.rule]:
        raise Invalid(f"word_{key}" if key else "word", "unknown_choice")
    reason = word.reason.strip()[:LONGEST]
    if word.word in ("objection", "advice") and not tidy(reason):
        field = f"reason_{key}" if key else "reason"
        raise Invalid(field, "objection_needs_reason" if word.word == "objection" else "advice_needs_words")
    return Word(word.word, reason)


def _say(by: Speaker, question: Question, voice: Voice, option: Option | None, word: Word) -> None:
    before = Stand.objects.of(by.network_id).filter(voice=voice, option=option, ended="").first()
    if before and (before.word, before.reason) == (word.word, word.reason) and before.round == question.round:
        return
    if before:
        _replace(before)
    position = Position.objects.create(
        network_id=by.network_id,
        decision_id=question.pk,
        party_id=voice.party_id,
        person_id=voice.person_id or _who(by, voice),
        position="abstain" if word.word == "aside" else word.word,
        taken_on=clock.today(),
    )
    Stand.objects.create(
        network_id=by.network_id,
        position=position,
        question=question,
        voice=voice,
        option=option,
        round=question.round,
        word=word.word,
        reason=word.reason,
        by_id=by.person_id,
        way=by.way,
    )
    _note(by, question, position, word.word)


def _who(by: Speaker, voice: Voice) -> UUID | None:
    """The person who speaks for a party; not the leader who writes it down for them."""
    return by.person_id if by.way != "leader" else None


def _replace(before: Stand) -> None:
    """An objection that its own voice let go stays to be read; what else was said before is simply replaced."""
    if before.word == "objection":
        _end_objection(before, "withdrawn")
    else:
        before.position.delete()


def _end_objection(stand: Stand, ended: str) -> None:
    stand.ended = ended
    stand.save(update_fields=["ended"])
    stand.position.resolved_on = clock.today()
    stand.position.save(update_fields=["resolved_on"])


def _note(by: Speaker, question: Question, position: Position, word: str) -> None:
    """One act for a question, however often the word is changed; an objection is one of its own."""
    kind = "objection.raised" if word == "objection" else "position.taken"
    about = {"subject": str(question.pk), "person": position.person_id, "party": position.party_id}
    if Act.objects.of(by.network_id).filter(kind=kind, **about).exists():
        return
    if by.actor:
        record(by.actor, kind, **about)
    else:
        record_by_link(by.network_id, kind, **about)


def _speaker(actor: Actor, voice: Voice) -> Speaker:
    own = actor.owns(voice.person_id) if voice.person_id else voice.party_id in own_parties(actor)
    if own:
        return Speaker(actor.network_id, actor.person_id, "here", actor)
    if actor.role is not Role.LEAD:
        raise NotAllowed("not_your_party" if voice.party_id else "not_your_voice")
    return Speaker(actor.network_id, actor.person_id, "leader", actor)


def _voice(network_id: UUID, voice_id: UUID) -> Voice:
    rows = Voice.objects.of(network_id).select_related("question", "party", "person")
    found = rows.filter(pk=voice_id).first()
    if found is None or found.question.state == "draft":
        raise NotFound
    return found


def _open(network_id: UUID, voice: Voice) -> Question:
    """The question, kept from closing while this is written."""
    rows = Question.objects.of(network_id).select_for_update(of=("self",))
    question = rows.get(pk=voice.question_id)
    if question.state != "open" or not voice.counts:
        raise Conflict(str(question.pk))
    return question


def voice_of(link: Link) -> Voice:
    """The voice that somebody with a link speaks for; NotFound when it is gone."""
    return _voice(link.network_id, link.subject)
