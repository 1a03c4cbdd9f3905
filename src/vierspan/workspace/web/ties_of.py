"""With whom one person or party is tied: as somebody said, and as the records show."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, may
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.directory import queries as directory
from vierspan.workspace.directory.queries import Named, TieSeen
from vierspan.workspace.insight import observed, queries, words
from vierspan.workspace.insight.observed import CLOSE, Observed
from vierspan.workspace.insight.sheets import Ref
from vierspan.workspace.web.addresses import address_of

MOST = 12


@dataclass(frozen=True, slots=True)
class TieLine:
    """One other to whom somebody is tied."""

    name: str
    address: str
    words: str
    tie_address: str = ""
    chip: str = ""


def ties_of(actor: Actor, slug: str, actor_id: UUID) -> dict[str, Any]:
    """What `parts/ties/of_actor.html` shows; what the records show only to who may see names."""
    told = [_told(actor, slug, seen) for seen in directory.ties_of(actor, actor_id)]
    return {"ties_told": told, "ties_observed": list(_observed(actor, slug, actor_id))[:MOST]}


def observed_words(seen: Observed) -> str:
    """What two did together, as a sentence."""
    told = {
        "gathering": ngettext("met at %(n)s gathering", "met at %(n)s gatherings", seen.times),
        "table": ngettext("sit at %(n)s table", "sit at %(n)s tables", seen.times),
        "exchange": ngettext("gave %(n)s time", "gave %(n)s times", seen.times),
    }
    return told[seen.kind] % {"n": seen.times}


def address_of_named(actor: Actor, slug: str, named: Named) -> str:
    table = "people" if named.kind == "person" else "parties"
    return address_of(actor, slug, Ref(table, str(named.id), named.name))


def _told(actor: Actor, slug: str, seen: TieSeen) -> TieLine:
    tie = seen.tie
    basis = words.choice_label("tie_bases", tie.basis, actor.language) if tie.basis else ""
    period = " – ".join(words.written(each, "date", actor.language) for each in (tie.since, tie.until) if each)
    said = " · ".join(filter(None, (tie.kind or _("tie"), basis, period)))
    chip = _("both sides say so") if tie.confirmed else _("over") if tie.until else ""
    return TieLine(
        seen.other.name,
        address_of_named(actor, slug, seen.other),
        said,
        reverse("web:tie", args=[slug, tie.pk]),
        chip,
    )


def _observed(actor: Actor, slug: str, actor_id: UUID) -> Iterator[TieLine]:
    """Those who are close, each other once with all that they did together."""
    by_other: dict[UUID, list[Observed]] = {}
    for seen in _seen(actor, actor_id):
        by_other.setdefault(_other(seen, actor_id).id, []).append(seen)
    for rows in by_other.values():
        if sum(each.strength for each in rows) >= CLOSE:
            other = _other(rows[0], actor_id)
            yield TieLine(other.name, address_of_named(actor, slug, other), ", ".join(map(observed_words, rows)))


def _seen(actor: Actor, actor_id: UUID) -> list[Observed]:
    if not may(actor, Do.READ_MEMBERS):
        return []
    try:
        return observed.observed_of(actor, queries.current_run(actor), actor_id)
    except DomainError:
        return []


def _other(seen: Observed, actor_id: UUID) -> Named:
    return seen.target if seen.source.id == actor_id else seen.source
