"""What stands beside the roles of the demo network: what is asked, who recognises it, who comes next, and the core.

Nothing here is an act, and no role ends soon: what the handles find is in the records themselves.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Initiative, Person
from vierspan.workspace.initiatives.models import Seat
from vierspan.workspace.leadership.models import RoleHeld
from vierspan.workspace.leadership.roles.models import About, Backing, Named, Turn, Words
from vierspan.workspace.networks.models import Network

BY = {  # who recognises whom, by name
    "Marit Hoekema": ("Annelies Kuiper", "Sjoerd Alberda", "Jaap Nijholt", "Vera Schoonbeek"),
    "Sjoerd Alberda": ("Marit Hoekema", "Kees Dijkhof"),
    "Bram Oostinga": ("Priya Ramdin",),
    "Ilse Tjaarda": ("Marit Hoekema", "Roel Vermaat", "Coby Ramaker"),
    "Fatima Rahmi": ("Annelies Kuiper", "Ilse Tjaarda", "Kees Dijkhof", "Naima Bouzid", "Simone Grever"),
    "Annelies Kuiper": ("Fatima Rahmi", "Roel Vermaat", "Astrid Koning"),
    "Roel Vermaat": ("Annelies Kuiper", "Nienke Jonkman"),
}
PASSES_ON, TO, IN_DAYS = "Roel Vermaat", "Astrid Koning", 75
BEFORE, AFTER = "Vera Schoonbeek", "Ilse Tjaarda"  # who explored before
WAS_IN_CORE = "Kees Dijkhof"
TEXTS: Mapping[str, Any] = MappingProxyType(
    {
        "nl": {
            "tasks": {
                "Marit Hoekema": "Houdt de koers levend: brengt thema's op de agenda en vraagt wat nu eerst moet. "
                "Ongeveer een dag per week. Spreekt naar buiten, maar niet altijd zelf.",
                "Bram Oostinga": "Kijkt rond bij onderwijs en onderzoek, en vertelt elke maand wat hij zag.",
                "Fatima Rahmi": "Let op hoe we samenwerken: spelregels, bijeenkomsten, geven en krijgen. Mag ons "
                "aanspreken, ook als het schuurt.",
                "Roel Vermaat": "Trekt de initiatieven in de wijken. Twee jaar, daarna een ander.",
            },
            "turn": "Astrid loopt vanaf nu mee. In de laatste maand doet zij het overleg en kijkt Roel toe.",
            "words": {
                "going": "De verdeling van de tijd voor het najaar ligt nog bij drie partijen.\n"
                "De pagina voor het publiek wacht op een nieuwe foto en één zin minder.",
                "meet": "Annelies, over welke initiatieven te veel van dezelfde mensen vragen.\n"
                "Fatima, voordat je iets over spelregels zegt.",
                "dos": "Bel vooraf met wie twijfelt. Aan tafel is het te laat.\n"
                "Laat elke keer een ander het verhaal naar buiten vertellen.",
                "donts": "Neem niet zelf het verslag op je als niemand het wil.\nPraat een stilte niet vol.",
            },
            "ended": "Haar baan veranderde; ze denkt nog mee.",
            "core": {
                "Marit Hoekema": "Bereidt elk overleg voor en houdt de koers bij.",
                "Annelies Kuiper": "Heeft zicht op alle initiatieven en op wie het druk heeft.",
                "Fatima Rahmi": "Let op de spelregels en op wie niets zegt.",
                "Sjoerd Alberda": "Brengt de huisartsen mee: zonder hen geen koers.",
                "Ilse Tjaarda": "Kent de mantelzorgers, en brengt nieuwe partijen mee.",
                "Jaap Nijholt": "Komt erbij voor de dorpen: daar gaat het dit jaar om.",
            },
            "left": "Wilde ruimte maken voor een ander van zijn partij.",
            "table": "Roept het team elke twee weken bijeen en houdt de afspraken bij.",
        },
        "en": {
            "tasks": {
                "Marit Hoekema": "Keeps the course alive: puts themes on the agenda and asks what comes first now. "
                "About a day a week. Speaks outside, though not always herself.",
                "Bram Oostinga": "Looks around in education and research, and tells us each month what he saw.",
                "Fatima Rahmi": "Minds how we work together: rules, gatherings, give and get. May call us to account, "
                "also when it chafes.",
                "Roel Vermaat": "Carries the initiatives in the neighbourhoods. Two years, then somebody else.",
            },
            "turn": "Astrid walks along from now on. In the last month she runs the meeting and Roel looks on.",
            "words": {
                "going": "How the time for the autumn is divided still lies with three parties.\n"
                "The public page waits for a new picture and one sentence less.",
                "meet": "Annelies, about which initiatives ask too much of the same people.\n"
                "Fatima, before you say anything about rules.",
                "dos": "Call whoever is in doubt beforehand. At the table it is too late.\n"
                "Let somebody else tell the story outside each time.",
                "donts": "Do not take the minutes upon you when nobody wants to.\nDo not talk a silence full.",
            },
            "ended": "Her job changed; she still thinks along.",
            "core": {
                "Marit Hoekema": "Prepares each meeting and keeps track of the course.",
                "Annelies Kuiper": "Sees all initiatives, and who is busy.",
                "Fatima Rahmi": "Minds the rules, and whoever says nothing.",
                "Sjoerd Alberda": "Brings the family doctors along: no course without them.",
                "Ilse Tjaarda": "Knows the family carers, and brings in new parties.",
                "Jaap Nijholt": "Joins for the villages: they are what this year is about.",
            },
            "left": "Wanted to make room for somebody else of his party.",
            "table": "Calls the team together every two weeks and keeps track of what was agreed.",
        },
    }
)


def add_roles(network: Network, user_id: Any) -> None:
    said = TEXTS[network.language]
    people = {each.name: each for each in Person.objects.of(network.pk)}
    roles = {each.person.name: each for each in RoleHeld.objects.of(network.pk).select_related("person")}
    for name, role in roles.items():
        About(network=network, role=role, task=said["tasks"].get(name, ""), noted_by_id=user_id).save()
        for n, other in enumerate(BY.get(name, ())):
            _recognised(role, people[other], n)
    _passing_on(network, roles, people)
    _held_before(network, roles, people)
    _of_one_table(network)
    _core(network, people)


def _recognised(role: RoleHeld, person: Person, n: int) -> None:
    on = clock.today() - timedelta(days=40 + 31 * n)
    Backing(network_id=role.network_id, role=role, person=person, kind="recognises", since=on).save()


def _passing_on(network: Network, roles: Mapping[str, RoleHeld], people: Mapping[str, Person]) -> None:
    """One role passes on in the season to come; the co-ordinator writes for who comes after her, whoever that is."""
    said, on = TEXTS[network.language], clock.today() + timedelta(days=IN_DAYS)
    Turn(network=network, role=roles[PASSES_ON], next=people[TO], on=on, note=said["turn"]).save()
    RoleHeld.objects.of(network.pk).filter(pk=roles[PASSES_ON].pk).update(until=on)
    Words(network=network, role=roles["Marit Hoekema"], **said["words"]).save()


def _held_before(network: Network, roles: Mapping[str, RoleHeld], people: Mapping[str, Person]) -> None:
    now = roles[AFTER]
    until = now.since
    since = until - timedelta(days=600) if until else None
    row = RoleHeld(network=network, person=people[BEFORE], orientation=now.orientation, since=since, until=until)
    row.granted_by = now.granted_by[:6]
    row.save()
    About(network=network, role=row, ended_because=TEXTS[network.language]["ended"]).save()
    if until:
        Turn(network=network, role=row, next=now.person, on=until, handed_on=until, became=now).save()


def _of_one_table(network: Network) -> None:
    """Who carries the first initiative that somebody carries, holds that role there by the parties at its table."""
    seats = Seat.objects.of(network.pk).filter(state="joined", initiative__state="active")
    carries = seats.filter(carries=True).exclude(person=None).order_by("initiative__name").first()
    if carries is None or carries.person is None:
        return
    where: Initiative = carries.initiative
    row = RoleHeld(network=network, person=carries.person, orientation="process_manager", initiative=where)
    at_table = seats.filter(initiative=where).exclude(party=None).values_list("party", flat=True)
    row.granted_by, row.since = sorted({str(each) for each in at_table}), where.started_on
    row.save()
    About(network=network, role=row, task=TEXTS[network.language]["table"]).save()


def _core(network: Network, people: Mapping[str, Person]) -> None:
    said, today = TEXTS[network.language], clock.today()
    me = people["Marit Hoekema"]
    for n, (name, reason) in enumerate(said["core"].items()):
        since = today - timedelta(days=420 - 35 * n)
        Named(
            network=network, person=people[name], since=since, reason=reason, ring_before="partner", named_by=me
        ).save()
    Person.objects.of(network.pk).filter(name__in=said["core"]).update(ring="core")
    was = people[WAS_IN_CORE]
    days = {"since": today - timedelta(days=700), "until": today - timedelta(days=260)}
    Named(network=network, person=was, left_because=said["left"], named_by=me, **days).save()
