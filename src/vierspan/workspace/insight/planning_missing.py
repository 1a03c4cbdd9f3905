"""Whom a table misses: who has something at stake, can stop it or brings what is needed, and sits nowhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.course import coherence as squares
from vierspan.workspace.course import queries as course
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.models import Initiative
from vierspan.workspace.initiatives.planning.queries import Sitting
from vierspan.workspace.insight.planning import cell, must_sit

AWAY = ("invited", "interested", "declined")
SERVES = 1.0  # a mean from which an activity counts as serving a theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Somebody who sits nowhere, and why that is a miss: stake, blocking, resource, or a theme they work on."""

    id: str
    name: str
    state: str
    reasons: tuple[str, ...]
    themes: tuple[str, ...]


def missing(actor: Actor, initiative: Initiative, sittings: Sequence[Sitting]) -> list[Missing]:
    """Those with the most reasons first. Who was asked and has not joined is missed too, with how that stands."""
    at_table = _parties(each for each in sittings if each.seat.state not in AWAY)
    known = {each.holder: each for each in sittings if each.seat.step_id is None}
    found: list[Missing] = []
    for holder, each in known.items():
        reasons = must_sit(cell(each, each).place)
        if reasons and each.seat.state in AWAY and holder not in at_table:
            name = str(each.seat.person or each.seat.party)
            found.append(Missing(id=holder, name=name, state=each.seat.state, reasons=reasons, themes=()))
    told = {each.id for each in found} | set(known)
    working = _of_themes(actor, initiative)
    names = directory.names(actor, [UUID(each) for each in working])
    for party, themes in working.items():
        if party not in at_table | told and UUID(party) in names:
            found.append(
                Missing(id=party, name=names[UUID(party)].name, state="", reasons=("theme",), themes=tuple(themes))
            )
    return sorted(found, key=lambda each: (-len(each.reasons), each.reasons == ("theme",), each.name.casefold()))


def _parties(sittings: Iterable[Sitting]) -> set[str]:
    """Who sits somewhere: themselves, and the party for which they do."""
    return {str(each) for row in sittings for each in (row.seat.party_id, row.seat.person_id) if each}


def _of_themes(actor: Actor, initiative: Initiative) -> Mapping[str, list[str]]:
    """The parties whose activities serve the themes of the initiative, with those themes by name."""
    themes = {str(each.pk): each.name for each in course.themes(actor) if str(each.pk) in initiative.themes}
    if not themes:
        return {}
    parties = {each.pk: each.parties for each in course.activities(actor)}
    found: dict[str, list[str]] = {}
    for (activity, theme), square in squares.judged_squares(actor).items():
        if str(theme) in themes and square.mean >= SERVES:
            for party in parties.get(activity, ()):
                names = found.setdefault(str(party), [])
                if themes[str(theme)] not in names:
                    names.append(themes[str(theme)])
    return found
