"""Writing the course together: beginning a part, proposing other words, adopting them, and standing behind them."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts import actions as acts
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotFound
from vierspan.workspace.course import texts
from vierspan.workspace.course.models import COURSE_BONDS, Course
from vierspan.workspace.course.texts import CourseText
from vierspan.workspace.directory.drafting import actions as drafting
from vierspan.workspace.directory.drafting import queries as drafts
from vierspan.workspace.directory.drafting.models import BEHIND, Endorsement, Proposal
from vierspan.workspace.directory.drafting.standing import Outdated
from vierspan.workspace.directory.speaking import own_party, speaks_for
from vierspan.workspace.directory.versions import held, unchanged_since


@transaction.atomic
def begin(actor: Actor, key: str, *, text: str, reason: str = "", party: UUID | None = None) -> Course:
    """The first words of a part of which nothing stands yet; Outdated when somebody was before you."""
    authorise(actor, Do.EDIT_ROOMS)
    found = _held(actor, key)
    words = drafting.written(text)
    if found.number:
        raise Outdated(found.standing, words)
    if party is not None:
        speaks_for(actor, party)
    row = Course(network_id=actor.network_id, kind=found.part.kind, term=found.part.term, version=1)
    row.name, row.reason, row.proposed_on = words, drafting.told(reason), clock.today()
    row.author_id, row.party_id = actor.person_id, party
    row.save()
    acts.record(actor, "course.proposed", subject=str(row.pk), party=party)
    return row


@transaction.atomic
def propose(actor: Actor, key: str, *, text: str, reason: str = "", party: UUID | None = None, seen: int) -> Proposal:
    """Other words for a part; what is adopted later becomes a version under the proposal's own id, so that it is one
    act from proposal to text."""
    found = _held(actor, key)
    row = drafting.propose(actor, found.standing, text=text, reason=reason, party=party, seen=seen)
    acts.record(actor, "course.proposed", subject=str(row.pk), party=party)
    return row


@transaction.atomic
def revise(actor: Actor, proposal_id: UUID, *, text: str, reason: str, seen: str, on: int) -> Proposal:
    found = _text_of(actor, proposal_id)
    return drafting.revise(actor, proposal_id, found.standing, text=text, reason=reason, seen=seen, on=on)


@transaction.atomic
def withdraw(actor: Actor, proposal_id: UUID) -> Proposal:
    _text_of(actor, proposal_id)
    return drafting.withdraw(actor, proposal_id)


@transaction.atomic
def decline(actor: Actor, proposal_id: UUID, *, reason: str) -> Proposal:
    found = _text_of(actor, proposal_id)
    return drafting.decline(actor, proposal_id, found.standing, reason=reason)


@transaction.atomic
def reopen(actor: Actor, proposal_id: UUID) -> Proposal:
    found = _text_of(actor, proposal_id)
    return drafting.reopen(actor, proposal_id, found.standing)


@transaction.atomic
def adopt(actor: Actor, proposal_id: UUID, *, reason: str, seen: str, knowing: int | None = None) -> Course:
    """The proposal becomes the next version. Nobody endorsed its words yet, so that it begins with nobody behind it."""
    found = _text_of(actor, proposal_id)
    taken = drafting.adopt(actor, proposal_id, found.standing, reason=reason, seen=seen, knowing=knowing)
    row = Course(id=taken.pk, network_id=actor.network_id, kind=found.part.kind, term=found.part.term)
    row.name, row.version, row.reason = taken.text, found.number + 1, taken.answer
    row.author_id, row.party_id, row.proposed_on = taken.author_id, taken.party_id, taken.proposed_on
    row.binds = list(found.now.binds) if found.now else []
    row.save(force_insert=True)
    return row


@transaction.atomic
def endorse(
    actor: Actor, key: str, *, stance: str, party: UUID | None = None, remark: str = "", seen: int
) -> Endorsement:
    """What a party says of the words as they stand; the actor's own party unless another is named."""
    authorise(actor, Do.EDIT_ROOMS)
    found = _held(actor, key)
    of = party or own_party(actor)
    if of is None:
        raise Invalid("party", "unknown_party")
    given = drafting.endorse(actor, found.standing, party=of, stance=stance, remark=remark, seen=seen)
    row = found.now
    if row is None:
        raise NotFound
    stood_behind = str(of) in row.endorsed_by
    others = [each for each in row.endorsed_by if each != str(of)]
    row.endorsed_by = [*others, str(of)] if stance in BEHIND else others
    row.endorsed_on = row.endorsed_on or clock.today()
    row.save()
    if stance in BEHIND and not stood_behind:
        acts.record(actor, "course.endorsed", subject=str(row.pk), party=of)
    return given


@transaction.atomic
def say_what_binds(actor: Actor, binds: Collection[str], *, seen: str) -> Course:
    """Sector, profession, issue, region, or several of them: of the identity as it stands."""
    authorise(actor, Do.EDIT_ROOMS)
    row = _held(actor, "identity").now
    if row is None:
        raise NotFound
    if not set(binds) <= set(COURSE_BONDS):
        raise Invalid("binds", "unknown_choice")
    given = {"binds": [bond for bond in COURSE_BONDS if bond in binds]}
    unchanged_since(row, seen, given)
    row.binds = given["binds"]
    row.save()
    acts.facts_changed(actor.network_id)
    return row


@transaction.atomic
def looked(actor: Actor) -> None:
    """The actor has seen what changed in the course until now."""
    drafting.looked(actor, texts.LOOKED_AT)


def _held(actor: Actor, key: str) -> CourseText:
    """The text as it stands, and nobody else writes in its latest version until this transaction ends."""
    found = texts.text(actor, key)
    if found.now:
        held(Course.objects.visible_to(actor), found.now.pk)
        return texts.text(actor, key)
    return found


def _text_of(actor: Actor, proposal_id: UUID) -> CourseText:
    row = drafts.proposal(actor, proposal_id)
    if row.table != texts.TABLE:
        raise NotFound
    return _held(actor, texts.part_of(actor, row.row).key)
