"""In the demo a table looks for a package: when the rooms are open, and who pays for it. Nobody gets a mail of it."""

from typing import Any
from uuid import UUID

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person
from vierspan.workspace.initiatives.models import Seat
from vierspan.workspace.initiatives.winwin.models import Issue, Option, Score, Search, Side, Stake
from vierspan.workspace.networks.models import Network

SIDES = 4
OPEN = ("table", "party", "network", "table")
WALK_AWAY = (4, 5, 3, 4)
# By issue, then by option, what it is worth to each of the four; and of how much importance the issue is to each.
WORTH = (
    (((9, 4, 6, 7), (5, 8, 6, 3), (2, 6, 3, 5)), (8, 5, 6, 9)),
    (((3, 9, 6, 5), (7, 4, 7, 6), (6, 6, 4, 8)), (6, 9, 4, 3)),
    (((8, 7, 5, 6), (5, 6, 9, 4)), (3, 4, 8, 5)),
)
NEVER = {(0, 2): (0,)}  # the first party never goes along with the third way of the first point
WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "name": "Wie houdt de huiskamers open, en wie betaalt",
        "about": "We willen door na het eerste jaar. Vul in wat elke manier jullie waard is; dan kijken we samen.",
        "issues": (
            ("Wanneer zijn ze open", ("Elke dag", "Drie middagen", "Alleen met een beroepskracht erbij")),
            ("Wie betaalt het eerste jaar", ("Ieder een vast deel", "Naar gebruik", "Gemeente en verzekeraar")),
            ("Hoe lang is de proef", ("Zes maanden", "Een heel jaar")),
        ),
        "interests": (
            "Dat mensen ergens terechtkunnen voor het misgaat.",
            "Weten wat het kost, en niet alleen betalen voor wat anderen gebruiken.",
            "Een proef die lang genoeg is om er iets van te leren.",
            "Vrijwilligers die het volhouden.",
        ),
    },
    "en": {
        "name": "Who keeps the rooms open, and who pays",
        "about": "We want to go on after the first year. Fill in what each way is worth to you; then we look together.",
        "issues": (
            ("When they are open", ("Every day", "Three afternoons", "Only with a professional there")),
            ("Who pays the first year", ("Each a fixed part", "By use", "City and insurer")),
            ("How long the trial is", ("Six months", "A whole year")),
        ),
        "interests": (
            "That people have somewhere to go before things go wrong.",
            "Knowing what it costs, and not paying alone for what others use.",
            "A trial long enough to learn from.",
            "Volunteers who can keep it up.",
        ),
    },
}


def add_winwin(network: Network, user_id: UUID, person_id: UUID) -> None:
    """At the largest table; the reader's own party has yet to say whether this is what it stands for."""
    words = WORDS.get(network.language, WORDS["en"])
    tables: dict[UUID, list[UUID]] = {}
    for seat in Seat.objects.of(network.pk).exclude(party=None).order_by("initiative__name", "party__name"):
        parties = tables.setdefault(seat.initiative_id, [])
        if seat.party_id and seat.party_id not in parties:
            parties.append(seat.party_id)
    initiative, parties = max(tables.items(), key=lambda each: len(each[1]))
    own = Person.objects.of(network.pk).get(pk=person_id).party_id
    chosen = [*([own] if own else []), *(each for each in parties if each != own)][:SIDES]
    search = Search.objects.create(
        network=network,
        name=words["name"],
        about=words["about"],
        initiative_id=initiative,
        made_by_id=user_id,
        made_on=clock.today(),
    )
    issues = [_issue(search, place, *each) for place, each in enumerate(words["issues"])]
    for number, party in enumerate(chosen):
        side = _side(search, party, number, words["interests"][number])
        for place, (issue, options) in enumerate(issues):
            _fill(side, number, place, issue, options)


def _issue(search: Search, place: int, name: str, ways: tuple[str, ...]) -> tuple[Issue, list[Option]]:
    issue = Issue.objects.create(network=search.network, search=search, name=name, place=place)
    rows = Option.objects.of(search.network_id)
    return issue, [rows.create(network=search.network, issue=issue, name=way, place=n) for n, way in enumerate(ways)]


def _side(search: Search, party: UUID, number: int, interests: str) -> Side:
    return Side.objects.create(
        network=search.network,
        search=search,
        party_id=party,
        interests=interests,
        walk_away=WALK_AWAY[number],
        seen_by=OPEN[number],
        confirmed_on=clock.today() if number else None,
    )


def _fill(side: Side, number: int, place: int, issue: Issue, options: list[Option]) -> None:
    worths, importance = WORTH[place]
    Stake.objects.create(network=side.network, side=side, issue=issue, importance=importance[number])
    for way, option in enumerate(options):
        limit = "never" if number in NEVER.get((place, way), ()) else ""
        Score.objects.create(network=side.network, side=side, option=option, score=worths[way][number], limit=limit)
