"""A running survey with a personal link, as small or as long as a test needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Party, Person
from vierspan.workspace.directory.surveys import standard
from vierspan.workspace.directory.surveys.answering import new_key
from vierspan.workspace.directory.surveys.models import Item, RosterEntry, Survey, Voice
from vierspan.workspace.networks.models import Network

NAMES = (
    *("Thuiszorg De Brink", "Gemeente Oosterdal", "Café Samen", "Huisartsengroep Vloed", "Ijsclub De Vrijheid"),
    *("Wooncorporatie Onder Dak", "Bibliotheek aan de Vaart", "Stichting Mantelzorg voor elkaar"),
)
SECTORS = ("zorg", "gemeente", "welzijn", "wonen")


@dataclass(frozen=True, slots=True)
class Asked:
    survey: Survey
    voice: Voice
    token: str
    names: dict[str, UUID]

    @property
    def address(self) -> str:
        return f"/answer/{self.token}/"


def ask(network: Network, names: Sequence[str] = NAMES, **more: Any) -> Asked:
    """Somebody of a party of their own is asked about these parties."""
    given = {"title": "Hoe kennen wij elkaar?", "state": "open", "closes_on": clock.today() + timedelta(days=14)}
    survey = Survey.objects.create(network=network, **{**given, **more})
    Item.objects.bulk_create(Item(network=network, survey=survey, **item) for item in standard.items())
    listed = list_names(survey, names)
    home, person = _respondent(network)
    voice = Voice.objects.create(network=network, survey=survey, person=person, party=home, sector="welzijn")
    return Asked(survey, voice, new_key(voice), listed)


def another_voice(asked: Asked, number: int) -> str:
    """The token of somebody else, of a party of their own."""
    network = asked.survey.network
    party = Party.objects.create(network=network, name=f"Partij {number}", sector=SECTORS[number % 4])
    person = Person.objects.create(network=network, name=f"Persoon {number}", party=party)
    voice = Voice.objects.create(network=network, survey=asked.survey, person=person, party=party, sector=party.sector)
    return new_key(voice)


def list_names(survey: Survey, names: Sequence[str]) -> dict[str, UUID]:
    listed = {name: uuid4() for name in names}
    RosterEntry.objects.bulk_create(
        RosterEntry(
            network_id=survey.network_id, survey=survey, about=about, name=name, sector=SECTORS[n % 4], region="Oost"
        )
        for n, (name, about) in enumerate(listed.items())
    )
    return listed


def _respondent(network: Network) -> tuple[Party, Person]:
    home = Party.objects.of(network.pk).filter(name="Eigen Huis").first()
    home = home or Party.objects.create(network=network, name="Eigen Huis", sector="welzijn")
    person = Person.objects.of(network.pk).filter(name="Kees van Dijk").first()
    return home, person or Person.objects.create(
        network=network, name="Kees van Dijk", email="kees@people.example", party=home
    )
