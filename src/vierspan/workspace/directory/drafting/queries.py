"""What is proposed on a text, who stands behind it, how it read before, and what is new since somebody looked."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory.drafting.models import BEHIND, Endorsement, LastLook, Proposal, Version
from vierspan.workspace.directory.drafting.standing import Standing


def proposals(actor: Actor, table: str, row: UUID | None = None, *, state: str = "") -> list[Proposal]:
    """On the texts of a table, or on one of them; the newest first. An empty state: whatever became of them."""
    rows = _proposals(actor).filter(table=table)
    rows = rows.filter(row=row) if row else rows
    return list((rows.filter(state=state) if state else rows).order_by("-created_at"))


def proposal(actor: Actor, proposal_id: UUID) -> Proposal:
    found = _proposals(actor).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def is_own(actor: Actor, row: Proposal) -> bool:
    """Whether the actor may write on in this proposal, or take it back."""
    return may(actor, Do.EDIT_ROOMS) and (actor.owns(row.author_id) or actor.owns(row.writer_id))


def may_answer(actor: Actor, standing: Standing) -> bool:
    """Whether the actor may adopt or decline what is proposed on this text: leaders, and who wrote the text."""
    return may(actor, Do.EDIT_ROOMS) and may(actor, Do.ADOPT_TEXT, owner_id=standing.author_id)


def endorsements(actor: Actor, table: str, row: UUID | None = None, *, version: int | None = None) -> list[Endorsement]:
    """What each party says now: of all texts of a table, of one text, or of one version of it; by name of the party."""
    rows = _endorsements(actor).filter(table=table, replaced_at=None)
    rows = rows.filter(row=row) if row else rows
    rows = rows.filter(version=version) if version is not None else rows
    return list(rows.order_by("party__name"))


def endorsement_history(actor: Actor, table: str, row: UUID) -> list[Endorsement]:
    """Everything that parties said of one text, also what they came back on; the latest first."""
    return list(_endorsements(actor).filter(table=table, row=row).order_by("-given_at"))


def behind(found: Iterable[Endorsement]) -> list[UUID]:
    """The parties that stand behind a text, with or without a remark."""
    return [each.party_id for each in found if each.stance in BEHIND]


def versions(actor: Actor, table: str, row: UUID) -> list[Version]:
    """The texts as they once stood that were kept here, the latest first. Not the one that stands now."""
    authorise(actor, Do.READ_ROOMS)
    rows = Version.objects.visible_to(actor).filter(table=table, row=row).select_related("author", "party")
    return list(rows.order_by("-number"))


def last_look(actor: Actor, place: str) -> datetime | None:
    """Until when the actor said to have seen what happened at a place; None when they never did."""
    authorise(actor, Do.READ_ROOMS)
    looks = LastLook.objects.visible_to(actor).filter(user=actor.user_id, place=place)
    return looks.values_list("at", flat=True).first()


def _proposals(actor: Actor) -> "QuerySet[Proposal]":
    authorise(actor, Do.READ_ROOMS)
    return Proposal.objects.visible_to(actor).select_related("author", "party", "answered_by")


def _endorsements(actor: Actor) -> "QuerySet[Endorsement]":
    authorise(actor, Do.READ_ROOMS)
    return Endorsement.objects.visible_to(actor).select_related("party", "by")
