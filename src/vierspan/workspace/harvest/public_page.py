"""The public page of a network: how it shows itself, with the gatherings of another room that it chose to show."""

from uuid import UUID

from django.utils import translation

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.rules import Do, authorise
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.conditions.models import Gathering
from vierspan.workspace.course.positioning import queries
from vierspan.workspace.course.positioning.models import Picture, Profile, ShownGathering
from vierspan.workspace.course.positioning.outside import (
    Dispatch,
    Event,
    Outside,
    Ruled,
    dispatch,
    language_of,
    outside,
    public_profile,
)
from vierspan.workspace.initiatives.deciding import queries as deciding
from vierspan.workspace.initiatives.deciding import wording
from vierspan.workspace.initiatives.deciding.models import Question
from vierspan.workspace.networks.models import Network

MOST_DECISIONS = 30

__all__ = ["Dispatch", "Event", "Outside"]


def page(slug: str, language: str = "") -> Outside:
    """What everybody can see. NotFound where there is no page, or none that is public: the two look the same."""
    profile = public_profile(slug)
    return _seen(profile, language_of(profile, language))


def preview(actor: Actor, language: str = "") -> Outside:
    """What everybody would see, or sees."""
    authorise(actor, Do.READ_OUTWARD)
    profile = queries.profile(actor)
    profile.network = Network.objects.get(pk=actor.network_id)
    return _seen(profile, language_of(profile, language))


def post(slug: str, address: str) -> tuple[Outside, Dispatch]:
    """One piece of news that is out, with the page that it is of."""
    profile = public_profile(slug)
    found = dispatch(profile, address)
    return _seen(profile, language_of(profile, "")), found


def picture(slug: str, picture_id: UUID) -> Picture:
    """The logo, or the picture of a post, where they can be seen."""
    seen = page(slug)
    if seen.logo and seen.logo.pk == picture_id:
        return seen.logo
    profile = seen.profile
    every = (outside(profile, language) for language in seen.languages)
    if not any(each.post.picture_id == picture_id for one in every for each in one.news):
        raise NotFound
    return Picture.objects.of(profile.network_id).get(pk=picture_id)


def gatherings_to_come(actor: Actor) -> list[Gathering]:
    """What one may choose from to show outside."""
    authorise(actor, Do.READ_OUTWARD)
    rows = Gathering.objects.of(actor.network_id).filter(held_on__gte=clock.today())
    return list(rows.order_by("held_on", "name"))


def _seen(profile: Profile, language: str) -> Outside:
    with translation.override(language):
        decisions = [_ruled(each) for each in deciding.public(profile.network_id)[:MOST_DECISIONS]]
    return outside(profile, language, _events(profile.network_id), decisions)


def _ruled(row: Question) -> Ruled:
    """Of a decision what was chosen to show. Parties that had a voice, never people."""
    shows, decision = set(row.shows), row.decision
    voices = deciding.voices_of(row) if "voices" in shows else ()
    chosen = row.chosen.name if row.chosen else ""
    has_outcome = "outcome" in shows and decision is not None
    return Ruled(
        name=row.name,
        outcome=str(wording.OUTCOMES.get(decision.outcome, "")) if has_outcome and decision else "",
        text="\n".join(filter(None, (chosen, row.outcome_text))) if has_outcome else "",
        on=decision.closed_on if decision and "date" in shows else None,
        background=row.background if "background" in shows else "",
        method=str(wording.RULES[row.rule]) if "method" in shows else "",
        voices=tuple(each.party.name for each in voices if each.party),
    )


def _events(network_id: UUID) -> list[Event]:
    chosen = ShownGathering.objects.of(network_id).values("gathering")
    rows = Gathering.objects.of(network_id).filter(pk__in=chosen, held_on__gte=clock.today())
    return [Event(row.name, row.held_on) for row in rows.order_by("held_on", "name") if row.held_on]
