import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise, may
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.paging import Page, page_of
from vierspan.workspace.course.positioning.colour import Verdict, judged
from vierspan.workspace.course.positioning.models import (
    MEDIA,
    Agreement,
    Communication,
    Picture,
    Post,
    Profile,
    ShownGathering,
    ShownParty,
)
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.versions import version

__all__ = ["MEDIA", "Communication", "Picture", "Post", "Profile"]

SORTS = {
    "said_on": ("said_on", "pk"),
    "what": ("what", "pk"),
    "medium": ("medium", "-said_on"),
    "person": ("person__name", "-said_on"),
    "party": ("party__name", "-said_on"),
    "audience": ("audience", "-said_on"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a network adds to its name wherever it stands."""

    accent: Verdict | None
    logo: uuid.UUID | None

    @property
    def version(self) -> str:
        return f"{self.accent.colour[1:] if self.accent else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which communications to list; empty means all."""

    search: str = ""
    medium: str = ""
    person: uuid.UUID | None = None
    party: uuid.UUID | None = None
    since: date | None = None
    until: date | None = None
    sort: str = "-said_on"


def look(network_id: uuid.UUID) -> Look:
    """Asked for by every page of a network: one short row."""
    row = Profile.objects.of(network_id).values_list("accent", "logo").first()
    accent, logo = row or ("", None)
    return Look(judged(accent) if accent else None, logo)


def profile(actor: Actor) -> Profile:
    """How the network shows itself; a bare one where nobody said anything yet."""
    authorise(actor, Do.READ_ROOMS)
    found = Profile.objects.of(actor.network_id).select_related("network", "logo", "contact_person").first()
    return found or Profile(network_id=actor.network_id)


def seen_of(found: Profile) -> str:
    """Which text of the profile one saw; nothing where nobody said anything yet."""
    return "" if found._state.adding else version(found)


def logo(actor: Actor) -> Picture:
    authorise(actor, Do.READ_NETWORK)
    chosen = look(actor.network_id).logo
    found = Picture.objects.of(actor.network_id).filter(pk=chosen).first() if chosen else None
    if found is None:
        raise NotFound
    return found


def shown_parties(actor: Actor) -> set[uuid.UUID]:
    authorise(actor, Do.READ_OUTWARD)
    return set(ShownParty.objects.of(actor.network_id).values_list("party", flat=True))


def shown_gatherings(actor: Actor) -> set[uuid.UUID]:
    authorise(actor, Do.READ_OUTWARD)
    return set(ShownGathering.objects.of(actor.network_id).values_list("gathering", flat=True))


def members_today(actor: Actor) -> list[Party]:
    """The parties that are in the network now, by name."""
    authorise(actor, Do.READ_OUTWARD)
    return list(_here(Party.objects.of(actor.network_id)).order_by("name"))


def _here(rows: "QuerySet[Party]") -> "QuerySet[Party]":
    return rows.filter(Q(left_on=None) | Q(left_on__gt=clock.today()))


def posts(actor: Actor) -> list[Post]:
    """The newest first; drafts only for who takes part."""
    authorise(actor, Do.READ_ROOMS)
    rows = Post.objects.of(actor.network_id).select_related("author", "party")
    rows = rows if may(actor, Do.LOG_OUTWARD) else rows.filter(state="published")
    return list(rows.order_by(F("shown_on").desc(nulls_first=True), "-changed_at"))


def post(actor: Actor, post_id: uuid.UUID) -> Post:
    authorise(actor, Do.READ_ROOMS)
    rows = Post.objects.of(actor.network_id).select_related("author", "party", "picture")
    rows = rows if may(actor, Do.LOG_OUTWARD) else rows.filter(state="published")
    found = rows.filter(pk=post_id).first()
    if found is None:
        raise NotFound
    return found


def may_change_post(actor: Actor, found: Post) -> bool:
    """Who wrote it while it is a draft; what is outside only a leader."""
    if found.state == "published":
        return may(actor, Do.PUBLISH_OUTWARD)
    return _is_theirs(actor, found.written_by_id, found.author_id)


def may_change(actor: Actor, found: Communication) -> bool:
    """Who wrote it down, who spoke, and a leader."""
    return _is_theirs(actor, found.noted_by_id, found.person_id)


def _is_theirs(actor: Actor, *owners: uuid.UUID | None) -> bool:
    is_theirs = any(may(actor, Do.CHANGE_OUTWARD, owner_id=owner) for owner in owners)
    return may(actor, Do.LOG_OUTWARD) and is_theirs


def visible_to(actor: Actor) -> "QuerySet[Communication]":
    authorise(actor, Do.READ_OUTWARD)
    return Communication.objects.of(actor.network_id).select_related("person", "party")


def communication(actor: Actor, communication_id: uuid.UUID) -> Communication:
    found = visible_to(actor).filter(pk=communication_id).first()
    if found is None:
        raise NotFound
    return found


def communications(actor: Actor, wanted: Wanted | None = None, *, page: int = 1) -> Page[Communication]:
    """What was said outside, the latest first unless asked otherwise."""
    return page_of(_chosen(actor, wanted or Wanted()), page)


def every_communication(actor: Actor, wanted: Wanted) -> "QuerySet[Communication]":
    """The same list, whole, to take along."""
    return _chosen(actor, wanted)


def _chosen(actor: Actor, wanted: Wanted) -> "QuerySet[Communication]":
    plain = {
        "medium": wanted.medium,
        "person": wanted.person,
        "party": wanted.party,
        "said_on__gte": wanted.since,
        "said_on__lte": wanted.until,
    }
    rows = visible_to(actor).filter(**{key: value for key, value in plain.items() if value})
    rows = rows.filter(_holding(wanted.search)) if wanted.search else rows
    columns = SORTS.get(wanted.sort.removeprefix("-"), SORTS["said_on"])
    order = [F(each.removeprefix("-")).desc() if each.startswith("-") else F(each).asc() for each in columns]
    return rows.order_by(*order).reverse() if wanted.sort.startswith("-") else rows.order_by(*order)


def _holding(words: str) -> Q:
    found = Q()
    for column in ("what", "place", "audience", "link", "person__name", "party__name"):
        found |= Q(**{f"{column}__icontains": words})
    return found


def agreements(actor: Actor) -> list[Agreement]:
    """Whose word about being named outside is known."""
    authorise(actor, Do.LOG_OUTWARD)
    rows = Agreement.objects.of(actor.network_id).select_related("person")
    return list(rows.order_by("-agrees", "person__name"))


def own_agreement(actor: Actor) -> Agreement | None:
    if actor.person_id is None:
        return None
    return Agreement.objects.of(actor.network_id).filter(person=actor.person_id).order_by("agrees").first()


def people_here(actor: Actor) -> list[Person]:
    authorise(actor, Do.LOG_OUTWARD)
    return list(Person.objects.of(actor.network_id).filter(left_on=None).order_by("name"))
