"""What deserves attention in the initiatives: decisions, commitments, mandate, the right parties, room for the role."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from vierspan.analysis.handles.conditions import low_score
from vierspan.analysis.handles.hanging import hanging
from vierspan.analysis.handles.sight import Finder, Finding, Sight, between, facts
from vierspan.analysis.orientations import Orientation

STUCK_DAYS = 14  # past the deadline; a week or two of delay is ordinary
LATE_DAYS, FEWEST_LATE = 14, 3
GETTING_ON = ("agree", "shape", "realise", "renew")  # phases in which a mandate is needed
BINDING_DAYS = 60  # time to get it arranged
WORTHWHILE = 3.0  # potential for the whole, of five
FEWEST_PARTIES = 8  # below it whole and part are nearly the same
NARROW, BROAD, PROMISING = 0.25, 0.6, 3.4  # breadth and potential (methods 6.7, .6 on a scale of 1 to 5)
BLOCKING, THINKING_ALONG = 4.0, 3  # power and intensity, of five (methods 6.3)
TABLES_OF_ONE = 5  # more tables at once than working days in a week
FEWEST_TABLES = 4  # a network with fewer initiatives cannot overload anybody with tables
SILENT_DAYS = 150  # five months; summer included
STEP_LATE, FEWEST_STEPS = 21, 2
OBJECTION_DAYS = 30
WORK = {  # what is recorded of an initiative while it runs, beside who sits at the table
    "steps": ("opened_on", "done_on"),
    "commitments": ("promised_on", "delivered_on"),
    "decisions": ("opened_on", "closed_on"),
    "gatherings": ("held_on",),
}
FEWEST_AT_TABLE = 3
MOSTLY = 0.75  # part of the tables with a carrier from which one without is an exception
UNANSWERED_DAYS, FEWEST_UNANSWERED = 45, 3


def stuck_decision(sight: Sight) -> Iterator[Finding]:
    """A question still open well after the day on which they were to decide."""
    for row in overdue_decisions(sight).iter_rows(named=True):
        days = (sight.today - row["due_on"]).days
        positions = sight.records.table("positions").filter(pl.col("decision") == row["id"])
        objections = positions.filter((pl.col("position") == "objection") & pl.col("resolved_on").is_null()).height
        decisions = sight.records.table("decisions").filter(pl.col("id") == row["id"])
        yield Finding(
            subjects=(row["id"],),
            numbers={
                "question": row["name"],
                "days": days,
                "day": row["due_on"],
                "objections": objections,
                "table": sight.name(row["initiative"]),
            },
            evidence=(facts("decisions", decisions), facts("positions", positions)),
            urgency=0.5 + 0.4 * between(days, STUCK_DAYS, 120),
            due_on=row["due_on"],
            owners=tuple(person for person in (row["opener"], *sight.carriers(row["initiative"] or "")) if person),
        )


def overdue_commitments(sight: Sight) -> Iterator[Finding]:
    """At one table several promises are late."""
    if not sight.notes("commitments", "delivered_on"):
        return
    open_ones = sight.records.table("commitments").filter(
        pl.col("delivered_on").is_null() & (pl.col("state").fill_null("open") == "open")
    )
    late = open_ones.filter(pl.col("due_on") < sight.days_ago(LATE_DAYS)).sort("initiative", "due_on", "id")
    for key, rows in late.group_by("initiative", maintain_order=True):
        table = str(key[0]) if key[0] else ""
        if rows.height < FEWEST_LATE or (table and table not in set(sight.active["id"])):
            continue
        parties = rows["party"].drop_nulls().unique(maintain_order=True)
        yield Finding(
            subjects=(table,) if table else (),
            numbers={"count": rows.height, "table": sight.name(table), "parties": sight.listed(parties)},
            evidence=(facts("commitments", rows),),
            urgency=0.45 + 0.3 * between(rows.height, FEWEST_LATE, 10),
            due_on=rows["due_on"][0],
            owners=sight.carriers(table),
        )


def no_mandate(sight: Sight) -> Iterator[Finding]:
    """An initiative that makes agreements while nobody put on record for whom it works."""
    bare = pl.col("mandate").fill_null("none") == "none"
    getting_on = pl.col("phase").is_in(GETTING_ON) & (pl.col("started_on") < sight.days_ago(BINDING_DAYS))
    recorded = sight.records.table("initiatives")["mandate"].is_not_null().any()
    rows = sight.active.filter(bare & getting_on & (pl.col("potential").fill_null(WORTHWHILE) >= WORTHWHILE))
    for row in rows.sort("id").iter_rows(named=True) if recorded else ():
        yield Finding(
            subjects=(row["id"],),
            numbers={"table": row["name"], "day": row["started_on"], "parties": len(_parties(sight, row["id"]))},
            evidence=(facts("initiatives", rows.filter(pl.col("id") == row["id"])),),
            urgency=0.4 + 0.2 * between(row["potential"] or WORTHWHILE, WORTHWHILE, 5),
            owners=sight.carriers(row["id"]),
        )


def mandate_mismatch(sight: Sight) -> Iterator[Finding]:
    """It works for all while few sit at the table, or for a part while it matters to nearly all."""
    count = sight.parties.height
    if count < FEWEST_PARTIES or sight.at_table.is_empty():
        return
    sizes = dict(sight.at_table.group_by("initiative").agg(pl.col("party").drop_nulls().n_unique()).iter_rows())
    for row in sight.active.sort("id").iter_rows(named=True):
        if row["id"] not in sizes:  # who sits there is not recorded
            continue
        breadth = sizes[row["id"]] / count
        for_all_by_few = row["mandate"] == "whole" and breadth < NARROW
        for_few_by_all = row["mandate"] == "part" and breadth >= BROAD and (row["potential"] or 0) >= PROMISING
        if for_all_by_few or for_few_by_all:
            seats = sight.at_table.filter(pl.col("initiative") == row["id"])
            yield Finding(
                subjects=(row["id"],),
                numbers={"table": row["name"], "at_table": round(breadth * count), "parties": count},
                evidence=(facts("initiatives", sight.active.filter(pl.col("id") == row["id"])), facts("seats", seats)),
                urgency=0.4,
                owners=sight.carriers(row["id"]),
            )


def missing_blocker(sight: Sight) -> Iterator[Finding]:
    """A party that can hold things up is hardly or not at the table."""
    seats = sight.records.table("seats").filter(pl.col("initiative").is_in(sight.active["id"].implode()))
    away = pl.col("state").fill_null("joined").is_in(["invited", "declined"])
    far = away | (pl.col("intensity") < THINKING_ALONG)
    rows = seats.filter((pl.col("blocking_power") >= BLOCKING) & far & pl.col("party").is_not_null())
    for row in rows.sort("initiative", "party").iter_rows(named=True):
        yield Finding(
            subjects=(row["initiative"], row["party"]),
            numbers={"name": sight.name(row["party"]), "table": sight.name(row["initiative"])},
            evidence=(facts("seats", rows.filter(pl.col("id") == row["id"])),),
            urgency=0.5 + 0.2 * between(row["blocking_power"], BLOCKING, 5),
            owners=sight.carriers(row["initiative"]),
        )


def overload(sight: Sight) -> Iterator[Finding]:
    """One person sits at more tables than a week has days."""
    if sight.active.height < FEWEST_TABLES:
        return
    tables = sight.at_table.drop_nulls("person").group_by("person").agg(pl.col("initiative").n_unique().alias("tables"))
    for person, count in tables.filter(pl.col("tables") > TABLES_OF_ONE).sort("person").iter_rows():
        seats = sight.at_table.filter(pl.col("person") == person)
        promised = sight.records.table("commitments").filter(
            (pl.col("person") == person) & pl.col("delivered_on").is_null() & (pl.col("state") == "open")
        )
        yield Finding(
            subjects=(person,),
            numbers={"name": sight.name(person), "tables": count, "promises": promised.height},
            evidence=(facts("seats", seats), facts("commitments", promised)),
            urgency=0.4 + 0.4 * between(count, TABLES_OF_ONE, 2 * TABLES_OF_ONE),
            private_to=(person,),
        )


def silent(sight: Sight) -> Iterator[Finding]:
    """An initiative that is said to run, but of which nothing was heard for months, while of others it was."""
    last = _last_heard(sight)
    if max(last.values(), default=date.min) < sight.days_ago(SILENT_DAYS):  # nobody keeps records any more
        return
    for row in sight.active.sort("id").iter_rows(named=True):
        heard = last.get(row["id"])
        if heard is not None and heard < sight.days_ago(SILENT_DAYS):
            yield Finding(
                subjects=(row["id"],),
                numbers={"table": row["name"], "day": heard, "months": round((sight.today - heard).days / 30.4)},
                evidence=(facts("initiatives", sight.active.filter(pl.col("id") == row["id"])),),
                urgency=0.35 + 0.3 * between((sight.today - heard).days, SILENT_DAYS, 500),
                owners=sight.carriers(row["id"]),
            )


def steps_overdue(sight: Sight) -> Iterator[Finding]:
    """Several steps of one initiative should have been done."""
    if not sight.notes("steps", "done_on"):
        return
    late = sight.records.table("steps").filter(
        pl.col("done_on").is_null() & (pl.col("due_on") < sight.days_ago(STEP_LATE))
    )
    late = late.filter(pl.col("initiative").is_in(sight.active["id"].implode())).sort("initiative", "due_on", "id")
    for key, rows in late.group_by("initiative", maintain_order=True):
        if rows.height >= FEWEST_STEPS:
            table = str(key[0])
            yield Finding(
                subjects=(table,),
                numbers={"table": sight.name(table), "count": rows.height, "first": rows["name"][0]},
                evidence=(facts("steps", rows),),
                urgency=0.4 + 0.3 * between(rows.height, FEWEST_STEPS, 6),
                due_on=rows["due_on"][0],
                owners=sight.carriers(table),
            )


def not_recognised(sight: Sight) -> Iterator[Finding]:
    """Who manages the processes is not recognised in it, or has no room."""
    low = pl.concat([low_score(sight, f"process_manager_{what}") for what in ("recognised", "room")])
    if low.height:
        roles = sight.records.table("roles").filter(pl.col("orientation") == Orientation.PROCESS_MANAGER.value)
        people = tuple(roles["person"].unique().sort())
        yield Finding(
            subjects=(),
            numbers={"score": float(low["score"].to_list()[0]), "answers": int(low["answers"].to_list()[0])},
            evidence=(facts("pulse", low), facts("roles", roles)),
            urgency=0.5,
            private_to=people,
        )


def unresolved_objection(sight: Sight) -> Iterator[Finding]:
    """An objection that nobody has answered; those at an overdue decision belong to that story."""
    if not sight.notes("positions", "resolved_on"):
        return
    stuck = overdue_decisions(sight)["id"]
    raised = sight.recent("positions", "taken_on").filter(
        (pl.col("position") == "objection") & pl.col("resolved_on").is_null()
    )
    old = raised.filter(
        (pl.col("taken_on") < sight.days_ago(OBJECTION_DAYS)) & ~pl.col("decision").is_in(stuck.implode())
    )
    for key, rows in old.sort("decision", "id").group_by("decision", maintain_order=True):
        decision = str(key[0])
        who = rows["party"].fill_null(rows["person"]).drop_nulls()
        yield Finding(
            subjects=(decision,),
            numbers={"question": sight.name(decision), "count": rows.height, "names": sight.listed(who)},
            evidence=(facts("positions", rows),),
            urgency=0.5 + 0.2 * between(rows.height, 1, 4),
        )


def hangs_on_one(sight: Sight) -> Iterator[Finding]:
    """The initiatives hang on one person."""
    yield from hanging(sight, Orientation.PROCESS_MANAGER)


def no_carrier(sight: Sight) -> Iterator[Finding]:
    """Many sit at a table that nobody carries, where most tables have somebody who does."""
    sizes = sight.at_table.group_by("initiative").agg(
        pl.len().alias("seats"), pl.col("carries").fill_null(False).any().alias("carried")
    )
    full = sizes.filter(pl.col("seats") >= FEWEST_AT_TABLE).sort("initiative")
    if sizes["carried"].sum() < MOSTLY * sizes.height:  # who carries is not noted for all, or is somebody elsewhere
        return
    for initiative, seats, _ in full.filter(~pl.col("carried")).iter_rows():
        yield Finding(
            subjects=(initiative,),
            numbers={"table": sight.name(initiative), "seats": seats},
            evidence=(facts("seats", sight.at_table.filter(pl.col("initiative") == initiative)),),
            urgency=0.45,
        )


def unanswered_invitations(sight: Sight) -> Iterator[Finding]:
    """Parties were invited to a table and never heard from again."""
    seats = sight.records.table("seats").filter(pl.col("initiative").is_in(sight.active["id"].implode()))
    waiting = seats.filter((pl.col("state") == "invited") & (pl.col("since") < sight.days_ago(UNANSWERED_DAYS)))
    for key, rows in waiting.sort("initiative", "id").group_by("initiative", maintain_order=True):
        if rows.height >= FEWEST_UNANSWERED:
            table = str(key[0])
            yield Finding(
                subjects=(table,),
                numbers={
                    "table": sight.name(table),
                    "count": rows.height,
                    "names": sight.listed(rows["party"].drop_nulls()),
                },
                evidence=(facts("seats", rows),),
                urgency=0.35,
                owners=sight.carriers(table),
            )


def overdue_decisions(sight: Sight) -> pl.DataFrame:
    """Open decisions past their deadline, the longest overdue first; none where nobody notes what is closed."""
    still_open = pl.col("closed_on").is_null() & pl.col("outcome").is_null()
    late = pl.col("due_on") < sight.days_ago(STUCK_DAYS)
    if not sight.notes("decisions", "closed_on", "outcome"):
        return sight.records.table("decisions").clear()
    return sight.records.table("decisions").filter(still_open & late).sort("due_on", "id")


def _parties(sight: Sight, initiative: str) -> set[str]:
    return set(sight.at_table.filter(pl.col("initiative") == initiative)["party"].drop_nulls())


def _last_heard(sight: Sight) -> dict[str, date]:
    """The last day on which anything was heard of each initiative, of those whose work is recorded at all."""
    days = [
        sight.records.table(table).select("initiative", pl.col(column).alias("on"))
        for table, columns in WORK.items()
        for column in columns
    ]
    known = pl.concat(days).drop_nulls().filter(pl.col("on") <= sight.today)
    acts = sight.mirror.acts.select(pl.col("subject").alias("initiative"), pl.col("done_on").alias("on")).drop_nulls()
    all_heard = pl.concat([known, acts.join(known, on="initiative", how="semi")])
    return dict(all_heard.group_by("initiative").agg(pl.col("on").max()).iter_rows())


FINDERS = tuple(
    Finder(f"initiatives.{look.__name__}", Orientation.PROCESS_MANAGER, look)
    for look in (
        stuck_decision,
        overdue_commitments,
        no_mandate,
        mandate_mismatch,
        missing_blocker,
        overload,
        silent,
        steps_overdue,
        not_recognised,
        unresolved_objection,
        hangs_on_one,
        no_carrier,
        unanswered_invitations,
    )
)
