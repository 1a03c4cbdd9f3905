"""What the demo's parties find important, what fits in their quarter, and what they chose the quarter before."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.course.models import Activity, Capacity
from vierspan.workspace.course.priorities.models import Asked, Bond, Choice, Picked, Round, Vote
from vierspan.workspace.course.priorities.quarters import quarter_of
from vierspan.workspace.directory.models import Party, Theme
from vierspan.workspace.insight import portfolio
from vierspan.workspace.networks.models import Network

SEED = 1904
DOTS = 5
VOICES = 9  # parties that spoke
FULL = 4  # parties of which more is asked this quarter than they have
SHARE_THERE_IS = 0.7
TEXTS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "round": "Waar willen we volgend jaar het meeste van?",
        "must": "Hier ligt een afspraak met de gemeente onder.",
        "needs": "Zonder dat komt het niet van de grond.",
        "reason": "We kozen wat in elk geval past, en lieten twee dingen wachten tot er weer uren zijn.",
        "later": "Goed plan, maar de trekkers zitten vol.",
    },
    "en": {
        "round": "What do we want most of next year?",
        "must": "There is an agreement with the municipality under this.",
        "needs": "Without that it does not get off the ground.",
        "reason": "We chose what fits in any case, and let two things wait until there are hours again.",
        "later": "A good plan, but those who would carry it are full.",
    },
}


def add_choices(network: Network) -> None:
    """A round of dots that is closed, a quarter in which not everything fits, and one choice on record."""
    chance = Random(SEED)  # noqa: S311 - the same figures for everybody
    activities = [
        each for each in Activity.objects.of(network.pk).order_by("name") if each.state in ("running", "planned", "")
    ]
    themes = list(Theme.objects.of(network.pk).filter(retired_on=None).order_by("name"))
    if len(activities) < 4 or len(themes) < 2:
        return
    texts = TEXTS[network.language]
    _spoken(network, themes, texts["round"], chance)
    _tight(network, activities)
    _bound(network, activities, texts)
    _chosen(network, activities, texts)


def work_out(actor: Actor) -> None:
    """What fits is worked out in the background before anybody asks."""
    quarter = quarter_of(clock.today())
    portfolio.answer(actor, quarter, portfolio.question_of(actor, quarter))


def _spoken(network: Network, themes: list[Theme], title: str, chance: Random) -> None:
    """Most give most to the theme that weighs most, and each has one of its own."""
    today = clock.today()
    held = Round(
        network=network,
        title=title,
        way="dots",
        dots=DOTS,
        themes=[str(each.pk) for each in themes],
        opened_on=today - timedelta(days=34),
        closes_on=today - timedelta(days=20),
        closed_on=today - timedelta(days=20),
    )
    held.save()
    heavy = max(themes, key=lambda each: (each.priority or 0, each.name))
    parties = list(Party.objects.of(network.pk).filter(ring__in=("core", "partner")).order_by("name"))[:VOICES]
    Vote.objects.bulk_create(
        Vote(network=network, round=held, party=party, given=_dots(heavy, themes, chance)) for party in parties
    )


def _dots(heavy: Theme, themes: list[Theme], chance: Random) -> dict[str, int]:
    given: dict[str, int] = {str(heavy.pk): chance.choice((1, 2))}
    while sum(given.values()) < DOTS:
        key = str(chance.choice(themes).pk)
        given[key] = given.get(key, 0) + 1
    return given


def _tight(network: Network, activities: list[Activity]) -> None:
    """Of the busiest parties this quarter asks more than they have: the work comes in one wave."""
    hours = {
        row.party_id: row.hours
        for row in Capacity.objects.of(network.pk).order_by("since")
        if row.since is None or row.since <= clock.today()
    }
    asked: dict[UUID, list[Activity]] = {}
    for each in activities:
        for party in each.parties:
            asked.setdefault(UUID(party), []).append(each)
    busy = sorted((party for party in asked if party in hours), key=lambda party: (-len(asked[party]), str(party)))
    for busiest in sorted(busy[:FULL], key=str):
        whole = sum(_share(each) for each in asked[busiest])
        scale = hours[busiest] / SHARE_THERE_IS / whole if whole else 0.0
        for each in asked[busiest]:
            told = round(_share(each) * scale)
            Asked(network=network, activity=each, party_id=busiest, hours=told).save()


def _share(activity: Activity) -> float:
    return (activity.hours or 0.0) / 4 / max(1, len(activity.parties))


def _bound(network: Network, activities: list[Activity], texts: Mapping[str, str]) -> None:
    """One that must, and one that needs another."""
    first, second, third = sorted(activities, key=_share)[:3]
    Bond(network=network, kind="must", activity=first, reason=texts["must"]).save()
    Bond(network=network, kind="needs", activity=second, other=third, reason=texts["needs"]).save()


def _chosen(network: Network, activities: list[Activity], texts: Mapping[str, str]) -> None:
    """Last quarter two waited; for one of them the day to look again has come."""
    today = clock.today()
    before = quarter_of(quarter_of(today) - timedelta(days=1))
    made = Choice(network=network, quarter=before, made_on=before + timedelta(days=9), reason=texts["reason"])
    made.save()
    waiting = sorted(activities, key=_share)[-2:]
    for each in activities:
        waits = each in waiting
        Picked(
            network=network,
            of=made,
            activity=each,
            name=each.name,
            verdict="not_now" if waits else "now",
            reason=texts["later"] if each is waiting[0] else "",
            revisit_on=(today + timedelta(days=40 if each is waiting[0] else -3)) if waits else None,
        ).save()
