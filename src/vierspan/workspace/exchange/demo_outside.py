"""Whom the demo network knows outside: where they stand, who keeps them warm, and what is worth going to.

Nothing here is an act: what the handles find is in the records themselves.
"""

from collections.abc import Mapping
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person, Theme
from vierspan.workspace.directory.spelling import folded
from vierspan.workspace.horizon.models import Contact
from vierspan.workspace.horizon.outside.models import Event, Keeper, Stakeholder, Stance, Visit
from vierspan.workspace.networks.models import Network


class _One(NamedTuple):
    """Who, by its place in NAMES; position, influence, interest; rhythm; whether it matters much; themes by place."""

    at: int
    position: int | None
    influence: int | None
    interest: int | None
    rhythm: int | None
    is_important: bool = False
    themes: tuple[int, ...] = ()
    kind: str = "organisation"
    relation: str = "working"


NAMES = {
    "nl": (
        "Zorgverzekeraar De Hoeksteen",
        "Landelijk Mantelzorgpunt",
        "Provincie Stroomland",
        "Ministerie van Ouderen",
        "De Vloedbode",
        "Netwerk Ouder aan Zee",
        "Kennisinstituut Thuis",
        "Bouwbedrijf Hagens",
        "Vereniging van Dorpen",
        "Regio Achterveld",
        "Hogeschool van de Kust",
        "Omroep Stroomland",
    ),
    "en": (
        "De Hoeksteen Health Insurance",
        "National Carers' Desk",
        "Province of Stroomland",
        "Ministry for Older People",
        "The Vloedbode",
        "Network Older by the Sea",
        "Institute for Home",
        "Hagens Builders",
        "Union of Villages",
        "Achterveld Region",
        "Coast University",
        "Stroomland Radio",
    ),
}
OUTSIDE = (
    _One(0, 3, 5, 4, 60, True, (0, 1), relation="board"),
    _One(1, 5, 3, 5, 45, False, (2,)),
    _One(2, 4, 4, 3, 45, True, (0,), relation="board"),
    _One(3, 2, 5, 2, 120, False, (0,)),
    _One(4, 4, 3, 2, None),
    _One(5, 5, 2, 4, 120, False, (0, 6), kind="network"),
    _One(6, 4, 3, 4, 120, False, (5,)),
    _One(7, 2, 3, 4, 120, False, (0,)),
    _One(8, 4, 4, 4, 120, False, (6,)),
    _One(9, 3, 2, 3, 120, kind="network"),
    _One(10, 5, 2, 3, None, False, (5,)),
    _One(11, None, 3, 2, None),
)
WORDS: Mapping[str, Any] = MappingProxyType(
    {
        "nl": {
            "interests": {
                0: "Betaalbaar blijven. Minder opnames in de winter, en cijfers die ze intern kunnen laten zien.",
                2: "Zichtbare resultaten in alle drie de gemeenten, liefst vóór de verkiezingen.",
                3: "Een landelijke lijn. Uitzonderingen voor één streek vinden ze lastig.",
                7: "Snel bouwen. Gedeelde tuinen en logeerkamers zien ze als kosten.",
                8: "Dat dorpen zelf mogen kiezen wat er komt.",
            },
            "asked": {
                0: "Een jaar lang de nachtzorg betalen als één pot, voor alle partijen samen.",
                2: "De vervoersregeling ook 's avonds.",
                8: "Drie dorpen die willen beginnen.",
            },
            "remark": {0: "Werkt het best aan tafel met cijfers en één verhaal van een bewoner."},
            "stance": (0, 1, 4, "Nachtzorg willen ze wél samen proberen"),
            "felt": (1, 70, "We appen wekelijks; dat staat hier niet allemaal."),
            "events": (
                (
                    "Landelijke dag Langer Thuis",
                    16,
                    "De Flint",
                    "Landelijk Mantelzorgpunt",
                    "Het programma gaat over nacht en weekend.",
                ),
                (
                    "Open huis Technieklab",
                    31,
                    "Technieklab Noorderpoel",
                    "",
                    "Zelf proberen wat werkt in de slaapkamer.",
                ),
                ("Bestuurlijk ontbijt met de provincie", 52, "Provinciehuis", "Provincie Stroomland", ""),
                ("Congres Wonen met Zorg", -24, "Jaarbeurs", "", "Voorbeelden van gedeelde logeerkamers."),
                ("Werkbezoek Ouder aan Zee", -67, "Zuidhaven", "Netwerk Ouder aan Zee", "Zij zijn een jaar verder."),
            ),
            "insight": (
                "Daar delen vier partijen één logeerkamer. Het gaat niet om geld, maar om wie 's nachts opneemt.",
                "Zij begonnen met drie straten en een koffiepot. Het plan kwam pas na een half jaar.",
            ),
        },
        "en": {
            "interests": {
                0: "Staying affordable. Fewer admissions in winter, and figures with which they can explain it inside.",
                2: "Results that show in all three municipalities, rather before the elections.",
                3: "One line for the whole country. Exceptions for one region are hard for them.",
                7: "Building fast. Shared gardens and guest rooms are costs to them.",
                8: "That villages may choose for themselves what comes.",
            },
            "asked": {
                0: "Pay for night care as one pot for a year, for all parties together.",
                2: "The transport scheme in the evening too.",
                8: "Three villages that want to begin.",
            },
            "remark": {0: "Works best at the table with figures and one story of a resident."},
            "stance": (0, 1, 4, "Night care they do want to try together"),
            "felt": (1, 70, "We text every week; not all of it stands here."),
            "events": (
                (
                    "National day on living at home",
                    16,
                    "De Flint",
                    "National Carers' Desk",
                    "It is about night and weekend.",
                ),
                (
                    "Open house at the technology lab",
                    31,
                    "Noorderpoel Technology Lab",
                    "",
                    "Try out what works in the bedroom.",
                ),
                ("Breakfast with the province", 52, "Province house", "Province of Stroomland", ""),
                ("Congress on housing with care", -24, "Jaarbeurs", "", "Examples of shared guest rooms."),
                ("Visit to Older by the Sea", -67, "Zuidhaven", "Network Older by the Sea", "They are a year ahead."),
            ),
            "insight": (
                "Four parties share one guest room there. It is not about money, but about who answers at night.",
                "They began with three streets and a pot of coffee. The plan came only after half a year.",
            ),
        },
    }
)


def add_outside(network: Network, person_id: Any) -> None:
    """`person_id` is the co-ordinator, who keeps a few of them warm."""
    said = WORDS[network.language]
    themes = list(Theme.objects.of(network.pk).order_by("-priority", "name"))
    me = Person.objects.of(network.pk).get(pk=person_id)
    rows = {one.at: _stakeholder(network, one, themes, me) for one in OUTSIDE}
    at, theme, position, text = said["stance"]
    Stance(network=network, stakeholder=rows[at], theme=themes[theme], position=position, text=text).save()
    felt, score, why = said["felt"]
    row = rows[felt]
    row.felt_score, row.felt_reason, row.felt_by, row.felt_on = score, why, me, clock.today() - timedelta(days=9)
    row.save()
    _keep(network, rows, me)
    _events(network, rows, me)


def _stakeholder(network: Network, one: _One, themes: list[Theme], me: Person) -> Stakeholder:
    said, today = WORDS[network.language], clock.today()
    row = Stakeholder(network=network, name=NAMES[network.language][one.at], kind=one.kind, relation=one.relation)
    row.position, row.influence, row.interest = one.position, one.influence, one.interest
    row.rhythm_days, row.is_important = one.rhythm, one.is_important
    row.themes = sorted(str(themes[n].pk) for n in one.themes if n < len(themes))
    for column in ("interests", "asked", "remark"):
        setattr(row, column, said[column].get(one.at, ""))
    row.checked_on, row.checked_by = today - timedelta(days=30 + 17 * one.at), me
    row.next_check = row.checked_on + timedelta(days=182)
    row.save()
    return row


def _keep(network: Network, rows: Mapping[int, Stakeholder], me: Person) -> None:
    """Who spoke with them most keeps them warm; the co-ordinator does so beside two who matter, and alone with one."""
    for row in rows.values():
        who = _speaks_most(network, row)
        if who:
            Keeper(network=network, stakeholder=row, person=who, since=clock.today() - timedelta(days=300)).save()
    for at in (0, 3):
        if not Keeper.objects.of(network.pk).filter(stakeholder=rows[at], person=me).exists():
            Keeper(network=network, stakeholder=rows[at], person=me, since=clock.today() - timedelta(days=120)).save()


def _speaks_most(network: Network, row: Stakeholder) -> Person | None:
    counted: dict[Any, int] = {}
    said = Contact.objects.of(network.pk).exclude(person=None).values_list("outside", "person")
    for outside, person in said:
        if folded(outside) == folded(row.name):
            counted[person] = counted.get(person, 0) + 1
    if not counted:
        return None
    most = min(counted, key=lambda key: (-counted[key], str(key)))
    return Person.objects.of(network.pk).get(pk=most)


def _events(network: Network, rows: Mapping[int, Stakeholder], me: Person) -> None:
    said = WORDS[network.language]
    by_name = {row.name: row for row in rows.values()}
    kept = Keeper.objects.of(network.pk).exclude(person=me).select_related("person").order_by("person__name")
    others = list(dict.fromkeys(each.person for each in kept))[:2]
    insights = list(said["insight"])
    for name, days, place, host, why in said["events"]:
        day = _working_day(clock.today() + timedelta(days=days))
        event = Event(network=network, name=name, starts_on=day, starts_at=time(9, 30), ends_at=time(16), place=place)
        event.host, event.why, event.stakeholder = host, why, by_name.get(host)
        event.save()
        going = [me, *others[:1]] if days < 0 else others[:1]
        for who in going:
            visit = Visit(network=network, event=event, person=who)
            if days < 0 and who is me and insights:
                visit.insight, visit.brought_back_on = insights.pop(0), day + timedelta(days=6)
            visit.save()


def _working_day(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)
