"""What deserves attention in the conditions: give and get, rules, gatherings, reflection, the granted role."""

from collections.abc import Iterator

import polars as pl

from vierspan.analysis.handles.hanging import hanging
from vierspan.analysis.handles.sight import Finder, Finding, Sight, between, facts
from vierspan.analysis.orientations import Orientation

LOPSIDED, FEWEST_EXCHANGES = 0.5, 6  # a party with a few exchanges is easily out of balance
OVERDUE_DAYS = 30  # a month of grace
FEWEST_PARTIES = 5
HALF = 0.5
GRANTED_SHARE = 1 / 3
LOW_SCORE, FEWEST_ANSWERS = 3.0, 5  # of five; below five answers a reader could guess who said what
FEWEST_GATHERINGS = 4
FEWEST_INVITED = 30  # in each half year, for a rate that does not jump with one person
DROP = 0.15
INVITED_OFTEN = 5
POOR, FEWEST_RATED = 3.0, 3
NO_REFLECTION_DAYS = 240  # twice a year is usual; two months late
NEW_DAYS, SETTLED_DAYS, FEWEST_NEW = 270, 21, 3
UNCONFIRMED_DAYS, FEWEST_UNCONFIRMED = 60, 8


def balance(sight: Sight) -> Iterator[Finding]:
    """A party that mostly gives or mostly gets, unless that was agreed for now. Circles even out by themselves and are
    healthy."""
    seen = sight.picture.exchange
    if seen is None:
        return
    given = sight.recent("exchanges", "given_on").filter(pl.col("state").fill_null("given") == "given")
    counts = dict(pl.concat([given["giver"], given["receiver"]]).drop_nulls().value_counts().iter_rows())
    agreed = _accepted(sight)
    for one in seen.balances:
        if one.party in agreed:
            continue
        lopsided = abs(one.balance or 0.0)
        if counts.get(one.party, 0) >= FEWEST_EXCHANGES and (one.light == "agenda" or lopsided >= LOPSIDED):
            rows = given.filter((pl.col("giver") == one.party) | (pl.col("receiver") == one.party).fill_null(False))
            yield Finding(
                subjects=(one.party,),
                numbers={"name": one.name, "gives": one.gives, "gets": one.gets, "count": rows.height},
                evidence=(facts("exchanges", rows),),
                urgency=0.35 + 0.4 * between(lopsided, LOPSIDED, 1.0),
            )


def _accepted(sight: Sight) -> set[str]:
    """The parties whose imbalance the network knows of and finds right today."""
    rows = sight.records.table("accepted_imbalances")
    begun = pl.col("since").is_null() | (pl.col("since") <= sight.today)
    runs = pl.col("until").is_null() | (pl.col("until") >= sight.today)
    return set(rows.filter(begun & runs)["party"])


def hangs_on_one(sight: Sight) -> Iterator[Finding]:
    """The conditions hang on one person."""
    yield from hanging(sight, Orientation.DEVELOPER)


def review_overdue(sight: Sight) -> Iterator[Finding]:
    """Rules that were to be looked at again."""
    rules = sight.records.table("rules")
    late = rules.filter(pl.col("review_on") < sight.days_ago(OVERDUE_DAYS)).sort("review_on", "id")
    if late.height:
        yield Finding(
            subjects=tuple(sorted(late["id"])),
            numbers={"count": late.height, "first": late["name"][0], "day": late["review_on"][0]},
            evidence=(facts("rules", late),),
            urgency=0.25 + 0.3 * between(late.height, 1, 5),
            due_on=late["review_on"][0],
        )


def breach_open(sight: Sight) -> Iterator[Finding]:
    """Breaches of a rule that nobody has talked over."""
    if not sight.notes("observations", "settled_on"):
        return
    seen = sight.recent("observations", "observed_on").filter(pl.col("kind") == "breach")
    still = seen.filter(pl.col("settled_on").is_null() & (pl.col("observed_on") < sight.days_ago(OVERDUE_DAYS)))
    for rule, rows in still.sort("rule", "observed_on").group_by("rule", maintain_order=True):
        yield Finding(
            subjects=(str(rule[0]),),
            numbers={"rule": sight.name(str(rule[0])), "count": rows.height, "day": rows["observed_on"][0]},
            evidence=(facts("observations", rows),),
            urgency=0.45 + 0.3 * between(rows.height, 1, 4),
        )


def not_granted(sight: Sight) -> Iterator[Finding]:
    """Who looks after the conditions was hardly given that role by the others."""
    roles = sight.records.table("roles").filter(
        (pl.col("orientation") == Orientation.DEVELOPER.value) & pl.col("initiative").is_null()
    )
    holders = roles.filter(pl.col("until").is_null() | (pl.col("until") >= sight.today)).sort("id")
    count, low = sight.parties.height, low_score(sight, "developer_granted")
    for row in holders.iter_rows(named=True):
        granted = len(set(row["granted_by"] or ()) & set(sight.parties["id"]))
        recorded = row["granted_by"] is not None and count >= FEWEST_PARTIES
        if (recorded and granted / count < GRANTED_SHARE) or low.height:
            yield Finding(
                subjects=(row["person"],),
                numbers={"name": sight.name(row["person"]), "granted": granted, "parties": count},
                evidence=(facts("roles", holders.filter(pl.col("id") == row["id"])), facts("pulse", low)),
                urgency=0.5,
                private_to=(row["person"],),
            )


def attendance_falling(sight: Sight) -> Iterator[Finding]:
    """Clearly fewer of those invited come than half a year ago."""
    held = sight.recent("gatherings", "held_on").select(pl.col("id").alias("gathering"), "held_on")
    invited = sight.records.table("attendance").join(held, on="gathering")
    late = invited.filter(pl.col("held_on") > sight.days_ago(183))
    early = invited.filter(pl.col("held_on") <= sight.days_ago(183))
    if any(half["gathering"].n_unique() < FEWEST_GATHERINGS or half.height < FEWEST_INVITED for half in (early, late)):
        return
    before, now = (float(half["present"].fill_null(True).sum()) / half.height for half in (early, late))
    if before - now >= DROP:
        yield Finding(
            subjects=(),
            numbers={"before": before, "now": now, "gatherings": late["gathering"].n_unique()},
            evidence=(facts("attendance", late), facts("attendance", early)),
            urgency=0.4 + 0.4 * between(before - now, DROP, 0.5),
        )


def never_came(sight: Sight) -> Iterator[Finding]:
    """Parties that were often invited and never there."""
    held = sight.recent("gatherings", "held_on").select(pl.col("id").alias("gathering"))
    own = sight.records.table("people").select(pl.col("id").alias("person"), pl.col("party").alias("own"))
    rows = sight.records.table("attendance").join(held, on="gathering", how="semi").join(own, on="person", how="left")
    rows = rows.with_columns(pl.coalesce("party", "own").alias("party"))
    times = pl.col("gathering").n_unique().alias("times")
    counted = rows.group_by("party").agg(times, pl.col("present").fill_null(True).any().alias("came"))
    absent = counted.filter(~pl.col("came") & (pl.col("times") >= INVITED_OFTEN)).drop_nulls("party").sort("party")
    absent = absent.filter(pl.col("party").is_in(sight.parties["id"].implode()))
    if absent.height:
        parties = tuple(absent["party"])
        yield Finding(
            subjects=parties,
            numbers={"count": len(parties), "names": sight.listed(parties), "times": int(absent["times"].sum())},
            evidence=(facts("attendance", rows.filter(pl.col("party").is_in(parties))),),
            urgency=0.3 + 0.3 * between(len(parties), 1, 8),
        )


def poorly_rated(sight: Sight) -> Iterator[Finding]:
    """The last few gatherings were not worth the trip, say those who came."""
    rated = sight.recent("gatherings", "held_on").filter(pl.col("rating").is_not_null())
    last = rated.sort("held_on", "id", descending=True).head(FEWEST_RATED)
    mean = last["rating"].mean()
    if last.height == FEWEST_RATED and isinstance(mean, float) and mean < POOR:
        yield Finding(
            subjects=tuple(sorted(last["id"])),
            numbers={"rating": mean, "count": last.height},
            evidence=(facts("gatherings", last),),
            urgency=0.4 + 0.3 * between(POOR - mean, 0, 1.5),
        )


def no_reflection(sight: Sight) -> Iterator[Finding]:
    """They meet often, but have not looked back for long."""
    held = sight.recent("gatherings", "held_on")
    looks = sight.records.table("gatherings").filter(pl.col("kind") == "reflection")["held_on"]
    opened = sight.mirror.acts.filter(pl.col("kind") == "reflection.opened")["done_on"]
    asked = sight.records.table("pulse")["asked_on"]
    last = pl.concat([looks, opened, asked]).drop_nulls()
    last = last.filter(last <= sight.today)
    if held["kind"].drop_nulls().len() < FEWEST_GATHERINGS or last.is_empty():
        return
    days = min((sight.today - day).days for day in last)
    if days > NO_REFLECTION_DAYS:
        yield Finding(
            subjects=(),
            numbers={"months": round(days / 30.4), "gatherings": held.height},
            evidence=(facts("gatherings", held),),
            urgency=0.3 + 0.3 * between(days, NO_REFLECTION_DAYS, 720),
        )


def unwelcomed(sight: Sight) -> Iterator[Finding]:
    """People came in, and nobody was asked to be their buddy."""
    introductions = sight.records.table("introductions")
    welcomed = introductions.filter(pl.col("welcomed").fill_null(False))["newcomer"]
    if welcomed.is_empty():  # buddies are not noted here, so their absence says nothing
        return
    joined = pl.col("joined_on").is_between(sight.days_ago(NEW_DAYS), sight.days_ago(SETTLED_DAYS))
    new = sight.records.table("people").filter(joined).sort("id")
    alone = new.filter(~pl.col("id").is_in(welcomed.implode()))
    if new.height >= FEWEST_NEW and alone.height > HALF * new.height:
        yield Finding(
            subjects=tuple(alone["id"]),
            numbers={"count": alone.height, "new": new.height, "names": sight.listed(alone["id"])},
            evidence=(facts("people", alone),),
            urgency=0.35 + 0.3 * between(alone.height / new.height, HALF, 1.0),
        )


def unconfirmed(sight: Sight) -> Iterator[Finding]:
    """Most of what was given has not been confirmed by who got it, so the balance cannot be told."""
    given = sight.recent("exchanges", "given_on").filter(pl.col("state").fill_null("given") == "given")
    old = given.filter((pl.col("given_on") < sight.days_ago(UNCONFIRMED_DAYS)) & pl.col("receiver").is_not_null())
    waiting = old.filter(pl.col("confirmed_on").is_null())
    noted = sight.records.table("exchanges")["confirmed_on"].is_not_null().any()
    if noted and waiting.height >= FEWEST_UNCONFIRMED and waiting.height > HALF * old.height:
        yield Finding(
            subjects=(),
            numbers={"count": waiting.height, "of": old.height},
            evidence=(facts("exchanges", waiting),),
            urgency=0.25 + 0.2 * waiting.height / old.height,
        )


def low_score(sight: Sight, item: str) -> pl.DataFrame:
    """The network's answers to a question of the last wave, where they are low and enough; else no rows."""
    asked = sight.recent("pulse", "asked_on").filter((pl.col("item") == item) & pl.col("party").is_null())
    last = asked.filter(pl.col("asked_on") == asked["asked_on"].max()) if asked.height else asked
    return last.filter((pl.col("score") < LOW_SCORE) & (pl.col("answers") >= FEWEST_ANSWERS))


FINDERS = tuple(
    Finder(f"conditions.{look.__name__}", Orientation.DEVELOPER, look)
    for look in (
        balance,
        hangs_on_one,
        review_overdue,
        breach_open,
        not_granted,
        attendance_falling,
        never_came,
        poorly_rated,
        no_reflection,
        unwelcomed,
        unconfirmed,
    )
)
