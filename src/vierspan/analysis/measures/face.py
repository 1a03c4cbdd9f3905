"""The strategist's dilemma: does the network have one face, and do parties still feel it is theirs?"""

import polars as pl

from vierspan.analysis.measures.contacts import in_window
from vierspan.analysis.measures.figure import absent, stated
from vierspan.analysis.measures.pointing import ROWS_NAMED
from vierspan.analysis.measures.windows import within
from vierspan.analysis.mirror.picture import Face, Facts, Figure, Reason, Window
from vierspan.analysis.records import Records

ENOUGH_ACTS = 10
OWNED = 4.0  # of 5, from where a party feels that the network is theirs
ALARMING_SHARE = 0.5
LOW_BREADTH = 0.6
FALL = 10.0  # percentage points since the wave before


def face(records: Records, acts: pl.DataFrame, window: Window) -> Face:
    """Who speaks outside for the network, and how broadly it is felt to be ours.

    Definition: face share is the largest part that one person has in all acts outside (acts of kind
    `network.represented`; without those, contacts marked as outward); ownership breadth the share of parties whose
    pulse on ownership is 4 or more of 5 in the latest wave, with the change in points since the wave before. Alarm:
    share above one half, and breadth below .6 or fallen by 10 points or more.
    Range: shares 0-1, change -100 to 100. Edge cases: under ten acts outside -> too few; no pulse -> empty; one wave
    -> no change. Only parties that answered count. Cost: linear. Source: methods 2.8 [O].
    """
    share, person = _share(appearances(records, acts, window), window)
    breadth, change = _ownership(records, window)
    return Face(
        face_share=share,
        person=person,
        ownership_breadth=breadth,
        ownership_change=change,
        is_alarm=_is_alarming(share.value, breadth.value, change.value),
    )


def appearances(records: Records, acts: pl.DataFrame, window: Window) -> pl.DataFrame:
    """Person and id of each act outside in the window, and of each outward contact where no such acts are known.

    Cost: linear. Source: methods 2.8.
    """
    told = within(acts, window).filter(pl.col("kind") == "network.represented")
    if told.height:
        return told.select("person", "id", table=pl.lit("ledger"))
    contacts = in_window(records.table("contacts"), "held_on", window)
    return contacts.filter(pl.col("outward").fill_null(False)).select("person", "id", table=pl.lit("contacts"))


def _share(outside: pl.DataFrame, window: Window) -> tuple[Figure, str | None]:
    named = outside.drop_nulls("person")
    if named.is_empty():
        return absent(Reason.EMPTY, 0, window), None
    if outside.height < ENOUGH_ACTS:
        return absent(Reason.TOO_FEW, outside.height, window), None
    counted = named.group_by("person").len("acts").sort([-pl.col("acts").cast(pl.Int64), "person"])
    person, most = counted.row(0)
    facts = _facts(named.filter(pl.col("person") == person), person)
    return stated(most / outside.height, outside.height, window, facts=facts), person


def _facts(rows: pl.DataFrame, person: str) -> Facts:
    if rows["table"][0] == "ledger":
        return Facts(table="ledger", where={"kind": "network.represented", "person": person}, count=rows.height)
    return Facts(table="contacts", ids=tuple(rows["id"].head(ROWS_NAMED)), count=min(rows.height, ROWS_NAMED))


def _ownership(records: Records, window: Window) -> tuple[Figure, Figure]:
    """Breadth in the latest wave up to the end of the window, and its change in percentage points."""
    asked = records.table("pulse").filter((pl.col("item") == "ownership") & pl.col("party").is_not_null())
    asked = asked.filter(pl.col("asked_on") <= window.end)
    owned = (pl.col("score") >= OWNED).mean().alias("breadth")
    waves = asked.group_by("asked_on").agg(owned, pl.len().alias("parties")).sort("asked_on", descending=True)
    if waves.is_empty():
        return absent(Reason.EMPTY, 0, window), absent(Reason.EMPTY, 0, window)
    breadth = stated(waves["breadth"][0], waves["parties"][0], window)
    if waves.height < 2:
        return breadth, absent(Reason.TOO_FEW, 1, window)
    return breadth, stated(100 * (waves["breadth"][0] - waves["breadth"][1]), waves["parties"][0], window)


def _is_alarming(share: float | None, breadth: float | None, change: float | None) -> bool:
    if share is None or breadth is None or share <= ALARMING_SHARE:
        return False
    return breadth < LOW_BREADTH or (change is not None and change <= -FALL)
