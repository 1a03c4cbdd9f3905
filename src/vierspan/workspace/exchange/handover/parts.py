"""What people and parties leave behind alike, each side as lines."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common import clock
from vierspan.workspace.course import queries as course
from vierspan.workspace.directory import notes as noted
from vierspan.workspace.directory import queries
from vierspan.workspace.directory.models import Party, Person, Tie
from vierspan.workspace.directory.queries import TieSeen
from vierspan.workspace.exchange.handover.line import Line, choice, day, joined, ref
from vierspan.workspace.horizon import queries as horizon
from vierspan.workspace.initiatives import queries as initiatives
from vierspan.workspace.initiatives.models import Decision
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.leadership import queries as leadership

DONE = ("delivered", "withdrawn", "renegotiated")


def tables(actor: Actor, actor_id: UUID, *, initiative: UUID | None = None) -> list[Line]:
    """At all tables, or at that of one initiative."""
    return [
        Line(
            what=seat.initiative.name,
            told=joined(
                _("carries it") if seat.carries else "",
                seat.role,
                seat.person.name if seat.person and seat.person_id != actor_id else "",
            ),
            ref=ref("initiatives", seat.initiative),
        )
        for seat in initiatives.seats_of(actor, actor_id)
        if initiative in (None, seat.initiative_id)
    ]


def open_commitments(actor: Actor, actor_id: UUID, *, initiative: UUID | None = None) -> list[Line]:
    made = initiatives.commitments_of(actor, actor_id)
    here = [each for each in made if initiative in (None, each.initiative_id)]
    still = [each for each in here if each.delivered_on is None and each.state not in DONE]
    return [
        Line(
            what=each.name,
            told=joined(
                str(each.initiative or ""),
                _("past its day") if each.due_on and each.due_on < clock.today() else "",
            ),
            on=day(actor, each.due_on),
            ref=ref("commitments", each),
        )
        for each in sorted(still, key=lambda each: (each.due_on is None, each.due_on or clock.today()))
    ]


def roles(actor: Actor, actor_id: UUID) -> list[Line]:
    held = leadership.roles_of(actor, actor_id)
    now = [each for each in held if each.until is None or each.until >= clock.today()]
    return [
        Line(
            what=choice(actor, "orientations", each.orientation),
            told=each.initiative.name if each.initiative else _("in the whole network"),
            on=day(actor, each.since),
        )
        for each in now
    ]


def decisions(actor: Actor, actor_id: UUID, *, initiative: UUID | None = None) -> list[Line]:
    """Those that they opened and nobody closed."""
    rows = initiatives.visible_to(actor, Decision).filter(Q(opener=actor_id) | Q(party=actor_id), closed_on=None)
    rows = rows.filter(initiative=initiative) if initiative else rows
    return [
        Line(what=each.name, told=str(each.initiative or ""), on=day(actor, each.opened_on), ref=ref("decisions", each))
        for each in rows.select_related("initiative").order_by("opened_on", "name")
    ]


def activities(actor: Actor, actor_id: UUID) -> list[Line]:
    return [
        Line(what=each.name, told=choice(actor, "activity_states", each.state), ref=ref("activities", each))
        for each in course.activities_of(actor, actor_id)
    ]


def all_ties(actor: Actor, actor_id: UUID) -> list[Line]:
    return _tie_lines(actor, queries.ties_of(actor, actor_id))


def ties_only_they_have(actor: Actor, actor_id: UUID) -> list[Line]:
    """With whom nobody else of their party is tied: what breaks when they go."""
    shared = _tied_to_their_party(actor, actor_id)
    return _tie_lines(actor, [each for each in queries.ties_of(actor, actor_id) if each.other.id not in shared])


def other_ties(actor: Actor, actor_id: UUID) -> list[Line]:
    shared = _tied_to_their_party(actor, actor_id)
    return _tie_lines(actor, [each for each in queries.ties_of(actor, actor_id) if each.other.id in shared])


def contacts(actor: Actor, actor_id: UUID) -> list[Line]:
    """Each outsider once, with the last time."""
    seen: dict[str, Line] = {}
    for each in horizon.contacts_of(actor, actor_id):
        rhythm = _("every %(n)s days") % {"n": each.rhythm_days} if each.rhythm_days else ""
        told = joined(choice(actor, "contact_kinds", each.kind), each.subject, rhythm)
        seen.setdefault(
            each.outside.casefold(),
            Line(what=each.outside, told=told, on=day(actor, each.held_on), ref=ref("contacts", each)),
        )
    return list(seen.values())


def notes(actor: Actor, actor_id: UUID) -> list[Line]:
    """The shared ones: a private note is in no handover, also not in that of its writer."""
    if not may(actor, Do.READ_NOTES):
        return []
    return [
        Line(what=each.text, told=each.written_by.name if each.written_by else "", on=day(actor, each.written_on))
        for each in noted.shared_notes(actor, actor_id)
    ]


def checks(actor: Actor, actor_id: UUID) -> list[Line]:
    """Themselves, and whom they looked at last."""
    name = queries.names(actor, [actor_id])[actor_id].name
    found = sorted(_to_check(actor, actor_id, name), key=lambda pair: pair[0])
    return [line for _on, line in found]


def jobs(actor: Actor, actor_id: UUID) -> list[Line]:
    return [
        Line(what=each.party.name, told=each.role, on=_period(actor, each.since, each.until))
        for each in queries.affiliations_of(actor, actor_id)
    ]


def _to_check(actor: Actor, actor_id: UUID, name: str) -> Iterator[tuple[date, Line]]:
    models: tuple[tuple[str, Any], ...] = (("people", Person), ("parties", Party))
    for table, model in models:
        rows = queries.visible_to(actor, model).filter(Q(pk=actor_id) | Q(checked_by=name), next_check__isnull=False)
        for pk, called, on in rows.values_list("pk", "name", "next_check"):
            yield on, Line(what=called, on=day(actor, on), ref=Ref(table, str(pk), called))


def _tied_to_their_party(actor: Actor, person_id: UUID) -> set[UUID]:
    """To whom their party, or somebody else of it, is tied as well."""
    party_id = queries.person(actor, person_id).party_id
    if party_id is None:
        return set()
    rows = queries.visible_to(actor, Person).filter(party=party_id).exclude(pk=person_id)
    colleagues = {party_id, *rows.values_list("pk", flat=True)}
    ties = queries.visible_to(actor, Tie).filter(Q(source__in=colleagues) | Q(target__in=colleagues))
    ends = {end for pair in ties.values_list("source", "target") for end in pair}
    return ends - {person_id} | colleagues


def _tie_lines(actor: Actor, ties: list[TieSeen]) -> list[Line]:
    """Each other once, with every tie there is between the two."""
    by_other: dict[UUID, list[TieSeen]] = {}
    for each in ties:
        by_other.setdefault(each.other.id, []).append(each)
    return [_tie_line(actor, several) for several in by_other.values()]


def _tie_line(actor: Actor, several: list[TieSeen]) -> Line:
    other = several[0].other
    kinds = ", ".join(dict.fromkeys(each.tie.kind for each in several if each.tie.kind))
    told = joined(kinds, *dict.fromkeys(each.tie.note for each in several))
    since = min((each.tie.since for each in several if each.tie.since), default=None)
    there = Ref("people" if other.kind == "person" else "parties", str(other.id), other.name)
    return Line(what=other.name, told=told, on=day(actor, since), ref=there)


def _period(actor: Actor, since: date | None, until: date | None) -> str:
    if since and until:
        return _("%(since)s to %(until)s") % {"since": day(actor, since), "until": day(actor, until)}
    if until:
        return _("until %(until)s") % {"until": day(actor, until)}
    return day(actor, since)
