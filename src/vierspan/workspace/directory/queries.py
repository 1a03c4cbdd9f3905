import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db.models import Count, F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.directory import finding
from vierspan.workspace.directory.models import Affiliation, Initiative, Introduction, Party, Person, Theme, Tie
from vierspan.workspace.directory.spelling import folded, searchable, telling
from vierspan.workspace.directory.spelling import words as said_words
from vierspan.workspace.networks.models import Scoped

R = TypeVar("R", bound=Scoped)

PARTY_SORTS = {"name": "name", "sector": "sector", "region": "region", "ring": "ring", "people": "-headcount"}
HEADCOUNT = {"headcount": Count("people")}
PERSON_SORTS = {"name": "name", "party": "party__name", "function": "function", "ring": "ring"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which people or parties to list; empty means all."""

    search: str = ""
    sector: str = ""
    region: str = ""
    ring: str = ""
    party: uuid.UUID | None = None
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class Named:
    """A person or party by name; `kind` is "person" or "party"."""

    id: uuid.UUID
    name: str
    kind: str
    is_sure: bool = True  # what was searched for stands in the name itself


@dataclass(frozen=True, slots=True)
class TieSeen:
    """A tie as it looks from one of its ends."""

    tie: Tie
    other: Named
    is_outgoing: bool


def visible_to(actor: Actor, model: type[R]) -> QuerySet[R]:
    """The rows of one of the directory's tables that this actor may read."""
    authorise(actor, Do.READ_DIRECTORY)
    return cast("QuerySet[R]", model.objects.visible_to(actor))


def parties(actor: Actor, wanted: Wanted | None = None, *, page: int = 1) -> Page[Party]:
    """Each with its `headcount`, the number of its people."""
    wanted = wanted or Wanted()
    rows = visible_to(actor, Party).filter(**_set(sector=wanted.sector, region=wanted.region, ring=wanted.ring))
    rows = finding.holding(actor, rows, wanted.search).annotate(**HEADCOUNT)
    return page_of(rows.order_by(PARTY_SORTS.get(wanted.sort, "name"), "name"), page)


def people(actor: Actor, wanted: Wanted | None = None, *, page: int = 1) -> Page[Person]:
    """Each with their party."""
    wanted = wanted or Wanted()
    filters = _set(party__sector=wanted.sector, party__region=wanted.region, ring=wanted.ring, party_id=wanted.party)
    rows = visible_to(actor, Person).filter(**filters)
    rows = finding.holding(actor, rows, wanted.search)
    return page_of(rows.select_related("party").order_by(PERSON_SORTS.get(wanted.sort, "name"), "name"), page)


def party(actor: Actor, party_id: uuid.UUID) -> Party:
    return one(visible_to(actor, Party), party_id)


def person(actor: Actor, person_id: uuid.UUID) -> Person:
    return one(visible_to(actor, Person).select_related("party"), person_id)


def one(rows: QuerySet[R], row_id: uuid.UUID) -> R:
    """The row with this id; NotFound where it is not among those that may be seen."""
    found = rows.filter(pk=row_id).first()
    if found is None:
        raise NotFound
    return found


def people_of(actor: Actor, party_id: uuid.UUID) -> list[Person]:
    """Who belongs to the party, by main party or by affiliation."""
    rows = visible_to(actor, Person).filter(Q(party=party_id) | Q(affiliations__party=party_id))
    return list(rows.distinct().order_by("name"))


def affiliations_of(actor: Actor, person_id: uuid.UUID) -> list[Affiliation]:
    rows = visible_to(actor, Affiliation).filter(person=person_id).select_related("party")
    return list(rows.order_by(F("since").desc(nulls_last=True)))


def ties_of(actor: Actor, actor_id: uuid.UUID) -> list[TieSeen]:
    """With whom this person or party is tied, strongest first."""
    rows = visible_to(actor, Tie).filter(Q(source=actor_id) | Q(target=actor_id))
    ties = list(rows.order_by(F("strength").desc(nulls_last=True)))
    others = {tie.pk: tie.target if tie.source == actor_id else tie.source for tie in ties}
    named = names(actor, others.values())
    return [TieSeen(tie, named[others[tie.pk]], tie.source == actor_id) for tie in ties if others[tie.pk] in named]


def introductions_of(actor: Actor, actor_id: uuid.UUID) -> list[Introduction]:
    """Who was brought in by this person, or who brought this actor in."""
    rows = visible_to(actor, Introduction).filter(Q(introducer=actor_id) | Q(newcomer=actor_id) | Q(met=actor_id))
    return list(rows.select_related("introducer", "initiative").order_by(F("made_on").desc(nulls_last=True)))


def names(actor: Actor, ids: Iterable[uuid.UUID | str]) -> dict[uuid.UUID, Named]:
    """People and parties by id; ids of other networks are simply not there."""
    wanted = {uuid.UUID(str(each)) for each in ids if each}
    found: dict[uuid.UUID, Named] = {}
    kinds: Sequence[tuple[str, Any]] = (("person", Person), ("party", Party))
    for kind, model in kinds:
        rows = visible_to(actor, model).filter(pk__in=wanted).values_list("pk", "name")
        found |= {pk: Named(pk, name, kind) for pk, name in rows}
    return found


def of_their_party(actor: Actor, column: str, person_ids: Iterable[str]) -> dict[str, str]:
    """The sector or region of the party of each of these people."""
    wanted = set(person_ids)
    rows = visible_to(actor, Person).exclude(party=None).values_list("pk", f"party__{column}")
    return {key: value for pk, value in rows if value and (key := str(pk)) in wanted}


def sectors(actor: Actor) -> list[str]:
    return _values(actor, "sector")


def regions(actor: Actor) -> list[str]:
    return _values(actor, "region")


def themes(actor: Actor) -> list[Theme]:
    """Those that the network works on, most important first; without those that it let go."""
    authorise(actor, Do.READ_ROOMS)
    rows = Theme.objects.visible_to(actor).filter(retired_on=None).select_related("proposed_by", "party")
    return list(rows.order_by(F("priority").desc(nulls_last=True), "name"))


def initiatives(actor: Actor) -> QuerySet[Initiative]:
    authorise(actor, Do.READ_ROOMS)
    return Initiative.objects.visible_to(actor).select_related("initiator", "party")


def search(actor: Actor, words: str, *, most: int = 12) -> list[Named]:
    """People and parties with these words, for a search box: those whose name starts with them first, and last those
    that only look like them."""
    if not words.strip():
        return []
    kinds: Sequence[tuple[str, Any]] = (("person", Person), ("party", Party))
    exact = [
        Named(pk, name, kind, all(word in searchable(name) for word in telling(said_words(words))))
        for kind, model in kinds
        for pk, name in finding.holding(actor, visible_to(actor, model), words).values_list("pk", "name")[: most * 4]
    ]
    start = folded(words)
    exact.sort(key=lambda hit: (not folded(hit.name).startswith(start), hit.name))
    near = (
        []
        if len(exact) >= finding.LITTLE
        else [hit for kind, model in kinds for hit in _near(actor, kind, model, words)]
    )
    return [*exact, *near][:most]


def _near(actor: Actor, kind: str, model: Any, words: str) -> list[Named]:
    rows = visible_to(actor, model)
    found = dict(rows.filter(pk__in=finding.alike(actor, rows, words)).order_by("name").values_list("pk", "name"))
    return [Named(pk, name, kind, is_sure=False) for pk, name in found.items()]


def _set(**filters: Any) -> dict[str, Any]:
    return {column: value for column, value in filters.items() if value}


def _values(actor: Actor, column: str) -> list[str]:
    rows = visible_to(actor, Party).exclude(**{column: ""})
    return list(rows.order_by(column).values_list(column, flat=True).distinct())
