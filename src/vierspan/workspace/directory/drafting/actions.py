"""Writing together on a text, whatever table it stands in.

A room wraps these in actions of its own, in one transaction: it makes a `Standing` of its row (`table`, the id that
the text keeps through all versions, `number`, `text`, who wrote it), calls the function here, writes its own row, and
records its own act. So for instance:

    @transaction.atomic
    def adopt(actor, proposal_id, *, reason, seen, knowing=None):
        row = held(...)                                  # the room's row
        taken = drafting.adopt(actor, proposal_id, standing(row), reason=reason, seen=seen, knowing=knowing)
        drafting.keep_version(actor, standing(row), reason=row.reason, written_on=row.proposed_on)   # the old text
        row.name, row.version, row.author_id = taken.text, row.version + 1, taken.author_id
        row.endorsed_by = []                             # nobody endorsed the new words yet
        row.save()
        acts.record(...)

What is proposed or endorsed on a version that is no longer the latest raises `standing.Outdated`, which carries the
text that stands and the text that was given; the page shows both and sends again with the new number.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Conflict, Invalid, NotAllowed
from vierspan.workspace.directory.drafting import queries
from vierspan.workspace.directory.drafting.models import STANCES, Endorsement, LastLook, Proposal, Version
from vierspan.workspace.directory.drafting.standing import Outdated, Standing, seen_latest
from vierspan.workspace.directory.speaking import speaks_for
from vierspan.workspace.directory.versions import held, unchanged_since

LONGEST_TEXT = 8000
LONGEST_REASON = 1000


@transaction.atomic
def propose(
    actor: Actor, standing: Standing, *, text: str, reason: str = "", party: UUID | None = None, seen: int
) -> Proposal:
    """Other words for a text; `seen` is the number of the version that was written on. Outdated when that is no longer
    the latest, Invalid when nothing is changed."""
    authorise(actor, Do.EDIT_ROOMS)
    words = written(text)
    _speaks(actor, party)
    seen_latest(standing, seen, words)
    _differs(standing, words)
    row = Proposal(network_id=actor.network_id, table=standing.table, row=standing.row, on_version=standing.number)
    row.text, row.reason, row.party_id = words, told(reason), party
    row.author_id, row.writer_id = actor.person_id, actor.user_id
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def revise(
    actor: Actor, proposal_id: UUID, standing: Standing, *, text: str, reason: str, seen: str, on: int
) -> Proposal:
    """Write on in one's own open proposal. `seen` says which state of it was read (directory.versions.version), `on`
    which version of the text; with the latest one the proposal stands on that from now on."""
    row = _own(actor, proposal_id)
    given = {"text": written(text), "reason": told(reason)}
    seen_latest(standing, on, given["text"])
    unchanged_since(row, seen, given)
    _differs(standing, given["text"])
    row.text, row.reason, row.on_version = given["text"], given["reason"], standing.number
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def withdraw(actor: Actor, proposal_id: UUID) -> Proposal:
    """Take one's own proposal back; `reopen` brings it again."""
    return _answered(actor, _own(actor, proposal_id), "withdrawn")


@transaction.atomic
def decline(actor: Actor, proposal_id: UUID, standing: Standing, *, reason: str) -> Proposal:
    """Not these words, and why; by a leader or who wrote the text that stands."""
    row = _answerable(actor, proposal_id, standing)
    return _answered(actor, row, "declined", _needed(reason))


@transaction.atomic
def reopen(actor: Actor, proposal_id: UUID, standing: Standing) -> Proposal:
    """A proposal that was withdrawn or declined is open again: for who wrote it, and who may answer it."""
    row = _held(actor, proposal_id)
    if not queries.is_own(actor, row) or row.state == "declined":
        authorise(actor, Do.ADOPT_TEXT, owner_id=standing.author_id)
    if row.state not in ("withdrawn", "declined"):
        raise Conflict
    row.state, row.answer, row.answered_on, row.answered_by = "open", "", None, None
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def adopt(
    actor: Actor, proposal_id: UUID, standing: Standing, *, reason: str, seen: str, knowing: int | None = None
) -> Proposal:
    """These words become the text, and why; by a leader or who wrote the text that stands. The room writes the text.

    `seen` is the state of the proposal that was read: when it was revised since, directory.versions.Changed. A
    proposal on an older version raises Outdated, unless `knowing` says that the version that stands was read too.
    """
    row = _answerable(actor, proposal_id, standing)
    given = _needed(reason)
    unchanged_since(row, seen, {"text": None})
    if standing.number not in (row.on_version, knowing):
        raise Outdated(standing, row.text)
    return _answered(actor, row, "adopted", given)


@transaction.atomic
def endorse(actor: Actor, standing: Standing, *, party: UUID, stance: str, remark: str = "", seen: int) -> Endorsement:
    """What a party says of the text as it stands: "yes", "with_remark" or "not_yet". Thinking again keeps what was said
    before (queries.endorsement_history). Afterwards the room puts its own column right, with queries.behind."""
    authorise(actor, Do.EDIT_ROOMS)
    speaks_for(actor, party)
    if stance not in STANCES:
        raise Invalid("stance", "unknown_choice")
    remark = told(remark, "remark")
    if stance == "with_remark" and not remark:
        raise Invalid("remark", "remark_missing")
    if not standing.number or seen != standing.number:
        raise Outdated(standing)
    about: Mapping[str, Any] = {"table": standing.table, "row": standing.row, "version": standing.number}
    now = Endorsement.objects.visible_to(actor).filter(**about, party=party, replaced_at=None).first()
    if now and (now.stance, now.remark) == (stance, remark):
        return now
    Endorsement.objects.visible_to(actor).filter(**about, party=party, replaced_at=None).update(replaced_at=clock.now())
    row = Endorsement(network_id=actor.network_id, **about, stance=stance, remark=remark)
    row.party_id, row.by_id = party, actor.person_id
    row.save()
    facts_changed(actor.network_id)
    return row


@transaction.atomic
def keep_version(
    actor: Actor,
    standing: Standing,
    *,
    reason: str = "",
    party: UUID | None = None,
    written_on: date | None = None,
) -> None:
    """Keep the text as it stands, before the room overwrites it; for rooms that have no row per version."""
    row, _ = Version.objects.visible_to(actor).get_or_create(
        network_id=actor.network_id, table=standing.table, row=standing.row, number=standing.number
    )
    row.text, row.reason, row.written_on = standing.text, reason, written_on
    row.author_id, row.party_id = standing.author_id, party
    row.save()


@transaction.atomic
def forget(actor: Actor, table: str, row: UUID) -> None:
    """The text itself is taken out: so is everything that was written on it. The room asked whether that may be."""
    for model in (Proposal, Endorsement, Version):
        model.objects.visible_to(actor).filter(table=table, row=row).delete()


@transaction.atomic
def looked(actor: Actor, place: str) -> None:
    """The actor has seen what happened at a place until now."""
    authorise(actor, Do.READ_ROOMS)
    LastLook.objects.visible_to(actor).filter(user=actor.user_id, place=place).delete()
    LastLook(network_id=actor.network_id, user_id=actor.user_id, place=place, at=clock.now()).save()


def written(text: str) -> str:
    """A text as it is kept: paragraphs stay, stray white space goes."""
    lines = [" ".join(line.split()) for line in text.replace("\r\n", "\n").split("\n")]
    kept = "\n".join(lines).strip()
    while "\n\n\n" in kept:
        kept = kept.replace("\n\n\n", "\n\n")
    if not kept:
        raise Invalid("text", "text_empty")
    if len(kept) > LONGEST_TEXT:
        raise Invalid("text", "too_long")
    return kept


def told(reason: str, field: str = "reason") -> str:
    kept = " ".join(reason.split())
    if len(kept) > LONGEST_REASON:
        raise Invalid(field, "too_long")
    return kept


def _needed(reason: str) -> str:
    kept = told(reason)
    if not kept:
        raise Invalid("reason", "reason_missing")
    return kept


def _differs(standing: Standing, words: str) -> None:
    if words == standing.text:
        raise Invalid("text", "nothing_changed")


def _speaks(actor: Actor, party: UUID | None) -> None:
    if party is not None:
        speaks_for(actor, party)


def _held(actor: Actor, proposal_id: UUID) -> Proposal:
    authorise(actor, Do.EDIT_ROOMS)
    return held(Proposal.objects.visible_to(actor), proposal_id)


def _own(actor: Actor, proposal_id: UUID) -> Proposal:
    row = _held(actor, proposal_id)
    if not queries.is_own(actor, row):
        raise NotAllowed("not_your_proposal")
    return _open(row)


def _answerable(actor: Actor, proposal_id: UUID, standing: Standing) -> Proposal:
    row = _held(actor, proposal_id)
    authorise(actor, Do.ADOPT_TEXT, owner_id=standing.author_id)
    if (row.table, row.row) != (standing.table, standing.row):
        raise Conflict
    return _open(row)


def _open(row: Proposal) -> Proposal:
    if row.state != "open":
        raise Conflict
    return row


def _answered(actor: Actor, row: Proposal, state: str, answer: str = "") -> Proposal:
    row.state, row.answer, row.answered_on = state, answer, clock.today()
    row.answered_by_id = actor.person_id
    row.save()
    facts_changed(actor.network_id)
    return row
