"""Three tables of the demo planned ahead: steps on days, who sits how intensely, who has how much time.

Nobody takes care of the new steps yet and everybody is only asked, so that no act follows from what is only a plan.
"""

from datetime import date, timedelta
from typing import Any

from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Initiative
from vierspan.workspace.initiatives.models import Seat, Step
from vierspan.workspace.initiatives.planning.models import (
    Away,
    Before,
    Experience,
    Hours,
    SeatPlan,
    StepPlan,
)
from vierspan.workspace.networks.models import Network

# Name, workdays, in how many weeks, its deadline in weeks, people come together for it.
Ahead = tuple[str, int, int | None, int | None, bool]
WORDS: dict[str, dict[str, tuple[Ahead, ...]]] = {
    "nl": {
        "wijkteams": (
            ("Werkwijze samen uitschrijven", 10, 1, None, False),
            ("Afspraken tekenen", 1, 4, 5, True),
            ("Proef in twee wijken", 30, 5, None, False),
            ("Terugkijken en besluiten", 1, 12, 13, True),
        ),
        "medicatie-aan-huis": (
            ("Toestemming van de toezichthouder", 15, 1, None, False),
            ("Apparaten kiezen", 5, 3, 4, True),
            ("De eerste twintig huizen", 20, None, 16, False),
        ),
        "passend-wonen": (
            ("Straten langslopen", 10, 2, None, False),
            ("Uren en geld verdelen", 1, 4, 4, True),
            ("Besluit over de eerste straat", 0, None, 8, True),
        ),
    },
    "en": {
        "wijkteams": (
            ("Write down how we work", 10, 1, None, False),
            ("Sign what we agreed", 1, 4, 5, True),
            ("Try it in two districts", 30, 5, None, False),
            ("Look back and decide", 1, 12, 13, True),
        ),
        "medicatie-aan-huis": (
            ("Leave of the supervisor", 15, 1, None, False),
            ("Choose the devices", 5, 3, 4, True),
            ("The first twenty homes", 20, None, 16, False),
        ),
        "passend-wonen": (
            ("Walk the streets", 10, 2, None, False),
            ("Divide hours and money", 1, 4, 4, True),
            ("Decide on the first street", 0, None, 8, True),
        ),
    },
}
LEVELS = (5, 4, 4, 3, 2, 1)  # of those at the table, in their order
WEIGHTS = ((5, 3, 5), (4, 5, 3), (3, 2, 4), (4, 2, 2), (2, 3, 3), (2, 1, 1))  # stake, blocking, needed
HOURS = (6.0, 4.0, 8.0, 3.0, 5.0)
HOLIDAY = {"nl": "Kerst", "en": "Christmas"}
WHY = {"nl": "dan durven de anderen ook", "en": "then the others dare too"}


def add_planning(network: Network) -> None:
    words = WORDS.get(network.language, WORDS["en"])
    people: list[Any] = []
    for code, steps in words.items():
        initiative = Initiative.objects.of(network.pk).filter(external_id=code).first()
        if initiative is None:
            continue
        seats = list(Seat.objects.of(network.pk).filter(initiative=initiative, step=None).exclude(state="declined"))
        seats.sort(key=lambda seat: (not seat.carries, str(seat.since), seat.external_id))
        _weigh(seats)
        _lay(initiative, seats, steps)
        people += [seat.person_id for seat in seats if seat.person_id]
    _order(network)
    _time(network, list(dict.fromkeys(people)))


def _weigh(seats: list[Seat]) -> None:
    """What is at stake, and what was promised; the third felt less than that."""
    for n, seat in enumerate(seats[: len(WEIGHTS)]):
        stake, blocking, resource = WEIGHTS[n]
        seat.stake, seat.blocking_power, seat.promised_intensity = stake, blocking, LEVELS[n]
        seat.save()
        SeatPlan.objects.create(network_id=seat.network_id, seat=seat, resource=resource)
        if n < 3 and seat.person_id:
            Experience.objects.create(
                network_id=seat.network_id,
                seat=seat,
                person_id=seat.person_id,
                level=LEVELS[n] - (2 if n == 2 else 0),
                said_on=clock.today() - timedelta(days=9 + n),
            )


def _lay(initiative: Initiative, seats: list[Seat], steps: tuple[Ahead, ...]) -> None:
    rows = Step.objects.of(initiative.network_id).filter(initiative=initiative)
    standing = sorted(rows, key=lambda row: (row.opened_on or date.max, row.external_id))
    for place, row in enumerate(standing):
        StepPlan.objects.create(
            network_id=row.network_id,
            step=row,
            place=place,
            starts_on=row.opened_on,
            convened_on=row.opened_on,
            days=None if row.done_on else 10,
        )
    before = [str(standing[-1].pk)] if standing else []
    for place, (name, days, weeks, due, meets) in enumerate(steps, start=len(standing)):
        step = Step.objects.create(
            network_id=initiative.network_id,
            initiative=initiative,
            name=name,
            after=before if place > len(standing) else [],
            due_on=_monday(due) + timedelta(days=4) if due else None,
        )
        StepPlan.objects.create(
            network_id=step.network_id,
            step=step,
            place=place,
            days=days,
            shortest=max(1, days // 2) if days > 5 else None,
            longest=2 * days if days > 5 else None,
            starts_on=_monday(weeks) if weeks else None,
            meets=meets,
            hours=4.0 if meets else 12.0,
        )
        _seat(step, seats)
        before = [str(step.pk)]


def _seat(step: Step, seats: list[Seat]) -> None:
    for n, seat in enumerate(seats[: len(LEVELS) - 1]):
        Seat.objects.create(
            network_id=step.network_id,
            initiative_id=step.initiative_id,
            step=step,
            party_id=seat.party_id,
            person_id=seat.person_id,
            intensity=max(1, LEVELS[n] - (2 if n == 1 else 0)),
            state="invited",
        )


def _order(network: Network) -> None:
    initiative = Initiative.objects.of(network.pk).filter(external_id="wijkteams").first()
    if initiative is None:
        return
    seats = Seat.objects.of(network.pk).filter(initiative=initiative, step=None).exclude(party=None)
    parties = list(dict.fromkeys(seats.order_by("-since", "external_id").values_list("party", flat=True)))[:3]
    for first, then, reason in zip(parties, parties[1:], ("coalition", "blocking"), strict=False):
        Before.objects.create(
            network_id=network.pk,
            initiative=initiative,
            first_id=first,
            then_id=then,
            reason=reason,
            why=WHY.get(network.language, WHY["en"]) if reason == "coalition" else "",
        )


def _time(network: Network, people: list[Any]) -> None:
    today = clock.today()
    for person, hours in zip(people, HOURS, strict=False):
        Hours.objects.create(network_id=network.pk, person_id=person, a_week=hours, said_on=today)
    for person in people[1:2]:
        low = _monday(4)
        Away.objects.create(network_id=network.pk, person_id=person, from_on=low, until_on=low + timedelta(days=11))
    christmas = date(today.year + (today.month == 12 and today.day > 24), 12, 24)
    Away.objects.create(
        network_id=network.pk,
        from_on=christmas,
        until_on=christmas + timedelta(days=9),
        name=HOLIDAY.get(network.language, HOLIDAY["en"]),
    )


def _monday(weeks: int) -> date:
    today = clock.today()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
