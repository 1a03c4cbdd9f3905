"""Acts that the course's tables show: courses, themes, contributions, activities."""

import polars as pl

from vierspan.analysis.measures.derivation import about, acts_of, each_of, party_of, person_of, stacked
from vierspan.analysis.records import Records


def from_courses(records: Records) -> pl.DataFrame:
    courses = records.table("courses")
    endorsed_on = pl.coalesce("endorsed_on", "proposed_on")
    return stacked(
        [
            acts_of(
                "courses",
                "course.proposed",
                courses,
                person="author",
                party="party",
                done_on="proposed_on",
                **about("courses"),
            ),
            acts_of(
                "courses",
                "course.endorsed",
                each_of(courses, "endorsed_by"),
                party="endorsed_by",
                done_on=endorsed_on,
                **about("courses"),
            ),
        ]
    )


def from_themes(records: Records) -> pl.DataFrame:
    themes = records.table("themes")
    prioritised = themes.filter(pl.col("prioritised_by").is_not_null())
    return stacked(
        [
            acts_of(
                "themes",
                "theme.proposed",
                themes,
                person="proposed_by",
                party="party",
                done_on="proposed_on",
                **about("themes"),
            ),
            acts_of(
                "themes",
                "priority.set",
                prioritised,
                person="prioritised_by",
                done_on="prioritised_on",
                **about("themes"),
            ),
        ]
    )


def from_contributions(records: Records) -> pl.DataFrame:
    judged = records.table("contributions")
    return acts_of(
        "contributions",
        "contribution.judged",
        judged,
        person=person_of(records, "judged_by"),
        party=party_of(records, "judged_by"),
        done_on="judged_on",
        **about("themes", "theme"),
    )


def from_activities(records: Records) -> pl.DataFrame:
    activities = records.table("activities")
    parties = each_of(activities, "parties")
    alone = activities.filter(pl.col("parties").list.len().fill_null(0) == 0)
    told = records.table("acts").filter(pl.col("kind") == "activity.stopped")["subject"]
    stopped = activities.filter((pl.col("state") == "stopped") & ~pl.col("id").is_in(told.implode()))
    first_party = pl.when(pl.col("owner").is_null()).then(pl.col("parties").list.first())
    return stacked(
        [
            acts_of("activities", "activity.added", parties, party="parties", done_on="since", **about("activities")),
            acts_of("activities", "activity.added", alone, person="owner", done_on="since", **about("activities")),
            acts_of(
                "activities",
                "activity.stopped",
                stopped,
                person="owner",
                party=first_party,
                done_on="until",
                **about("activities"),
            ),
        ]
    )


SOURCES = (
    ("courses", from_courses),
    ("themes", from_themes),
    ("contributions", from_contributions),
    ("activities", from_activities),
)
