"""What a mirror rests on: how many rows of what, and how many people and parties are in them."""

import polars as pl

from vierspan.analysis.measures.rated import latest_ratings, response
from vierspan.analysis.measures.scene import Scene
from vierspan.analysis.mirror.picture import Basis, Count, Grounds, Window
from vierspan.analysis.records import Records
from vierspan.analysis.schema import tables

# The date by which a row of a table falls inside or outside a window; tables without one count whole.
BASES = {
    "ratings": Basis.RATINGS,
    "ties": Basis.TIES,
    "seats": Basis.SEATS,
    "attendance": Basis.ATTENDANCE,
    "exchanges": Basis.EXCHANGES,
    "contributions": Basis.CONTRIBUTIONS,
    "contacts": Basis.CONTACTS,
    "pulse": Basis.PULSE,
}


def grounds(scene: Scene) -> Grounds:
    """Counts of the tables, the acts, and who is in them."""
    acts = scene.acts
    raters = latest_ratings(scene.records, scene)
    derived = int(acts["is_derived"].sum())
    bases = [basis for table, basis in BASES.items() if scene.records.has(table)]
    return Grounds(
        counts=tuple(_count(scene.records, table, scene.window) for table in scene.records.present),
        people=scene.people.count,
        parties=scene.parties.count,
        acts=acts.height,
        acts_given=acts.height - derived,
        acts_derived=derived,
        people_acting=acts["person_code"].drop_nulls().n_unique(),
        parties_acting=acts["party_code"].drop_nulls().n_unique(),
        ratings=raters.height,
        raters=raters["rater"].n_unique(),
        response=response(scene),
        bases=((Basis.ACTS, *bases) if acts.height else tuple(bases)),
    )


def _count(records: Records, table: str, window: Window) -> Count:
    """Rows in all, and in the window by the table's own first date; a row without one counts as inside."""
    frame = records.table(table)
    days = [column.key for column in tables()[table].columns if column.type == "date"]
    if not days or table in ("parties", "people", "affiliations", "ties", "roles"):
        return Count(table=table, rows=frame.height, in_window=frame.height)
    inside = pl.col(days[0]).is_between(window.start, window.end).fill_null(True)
    return Count(table=table, rows=frame.height, in_window=frame.filter(inside).height)
