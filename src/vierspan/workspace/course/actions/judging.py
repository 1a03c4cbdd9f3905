"""Judging how strongly an activity serves a theme."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.actions import facts_changed, record
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import Invalid, NotAllowed
from vierspan.workspace.common.text import tidy
from vierspan.workspace.course import coherence
from vierspan.workspace.course.coherence import HIGHEST, Square
from vierspan.workspace.course.models import Activity, Contribution
from vierspan.workspace.directory.models import Theme
from vierspan.workspace.directory.queries import names, one
from vierspan.workspace.directory.speaking import own_party

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a judge finds of one square."""

    judge: UUID | None
    score: int
    reason: str = ""


@transaction.atomic
def judge(actor: Actor, square: Square, said: Said) -> Contribution:
    """One word a judge a square: who judged before changes it. What somebody finds anew on another day is an act."""
    authorise(actor, Do.EDIT_ROOMS)
    activity = one(Activity.objects.visible_to(actor), square[0])
    theme = one(Theme.objects.visible_to(actor).filter(retired_on=None), square[1])
    may_judge_as(actor, said.judge)
    said = _checked(said)
    found = _rows(actor, square, said.judge).select_for_update().last()
    is_act = found is None or found.judged_on != clock.today()
    if found is None:
        found = Contribution(network_id=actor.network_id, activity=activity, theme=theme, judged_by=said.judge)
    found.score, found.reason, found.judged_on = said.score, said.reason, clock.today()
    found.save()
    if is_act and (actor.person_id or said.judge):
        record(actor, "contribution.judged", subject=str(theme.pk), party=_party(actor, said.judge))
    facts_changed(actor.network_id)
    return found


@transaction.atomic
def judge_all(actor: Actor, activity_id: UUID, as_judge: UUID | None, scores: Mapping[UUID, int]) -> None:
    """Of one activity all themes at once; a reason given before stays where the score does."""
    standing = _standing(actor, activity_id, as_judge)
    for theme_id, score in scores.items():
        before = standing.get(theme_id)
        if before is None or before.score != score:
            judge(actor, (activity_id, theme_id), Said(judge=as_judge, score=score))


@transaction.atomic
def take_back(actor: Actor, square: Square, as_judge: UUID | None) -> int:
    """Say nothing of it any more; how many rows of this judge went."""
    authorise(actor, Do.EDIT_ROOMS)
    one(Activity.objects.visible_to(actor), square[0])
    one(Theme.objects.visible_to(actor), square[1])
    may_judge_as(actor, as_judge)
    gone, _by_table = _rows(actor, square, as_judge).delete()
    if gone:
        facts_changed(actor.network_id)
    return gone


def may_judge_as(actor: Actor, as_judge: UUID | None) -> None:
    if all(as_judge != each.id for each in coherence.judges(actor)):
        raise NotAllowed("not_your_party")


def _rows(actor: Actor, square: Square, as_judge: UUID | None) -> "QuerySet[Contribution]":
    rows = Contribution.objects.visible_to(actor).filter(activity=square[0], theme=square[1], judged_by=as_judge)
    return rows.order_by(F("judged_on").asc(nulls_first=True), "created_at", "id")


def _standing(actor: Actor, activity_id: UUID, as_judge: UUID | None) -> dict[UUID, Contribution]:
    rows = Contribution.objects.visible_to(actor).filter(activity=activity_id, judged_by=as_judge)
    return {row.theme_id: row for row in rows.order_by(F("judged_on").asc(nulls_first=True), "created_at", "id")}


def _checked(said: Said) -> Said:
    if not 0 <= said.score <= HIGHEST:
        raise Invalid("score", "score_out_of_range")
    reason = tidy(said.reason)
    if len(reason) > LONGEST_REASON:
        raise Invalid("reason", "too_long")
    return Said(judge=said.judge, score=said.score, reason=reason)


def _party(actor: Actor, as_judge: UUID | None) -> UUID | None:
    """To whom the act is put down: the party that judged, or that of the person who did."""
    named = names(actor, [as_judge] if as_judge else [])
    return next((each.id for each in named.values() if each.kind == "party"), own_party(actor))
