"""How long the map takes on the server: laid out for the first time, grown by a twentieth, and sent.

Run as `python -m bench.map`. Each size has a process and a database of its own.
"""

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

SIZES = ((1_000, 3_000), (10_000, 30_000), (100_000, 300_000))  # actors, ties
GROWN_BY = 20
NEAR = 0.8  # of the ties stay within a group
GROUP = 200
SECTORS = ("zorg", "welzijn", "gemeente", "wonen", "onderwijs", "bedrijf")
PLACES = ("Nijmegen", "Arnhem", "Ede", "Tiel", "Utrecht", "Zwolle", "Den Bosch", "Apeldoorn")


def main() -> None:
    asked = _arguments()
    if asked.alone:
        print(json.dumps(_measured(*asked.alone)))
        return
    print(_row("actors", "ties", "read", "laid out", "grown", "payload", "size", "gzipped", "around", "way", "memory"))
    for size in SIZES:
        if size[0] <= asked.largest:
            print(_line(size), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.map", description=__doc__)
    parser.add_argument("--largest", type=int, default=100_000, help="actors in the largest network")
    parser.add_argument("--alone", type=int, nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def _line(size: tuple[int, int]) -> str:
    command = [sys.executable, "-m", "bench.map", "--alone", *map(str, size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    found = json.loads(done.stdout.splitlines()[-1])
    seconds = [f"{found[key]:.2f} s" for key in ("read", "laid_out", "grown", "payload")]
    sizes = [f"{found[key] / 1000:,.0f} kB" for key in ("bytes", "gzipped")]
    others = [f"{found[key]:.2f} s" for key in ("around", "way")]
    return _row(f"{size[0]:,}", f"{size[1]:,}", *seconds, *sizes, *others, f"{found['megabytes']:,.0f} MB")


def _measured(actors: int, ties: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "vierspan.workspace.config.settings", "VIERSPAN_DATA_DIR": folder}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        found = _timed(actors, ties)
    return found | {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _timed(actors: int, ties: int) -> dict[str, float]:
    from uuid import UUID

    from vierspan.workspace.insight.maps import drawing, gazetteer, kept, layouts, levels, paths
    from vierspan.workspace.insight.maps.frames import net_of

    actor, ids = _stored(actors, ties)
    run = _run(actor)
    net, read = _clocked(lambda: net_of(actor, run))
    gazetteer.look_up(actor.network_id, layouts.unasked(net))
    _, laid_out = _clocked(lambda: kept.refreshed(net))
    text, payload = _clocked(lambda: json.dumps(drawing.drawing(actor, run), separators=(",", ":")).encode())
    _more(actor, ids, actors // GROWN_BY)
    net = net_of(actor, run)
    _, grown = _clocked(lambda: kept.refreshed(net))
    one, other = UUID(ids[0]), UUID(ids[-1])
    _, around = _clocked(lambda: levels.around(actor, run, one, 2))
    _, way = _clocked(lambda: paths.path_between(actor, run, one, other))
    sizes = {"bytes": len(text), "gzipped": len(gzip.compress(text, 6))}
    seconds = {"read": read, "laid_out": laid_out, "grown": grown, "payload": payload, "around": around, "way": way}
    return seconds | sizes


def _clocked(work: Callable[[], Any]) -> tuple[Any, float]:
    """Processor time, so that what else the machine does is not counted."""
    began = time.process_time()
    return work(), time.process_time() - began


def _stored(actors: int, ties: int) -> tuple[Any, list[str]]:
    """A network of parties in groups of about two hundred, most ties within a group."""
    import numpy as np

    from vierspan.workspace.access.actor import Actor
    from vierspan.workspace.access.roles import Role
    from vierspan.workspace.accounts.models import User
    from vierspan.workspace.directory.models import Party
    from vierspan.workspace.networks import actions

    user = User.objects.create_user("bench@example.org", "Bench", "nl")
    network = actions.create(user, name="Bench", language="nl")
    random = np.random.default_rng(7)
    rows = [
        Party(network=network, name=f"Partij {n}", sector=SECTORS[n % 6], place=PLACES[n % 8]) for n in range(actors)
    ]
    Party.objects.bulk_create(rows, batch_size=5000)
    ids = [str(row.pk) for row in rows]
    groups = max(5, actors // GROUP)
    source = random.integers(0, actors, ties)
    near = (source % groups + groups * random.integers(0, actors // groups, ties)) % actors
    target = np.where(random.random(ties) < NEAR, near, random.integers(0, actors, ties))
    _tied(network, ids, list(zip(source.tolist(), target.tolist(), strict=True)))
    return Actor(user_id=user.pk, network_id=network.pk, role=Role.LEAD, language="nl"), ids


def _more(actor: Any, ids: list[str], count: int) -> None:
    """A twentieth more, each tied to two who were there."""
    from vierspan.workspace.acts.actions import facts_changed
    from vierspan.workspace.directory.models import Party
    from vierspan.workspace.networks.models import Network

    network = Network.objects.get(pk=actor.network_id)
    rows = [Party(network=network, name=f"Nieuw {n}", sector=SECTORS[n % 6], place=PLACES[n % 8]) for n in range(count)]
    Party.objects.bulk_create(rows, batch_size=5000)
    everybody = [*ids, *(str(row.pk) for row in rows)]
    pairs = [(len(ids) + n, (37 * n + step) % len(ids)) for n in range(count) for step in (0, 1)]
    _tied(network, everybody, pairs)
    facts_changed(actor.network_id)


def _tied(network: Any, ids: list[str], pairs: list[tuple[int, int]]) -> None:
    from vierspan.workspace.directory.models import Tie

    rows = [
        Tie(network=network, source=ids[one], target=ids[other], kind="werkt samen", strength=1 + (one + other) % 4)
        for one, other in pairs
        if one != other
    ]
    Tie.objects.bulk_create(rows, batch_size=5000)


def _run(actor: Any) -> Any:
    """A mirror that only says of which days it is: making one is measured elsewhere."""
    import io
    from datetime import date

    import polars as pl

    from vierspan.workspace.acts.queries import last_change
    from vierspan.workspace.insight import runs
    from vierspan.workspace.insight.models import Run

    packed = io.BytesIO()
    pl.DataFrame({"id": []}, schema={"id": pl.String}).write_parquet(packed)
    run = Run(
        network_id=actor.network_id,
        start=date(2025, 11, 1),
        end=date(2026, 11, 1),
        version=runs.current_version(),
        facts_at=last_change(actor.network_id),
        picture={},
        handles=[],
        actors=packed.getvalue(),
        acts=packed.getvalue(),
    )
    run.save()
    return run


def _row(*cells: str) -> str:
    widths = (8, 8, 8, 9, 8, 8, 10, 10, 8, 8, 9)
    return " ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))


if __name__ == "__main__":
    main()
