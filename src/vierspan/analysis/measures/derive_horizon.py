"""Acts that the horizon's tables show: signals and contacts outside."""

import polars as pl

from vierspan.analysis.measures.derivation import about, acts_of, stacked
from vierspan.analysis.records import Records


def from_signals(records: Records) -> pl.DataFrame:
    """A signal that became a theme counts for its spotter a second time, with the theme as what it is about."""
    signals = records.table("signals")
    adopted = signals.filter(pl.col("adopted_on").is_not_null())
    theme = {
        "subject": pl.coalesce("theme", "id"),
        "subject_table": pl.when(pl.col("theme").is_null()).then(pl.lit("signals")).otherwise(pl.lit("themes")),
    }
    return stacked(
        [
            acts_of(
                "signals",
                "signal.spotted",
                signals,
                person="spotter",
                party="party",
                done_on="spotted_on",
                **about("signals"),
            ),
            acts_of(
                "signals", "theme.emerged", adopted, person="spotter", party="party", done_on="adopted_on", **theme
            ),
        ]
    )


def from_contacts(records: Records) -> pl.DataFrame:
    contacts = records.table("contacts")
    brought_back = contacts.filter(pl.col("brought_back_on").is_not_null())
    outward = pl.col("outward").fill_null(False)
    kind = pl.when(outward).then(pl.lit("network.represented")).otherwise(pl.lit("contact.kept"))
    return stacked(
        [
            acts_of("contacts", kind, contacts, person="person", party="party", done_on="held_on", **about("contacts")),
            acts_of(
                "contacts",
                "insight.brought_back",
                brought_back,
                person="person",
                party="party",
                done_on="brought_back_on",
                **about("contacts"),
            ),
        ]
    )


SOURCES = (("signals", from_signals), ("contacts", from_contacts))
