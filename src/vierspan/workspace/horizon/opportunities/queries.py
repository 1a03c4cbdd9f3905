"""What may be read about opportunities."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.directory.models import Person, Theme
from vierspan.workspace.directory.queries import one
from vierspan.workspace.directory.speaking import own_parties
from vierspan.workspace.horizon import queries as horizon
from vierspan.workspace.horizon.models import Signal
from vierspan.workspace.horizon.opportunities.models import (
    Apart,
    Bring,
    Door,
    Opportunity,
    Partner,
    Requirement,
    Source,
)

SORTS = ("name", "stage", "framed_on", "interested", "author")
OPEN = ("idea", "looking", "coalition")
COUNTS = {
    "interested": Count("partners", filter=Q(partners__state="interested"), distinct=True),
    "asked": Count("partners", filter=~Q(partners__state=""), distinct=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    search: str = ""
    stage: str = ""
    theme: UUID | None = None
    sort: str = "-framed_on"


def visible_to(actor: Actor) -> QuerySet[Opportunity]:
    return horizon.visible_to(actor, Opportunity).select_related("author", "party", "initiative")


def every(actor: Actor, wanted: Wanted | None = None) -> QuerySet[Opportunity]:
    """Each with how many parties were asked (`asked`) and how many are interested (`interested`)."""
    wanted = wanted or Wanted()
    rows = visible_to(actor).annotate(**COUNTS)
    if wanted.search:
        rows = rows.filter(Q(name__icontains=wanted.search) | Q(about__icontains=wanted.search))
    rows = rows.filter(stage=wanted.stage) if wanted.stage else rows
    rows = rows.filter(themes__icontains=str(wanted.theme)) if wanted.theme else rows
    column = wanted.sort.removeprefix("-")
    by = F("author__name" if column == "author" else column if column in SORTS else "framed_on")
    order = by.desc(nulls_last=True) if wanted.sort.startswith("-") else by.asc(nulls_last=True)
    return rows.order_by(order, "name")


def opportunities(actor: Actor, wanted: Wanted | None = None, *, page: int = 1) -> Page[Opportunity]:
    return page_of(every(actor, wanted), page)


def opportunity(actor: Actor, opportunity_id: UUID) -> Opportunity:
    return one(visible_to(actor), opportunity_id)


def stages(actor: Actor) -> dict[str, int]:
    """How many there are of each stage."""
    rows = horizon.visible_to(actor, Opportunity).order_by().values_list("stage").annotate(n=Count("pk"))
    return dict(rows)


def themes_of(actor: Actor, found: Opportunity) -> list[Theme]:
    return list(Theme.objects.visible_to(actor).filter(pk__in=found.themes).order_by("name"))


def sources(actor: Actor, opportunity_id: UUID) -> list[Source]:
    rows = horizon.visible_to(actor, Source).filter(opportunity=opportunity_id)
    return list(rows.select_related("signal", "party").order_by("kind", "created_at"))


def made_of(actor: Actor, signal_id: UUID) -> list[Opportunity]:
    """The opportunities in which a signal ended up."""
    return list(visible_to(actor).filter(sources__signal=signal_id).distinct().order_by("framed_on", "name"))


def behind(actor: Actor, initiative_id: UUID) -> list[Opportunity]:
    """The opportunity that an initiative was before."""
    return list(visible_to(actor).filter(initiative=initiative_id).order_by("became_on"))


def requirements(actor: Actor, opportunity_id: UUID) -> list[Requirement]:
    """What it takes: what must be first."""
    rows = horizon.visible_to(actor, Requirement).filter(opportunity=opportunity_id)
    return list(rows.order_by("-is_must", "kind", "created_at"))


def brings(actor: Actor, opportunity_id: UUID) -> dict[UUID, list[Bring]]:
    """Who can bring what, by requirement."""
    rows = horizon.visible_to(actor, Bring).filter(requirement__opportunity=opportunity_id)
    found: dict[UUID, list[Bring]] = defaultdict(list)
    for row in rows.select_related("party", "said_by", "requirement").order_by("party__name"):
        found[row.requirement_id].append(row)
    return found


def partners(actor: Actor, opportunity_id: UUID) -> list[Partner]:
    rows = horizon.visible_to(actor, Partner).filter(opportunity=opportunity_id)
    related = ("party", "person", "invited_by", "through", "answered_by")
    return list(rows.select_related(*related).order_by("party__name"))


def coalition(actor: Actor, opportunity_id: UUID) -> list[Partner]:
    """The parties that stand in it."""
    return [each for each in partners(actor, opportunity_id) if each.is_chosen]


def apart(actor: Actor, opportunity_id: UUID) -> list[Apart]:
    rows = horizon.visible_to(actor, Apart).filter(opportunity=opportunity_id)
    return list(rows.select_related("one", "other").order_by("one__name"))


def doors(actor: Actor, opportunity_id: UUID) -> list[Door]:
    rows = horizon.visible_to(actor, Door).filter(opportunity=opportunity_id)
    return list(rows.select_related("party", "introducer", "asked_by").order_by("party__name"))


def may_run(actor: Actor, found: Opportunity) -> bool:
    return may(actor, Do.EDIT_ROOMS) and may(actor, Do.RUN_OPPORTUNITY, owner_id=found.author_id)


def must_run(actor: Actor, found: Opportunity) -> None:
    authorise(actor, Do.RUN_OPPORTUNITY, owner_id=found.author_id)


def reads_reason(actor: Actor, row: Partner) -> bool:
    """Why a party said not now or no is for who framed it, who asked, the leaders and the party itself."""
    asked = row.invited_by_id is not None and row.invited_by_id == actor.person_id
    return asked or may_run(actor, row.opportunity) or row.party_id in own_parties(actor)


def people_of(actor: Actor, party_ids: Sequence[UUID]) -> dict[UUID, list[Person]]:
    """Whom one could write to at each party."""
    authorise(actor, Do.READ_MEMBERS)
    found: dict[UUID, list[Person]] = defaultdict(list)
    rows = Person.objects.visible_to(actor).filter(party__in=party_ids, left_on=None).exclude(email="")
    for row in rows.order_by("name"):
        if row.party_id:
            found[row.party_id].append(row)
    return found


def signals_to_choose(actor: Actor, *, most: int = 60) -> list[Signal]:
    """The last ones, to make an opportunity of."""
    rows = horizon.visible_to(actor, Signal).exclude(stage="retired")
    return list(rows.order_by(F("spotted_on").desc(nulls_last=True), "name")[:most])


PARTS: dict[str, type[Requirement] | type[Bring] | type[Partner] | type[Door]] = {
    "requirement": Requirement,
    "bring": Bring,
    "partner": Partner,
    "door": Door,
}


def must_be_there(actor: Actor, opportunity_id: UUID, **parts: UUID) -> None:
    """Go on when the opportunity and these parts are of this network; else NotFound, whatever is asked of them."""
    opportunity(actor, opportunity_id)
    for kind, row_id in parts.items():
        if not PARTS[kind].objects.visible_to(actor).filter(pk=row_id).exists():
            raise NotFound
