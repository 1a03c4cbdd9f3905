"""A made-up network of any size: few do much, many do little, and most acts follow on what somebody opened."""

from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vierspan.analysis.catalogue import Kind, kinds
from vierspan.analysis.records import Records

START = date(2024, 1, 1)
DAYS = 720
PEOPLE_PER_PARTY = 10
ACTS_PER_SUBJECT = 8
SKEW = 1.3
LONGEST_REACTION = 120  # days; some follow too late to count
SECTORS = ("care", "welfare", "municipality", "housing", "education", "business")


def synthetic_records(people: int, acts: int, ties: int, *, seed: int = 4) -> Records:
    """The same records for the same numbers and seed: people in parties, acts in threads on a subject, ties, steps."""
    random = np.random.default_rng(seed)
    parties = max(2, people // PEOPLE_PER_PARTY)
    activity = random.permutation(_skewed(random, people))
    return Records.of(
        {
            "network": pl.DataFrame({"name": ["Synthetic"], "purpose": [["learning"]], "phase": ["shape"]}),
            "parties": _parties(random, parties),
            "people": _people(random, people, parties),
            "acts": _acts(random, activity, acts),
            "ties": _ties(random, activity, ties),
        }
    )


def _skewed(random: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Chances with a long tail: the most active tenth does about half, as in the networks that we know."""
    weights = random.lognormal(0.0, SKEW, count)
    return np.asarray(weights / weights.sum())


def _parties(random: np.random.Generator, count: int) -> pl.DataFrame:
    names = [f"party {at}" for at in range(count)]
    return pl.DataFrame({"id": names, "name": names, "sector": random.choice(SECTORS, count)})


def _people(random: np.random.Generator, count: int, parties: int) -> pl.DataFrame:
    party = pl.Series(random.integers(0, parties, count)).cast(pl.String)
    names = pl.Series(np.arange(count)).cast(pl.String)
    return pl.DataFrame({"id": "p" + names, "name": "person " + names, "party": "party " + party})


def _acts(random: np.random.Generator, activity: NDArray[np.float64], count: int) -> pl.DataFrame:
    """Threads: one act opens a subject, the others come some days later."""
    subjects = max(1, count // ACTS_PER_SUBJECT)
    subject = np.r_[np.arange(subjects), random.choice(subjects, count - subjects, p=_skewed(random, subjects))]
    opens = np.arange(count) < subjects
    first_day = random.integers(0, DAYS - LONGEST_REACTION, subjects)
    reaction = np.where(opens, 0, random.integers(0, LONGEST_REACTION, count))
    opening = [kind for kind in kinds().values() if kind.aspect == "D"]
    others = [kind for kind in kinds().values() if kind.aspect != "D"]
    chosen = np.where(opens, _picked(random, opening, count), _picked(random, others, count))
    return pl.DataFrame(
        {
            "id": pl.Series(np.arange(count)).cast(pl.String),
            "kind": chosen,
            "person": "p" + pl.Series(random.choice(activity.size, count, p=activity)).cast(pl.String),
            "done_on": pl.Series(first_day[subject] + reaction).cast(pl.Int32) + (START - date(1970, 1, 1)).days,
            "subject": "subject " + pl.Series(subject).cast(pl.String),
        }
    ).with_columns(pl.col("done_on").cast(pl.Date))


def _picked(random: np.random.Generator, of: list[Kind], count: int) -> NDArray[np.str_]:
    return np.array([kind.key for kind in of])[random.integers(0, len(of), count)]


def _ties(random: np.random.Generator, activity: NDArray[np.float64], count: int) -> pl.DataFrame:
    source = random.integers(0, activity.size, count)
    target = random.choice(activity.size, count, p=activity)
    kept = source != target
    return pl.DataFrame(
        {
            "source": "p" + pl.Series(source[kept]).cast(pl.String),
            "target": "p" + pl.Series(target[kept]).cast(pl.String),
            "strength": random.integers(1, 5, int(kept.sum())).astype(np.float64),
            "directed": np.ones(int(kept.sum()), dtype=bool),
            "since": [START + timedelta(days=30)] * int(kept.sum()),
        }
    )
