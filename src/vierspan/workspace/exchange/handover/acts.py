"""What somebody did in the past year, in short: how often which kind of act, most often first."""

from datetime import timedelta
from uuid import UUID

import polars as pl
from django.utils.translation import ngettext

from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.common.errors import DomainError
from vierspan.workspace.exchange.handover.line import Line, day
from vierspan.workspace.insight import facts, queries, report, words

YEAR = timedelta(days=365)
MOST = 15


def in_short(actor: Actor, actor_id: UUID) -> list[Line]:
    """From the mirror, which knows the noted acts and those that the records show; nothing where there is none."""
    try:
        acts = facts.readable(report.seen_by(actor, queries.current_run(actor)).acts)
    except DomainError:
        return []
    mine = acts.filter(
        (pl.col("person") == str(actor_id)) | (pl.col("party") == str(actor_id)),
        pl.col("done_on") > clock.today() - YEAR,
    )
    counted = mine.group_by("kind").agg(pl.len().alias("n"), pl.col("done_on").max().alias("last"))
    rows = counted.sort(["n", "last", "kind"], descending=[True, True, False]).head(MOST)
    return [
        Line(
            what=words.kind_label(kind, actor.language),
            told=ngettext("%(n)s time", "%(n)s times", n) % {"n": n},
            on=day(actor, last),
        )
        for kind, n, last in rows.select("kind", "n", "last").iter_rows()
    ]
