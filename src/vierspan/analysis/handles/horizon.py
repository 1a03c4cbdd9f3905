"""What deserves attention on the horizon: intake and attachment, signals, contacts, coalitions."""

from collections.abc import Iterator
from itertools import combinations

import polars as pl

from vierspan.analysis.handles.hanging import hanging
from vierspan.analysis.handles.sight import Finder, Finding, Sight, between, facts
from vierspan.analysis.mirror.picture import Facts
from vierspan.analysis.orientations import Orientation

FEWEST_CONTACTS = 5  # below it the network simply does not keep its contacts here
QUARTER = 90
FEWEST_BEFORE = 8  # signals in the year before; with fewer there was no intake to dry up
DRY = 1 / 3  # of what came in a quarter before
STRONG = 0.55  # potential times urgency (methods 5)
LEFT_LYING = 60  # days
LARGE, UNLIKELY, UNLIKELY_DAYS = 4.0, 2.0, 30
LATE = 1.5  # times the agreed rhythm
FEWEST_TALKS = 3  # before it there is no rhythm to miss
FEWEST_NEW = 3  # new initiatives in a year
FEWEST_AT_TABLE = 4
NEW_BLOOD = 0.15  # share of pairs that had never worked together
FEWEST_WITHOUT_THEME = 2


def drifting(sight: Sight) -> Iterator[Finding]:
    """An explorer who is much outside and seldom home."""
    for one in sight.picture.attachments:
        if not one.is_drifting:
            continue
        signals = sight.recent("signals", "spotted_on").filter(pl.col("spotter") == one.person)
        contacts = sight.recent("contacts", "held_on").filter(pl.col("person") == one.person)
        home = signals.filter(pl.col("brought_back_on").is_not_null()).height
        yield Finding(
            subjects=(one.person,),
            numbers={
                "name": sight.name(one.person),
                "signals": signals.height,
                "home": home,
                "contacts": contacts.height,
                "absent": one.absent if one.absent is not None else 0.0,
            },
            evidence=(facts("signals", signals), facts("contacts", contacts), _missed(sight, one.person)),
            urgency=0.4 + 0.4 * between(one.detachment.value or 0.0, 0.65, 1.0),
            private_to=(one.person,),
        )


def closed_inward(sight: Sight) -> Iterator[Finding]:
    """Who has taken on the horizon sees hardly anybody outside."""
    recorded = sight.records.table("contacts")
    if recorded.height < FEWEST_CONTACTS:
        return
    roles = sight.records.table("roles").filter(pl.col("orientation") == Orientation.EXPLORER.value)
    holders = set(roles.filter(pl.col("until").is_null() | (pl.col("until") >= sight.today))["person"])
    for one in sight.picture.attachments:
        if one.is_closed and one.person in holders:
            contacts = recorded.filter(pl.col("person") == one.person)
            yield Finding(
                subjects=(one.person,),
                numbers={"name": sight.name(one.person), "contacts": contacts.height},
                evidence=(facts("roles", roles.filter(pl.col("person") == one.person)), facts("contacts", contacts)),
                urgency=0.4,
                private_to=(one.person,),
            )


def intake_dry(sight: Sight) -> Iterator[Finding]:
    """Few new signals where there used to be more."""
    signals = sight.records.table("signals").filter(pl.col("spotted_on") <= sight.today)
    fresh = signals.filter(pl.col("spotted_on") > sight.days_ago(QUARTER)).height
    before = signals.filter(pl.col("spotted_on").is_between(sight.days_ago(QUARTER + 365), sight.days_ago(QUARTER)))
    usual = before.height * QUARTER / 365
    if before.height >= FEWEST_BEFORE and fresh < DRY * usual:
        yield Finding(
            subjects=(),
            numbers={"count": fresh, "usual": usual},
            evidence=(facts("signals", before),),
            urgency=0.4 + 0.3 * (1 - fresh / usual),
        )


def strong_signal(sight: Sight) -> Iterator[Finding]:
    """A signal that weighs much and comes soon, and was never talked about."""
    potential = (pl.col("significance") * pl.col("plausibility") * pl.col("novelty")) ** (1 / 3) / 5
    near = 1 / (1 + pl.col("months_ahead").fill_null(12.0) / 24)
    lying = _not_home(sight, LEFT_LYING).with_columns((potential * near).alias("pull"))
    for row in (
        lying.filter(pl.col("pull") >= STRONG).sort(["pull", "id"], descending=[True, False]).iter_rows(named=True)
    ):
        yield Finding(
            subjects=(row["id"],),
            numbers={"signal": row["name"], "day": row["spotted_on"], "name": sight.name(row["spotter"])},
            evidence=(facts("signals", lying.filter(pl.col("id") == row["id"])),),
            urgency=0.4 + 0.4 * between(row["pull"], STRONG, 1.0),
            owners=(row["spotter"],) if row["spotter"] else (),
        )


def uncertain_signal(sight: Sight) -> Iterator[Finding]:
    """Something large that hardly anybody expects: on that opinions differ, so it is worth a talk."""
    doubtful = (pl.col("significance") >= LARGE) & (pl.col("plausibility") <= UNLIKELY)
    lying = _not_home(sight, UNLIKELY_DAYS).filter(doubtful).sort("id")
    for row in lying.iter_rows(named=True):
        yield Finding(
            subjects=(row["id"],),
            numbers={"signal": row["name"], "significance": row["significance"], "plausibility": row["plausibility"]},
            evidence=(facts("signals", lying.filter(pl.col("id") == row["id"])),),
            urgency=0.3,
            owners=(row["spotter"],) if row["spotter"] else (),
        )


def ripe(sight: Sight) -> Iterator[Finding]:
    """Signals that were talked about and keep coming up, but belong to no theme yet."""
    brought = pl.col("brought_back_on") <= sight.days_ago(LEFT_LYING)
    homeless = pl.col("theme").is_null() & pl.col("adopted_on").is_null()
    found = sight.records.table("signals").filter(brought & homeless & (pl.col("stage") == "emerging")).sort("id")
    if found.height >= FEWEST_WITHOUT_THEME:
        spotters = found["spotter"].drop_nulls().n_unique()
        yield Finding(
            subjects=tuple(found["id"]),
            numbers={"count": found.height, "first": found["name"][0], "people": spotters},
            evidence=(facts("signals", found),),
            urgency=0.3 + 0.3 * between(found.height, FEWEST_WITHOUT_THEME, 6),
        )


def cooling(sight: Sight) -> Iterator[Finding]:
    """An outside contact with an agreed rhythm that was missed by half or more."""
    contacts = sight.records.table("contacts").filter(pl.col("held_on") <= sight.today).sort("held_on")
    known = contacts.group_by("outside", maintain_order=True).agg(
        pl.len().alias("talks"),
        pl.col("held_on").last(),
        pl.col("person").drop_nulls().last(),
        pl.col("rhythm_days").drop_nulls().last().alias("rhythm"),
    )
    days = (pl.lit(sight.today) - pl.col("held_on")).dt.total_days()
    known = known.with_columns(days.alias("days")).filter(pl.col("talks") >= FEWEST_TALKS)
    late = known.filter(pl.col("days") > LATE * pl.col("rhythm"))
    for row in late.sort(-pl.col("days") / pl.col("rhythm"), "outside").iter_rows(named=True):
        yield Finding(
            subjects=(row["outside"],),
            numbers={key: row[key] for key in ("outside", "days", "rhythm")} | {"name": sight.name(row["person"])},
            evidence=(facts("contacts", contacts.filter(pl.col("outside") == row["outside"])),),
            urgency=0.3 + 0.3 * between(row["days"] / row["rhythm"], LATE, 4),
            owners=(row["person"],) if row["person"] else (),
        )


def usual_suspects(sight: Sight) -> Iterator[Finding]:
    """The new tables are made up of those who already sat together."""
    begun = sight.active.filter(pl.col("started_on") > sight.days_ago(365)).sort("started_on", "id")
    seats = sight.records.table("seats").filter(pl.col("party").is_not_null())
    tables = {
        row["initiative"]: set(row["party"]) for row in seats.group_by("initiative").agg("party").iter_rows(named=True)
    }
    new = [key for key in begun["id"] if len(tables.get(key, ())) >= FEWEST_AT_TABLE]
    here, others = set().union(*(tables[key] for key in new)), tables.keys() - set(new)
    if len(new) < FEWEST_NEW or not any(len(tables[key]) > 1 for key in others):
        return
    known = {pair for key in others for pair in combinations(sorted(tables[key] & here), 2)}
    pairs = [pair for key in new for pair in combinations(sorted(tables[key]), 2)]
    fresh = sum(pair not in known for pair in pairs)
    if fresh / len(pairs) < NEW_BLOOD:
        yield Finding(
            subjects=tuple(new),
            numbers={"count": len(new), "pairs": len(pairs), "fresh": fresh},
            evidence=(facts("initiatives", begun), facts("seats", seats.filter(pl.col("initiative").is_in(new)))),
            urgency=0.35,
        )


def hangs_on_one(sight: Sight) -> Iterator[Finding]:
    """The horizon hangs on one person; silent where that person is drifting, which says more."""
    yield from (one for one in hanging(sight, Orientation.EXPLORER) if not sight.drifting.issuperset(one.subjects))


def _not_home(sight: Sight, days: int) -> pl.DataFrame:
    """Live signals of the window, older than so many days, never brought in, but for those of who is drifting."""
    live = ~pl.col("stage").fill_null("weak").is_in(["theme", "retired"]) & pl.col("brought_back_on").is_null()
    loose = pl.col("spotter").is_in(sorted(sight.drifting)).fill_null(False)
    old = pl.col("spotted_on") < sight.days_ago(days)
    if not sight.notes("signals", "brought_back_on"):
        return sight.records.table("signals").clear()
    return sight.recent("signals", "spotted_on").filter(live & old & ~loose & pl.col("adopted_on").is_null())


def _missed(sight: Sight, person: str) -> Facts:
    held = sight.recent("gatherings", "held_on").select(pl.col("id").alias("gathering"))
    rows = sight.records.table("attendance").filter(pl.col("person") == person)
    return facts("attendance", rows.join(held, on="gathering", how="semi"))


FINDERS = tuple(
    Finder(f"horizon.{look.__name__}", Orientation.EXPLORER, look)
    for look in (
        drifting,
        closed_inward,
        intake_dry,
        strong_signal,
        uncertain_signal,
        ripe,
        cooling,
        usual_suspects,
        hangs_on_one,
    )
)
