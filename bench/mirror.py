"""How long the whole mirror takes, beside the same in pandas and networkx, and how both grow.

Run as `python -m bench.mirror`. Each run has a process of its own, so that its peak memory is its own; the comparison
is stopped after `--patience` seconds.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.synthetic import synthetic_records

SIZES = ((1_000, 20_000, 10_000), (10_000, 150_000, 100_000), (100_000, 1_000_000, 1_000_000))  # people, acts, ties
SMALL = (60, 500, 300)


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of work and peak memory of one process; None where it was stopped."""

    seconds: float | None
    megabytes: float | None


def main() -> None:
    asked = _arguments()
    if asked.alone:
        print(json.dumps(_measured(asked.alone, *asked.size)))
        return
    print(_row("people", "acts", "ties", "ours", "memory", "pandas+networkx", "memory", "ratio", "growth ours/theirs"))
    before: tuple[Run, Run] | None = None
    for size in SIZES:
        if size[0] <= asked.largest:
            runs = _run("ours", size, 600), _run("naive", size, asked.patience)
            print(_line(size, runs, before, asked.patience), flush=True)
            before = runs


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.mirror", description=__doc__)
    parser.add_argument("--largest", type=int, default=100_000, help="people in the largest network")
    parser.add_argument("--patience", type=int, default=120, help="seconds until the comparison is stopped")
    parser.add_argument("--alone", choices=("ours", "naive"), help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def _run(which: str, size: tuple[int, int, int], patience: int) -> Run:
    command = [sys.executable, "-m", "bench.mirror", "--alone", which, "--size", *map(str, size)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=patience, check=True)  # noqa: S603
    except subprocess.TimeoutExpired:
        return Run(None, None)
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _measured(which: str, people: int, acts: int, ties: int) -> dict[str, float]:
    prepared, work = _ours() if which == "ours" else _naive()
    work(prepared(synthetic_records(*SMALL)))  # imports and first calls are no work
    given = prepared(synthetic_records(people, acts, ties))
    began = time.perf_counter()
    work(given)
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _ours() -> tuple[Callable[[Any], Any], Callable[[Any], object]]:
    from vierspan.analysis.mirror import look

    return (lambda records: records), look


def _naive() -> tuple[Callable[[Any], Any], Callable[[Any], object]]:
    from bench.naive import as_pandas, naive_mirror

    return as_pandas, naive_mirror


def _line(size: tuple[int, int, int], runs: tuple[Run, Run], before: tuple[Run, Run] | None, patience: int) -> str:
    ours, naive = runs
    times = [f"{people:,}" for people in size]
    ratio = _quotient(naive, ours) if naive.seconds else f">{patience / (ours.seconds or 1):.0f}"
    growth = " / ".join(_quotient(run, old) for run, old in zip(runs, before, strict=True)) if before else ""
    theirs = _seconds(naive) if naive.seconds else f"stopped at {patience} s"
    return _row(*times, _seconds(ours), _memory(ours), theirs, _memory(naive), ratio, growth)


def _seconds(run: Run) -> str:
    return f"{run.seconds:.2f} s" if run.seconds else "-"


def _memory(run: Run) -> str:
    return f"{run.megabytes:,.0f} MB" if run.megabytes else "-"


def _quotient(above: Run, below: Run) -> str:
    return f"{above.seconds / below.seconds:.1f}" if above.seconds and below.seconds else "-"


def _row(*cells: str) -> str:
    widths = (8, 10, 10, 9, 9, 17, 9, 7, 19)
    return " ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))


if __name__ == "__main__":
    main()
