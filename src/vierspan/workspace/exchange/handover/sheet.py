"""The sheet itself, as values: who it is about, how to reach them, and part by part what they leave behind.

It holds what participants may read of each other and nothing else: no private notes of anybody, no ratings, no answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.directory import own_fields, queries
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.exchange.handover import acts, parts
from vierspan.workspace.exchange.handover.line import Line
from vierspan.workspace.exchange.handover.of_parties import gets, gives, people
from vierspan.workspace.insight import words
from vierspan.workspace.networks.models import Network


@dataclass(frozen=True, slots=True)
class Part:
    """One side of what they leave behind; `none` says so where there is nothing."""

    key: str
    title: str
    lines: tuple[Line, ...]
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    id: UUID
    is_party: bool
    name: str
    network: str
    made_on: date
    message: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]

    @property
    def filled(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.lines)

    @property
    def empty(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.lines)


Lines = Callable[[Actor, UUID], list[Line]]
Side = tuple[str, str, str, Lines]  # key, title, what to say where there is nothing, and how to find the lines


def handover(actor: Actor, actor_id: UUID) -> Handover:
    """For participants; NotFound where nobody of this network has the id."""
    authorise(actor, Do.READ_MEMBERS)
    named = queries.names(actor, [actor_id]).get(actor_id)
    if named is None:
        raise NotFound
    is_party = named.kind == "party"
    found = tuple(_part(actor, actor_id, each) for each in (_of_party() if is_party else _of_person()))
    return Handover(
        id=actor_id,
        is_party=is_party,
        name=named.name,
        network=Network.objects.get(pk=actor.network_id).name,
        made_on=clock.today(),
        message=_message(named.name, found),
        facts=tuple(_party_facts(actor, actor_id) if is_party else _person_facts(actor, actor_id)),
        parts=found,
    )


def _part(actor: Actor, actor_id: UUID, side: Side) -> Part:
    key, title, none, lines = side
    return Part(key, title, tuple(lines(actor, actor_id)), none)


def _of_person() -> list[Side]:
    return [
        ("tables", _("Sits at these tables"), _("sits at no table"), parts.tables),
        ("commitments", _("Promised, and not done yet"), _("has no open promises"), parts.open_commitments),
        ("roles", _("Holds these roles"), _("holds no role"), parts.roles),
        ("decisions", _("Carries these decisions"), _("carries no decision"), parts.decisions),
        ("activities", _("Owns these activities"), _("owns no activity"), parts.activities),
        ("only", _("Ties that only they have"), _("has no ties that others lack"), parts.ties_only_they_have),
        ("ties", _("Other ties"), _("has no other ties"), parts.other_ties),
        ("contacts", _("Keeps these contacts warm"), _("keeps no contacts outside"), parts.contacts),
        ("notes", _("Notes that you share"), _("has no shared notes"), parts.notes),
        ("checks", _("To be looked at again"), _("has nothing to look at again"), parts.checks),
        ("jobs", _("Worked at"), _("has no history of jobs"), parts.jobs),
        ("acts", _("Did this in the past year"), _("did nothing that was noted in the past year"), acts.in_short),
    ]


def _of_party() -> list[Side]:
    return [
        ("people", _("Its people"), _("nobody is known"), people),
        ("tables", _("Sits at these tables"), _("sits at no table"), parts.tables),
        ("commitments", _("Promised, and not done yet"), _("has no open promises"), parts.open_commitments),
        ("gives", _("Gave this"), _("gave nothing that was noted"), gives),
        ("gets", _("Got this"), _("got nothing that was noted"), gets),
        ("decisions", _("Carries these decisions"), _("carries no decision"), parts.decisions),
        ("activities", _("Takes part in these activities"), _("takes part in no activity"), parts.activities),
        ("ties", _("Tied with"), _("has no ties"), parts.all_ties),
        ("contacts", _("Keeps these contacts warm"), _("keeps no contacts outside"), parts.contacts),
        ("notes", _("Notes that you share"), _("has no shared notes"), parts.notes),
        ("checks", _("To be looked at again"), _("has nothing to look at again"), parts.checks),
        ("acts", _("Did this in the past year"), _("did nothing that was noted in the past year"), acts.in_short),
    ]


def _message(name: str, found: tuple[Part, ...]) -> str:
    n = {part.key: len(part.lines) for part in found}
    tables, promises = n.get("tables", 0), n.get("commitments", 0)
    at = ngettext("%(n)s table", "%(n)s tables", tables) % {"n": tables}
    of = ngettext("%(n)s open promise", "%(n)s open promises", promises) % {"n": promises}
    if tables and promises:
        return _("%(name)s leaves %(tables)s and %(promises)s") % {"name": name, "tables": at, "promises": of}
    if tables or promises:
        return _("%(name)s leaves %(what)s") % {"name": name, "what": at if tables else of}
    return _("What a successor of %(name)s must know") % {"name": name}


def _person_facts(actor: Actor, person_id: UUID) -> list[tuple[str, str]]:
    row = queries.person(actor, person_id)
    found = [
        (_("Party"), row.party.name if row.party else ""),
        (_("Function"), row.function),
        (_("E-mail"), row.email),
        (_("Phone"), row.phone),
    ]
    return _filled([*found, *_shared_facts(actor, "people", row)])


def _party_facts(actor: Actor, party_id: UUID) -> list[tuple[str, str]]:
    row = queries.party(actor, party_id)
    found = [
        (_("Sector"), row.sector),
        (_("Region"), row.region),
        (_("Place"), row.place),
        (_("Website"), row.website),
    ]
    return _filled([*found, *_shared_facts(actor, "parties", row)])


def _shared_facts(actor: Actor, table: str, row: Person | Party) -> list[tuple[str, str]]:
    language = actor.language
    own = [(each.name, row.extra.get(each.name)) for each in own_fields.own_fields(actor, table)]
    return [
        (_("Ring"), words.choice_label("rings", row.ring, language) if row.ring else ""),
        (_("Takes part since"), words.written(row.joined_on, "date", language) if row.joined_on else ""),
        (_("Last day"), words.written(row.left_on, "date", language) if row.left_on else ""),
        (_("Tags"), ", ".join(row.tags)),
        *((name, own_fields.written(value)) for name, value in own if value not in (None, "")),
        (_("In short"), row.note),
    ]


def _filled(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(label, text) for label, text in found if text]
