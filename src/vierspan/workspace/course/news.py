"""What changed in the course since somebody last looked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.course import queries, texts
from vierspan.workspace.course.texts import Part
from vierspan.workspace.directory.drafting import queries as drafting
from vierspan.workspace.directory.drafting.models import Endorsement, Proposal

AT_FIRST = timedelta(days=30)  # how far back for who never said to have looked
MOST = 12


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened: "begun", "proposed", "adopted", "declined", "withdrawn", or what a party says."""

    what: str
    part: Part
    who: str  # a person, or the party for what a party says
    at: datetime
    words: str = ""  # the reason or the remark


def news(actor: Actor) -> list[News]:
    """What others did in the course since the actor last looked, the latest first; nothing for guests."""
    if not texts.may_read_drafts(actor):
        return []
    since = drafting.last_look(actor, texts.LOOKED_AT) or clock.now() - AT_FIRST
    found = [*_begun(actor, since), *_proposed(actor, since), *_endorsed(actor, since)]
    return sorted(found, key=lambda each: each.at, reverse=True)[:MOST]


def _begun(actor: Actor, since: datetime) -> Iterator[News]:
    """Texts that were written here; what was brought in with a file is as old as it says."""
    for row in queries.courses(actor):
        part = texts.part_of_version(row)
        is_fresh = row.created_at > since and row.proposed_on is not None and row.proposed_on >= since.date()
        if part and is_fresh and row.version == 1 and row.author_id != actor.person_id:
            yield News("begun", part, row.author.name if row.author else "", row.created_at)


def _proposed(actor: Actor, since: datetime) -> Iterator[News]:
    for row in drafting.proposals(actor, texts.TABLE):
        part = texts.part_of(actor, row.row)
        if row.created_at > since and not _is_mine(actor, row):
            yield News("proposed", part, _name(row.author), row.created_at, row.reason)
        if row.state != "open" and row.changed_at > since and row.answered_by_id != actor.person_id:
            yield News(row.state, part, _name(row.answered_by), row.changed_at, row.answer)


def _endorsed(actor: Actor, since: datetime) -> Iterator[News]:
    for row in drafting.endorsements(actor, texts.TABLE):
        if row.given_at > since and not (actor.person_id and row.by_id == actor.person_id):
            yield _stance(row, texts.part_of(actor, row.row))


def _stance(row: Endorsement, part: Part) -> News:
    return News(row.stance, part, row.party.name, row.given_at, row.remark)


def _is_mine(actor: Actor, row: Proposal) -> bool:
    mine: tuple[UUID | None, ...] = (actor.person_id, actor.user_id)
    return any(each is not None and each in mine for each in (row.author_id, row.writer_id))


def _name(person: object) -> str:
    return str(getattr(person, "name", "") or "")
