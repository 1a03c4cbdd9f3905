"""The attack on rounds about leading, over as many made-up networks as there is time for (trust goal 21).

Run as `python -m bench.leadership_attack --networks 5000 --from 0`; each network has a number, and comes back the same
under it. Without the gate (`--plain`) more than half must be cracked, else the attack proves nothing. After each
hundred a line says how many networks, rounds and figures were read, and which networks were cracked.
"""

import argparse
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

TESTS = Path(__file__).parents[1] / "tests"


def main() -> int:
    asked = _arguments()
    sys.path.insert(0, str(TESTS))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_settings")
    import django

    django.setup()
    logging.disable(logging.WARNING)
    from django.conf import settings
    from django.test.utils import get_runner, setup_test_environment

    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    kept = runner.setup_databases()
    try:
        with _without_the_gate() if asked.plain else nullcontext():
            return _attack(range(asked.first, asked.first + asked.networks), asked)
    finally:
        runner.teardown_databases(kept)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.leadership_attack", description=__doc__)
    parser.add_argument("--networks", type=int, default=5_000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--every", type=int, default=10, help="in one of so many networks all roles read")
    parser.add_argument("--plain", action="store_true", help="with a plain minimum in the place of the gate")
    return parser.parse_args()


def _attack(seeds: Sequence[int], asked: argparse.Namespace) -> int:
    from django.db import transaction

    import leadership_reading as reading
    from leadership_worlds import ROLES, made_world

    counts, cracked, began = Counter[str](), list[int](), time.perf_counter()
    for at, seed in enumerate(seeds, 1):
        with transaction.atomic():  # so that the database stays small
            world = made_world(seed)
            found = reading.everything(world, ROLES if seed % asked.every == 0 else ("owner",))
            cracked += [seed] if _is_cracked(world, found) else []
            counts.update(rounds=len(world.held), figures=len(found))
            transaction.set_rollback(True)
        if at % 100 == 0 or at == len(seeds):
            told = f"{counts['rounds']} rounds, {counts['figures']} figures, {time.perf_counter() - began:.0f} s"
            print(f"{at} networks, {told}; cracked: {len(cracked)} {cracked[:10]}", flush=True)
    return int(len(cracked) <= len(seeds) / 2 if asked.plain else bool(cracked))


def _is_cracked(world: Any, found: Sequence[Any]) -> bool:
    import leadership_attacker as attacker

    keys = {id(held): {each.figure.key for each in found if each.held is held} for held in world.held}
    return any(attacker.leaks(keys[id(held)], held, world) for held in world.held)


@contextmanager
def _without_the_gate() -> Iterator[None]:
    """Every group of k or more is told, every question beside its score, and the view per party beside both."""
    from vierspan.workspace.access.release import gate
    from vierspan.workspace.leadership.questions import scales

    def plain(candidates: Mapping[Any, frozenset[str]], _earlier: object, k: int) -> frozenset[Any]:
        return frozenset(key for key, members in candidates.items() if len(members) >= k)

    by_party = patch.object(scales, "_by_party", lambda said, scores, _k: scales._sides(said, scores))
    with patch.object(gate, "showable", plain), patch.object(scales, "is_whole", lambda _said, _keys: True), by_party:
        yield


if __name__ == "__main__":
    sys.exit(main())
