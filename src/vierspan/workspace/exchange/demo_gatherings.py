"""Three gatherings in the demo: one next week with answers, one that looks for a day, and the last one with what was
taken home. Nobody gets a mail of them."""

from datetime import date, time, timedelta
from random import Random
from typing import Any

from vierspan.workspace.access.release import release
from vierspan.workspace.common import clock
from vierspan.workspace.conditions.meeting.models import (
    PULSE_ITEMS,
    DateOption,
    DateVote,
    Guest,
    Plan,
    ProgrammeItem,
    Takeaway,
)
from vierspan.workspace.conditions.meeting.pulse_closing import RELEASE
from vierspan.workspace.conditions.models import Attendance, Gathering
from vierspan.workspace.directory.models import Person
from vierspan.workspace.initiatives.models import Commitment
from vierspan.workspace.networks.models import Network

SEED = 1902
NEXT, POLL = 7, 60  # days ahead
WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "next": (
            "Werkdag nachtzorg",
            "Een plan voor de nacht waar elke partij haar deel van kent, en wie er in januari mee begint.",
            "Buurthuis De Schakel, grote zaal",
            "Neem één nacht mee die je is bijgebleven. Daar beginnen we mee.",
        ),
        "programme": (
            ("Welkom en waarvoor we hier zijn", 10, "plenary"),
            ("Eén nacht die je bijbleef", 15, "alone"),
            ("Wat zien we samen?", 35, "pairs"),
            ("Wie doet welk deel?", 45, "groups"),
            ("Ronde: wat neem ik mee?", 15, "round"),
        ),
        "poll": ("Netwerkdag voorjaar", "Elkaar weer kennen, ook de nieuwe partijen, en drie ideeën om te proberen."),
        "brings": ("Foto's van de proef", "Een taart", "Twee collega's erbij?"),
        "needs": ("Geen noten", "Plek voor een rolstoel", "Kan tot vier uur"),
        "home": (
            "De nachtploeg en de wijkverpleging wisselen vanaf nu één telefoonnummer uit",
            "Mantelzorgers missen een plek om 's avonds te bellen",
        ),
        "lines": (
            "Goed dat we eerst alleen nadachten.",
            "Eindelijk gezichten bij de namen.",
            "Volgende keer iets korter.",
            "Fijn dat er wat is afgesproken.",
            "Ik miste de vrijwilligers.",
            "Meer van dit.",
        ),
    },
    "en": {
        "next": (
            "Working day on night care",
            "A plan for the night of which every party knows its share, and who begins with it in January.",
            "Community house De Schakel, large hall",
            "Bring one night that stayed with you. That is what we begin with.",
        ),
        "programme": (
            ("Welcome, and what we are here for", 10, "plenary"),
            ("One night that stayed with you", 15, "alone"),
            ("What do we see together?", 35, "pairs"),
            ("Who does which part?", 45, "groups"),
            ("A round: what do I take home?", 15, "round"),
        ),
        "poll": ("Network day in spring", "Know each other again, the new parties too, and three ideas to try."),
        "brings": ("Photos of the pilot", "A cake", "Two colleagues as well?"),
        "needs": ("No nuts", "Room for a wheelchair", "Can stay until four"),
        "home": (
            "The night team and the district nurses share one telephone number from now on",
            "Carers have nowhere to call in the evening",
        ),
        "lines": (
            "Good that we thought alone first.",
            "Faces to the names at last.",
            "A little shorter next time.",
            "Good that something was agreed.",
            "I missed the volunteers.",
            "More of this.",
        ),
    },
}


def add_gatherings(network: Network) -> None:
    chance = Random(SEED)  # noqa: S311 - the same figures for everybody
    people = _people(network)
    last = _last(network)
    organiser = last.organiser if last and last.organiser else people[0]
    _add_next(network, organiser, people, chance)
    _add_poll(network, organiser, people, chance)
    if last:
        _look_back(network, last, chance)


def _people(network: Network) -> list[Person]:
    """A few of each party, so that the room is mixed."""
    by_party: dict[Any, list[Person]] = {}
    for person in Person.objects.of(network.pk).exclude(email="").exclude(party=None).order_by("name"):
        by_party.setdefault(person.party_id, []).append(person)
    return [person for each in by_party.values() for person in each[:2]][:26]


def _last(network: Network) -> Gathering | None:
    rows = Gathering.objects.of(network.pk).filter(held_on__lte=clock.today(), kind="plenary")
    return rows.select_related("organiser").order_by("-held_on").first()


def _add_next(network: Network, organiser: Person, people: list[Person], chance: Random) -> None:
    said = WORDS[network.language]
    name, purpose, place, word = said["next"]
    day = clock.today() + timedelta(days=NEXT)
    row = _gathering(network, organiser, name=name, purpose=purpose, held_on=day, kind="working")
    Plan(network=network, gathering=row, starts_at=time(13, 30), ends_at=time(16), place=place, word=word).save()
    for at, (what, minutes, way) in enumerate(said["programme"]):
        who = organiser.name if at in (0, 4) else ""
        item = ProgrammeItem(network=network, gathering=row, place=at, what=what, minutes=minutes, way=way, who=who)
        item.save()
    guests = [_guest(network, row, person) for person in people]
    for n, guest in enumerate(guests):
        guest.answer = chance.choice(("yes", "yes", "yes", "", "maybe", "no"))
        guest.answered_on = clock.today() - timedelta(days=3) if guest.answer else None
        guest.is_key = n in (1, 4)
    coming = [guest for guest in guests if guest.answer == "yes"]
    for guest, brings in zip(coming, said["brings"], strict=False):
        guest.brings = brings
    for guest, needs in zip(coming[3:], said["needs"], strict=False):
        guest.needs = needs
    Guest.objects.bulk_create(guests)


def _add_poll(network: Network, organiser: Person, people: list[Person], chance: Random) -> None:
    name, purpose = WORDS[network.language]["poll"]
    row = _gathering(network, organiser, name=name, purpose=purpose, kind="plenary")
    Plan(network=network, gathering=row, poll_open=True).save()
    guests = [_guest(network, row, person) for person in people[:14]]
    guests[0].is_key = guests[3].is_key = True
    Guest.objects.bulk_create(guests)
    first = clock.today() + timedelta(days=POLL)
    days = [_working_day(first + timedelta(days=3 * n)) for n in range(4)]
    options = [
        DateOption(network=network, gathering=row, on=day, starts_at=time(10), ends_at=time(15, 30)) for day in days
    ]
    DateOption.objects.bulk_create(options)
    words = ("yes", "yes", "if_needed", "no")
    DateVote.objects.bulk_create(
        DateVote(network=network, option=option, guest=guest, vote=chance.choice(words))
        for guest in guests[:10]
        for option in options
    )


def _working_day(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)


def _look_back(network: Network, row: Gathering, chance: Random) -> None:
    """The last plenary: its list is complete, its pulse closed, and what was taken home stands below it."""
    said = WORDS[network.language]
    plan = Plan(network=network, gathering=row, closed_on=row.held_on, pulse_state="closed")
    ids = [str(n) for n in range(14)]
    given = {item: {each: float(chance.choice((3, 4, 4, 4, 5))) for each in ids} for item in PULSE_ITEMS}
    plan.pulse_result = {"asked": 19, "figures": release(given, RELEASE).to_plain(), "lines": list(said["lines"])}
    plan.save()
    came = Attendance.objects.of(network.pk).filter(gathering=row).exclude(present=False).exclude(person=None)
    guests = [_guest(network, row, each.person) for each in came.select_related("person") if each.person]
    for guest in guests:
        guest.answer, guest.checked_in_at = "yes", clock.now()
    Guest.objects.bulk_create(guests)
    for text in said["home"]:
        Takeaway(network=network, gathering=row, text=text).save()
    open_ones = Commitment.objects.of(network.pk).filter(state="open").select_related("person", "party")
    for kept in list({each.name: each for each in open_ones.order_by("due_on", "id")}.values())[:2]:
        about = {"became": "commitment", "became_id": kept.pk, "who": kept.person, "party": kept.party}
        Takeaway(network=network, gathering=row, text=kept.name, due_on=kept.due_on, **about).save()


def _gathering(network: Network, organiser: Person, **columns: Any) -> Gathering:
    row = Gathering(network=network, organiser=organiser, party=organiser.party, **columns)
    row.save()
    return row


def _guest(network: Network, row: Gathering, person: Person) -> Guest:
    invited_on = clock.today() - timedelta(days=6)
    return Guest(network=network, gathering=row, person=person, language=network.language, invited_on=invited_on)
