"""Links by which outsiders see a view: made by who leads, for a while, and ended at once."""

import base64
import hashlib
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.acts.queries import last_change
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import DomainError, Invalid, NotFound
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.insight import queries
from vierspan.workspace.insight.map_views import public
from vierspan.workspace.insight.map_views.ground import PARTY, PERSON, Ground, ground_of
from vierspan.workspace.insight.map_views.state import State, state_of, tidy_query
from vierspan.workspace.insight.map_views.views import named, told
from vierspan.workspace.insight.maps.drawing import drawing
from vierspan.workspace.insight.models import MapShare, Run
from vierspan.workspace.networks import queries as networks
from vierspan.workspace.networks.models import Network

__all__ = ["MapShare", "Shared", "Wish"]

LONGEST_DAYS = 366
USUAL_DAYS = 90
KEPT_SECONDS = 3600
ANY_SITE = "*"
SITE = re.compile(r"(?:(https?)://)?((?:[a-z0-9-]+\.)*[a-z0-9-]+)(:\d{1,5})?/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a leader chose to show outside."""

    name: str
    text: str = ""
    query: str = ""
    with_people: bool = False
    kinds: Collection[str] | None = None  # None: every kind that may be shown
    frames: str = ""
    expires: date | None = None

    @property
    def state(self) -> State:
        return state_of(self.query)


@dataclass(frozen=True, slots=True)
class Shared:
    """A view as outsiders see it."""

    share: MapShare
    network: Network
    ground: Ground
    state: State


def offer(actor: Actor, query: str) -> public.Offer:
    """What a link to this view could show; for who may make one."""
    authorise(actor, Do.SHARE_MAP)
    return public.offer_of(_now(actor), state_of(query))


def preview(actor: Actor, wish: Wish) -> Shared:
    """What outsiders would see, before anything is public."""
    share = _wished(actor, wish, uuid4())
    return _shared(share, networks.network(actor), _now(actor))


def _now(actor: Actor) -> Ground:
    return ground_of(drawing(actor, queries.current_run(actor)))


@transaction.atomic
def publish(actor: Actor, wish: Wish) -> MapShare:
    """From now on whoever has the link sees it."""
    share = _wished(actor, wish, uuid4())
    share.save(force_insert=True)
    return share


def _wished(actor: Actor, wish: Wish, share_id: UUID) -> MapShare:
    found = offer(actor, wish.query)
    kinds = _kinds(found, wish)
    return MapShare(
        id=share_id,
        network_id=actor.network_id,
        name=named(wish.name),
        text=told(wish.text),
        query=tidy_query(wish.query),
        token_hash=_hashed(token_of(share_id)),
        with_people=wish.with_people,
        ids=found.ids(_whom(wish)),
        kinds=kinds,
        frames=sites(wish.frames),
        made_by_id=actor.user_id,
        expires=_last_day(wish.expires),
    )


def _whom(wish: Wish | MapShare) -> tuple[str, ...]:
    return (PARTY, PERSON) if wish.with_people else (PARTY,)


def _kinds(found: public.Offer, wish: Wish) -> list[str]:
    """What was stated, unless it was left out of the view or of the link; what was observed only when asked for."""
    if wish.kinds is None:
        wanted = wish.state.filters.get("kind", frozenset(found.kinds))
        return [each for each in found.kinds if each in wanted]
    return [each for each in (*found.kinds, *found.observed) if each in wish.kinds]


def _last_day(expires: date | None) -> date:
    today = clock.today()
    expires = expires or today + timedelta(days=USUAL_DAYS)
    if expires < today:
        raise Invalid("expires", "day_not_in_future")
    if expires > today + timedelta(days=LONGEST_DAYS):
        raise Invalid("expires", "link_too_long")
    return expires


def sites(frames: str) -> str:
    """Addresses of sites as a browser's policy names them; any site is a star."""
    if ANY_SITE in frames.split():
        return ANY_SITE
    found = []
    for each in frames.replace(",", " ").split():
        parts = SITE.fullmatch(each)
        if parts is None:
            raise Invalid("sites", "not_a_site")
        found.append(f"{(parts[1] or 'https').lower()}://{parts[2].lower()}{parts[3] or ''}")
    return " ".join(dict.fromkeys(found))


def shares(actor: Actor) -> "QuerySet[MapShare]":
    """Every link that was ever made here, the newest first."""
    authorise(actor, Do.SHARE_MAP)
    return MapShare.objects.visible_to(actor).select_related("made_by").order_by("-made_at")


def share(actor: Actor, share_id: UUID) -> MapShare:
    found = shares(actor).filter(pk=share_id).first()
    if found is None:
        raise NotFound
    return found


@transaction.atomic
def revoke(actor: Actor, share_id: UUID) -> MapShare:
    """The link shows nothing any more, from the next request on."""
    found = share(actor, share_id)
    if found.revoked_at is None:
        found.revoked_at = clock.now()
        found.save(update_fields=["revoked_at"])
    return found


def newcomers(actor: Actor, kept: Sequence[MapShare]) -> dict[UUID, int]:
    """Per link how many would become public if it were brought up to date."""
    authorise(actor, Do.SHARE_MAP)
    if not kept:
        return {}
    ground = _now(actor)
    offers = {each.pk: public.offer_of(ground, state_of(each.query)) for each in kept}
    return {each.pk: len(set(offers[each.pk].ids(_whom(each))) - set(each.ids)) for each in kept}


@transaction.atomic
def bring_up_to_date(actor: Actor, share_id: UUID) -> MapShare:
    """Whoever came to the map since the link was made is public from now on too."""
    found = share(actor, share_id)
    if not is_live(found):
        raise NotFound
    found.ids = offer(actor, found.query).ids(_whom(found))
    found.save(update_fields=["ids"])
    return found


def token_of(share_id: UUID) -> str:
    """The secret in the link. Made from the installation's own secret, so that it is stored nowhere."""
    made = salted_hmac("vierspan.map-share", str(share_id), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def is_live(kept: MapShare) -> bool:
    """Not ended, not over, and whoever made it still leads this network."""
    return kept.revoked_at is None and kept.expires >= clock.today() and _maker(kept) is not None


def _maker(kept: MapShare) -> Actor | None:
    network = Network.objects.get(pk=kept.network_id)
    try:
        actor = networks.actor_for(kept.made_by, network.slug)
        authorise(actor, Do.SHARE_MAP)
    except DomainError:
        return None
    return actor


def opened(token: str) -> Shared:
    """What the link shows now; NotFound when there is no such link, or no longer."""
    kept = MapShare.objects.of_token(_hashed(token)).select_related("made_by").first()
    if kept is None or kept.revoked_at is not None or kept.expires < clock.today():
        raise NotFound
    maker = _maker(kept)
    if maker is None:
        raise NotFound
    return _kept(kept, maker)


def _kept(kept: MapShare, maker: Actor) -> Shared:
    """Built once for a share and a state of the facts: asking often costs little."""
    run = Run.objects.of(kept.network_id).order_by("-made_at").first()
    if run is None:
        raise NotFound
    chosen = json.dumps([kept.query, kept.ids, kept.kinds, str(run.pk), str(last_change(kept.network_id))])
    key = f"map-share-{kept.pk}-{hashlib.sha256(chosen.encode()).hexdigest()[:24]}"
    found: Shared | None = cache.get(key)
    if found is None:
        found = _shared(kept, networks.network(maker), ground_of(drawing(maker, run)))
        cache.set(key, found, KEPT_SECONDS)
    return Shared(kept, found.network, found.ground, found.state)


def _shared(kept: MapShare, network: Network, ground: Ground) -> Shared:
    """Who was taken out of the records since is gone from here too."""
    state, ids = state_of(kept.query), set(kept.ids) & _there(kept)
    seen = public.outside(ground, state, ids, kept.kinds)
    alias = public.aliases(ground, state, ids)
    return Shared(kept, network, seen, public.public_state(seen, state, alias))


def _there(kept: MapShare) -> set[str]:
    rows = [model.objects.of(kept.network_id).filter(pk__in=kept.ids) for model in (Party, Person)]
    return {str(each) for found in rows for each in found.values_list("pk", flat=True)}
