"""How long the lists, the forgiving search, a change of many rows and the search for doubles take in a large network.

Run as `python -m bench.directory` with DJANGO_SETTINGS_MODULE set; it makes 5,000 parties and 35,000 people in a
database of its own and throws them away.
"""

import argparse
import os
import random
import time
from collections.abc import Callable
from typing import Any

FIRST = "Anna Bram Carla Daan Eva Femke Gijs Hanna Ilse Jan Karel Lotte Mees Noor Otto Pia Roos Sem Tess Zoë".split()
LAST = "Berg Boer Brink Dekker Dijkstra Hof Jong Kuiper Meer Mulder Peters Smit Visser Vos Westerveld Wit Zand".split()
LINKS = ("", "van ", "de ", "van der ", "ten ", "van 't ")
KINDS = ("Stichting", "Vereniging", "Gemeente", "Thuiszorg", "Huisartsen", "Wijkteam", "Bibliotheek", "School")


def main() -> None:
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vierspan.workspace.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import get_runner, setup_test_environment

    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    kept = runner.setup_databases()
    try:
        _measure(asked.people, asked.parties)
    finally:
        runner.teardown_databases(kept)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.directory", description=__doc__)
    parser.add_argument("--people", type=int, default=35_000)
    parser.add_argument("--parties", type=int, default=5_000)
    return parser.parse_args()


def _measure(people: int, parties: int) -> None:
    from vierspan.workspace.access.actor import Actor
    from vierspan.workspace.access.roles import Role
    from vierspan.workspace.accounts.models import User
    from vierspan.workspace.directory import queries
    from vierspan.workspace.directory.actions import bulk
    from vierspan.workspace.directory.actions.bulk import Wish
    from vierspan.workspace.exchange.doubles import queries as doubles
    from vierspan.workspace.insight import sheets
    from vierspan.workspace.insight.sheets import Choice
    from vierspan.workspace.networks import actions as networks

    user = User.objects.create_user("bench@example.org")
    network = networks.create(user, name="Large")
    actor = Actor(user_id=user.pk, network_id=network.pk, role=Role.LEAD, language="en")
    _told("make the rows", lambda: _fill(network.pk, people, parties))
    _told("first page of the people", lambda: sheets.sheet(actor, "people"))
    _told("search that finds many", lambda: sheets.sheet(actor, "people", Choice(search="westerveld anna")))
    _told("search with a slip", lambda: sheets.sheet(actor, "people", Choice(search="Westervled Annna")))
    _told("search box with a slip", lambda: queries.search(actor, "Westervled Annna"))
    _told("count the rings", lambda: sheets.tally(actor, "people", "ring"))
    _told("count the tags", lambda: sheets.tally(actor, "people", "tags"))
    _told("count what asks for care", lambda: sheets.tally(actor, "people", "standing"))
    ids = sheets.ids(actor, "people", Choice())
    _told("look at a ring for all", lambda: bulk.preview(actor, "people", ids, Wish("set", "ring", "core")))
    made: list[Any] = []
    _told("give all a ring", lambda: made.append(bulk.change(actor, "people", ids, Wish("set", "ring", "core"))))
    _told("undo that", lambda: bulk.undo(actor, made[0].pk))
    _told("give all a tag", lambda: made.append(bulk.change(actor, "people", ids, Wish("add", value="new"))))
    _told("doubles among the parties", lambda: doubles.doubles(actor, "parties"))
    _told("doubles among the people", lambda: doubles.doubles(actor, "people"))
    _told("the same again", lambda: doubles.doubles(actor, "people"))


def _told(what: str, work: Callable[[], object]) -> None:
    start, busy = time.perf_counter(), time.process_time()
    work()
    print(f"{what:32} {time.perf_counter() - start:8.2f} s  {time.process_time() - busy:8.2f} s at work", flush=True)


def _fill(network_id: Any, people: int, parties: int) -> None:
    from vierspan.workspace.directory.models import Party, Person

    dice = random.Random(1)  # noqa: S311 - the same rows each time
    made = [Party(network_id=network_id, name=f"{dice.choice(KINDS)} {dice.choice(LAST)} {n}") for n in range(parties)]
    Party.objects.bulk_create(made, batch_size=1000)
    rows = [
        Person(
            network_id=network_id,
            name=f"{dice.choice(FIRST)} {dice.choice(FIRST)} {dice.choice(LINKS)}{'-'.join(dice.sample(LAST, 2))}",
            email=f"p{n}@organisation{n % parties}.example",
            party=dice.choice(made),
            ring=dice.choice(["core", "partner", ""]),
            tags=dice.sample(["lead", "new", "old"], dice.randrange(3)),
        )
        for n in range(people)
    ]
    Person.objects.bulk_create(rows, batch_size=1000)


if __name__ == "__main__":
    main()
