"""The work itself: give and get, and coherence."""

from vierspan.analysis.mirror.picture import Coherence, Exchange
from vierspan.analysis.report import sentences as say
from vierspan.analysis.report.charts import matrix, matrix_of
from vierspan.analysis.report.charts.marks import Twin, number, percent
from vierspan.analysis.report.material import Material, missing, section, sentences, soft, table, to_table


def exchange(given: Material) -> str:
    found = given.picture.exchange
    if found is None:
        return section(given, "exchange", missing(given, "exchange"))
    said = sentences(say.exchange(found, given.language))
    return section(given, "exchange", said, table(given, balance_rows(given, found)))


def balance_rows(given: Material, found: Exchange) -> Twin:
    """What each party gave and got, the least balanced first."""
    keys = ("gives", "gets")
    header = (
        given.say("charts.column.party"),
        *(given.say(f"report.{key}") for key in keys),
        say.measure_name("balance", given.language),
        given.say("report.light"),
    )
    rows = tuple(
        (
            one.name,
            number(one.gives, given.language),
            number(one.gets, given.language),
            number(one.balance, given.language),
            given.say(f"mirror.exchange.light_{one.light}"),
        )
        for one in sorted(found.balances, key=lambda one: (-abs(one.balance or 0.0), one.name))
    )
    return Twin(header, rows, frozenset({1, 2, 3}))


def coherence(given: Material) -> str:
    found = given.picture.coherence
    if found is None:
        return section(given, "coherence", missing(given, "coherence"))
    said = sentences(say.coherence(found, given.language))
    drawn = matrix_of(given.records, found)
    left = soft(given.say("report.left_out", count=drawn.left_out)) if drawn.left_out > 0 else ""
    parts = (soft(given.say("report.intro.matrix")), matrix(drawn, given.language), left, to_table(given, "themes"))
    return section(given, "coherence", said, *parts)


def theme_rows(given: Material, found: Coherence) -> Twin:
    """Weight, coverage and gap of every theme."""
    measures = (say.measure_name(key, given.language) for key in ("coverage", "gap"))
    header = (given.say("report.theme"), given.say("report.weight"), *measures)
    rows = tuple(
        (
            one.name,
            percent(one.weight, given.language),
            percent(one.coverage, given.language),
            percent(one.gap, given.language),
        )
        for one in found.themes
    )
    return Twin(header, rows, frozenset({1, 2, 3}))


def activity_rows(given: Material, found: Coherence) -> Twin:
    """How far each activity follows the weight of the themes."""
    header = (
        given.say("report.activity"),
        say.measure_name("portfolio_alignment", given.language),
        given.say("report.loose"),
    )
    rows = tuple(
        (one.name, percent(one.alignment, given.language), given.say("charts.yes") if one.is_loose else "")
        for one in found.activities
    )
    return Twin(header, rows, frozenset({1}))
