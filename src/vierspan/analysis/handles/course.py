"""What deserves attention in the course: face and ownership, coherence, priorities, endorsement."""

from collections.abc import Iterator
from statistics import fmean

import polars as pl

from vierspan.analysis.handles.hanging import hanging
from vierspan.analysis.handles.sight import Finder, Finding, Sight, between, facts
from vierspan.analysis.orientations import Orientation

FEWEST_PARTIES = 5  # below it a share of the parties says little
FEWEST_ACTIVITIES = 5  # below it a matrix is too small to speak of gaps and loose ends
FALL = -10.0  # percentage points since the wave before (methods 2.8)
LOW_OWNERSHIP = 0.5
LOW_ALIGNMENT = 0.6  # two fifths of the hours go elsewhere than the priorities say
HALF = 0.5
TIME_TO_ENDORSE = 60  # days in which parties can reasonably have spoken
STALE_DAYS = 730  # after two years most networks have changed
OVER = 1.2  # a fifth more than there is; below it people make do
FEWEST_HOURS = 8.0  # one working day in a quarter
JUDGES, APART, CELLS = 3, 2, 3  # judges on one square, points between them, squares in dispute


def face(sight: Sight) -> Iterator[Finding]:
    """One person is the network outside, while fewer parties feel that it is theirs."""
    seen = sight.picture.face
    if not seen.is_alarm or seen.person is None:
        return
    outward = sight.acts.filter((pl.col("kind") == "network.represented") & (pl.col("person") == seen.person))
    share, change = seen.face_share.value or 0.0, seen.ownership_change.value or 0.0
    yield Finding(
        subjects=(seen.person,),
        numbers={
            "name": sight.name(seen.person),
            "share": share,
            "times": outward.height,
            "breadth": seen.ownership_breadth.value or 0.0,
            "before": (seen.ownership_breadth.value or 0.0) - change / 100,
        },
        evidence=(facts("ledger", outward), facts("pulse", _ownership(sight))),
        urgency=0.45 + 0.25 * between(share, 0.5, 1.0) + 0.2 * between(-change, 0, 30),
        private_to=(seen.person,),
    )


def ownership_falling(sight: Sight) -> Iterator[Finding]:
    """Fewer parties feel that the network is theirs, and not because of one face."""
    seen = sight.picture.face
    breadth, change = seen.ownership_breadth, seen.ownership_change.value
    if breadth.value is None or seen.is_alarm or breadth.n < FEWEST_PARTIES:
        return
    if breadth.value < LOW_OWNERSHIP or (change is not None and change <= FALL):
        yield Finding(
            subjects=(),
            numbers={"breadth": breadth.value, "parties": breadth.n, "before": breadth.value - (change or 0.0) / 100},
            evidence=(facts("pulse", _ownership(sight)),),
            urgency=0.4 + 0.4 * between(1 - breadth.value, 0.3, 0.8),
        )


def blank_theme(sight: Sight) -> Iterator[Finding]:
    """A theme that weighs as much as most, on which nobody works."""
    seen = sight.picture.coherence
    if seen is None or len(seen.activities) < FEWEST_ACTIVITIES:
        return
    taken_up = set(sight.active["themes"].explode().drop_nulls())
    mean = fmean(theme.weight for theme in seen.themes)
    for theme in sorted(seen.themes, key=lambda theme: (-theme.weight, theme.theme)):
        if theme.is_blank and theme.weight >= mean and theme.theme not in taken_up:
            heavier = sum(other.weight > theme.weight for other in seen.themes)
            rows = sight.records.table("themes").filter(pl.col("id") == theme.theme)
            judged = sight.records.table("contributions").filter(pl.col("theme") == theme.theme)
            yield Finding(
                subjects=(theme.theme,),
                numbers={"theme": theme.name, "rank": 1 + heavier, "activities": len(seen.activities)},
                evidence=(facts("themes", rows), facts("contributions", judged)),
                urgency=0.4 + 0.3 * between(theme.weight / mean, 1, 2),
            )


def loose_activities(sight: Sight) -> Iterator[Finding]:
    """Activities that serve no theme, or have nobody who takes care of them."""
    seen = sight.picture.coherence
    if seen is None or len(seen.activities) < FEWEST_ACTIVITIES:
        return
    loose = tuple(one.activity for one in seen.activities if one.is_loose)
    if loose:
        rows = sight.records.table("activities").filter(pl.col("id").is_in(loose))
        yield Finding(
            subjects=loose,
            numbers={"count": len(loose), "of": len(seen.activities), "names": sight.listed(loose)},
            evidence=(facts("activities", rows),),
            urgency=0.25 + 0.4 * len(loose) / len(seen.activities),
        )


def off_course(sight: Sight) -> Iterator[Finding]:
    """The hours go elsewhere than the priorities say."""
    seen = sight.picture.coherence
    if seen is None or not seen.has_effort or len(seen.activities) < FEWEST_ACTIVITIES:
        return
    alignment = seen.portfolio_alignment.value
    if alignment is not None and alignment < LOW_ALIGNMENT:
        yield Finding(
            subjects=(),
            numbers={"elsewhere": 1 - alignment, "activities": len(seen.activities), "widest": seen.themes[0].name},
            evidence=(facts("activities", sight.records.table("activities")),),
            urgency=0.35 + 0.4 * between(1 - alignment, 0.4, 0.8),
        )


def unendorsed(sight: Sight) -> Iterator[Finding]:
    """The newest version of a part of the course that less than half of the parties have endorsed."""
    count = sight.parties.height
    latest = sight.records.table("courses").sort("version", "proposed_on", nulls_last=False)
    latest = latest.group_by("kind", "term", maintain_order=True).last().filter(pl.col("kind").is_not_null())
    due = latest.filter(pl.col("proposed_on") <= sight.days_ago(TIME_TO_ENDORSE))
    known = set(sight.parties["id"])
    noted = sight.records.table("courses")["endorsed_by"].is_not_null().any()
    for row in due.sort("id").iter_rows(named=True) if noted and count >= FEWEST_PARTIES else ():
        endorsed = len(known.intersection(row["endorsed_by"] or ()))
        if endorsed / count < HALF:
            yield Finding(
                subjects=(row["id"],),
                numbers={"text": row["name"], "endorsed": endorsed, "parties": count, "day": row["proposed_on"]},
                evidence=(facts("courses", due.filter(pl.col("id") == row["id"])),),
                urgency=0.35 + 0.3 * (1 - endorsed / count),
                owners=(row["author"],) if row["author"] else (),
            )


def stale(sight: Sight) -> Iterator[Finding]:
    """Nobody has touched the course for two years."""
    courses = sight.records.table("courses")
    touched = courses.select(pl.max_horizontal("proposed_on", "endorsed_on").max()).item() if courses.height else None
    if touched is not None and touched < sight.days_ago(STALE_DAYS):
        yield Finding(
            subjects=(),
            numbers={"day": touched, "months": round((sight.today - touched).days / 30.4)},
            evidence=(facts("courses", courses),),
            urgency=0.4 + 0.3 * between((sight.today - touched).days, STALE_DAYS, 3 * STALE_DAYS),
        )


def over_capacity(sight: Sight) -> Iterator[Finding]:
    """Parties from which more hours are asked in a quarter than they have."""
    running = sight.records.table("activities").filter(pl.col("state").fill_null("running") == "running")
    share = pl.col("hours") / 4 / pl.col("parties").list.len()
    asked = running.select(pl.col("parties").alias("party"), share.alias("asked")).explode("party")
    asked = asked.drop_nulls().group_by("party").agg(pl.col("asked").sum())
    room = sight.records.table("capacity").filter(pl.col("since").fill_null(sight.today) <= sight.today)
    room = room.sort("since").group_by("party").last().join(asked, on="party").sort("party")
    over = room.filter((pl.col("asked") > OVER * pl.col("hours")) & (pl.col("asked") - pl.col("hours") >= FEWEST_HOURS))
    if over.height:
        parties = tuple(over["party"])
        hours = {"asked": float(over["asked"].sum()), "room": float(over["hours"].sum())}
        mine = running.filter(pl.col("parties").list.eval(pl.element().is_in(parties)).list.any())
        yield Finding(
            subjects=parties,
            numbers={"names": sight.listed(parties), "count": len(parties), **hours},
            evidence=(facts("capacity", over), facts("activities", mine)),
            urgency=0.4 + 0.4 * between(hours["asked"] / max(1.0, hours["room"]), OVER, 3),
        )


def hangs_on_one(sight: Sight) -> Iterator[Finding]:
    """The course hangs on one person; silent where the face already says so."""
    alarm = sight.picture.face.person if sight.picture.face.is_alarm else None
    yield from (one for one in hanging(sight, Orientation.STRATEGIST) if one.subjects != (alarm,))


def disputed_weighing(sight: Sight) -> Iterator[Finding]:
    """Judges are far apart on what an activity contributes to a theme."""
    judged = sight.recent("contributions", "judged_on").filter(pl.col("judged_by").is_not_null())
    spread = pl.col("score").max() - pl.col("score").min()
    cells = judged.group_by("activity", "theme").agg(
        spread.alias("spread"), pl.col("judged_by").n_unique().alias("judges")
    )
    cells = cells.filter((pl.col("judges") >= JUDGES) & (pl.col("spread") >= APART))
    cells = cells.sort(["spread", "activity", "theme"], descending=[True, False, False])
    if cells.height >= CELLS:
        first = cells.row(0, named=True)
        yield Finding(
            subjects=(first["activity"],),
            numbers={
                "count": cells.height,
                "activity": sight.name(first["activity"]),
                "theme": sight.name(first["theme"]),
            },
            evidence=(facts("contributions", judged.join(cells, on=["activity", "theme"], how="semi")),),
            urgency=0.25 + 0.3 * between(cells.height, CELLS, 12),
        )


def _ownership(sight: Sight) -> pl.DataFrame:
    """The answers on ownership of the last two waves."""
    asked = sight.records.table("pulse").filter((pl.col("item") == "ownership") & pl.col("party").is_not_null())
    waves = asked.filter(pl.col("asked_on") <= sight.today)["asked_on"].unique().sort(descending=True).head(2)
    return asked.filter(pl.col("asked_on").is_in(waves.implode()))


FINDERS = tuple(
    Finder(f"course.{look.__name__}", Orientation.STRATEGIST, look)
    for look in (
        face,
        ownership_falling,
        blank_theme,
        loose_activities,
        off_course,
        unendorsed,
        stale,
        over_capacity,
        hangs_on_one,
        disputed_weighing,
    )
)
