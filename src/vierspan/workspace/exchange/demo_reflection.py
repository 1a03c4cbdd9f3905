"""How the demo looks back: a round of the pulse that is closed, one that is half answered, and a finished board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from vierspan.workspace.common import clock
from vierspan.workspace.conditions.models import PulseResult
from vierspan.workspace.conditions.reflection import closing, house
from vierspan.workspace.conditions.reflection.actions import rounds
from vierspan.workspace.conditions.reflection.models import (
    Board,
    Card,
    Improvement,
    Invitation,
    Response,
    Round,
    Vote,
)
from vierspan.workspace.directory.models import Person
from vierspan.workspace.directory.surveys import roster
from vierspan.workspace.networks.models import Membership, Network

SEED = 1931
ASKED_NOW, ANSWERED_NOW = 40, 19
HEAD, WITH = 0, 1


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on the demo's board and rounds, in one language."""

    closed: str
    running: str
    intro: str
    board: str
    about: str
    columns: tuple[str, ...]
    cards: tuple[tuple[int, str, int, int], ...]  # column, text, dots, whether it was put with the one before
    improvements: tuple[tuple[str, str, int, str], ...]  # text, state, days from today, what came of it


WORDS = {
    "nl": Words(
        closed="Puls van de herfst",
        running="Puls voor de netwerkdag",
        intro="We bespreken de uitkomst op de netwerkdag, in groepjes.",
        board="Terugblik op een half jaar",
        about="Wat nemen we mee uit de eerste zes maanden van het loket?",
        columns=("Houden", "Stoppen", "Beginnen"),
        cards=(
            (0, "Om de beurt te gast bij een van ons", 6, HEAD),
            (0, "Een rondje langs ieders agenda aan het begin", 2, HEAD),
            (0, "De lunch is het halve werk", 0, WITH),
            (1, "Stukken die pas de avond ervoor komen", 7, HEAD),
            (1, "Besluiten die niemand opschrijft", 5, HEAD),
            (1, "Wie heeft toen ja gezegd?", 0, WITH),
            (1, "Vergaderen in de avond", 1, HEAD),
            (2, "Nieuwe partijen een maatje geven", 4, HEAD),
            (2, "Elk kwartaal een half uur over hoe het gaat", 3, HEAD),
            (2, "Ook cliënten aan tafel", 2, HEAD),
        ),
        improvements=(
            ("Stukken komen drie werkdagen van tevoren", "done", -12, "Sinds oktober lukt het elke keer."),
            ("Besluiten staan dezelfde dag op papier", "open", -4, ""),
            ("Elke nieuwe partij krijgt een maatje", "open", 16, ""),
        ),
    ),
    "en": Words(
        closed="Autumn pulse",
        running="Pulse before the network day",
        intro="We talk about what comes of it on the network day, in small groups.",
        board="Looking back on half a year",
        about="What do we take along from the first six months of the desk?",
        columns=("Keep", "Stop", "Start"),
        cards=(
            (0, "Being a guest at one of us in turn", 6, HEAD),
            (0, "A round along everybody's agenda at the start", 2, HEAD),
            (0, "Lunch is half the work", 0, WITH),
            (1, "Papers that come the evening before", 7, HEAD),
            (1, "Decisions that nobody writes down", 5, HEAD),
            (1, "Who said yes to that?", 0, WITH),
            (1, "Meetings in the evening", 1, HEAD),
            (2, "Give new parties a buddy", 4, HEAD),
            (2, "Half an hour each quarter on how it goes", 3, HEAD),
            (2, "Clients at the table too", 2, HEAD),
        ),
        improvements=(
            ("Papers come three working days before", "done", -12, "Since October it works every time."),
            ("Decisions are written down on the same day", "open", -4, ""),
            ("Every new party gets a buddy", "open", 16, ""),
        ),
    ),
}


def add_reflection(network: Network) -> None:
    """No acts and no figures of its own: the closed round tells what stands in the pulse of the demo already."""
    words, chance = WORDS[network.language], Random(SEED)  # noqa: S311 - the same for everybody
    _closed_round(network, words, chance)
    _running_round(network, words, chance)
    _board(network, words, chance)


def _closed_round(network: Network, words: Words, chance: Random) -> None:
    rows = PulseResult.objects.of(network.pk).filter(party=None)
    last = rows.order_by("-asked_on").first()
    if last is None:
        return
    figures = {row.item: row for row in rows.filter(asked_on=last.asked_on)}
    made = _made(network, words.closed, words, [each for each in house.questions() if each["key"] in figures])
    people = _people(network)
    _ask(made, people[: last.invited])
    made.opened_on = last.asked_on - timedelta(days=12)
    made.closes_on = last.asked_on
    said: list[dict[str, int]] = [{} for _ in people[: max(row.answers or 0 for row in figures.values())]]
    for item, row in figures.items():
        for sheet, value in zip(said, _values(row, chance), strict=False):
            sheet[item] = value
    _answered(made, said)
    closing.settle(made, on=last.asked_on)


def _values(row: PulseResult, chance: Random) -> list[int]:
    """As many answers as there were, with the mean that was released."""
    count, total = row.answers or 0, round(row.score * (row.answers or 0))
    values = [min(5, max(1, round(chance.gauss(row.score, 0.8)))) for _ in range(count)]
    while (off := total - sum(values)) != 0:
        at = chance.randrange(count)
        values[at] = min(5, values[at] + 1) if off > 0 else max(1, values[at] - 1)
    return values


def _running_round(network: Network, words: Words, chance: Random) -> None:
    made = _made(network, words.running, words, house.questions())
    people = _people(network)
    leaders = Membership.objects.of(network.pk).current().values_list("person_id", flat=True)
    leader = [person for person in people if person.pk in set(leaders)]
    others = chance.sample(people, min(ASKED_NOW, len(people)))
    _ask(made, list({person.pk: person for person in [*leader, *others]}.values()))
    rounds.start(made)
    today = clock.today()
    Round.objects.of(network.pk).filter(pk=made.pk).update(
        opened_on=today - timedelta(days=4), closes_on=today + timedelta(days=6)
    )
    answered = [{each["key"]: chance.choice((3, 4, 4, 5)) for each in made.questions} for _ in range(ANSWERED_NOW)]
    _answered(made, answered)
    done = Invitation.objects.of(network.pk).filter(round=made).exclude(person__in=leader)[:ANSWERED_NOW]
    Invitation.objects.of(network.pk).filter(pk__in=[each.pk for each in done]).update(has_answered=True)


def _made(network: Network, title: str, words: Words, questions: list[dict[str, str]]) -> Round:
    made = Round(network=network, title=title, intro=words.intro, language=network.language, questions=questions)
    made.save()
    return made


def _people(network: Network) -> list[Person]:
    return list(roster.reachable(network.pk))


def _ask(of: Round, people: Sequence[Person]) -> None:
    rows = [Invitation(network_id=of.network_id, round=of, person=each, language=of.language) for each in people]
    Invitation.objects.bulk_create(rows)


def _answered(of: Round, said: Sequence[dict[str, int]]) -> None:
    """Under keys that no link leads to: nobody of the demo can open these."""
    rows = [
        Response(network_id=of.network_id, round=of, key=f"demo-{n}", answers=each, is_handed_in=True)
        for n, each in enumerate(said)
    ]
    Response.objects.bulk_create(rows)


def _board(network: Network, words: Words, chance: Random) -> None:
    today, people = clock.today(), [person for person in _people(network) if person.ring == "core"]
    board = Board(
        network=network,
        title=words.board,
        about=words.about,
        stage="done",
        columns=[{"key": f"c{n}", "name": name} for n, name in enumerate(words.columns, 1)],
        opened_on=today - timedelta(days=41),
        closed_on=today - timedelta(days=40),
    )
    board.save()
    head: Card | None = None
    for column, text, dots, place in words.cards:
        author = chance.choice(people) if people else None
        card = Card(network=network, board=board, column=f"c{column + 1}", text=text, author=author)
        card.under = head if place == WITH else None
        card.save()
        head = card if place == HEAD else head
        if dots:
            Vote.objects.create(network_id=network.pk, card=card, dots=dots)
    for text, state, days, outcome in words.improvements:
        owner = chance.choice(people) if people else None
        ended = today + timedelta(days=days) if state != "open" else None
        Improvement.objects.create(
            network_id=network.pk,
            name=text,
            board=board,
            owner=owner,
            party=owner.party if owner else None,
            state=state,
            noted_on=board.closed_on,
            due_on=today + timedelta(days=days),
            ended_on=ended,
            outcome=outcome,
        )
