"""What the demo asked about leading: twice about its co-ordinator, once about everybody, once what is needed.

One more round runs, about a colleague: the co-ordinator is asked.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

from vierspan.workspace.access import answer_keys
from vierspan.workspace.common import clock
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.surveys import roster
from vierspan.workspace.leadership.questions import answering, closing, items
from vierspan.workspace.leadership.questions.actions import running
from vierspan.workspace.leadership.questions.items import ABOUT, EVERYONE, NEED
from vierspan.workspace.leadership.questions.models import Invitation, Response, Round, SelfAnswers
from vierspan.workspace.networks.models import Network

SEED = 2006
RATERS, LIST = 14, 24
INTRO = {
    "nl": "Ik wil weten waar ik meer ruimte mag laten. In het najaar vertel ik wat ik ermee doe.",
    "en": "I want to know where I may leave more room. In autumn I will tell what I do with it.",
}
# How often others see it, and how often one sees it oneself: per orientation, then per pole.
SEEN = {"s": 3.9, "e": 2.8, "d": 3.4, "p": 4.3, "fd_lo": 3.6, "fd_hi": 2.7, "pt_lo": 2.9, "pt_hi": 4.1,
        "cc_lo": 3.3, "cc_hi": 3.6, "sb_lo": 3.9, "sb_hi": 2.6}  # fmt: skip
OWN = {"s": 4.2, "e": 3.6, "d": 3.5, "p": 3.7, "fd_lo": 4.0, "fd_hi": 3.2, "pt_lo": 3.8, "pt_hi": 3.6,
       "cc_lo": 3.5, "cc_hi": 3.4, "sb_lo": 3.8, "sb_hi": 3.0}  # fmt: skip
BEFORE = -0.5  # how much lower it was a year ago, for developing
NEEDED = {"need_s": 2.2, "need_e": 3.4, "need_d": 2.9, "need_p": 2.4}
Says = Callable[[Invitation], Mapping[str, int]]


def add_questions(network: Network, person_id: UUID) -> None:
    """No acts of its own: that somebody asks about themself is theirs to tell."""
    chance = Random(SEED)  # noqa: S311 - the same for everybody
    people = people_of(network, person_id)
    me = Person.objects.of(network.pk).get(pk=person_id)
    if len(people) < LIST:
        return
    for days, shift in ((420, BEFORE), (40, 0.0)):
        told_about(network, me, people[:RATERS], days=days, shift=shift, chance=chance)
    _everyone(network, [me, *people[: LIST - 1]], chance)
    _need(network, [me, *people[: LIST - 1]], chance)
    _running(network, people[3], [me, *people[4 : RATERS + 3]])


def people_of(network: Network, person_id: UUID) -> list[Person]:
    """Those of the core first, in an order of their own."""
    found = [each for each in roster.reachable(network.pk) if each.pk != person_id]
    return sorted(found, key=lambda each: (each.ring != "core", each.name))


def told_about(
    network: Network,
    who: Person,
    raters: Sequence[Person],
    *,
    days: int,
    chance: Random,
    shift: float = 0.0,
    seen: Mapping[str, float] = SEEN,
    own: Mapping[str, float] = OWN,
) -> None:
    """A round about one person that closed so many days ago, and what they themselves said ten days before."""
    day = clock.today() - timedelta(days=days)
    said = {key: _answer(own[_scale(key)] + shift / 2, chance) for key in items.keys(items.SELF)}
    SelfAnswers.objects.create(
        network_id=network.pk, person=who, answered_on=day - timedelta(days=10), answers=said, is_handed_in=True
    )
    intro = INTRO[network.language]
    of = _asked(Round(network=network, kind=ABOUT, about=who, second=raters[0], k=4, intro=intro), raters)
    _closed(of, day, len(raters) - 2, lambda _each: _seen(seen, chance, shift))


def _seen(seen: Mapping[str, float], chance: Random, shift: float) -> dict[str, int]:
    """One sheet; of some questions somebody cannot judge."""
    said = {
        key: _answer(seen[_scale(key)] + (shift if key.startswith("d") else 0), chance) for key in items.keys(ABOUT)
    }
    if chance.random() < 0.3:
        said[chance.choice(("s5", "s6"))] = 0
    return said


def _scale(key: str) -> str:
    return key.rstrip("0123456789")


def _answer(mean: float, chance: Random, low: int = 1, high: int = 5) -> int:
    return min(high, max(low, round(chance.gauss(mean, 0.8))))


def _everyone(network: Network, asked: Sequence[Person], chance: Random) -> None:
    of = _asked(Round(network=network, kind=EVERYONE, k=5), asked)
    tell = [each.pk for each in asked[:21]]
    Invitation.objects.of(network.pk).filter(round=of, person__in=tell).update(agrees=True)
    much = {each.pk: [chance.gauss(1.4, 0.9) for _ in range(4)] for each in asked}
    much[asked[0].pk] = [2.6, 1.5, 2.1, 3.3]
    much[asked[2].pk] = [1.0, 3.2, 1.4, 1.2]

    def says(each: Invitation) -> dict[str, int]:
        others = answering.roster_of(each)
        about = {
            f"{item.key}:{other.pk}": _answer(much[other.pk][at], chance, 0, 4)
            for at, item in enumerate(items.leads("nl"))
            for other in others
        }
        return about | {"own1": _answer(3.9, chance), "own2": _answer(3.0, chance)}

    _closed(of, clock.today() - timedelta(days=33), 19, says)


def _need(network: Network, asked: Sequence[Person], chance: Random) -> None:
    of = _asked(Round(network=network, kind=NEED, k=5), asked)
    _closed(
        of,
        clock.today() - timedelta(days=100),
        18,
        lambda _each: {key: _answer(mean, chance, 0, 4) for key, mean in NEEDED.items()},
    )


def _running(network: Network, about: Person, raters: Sequence[Person]) -> None:
    today = clock.today()
    of = _asked(Round(network=network, kind=ABOUT, about=about, k=5), raters)
    Round.objects.of(network.pk).filter(pk=of.pk).update(
        opened_on=today - timedelta(days=3), closes_on=today + timedelta(days=11)
    )


def _asked(of: Round, people: Sequence[Person]) -> Round:
    """Opened, without letters."""
    of.language = of.network.language
    of.is_agreed_by_first = of.is_agreed_by_second = of.kind == ABOUT
    of.save()
    Invitation.objects.bulk_create(
        Invitation(network_id=of.network_id, round=of, person=each, language=of.language) for each in people
    )
    running.start(of)
    return of


def _closed(of: Round, day: date, answered: int, says: Says) -> None:
    """The first so many hand in what they say; then it is closed, as of that day."""
    rows = list(Invitation.objects.of(of.network_id).filter(round=of).select_related("person", "round").order_by("pk"))
    Response.objects.bulk_create(
        Response(
            network_id=of.network_id,
            round=of,
            key=answer_keys.response_key(of, answer_keys.token(of, each)),
            answers=says(each),
            is_handed_in=True,
        )
        for each in sorted(rows, key=lambda each: each.person.name)[:answered]
    )
    of.opened_on, of.closes_on = day - timedelta(days=16), day
    closing.settle(of, day)
