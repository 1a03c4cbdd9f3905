"""Acts that the initiatives' tables show: initiatives, seats, steps, commitments, decisions, positions."""

import polars as pl

from vierspan.analysis.measures.derivation import about, acts_of, stacked
from vierspan.analysis.records import Records


def from_initiatives(records: Records) -> pl.DataFrame:
    initiatives = records.table("initiatives")
    mandated = initiatives.filter(pl.col("mandate_by").is_not_null())
    return stacked(
        [
            acts_of(
                "initiatives",
                "initiative.started",
                initiatives,
                person="initiator",
                party="party",
                done_on="started_on",
                **about("initiatives"),
            ),
            acts_of(
                "initiatives",
                "mandate.set",
                mandated,
                person="mandate_by",
                done_on="mandate_on",
                **about("initiatives"),
            ),
        ]
    )


def from_seats(records: Records) -> pl.DataFrame:
    """Who carries or joins. A seat without a first day starts with its initiative.

    Where an initiative names neither initiator nor leading party, whoever carries it counts as the one who started it:
    participation lists know no other starter.
    """
    seats = _dated_seats(records)
    taken = seats.filter(pl.col("state").eq_missing("joined") | pl.col("state").is_null())
    carries = pl.col("carries").fill_null(False)
    kind = pl.when(carries).then(pl.lit("initiative.carried")).otherwise(pl.lit("initiative.joined"))
    starting = taken.filter(carries & pl.col("nobody_started"))
    interested = seats.filter(pl.col("state") == "interested")
    own = {"person": "person", "party": "party", "done_on": "since"}
    return stacked(
        [
            acts_of("seats", kind, taken, **own, **_table_of_seat()),
            acts_of("seats", "initiative.started", starting, **own, **about("initiatives", "initiative")),
            acts_of("seats", "interest.shown", interested, **own, **_table_of_seat()),
            _invitations(seats),
        ]
    )


def _dated_seats(records: Records) -> pl.DataFrame:
    started = records.table("initiatives").select(
        initiative="id",
        started_on="started_on",
        nobody_started=pl.col("initiator").is_null() & pl.col("party").is_null(),
    )
    seats = records.table("seats").join(started, on="initiative", how="left")
    return seats.with_columns(pl.coalesce("since", "started_on").alias("since"))


def _table_of_seat() -> dict[str, pl.Expr]:
    """A seat at one step is about the step, else about the initiative."""
    at_step = pl.col("step").is_not_null()
    return {
        "subject": pl.coalesce("step", "initiative"),
        "subject_table": pl.when(at_step).then(pl.lit("steps")).otherwise(pl.lit("initiatives")),
    }


def _invitations(seats: pl.DataFrame) -> pl.DataFrame:
    """To an initiative: mobilising, the explorer's work. To a step: the right parties at the table, the process
    manager's."""
    invited = seats.filter(pl.col("invited_by").is_not_null())
    kind = pl.when(pl.col("step").is_null()).then(pl.lit("invitation.sent")).otherwise(pl.lit("seat.offered"))
    guest = pl.concat_list(pl.coalesce("person", "party"))
    return acts_of("seats", kind, invited, person="invited_by", done_on="since", touched=guest, **_table_of_seat())


def from_steps(records: Records) -> pl.DataFrame:
    """A step without a day on which it was set out has the first day of its initiative: a due day is only a plan."""
    started = records.table("initiatives").select(initiative="id", started_on="started_on")
    steps = records.table("steps").join(started, on="initiative", how="left")
    opened_on = pl.coalesce("opened_on", "started_on")
    return acts_of("steps", "step.convened", steps, person="owner", party="party", done_on=opened_on, **about("steps"))


def from_commitments(records: Records) -> pl.DataFrame:
    commitments = records.table("commitments")
    asked = commitments.filter(pl.col("asked_by").is_not_null())
    delivered = commitments.filter(pl.col("delivered_on").is_not_null() | pl.col("state").eq_missing("delivered"))
    delivered_on = pl.coalesce("delivered_on", "promised_on")
    own = {"person": "person", "party": "party"}
    return stacked(
        [
            acts_of(
                "commitments", "commitment.made", commitments, done_on="promised_on", **own, **about("commitments")
            ),
            acts_of(
                "commitments",
                "commitment.asked",
                asked,
                person="asked_by",
                done_on="promised_on",
                **about("commitments"),
            ),
            acts_of(
                "commitments", "commitment.delivered", delivered, done_on=delivered_on, **own, **about("commitments")
            ),
        ]
    )


def from_decisions(records: Records) -> pl.DataFrame:
    decisions = records.table("decisions")
    closed = decisions.filter(pl.col("closer").is_not_null())
    return stacked(
        [
            acts_of(
                "decisions",
                "question.put",
                decisions,
                person="opener",
                party="party",
                done_on="opened_on",
                **about("decisions"),
            ),
            acts_of("decisions", "decision.closed", closed, person="closer", done_on="closed_on", **about("decisions")),
        ]
    )


def from_positions(records: Records) -> pl.DataFrame:
    opened = records.table("decisions").select(decision="id", opened_on="opened_on")
    positions = records.table("positions").join(opened, on="decision", how="left")
    resolved = positions.filter(pl.col("resolved_by").is_not_null())
    objects = pl.col("position") == "objection"
    kind = pl.when(objects).then(pl.lit("objection.raised")).otherwise(pl.lit("position.taken"))
    return stacked(
        [
            acts_of(
                "positions",
                kind,
                positions,
                person="person",
                party="party",
                done_on=pl.coalesce("taken_on", "opened_on"),
                **about("decisions", "decision"),
            ),
            acts_of(
                "positions",
                "objection.resolved",
                resolved,
                person="resolved_by",
                done_on="resolved_on",
                **about("decisions", "decision"),
            ),
        ]
    )


SOURCES = (
    ("initiatives", from_initiatives),
    ("seats", from_seats),
    ("steps", from_steps),
    ("commitments", from_commitments),
    ("decisions", from_decisions),
    ("positions", from_positions),
)
