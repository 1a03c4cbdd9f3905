"""The story on the map that the demo tells: five views, as a co-ordinator would show them at a meeting."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.access.roles import Role
from vierspan.workspace.common import clock
from vierspan.workspace.insight.map_views import stories, views

Told = tuple[str, str, str]  # title, text, address of the map

NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "nl": ("Zo staan we ervoor", "Vijf beelden voor de bijeenkomst met alle partijen."),
        "en": ("Where we stand", "Five pictures for the meeting with all parties."),
    }
)
STEPS: Mapping[str, tuple[Told, ...]] = MappingProxyType(
    {
        "nl": (
            (
                "Dit zijn wij",
                "Elke schijf is een partij. Hoe groter de schijf, hoe meer relaties.\n\n"
                "De vorm zegt waar een partij het meest leidt: in de koers, aan de horizon, in de voorwaarden of in de "
                "initiatieven.",
                "",
            ),
            (
                "Wie staan er in het midden?",
                "In de binnenste ring staan de partijen die het netwerk dragen. Verder naar buiten staan wie nu en dan "
                "meedoen.\n\nKlopt dit met hoe jullie het beleven?",
                "layout=rings&colour=ring",
            ),
            (
                "We zitten niet overal even dicht op elkaar",
                "Op de kaart zie je waar de partijen hun huis hebben. Wie ver weg zit, komt minder vanzelf langs.",
                "layout=geo&colour=sector",
            ),
            (
                "Een paar mensen verbinden de rest",
                "Dit zijn mensen, geen partijen. Een grote schijf ligt vaak op de weg tussen twee anderen.\n\n"
                "Wat gebeurt er als een van hen een andere baan krijgt?",
                "show=person&size=betweenness",
            ),
            (
                "Dit kwam er in een jaar bij",
                "Zwarte lijnen zijn nieuw, stippellijnen zijn verdwenen. Nieuwe relaties ontstaan vooral waar al een "
                "tafel staat.\n\nWelke relatie zouden jullie als volgende willen leggen?",
                "since={since}",
            ),
        ),
        "en": (
            (
                "This is us",
                "Every disc is a party. The larger the disc, the more ties.\n\n"
                "The shape says where a party leads most: in the course, at the horizon, in the conditions or in the "
                "initiatives.",
                "",
            ),
            (
                "Who stand in the middle?",
                "In the inner ring are the parties that carry the network. Further out are those who take part now and "
                "then.\n\nIs this how you see it?",
                "layout=rings&colour=ring",
            ),
            (
                "We are not equally close everywhere",
                "The map shows where the parties have their home. Who is far away drops in less easily.",
                "layout=geo&colour=sector",
            ),
            (
                "A few people connect the rest",
                "These are people, not parties. A large disc often lies on the way between two others.\n\n"
                "What happens when one of them changes jobs?",
                "show=person&size=betweenness",
            ),
            (
                "This came in a year",
                "Black lines are new, dotted lines went. New ties mostly begin where there is a table already.\n\n"
                "Which tie would you like to make next?",
                "since={since}",
            ),
        ),
    }
)
KEPT = (1, 3)  # the steps that stand among the saved views too


def add_story(network_id: UUID, user_id: UUID, language: str) -> None:
    """Told by the co-ordinator, for everybody in the network."""
    actor = Actor(user_id=user_id, network_id=network_id, role=Role.LEAD, language=language)
    name, text = NAMES[language]
    story = stories.make(actor, name=name, text=text, is_shared=True)
    for number, (title, words, query) in enumerate(STEPS[language]):
        address = query.format(since=a_year_ago(clock.today()))
        stories.add_step(actor, story.pk, name=title, text=words, query=address)
        if number in KEPT:
            views.save(actor, name=title, text=words, query=address, is_shared=True)


def a_year_ago(today: date) -> date:
    """The last end of a quarter that is a year back: a day at which the time slider stops."""
    ends = [date(today.year - 1, 3, 31), date(today.year - 1, 6, 30), date(today.year - 1, 9, 30)]
    return max((day for day in ends if day.replace(year=today.year) <= today), default=date(today.year - 2, 12, 31))
