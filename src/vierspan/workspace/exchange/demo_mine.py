"""In the demo its co-ordinator sits at three tables, has promises of her own and asked some of others, and looks after
two steps to come, so that the page with all that is one's own has something on it. Nobody gets a mail of it."""

from datetime import timedelta
from typing import Any

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Initiative, Person
from vierspan.workspace.initiatives.models import Commitment, Seat, Step
from vierspan.workspace.initiatives.promises.models import Terms
from vierspan.workspace.networks.models import Network

TABLES = ("digimaatjes", "hofje", "wijkteams")
AHEAD = 42  # days in which a step counts as near
# The table, days since it was promised and until it is due, and hours; in the order of the words.
OWN = (("wijkteams", 30, -3, 2.0), ("respijt", 12, 5, 4.0), ("digimaatjes", 20, 16, None), ("", 8, 33, 6.0))
ASKED = (("hofje", 25, -6, 3.0), ("wijkteams", 14, 9, 8.0))
WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "own": (
            ("De notitie over de avonden rondsturen", ""),
            ("Met de wethouder praten over geld voor de respijtplek", ""),
            ("Een ruimte regelen in het gemeentehuis", "een zaal, twee middagen per week"),
            ("De jaarbijeenkomst openen", ""),
        ),
        "asked": ("Drie buren vragen voor de tuingroep", "De roosters van de drie teams naast elkaar leggen"),
    },
    "en": {
        "own": (
            ("Send round the note on the evenings", ""),
            ("Talk to the alderman about money for respite care", ""),
            ("Arrange a room in the town hall", "a hall, two afternoons a week"),
            ("Open the yearly gathering", ""),
        ),
        "asked": ("Ask three neighbours for the garden group", "Lay the rosters of the three teams side by side"),
    },
}


def add_mine(network: Network, person_id: Any) -> None:
    words = WORDS.get(network.language, WORDS["en"])
    person = Person.objects.of(network.pk).get(pk=person_id)
    rows = {row.external_id: row for row in Initiative.objects.of(network.pk)}
    for key in TABLES:
        _sit(rows[key], person)
    for (name, means), (key, ago, ahead, hours) in zip(words["own"], OWN, strict=True):
        about = {"person": person, "party": person.party, "initiative": rows.get(key), "hours": hours}
        _promise(network, name, ago, ahead, {**about, "means": means})
    for name, (key, ago, ahead, hours) in zip(words["asked"], ASKED, strict=True):
        seat = (
            Seat.objects.of(network.pk).filter(initiative=rows[key], step=None, carries=True).order_by("since").first()
        )
        if seat:
            about = {"person": seat.person, "party": seat.party, "asked_by": person, "hours": hours}
            _promise(network, name, ago, ahead, {**about, "initiative": rows[key]})
    near = clock.today() + timedelta(days=AHEAD)
    coming = Step.objects.of(network.pk).filter(owner=None, done_on=None, due_on__range=(clock.today(), near))
    for step in coming.order_by("due_on", "name")[:2]:
        step.owner = person
        step.save()


def _sit(initiative: Initiative, person: Person) -> None:
    """There from its beginning, so that the mirror of the past year stays what it is."""
    Seat.objects.create(
        network_id=initiative.network_id,
        initiative=initiative,
        party=person.party,
        person=person,
        intensity=3,
        promised_intensity=3,
        state="joined",
        since=initiative.started_on,
    )


def _promise(network: Network, name: str, ago: int, ahead: int, about: dict[str, Any]) -> None:
    means = about.pop("means", "")
    row = Commitment.objects.create(
        network=network,
        name=name,
        state="open",
        promised_on=clock.today() - timedelta(days=ago),
        due_on=clock.today() + timedelta(days=ahead),
        **about,
    )
    Terms.objects.create(network=network, commitment=row, means=means, reminds=False)
