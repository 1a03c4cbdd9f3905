"""Would the ranked list have named the partners of next year's projects? `make backtest DATA=folder CUT=2018-01-01`."""

import argparse
import resource
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time

import numpy as np

from bench.backtest_baselines import BASELINES, Baseline, ordered
from bench.backtest_cases import Case, Cases, cases
from vierspan.analysis.choices.partners import Ranker, learn
from vierspan.analysis.choices.partners.history import Bools
from vierspan.analysis.choices.partners.measuring import Found, found
from vierspan.analysis.choices.partners.standing import Standing

OURS = "ours"
RIVALS = {"recall_20": "past partners + theme", "new_recall_50": "Adamic-Adar + theme"}
HEADS = ("r@10", "r@20", "r@50", "r@100", "hit@10", "MRR", "nDCG@20", "new r@50")
Table = dict[str, list[Found]]
List = Callable[[Case], list[str]]


def main(given: list[str] | None = None) -> int:
    arguments = _arguments(given)
    told = cases(arguments.data, arguments.cut)
    if not told.asked or not told.history.teams:
        raise SystemExit(f"No projects on one side of {arguments.cut}")
    before = process_time()
    ranker = learn(told.history)
    learnt = process_time() - before
    standing = Standing.at(told.history, len(told.history.teams))
    lists: dict[str, List] = {name: partial(_simple, way, standing) for name, way in BASELINES.items()}
    lists[OURS] = partial(_ours, ranker)
    known = told.history.known
    table = {name: [_measured(case, way(case), standing, known) for case in told.asked] for name, way in lists.items()}
    _told_size(told, standing)
    _told_table(table, told, standing)
    _told_gains(table, told, standing)
    _told_cost(learnt, ranker, told)
    return 0


def _arguments(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--cut", type=date.fromisoformat, default=date(2018, 1, 1))
    return parser.parse_args(given)


def _ours(ranker: Ranker, case: Case) -> list[str]:
    return ranker.order(case.query, len(ranker.history.members))


def _simple(way: Baseline, standing: Standing, case: Case) -> list[str]:
    initiator = _initiator(case, standing)
    places = {theme: place for place, theme in enumerate(standing.history.themes)}
    themes = [places[theme] for theme in case.query.themes if theme in places]
    return ordered(way(standing, initiator, themes), standing, initiator)


def _initiator(case: Case, standing: Standing) -> int | None:
    members = standing.history.members
    place = bisect_left(members, case.query.initiator)
    return place if place < len(members) and members[place] == case.query.initiator else None


def _measured(case: Case, ranked: list[str], standing: Standing, known: frozenset[str]) -> Found:
    initiator = _initiator(case, standing)
    members = standing.history.members
    past = None if initiator is None else {members[at] for at in standing.together[[initiator]].indices}
    return found(ranked, case.joined, past, known)


def _told_size(told: Cases, standing: Standing) -> None:
    known = told.history.known
    ceiling = np.mean([np.mean([member in known for member in case.joined]) for case in told.asked])
    cold = sum(_initiator(case, standing) is None for case in told.asked)
    print(
        f"{len(told.history.teams):,} projects before, {len(told.history.members):,} organisations; "
        f"{len(told.asked):,} asked, of whom {cold} with an initiator without history; ceiling {ceiling:.3f}\n"
    )


def _told_table(table: Table, told: Cases, standing: Standing) -> None:
    cold = np.array([_initiator(case, standing) is None for case in told.asked])
    everybody = np.ones(len(cold), dtype=bool)
    print("| | " + " | ".join((*HEADS, "cold r@20", "cold r@50")) + " |")
    print("|---" * (len(HEADS) + 3) + "|")
    for name, rows in table.items():
        means = [_mean_of(rows, each.name, everybody) for each in fields(Found)]
        means += [_mean_of(rows, field, cold) for field in ("recall_20", "recall_50")]
        print(f"| {name} | " + " | ".join(means) + " |")


def _mean_of(rows: list[Found], field: str, kept: Bools) -> str:
    """Over the questions in which it arises; nothing where it arises in none."""
    values = [getattr(row, field) for row, is_kept in zip(rows, kept, strict=True) if is_kept]
    given = [value for value in values if value is not None]
    return f"{np.mean(given):.4f}" if given else ""


def _told_gains(table: Table, told: Cases, standing: Standing) -> None:
    """Paired: the same questions, so that what makes a question hard falls away."""
    cold = np.array([_initiator(case, standing) is None for case in told.asked])
    print("\n| gain of ours | over | mean | paired standard error |\n|---|---|---|---|")
    for field in (each.name for each in fields(Found)):
        _told_gain(table, field, RIVALS.get(field, "past partners + theme"), np.ones(len(cold), dtype=bool))
    for field in ("recall_20", "recall_50"):
        _told_gain(table, field, "theme popularity", cold)


def _told_gain(table: Table, field: str, rival: str, kept: Bools) -> None:
    pairs = [
        (getattr(mine, field), getattr(theirs, field))
        for mine, theirs, is_kept in zip(table[OURS], table[rival], kept, strict=True)
        if is_kept and getattr(mine, field) is not None
    ]
    gains = np.array([mine - theirs for mine, theirs in pairs])
    if gains.size > 1:
        which = field if kept.all() else f"{field}, no history"
        print(f"| {which} | {rival} | {gains.mean():+.4f} | {gains.std(ddof=1) / gains.size**0.5:.4f} |")


def _told_cost(learnt: float, ranker: Ranker, told: Cases) -> None:
    times = []
    for case in told.asked[:50]:
        before = process_time()
        ranker.rank(case.query)
        times.append(process_time() - before)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\nLearning once {learnt:.1f} s; a question with the reasons of 50 {np.median(times):.3f} s, the slowest of "
        f"{len(times)} {max(times):.3f} s; all together {process_time():.0f} s (processor time); at most {peak:,.0f} MB"
    )


if __name__ == "__main__":
    raise SystemExit(main())
