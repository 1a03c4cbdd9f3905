"""Seating, against greedy and random: how good, and how long it takes.

    .venv/bin/python -m bench.seating [--largest 200]

Made-up guests, seeded: parties of about four people, five sectors, ties that are dense within a party and thin beyond,
earlier gatherings, one offer and one need a party, a wish for one guest in eight, and a pair in twenty-five to keep
apart. Greedy is what a careful organiser would do: table by table, each time whoever adds most. Random is the mean and
the best of a thousand (`Seating.chance`).
"""

import argparse
import time
from itertools import combinations

import numpy as np

from vierspan.analysis.choices.seating import Guest, Pair, Question, Scores, even_sizes, seat

SEED = 7
SIZES = (20, 24, 40, 80, 150, 300, 500)
AT_A_TABLE = {20: 5, 24: 6}
WORDS = tuple("van room data money people training hours software advice night".split())


def question(size: int) -> Question:
    chance = np.random.default_rng([SEED, size])
    parties = max(2, size // 4)
    party_of = chance.integers(0, parties, size)
    offers, needs = chance.choice(WORDS, parties), chance.choice(WORDS, parties)
    guests = tuple(
        Guest(
            id=f"g{at:03}",
            party=f"p{party}",
            sector=f"s{party % 5}",
            offers=frozenset({str(offers[party])}),
            needs=frozenset({str(needs[party])}),
        )
        for at, party in enumerate(party_of)
    )
    ties: dict[Pair, float] = {}
    gathered: dict[Pair, float] = {}
    for one, other in combinations(range(size), 2):
        pair = frozenset((guests[one].id, guests[other].id))
        if party_of[one] == party_of[other]:
            ties[pair] = 1.0
        elif chance.random() < 6 / size:
            ties[pair] = float(chance.random())
        if chance.random() < 8 / size:
            gathered[pair] = float(chance.integers(1, 4))
    drawn = [frozenset(guests[each].id for each in chance.choice(size, 2, replace=False)) for _ in range(size // 5)]
    few = size // 25
    return Question(
        guests=guests,
        sizes=even_sizes(size, AT_A_TABLE.get(size, 8)),
        ties=ties,
        gathered=gathered,
        wishes=frozenset(drawn[few:]),
        apart=frozenset(drawn[:few]),
    )


def greedy(asked: Question) -> float:
    """Table by table: whoever adds most to who sits there, among those who may."""
    scores = Scores(asked)
    worth = np.where(scores.apart, -1e6, scores.total)
    left = list(range(len(asked.guests)))
    total = 0.0
    for seats in asked.sizes:
        table = [left.pop(0)]
        while len(table) < seats:
            added = worth[np.ix_(left, table)].sum(axis=1)
            total += float(added.max())
            table.append(left.pop(int(added.argmax())))
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=max(SIZES))
    largest = parser.parse_args().largest
    print("| guests | random, mean | random, best | greedy | ours | proven | at most more | ours, seconds | greedy |")
    print("|---|---|---|---|---|---|---|---|---|")
    for size in (each for each in SIZES if each <= largest):
        asked = question(size)
        began = time.process_time()
        found = seat(asked)
        ours = time.process_time() - began
        began = time.process_time()
        quick = greedy(asked)
        beside = time.process_time() - began
        chance = found.chance
        proof = "yes" if found.is_proven else "no"
        more = "" if found.is_proven else f"{found.bound / found.score - 1:.0%}"
        cells = (
            f"{size} | {chance.mean:.0f} | {chance.best:.0f} | {quick:.0f} | {found.score:.0f} | {proof} | {more}"
            f" | {ours:.2f} | {beside:.3f}"
        )
        print(f"| {cells} |", flush=True)


if __name__ == "__main__":
    main()
