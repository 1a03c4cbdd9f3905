"""Who stands where: the core, the map, the brokers, and who takes part."""

from html import escape

from vierspan.analysis.mirror.picture import Brokerage, Carrier, Participation
from vierspan.analysis.report import sentences as say
from vierspan.analysis.report.charts import core_bars, core_players, neighbourhood
from vierspan.analysis.report.charts import network_map as drawn_map
from vierspan.analysis.report.charts.marks import Twin, element, number, percent, whole
from vierspan.analysis.report.material import Material, missing, section, sentences, soft, table, to_table
from vierspan.analysis.report.sentences.figures import listed

MOST_BROKERS, MOST_PAIRS, MOST_NAMES = 10, 10, 12


def core(given: Material) -> str:
    found = given.picture.core
    if found is None:
        return section(given, "core", missing(given, "core"))
    kinds = given.actors.filter(given.actors["id"].is_in(found.members))["kind"].to_list()
    everyone = given.actors.filter(given.actors["kind"].is_in(kinds or ["person", "party"])).height
    said = sentences(say.core(found, everyone, given.language))
    players = core_players(given.actors)
    return section(given, "core", said, core_bars(players, given.language) if players else "")


def network_map(given: Material) -> str:
    around = neighbourhood(given.records, given.actors)
    if around is None:
        return section(given, "map", missing(given, "map"))
    wide = element("div", drawn_map(around, given.language), class_="wide-only")
    narrow = element("div", drawn_map(around, given.language, "narrow"), class_="narrow-only")
    return section(given, "map", soft(given.say("report.intro.map")), wide, narrow, to_table(given, "map"))


def brokers(given: Material) -> str:
    found = given.picture.brokerage
    if found is None:
        return section(given, "brokerage", missing(given, "brokerage"))
    said = sentences(say.brokers(found, given.language))
    return section(given, "brokerage", said, table(given, broker_rows(given, found)))


def broker_rows(given: Material, found: Brokerage) -> Twin:
    """The ten who bridge most."""
    names = ("bridging", "brokerage", "betweenness")
    measures = tuple(say.measure_name(key, given.language) for key in names)
    header = (given.say("charts.column.who"), given.say("report.group"), *measures)
    has_names = found.grouping == "sector"  # parties and communities have only an id here
    rows = tuple(
        (
            broker.name,
            (broker.group if has_names else None) or "–",
            whole(broker.bridged_pairs, given.language),
            number(broker.brokerage, given.language),
            number(broker.betweenness, given.language),
        )
        for broker in found.brokers[:MOST_BROKERS]
    )
    return Twin(header, rows, frozenset({2, 3, 4}))


def participation(given: Material) -> str:
    found = given.picture.participation
    if found is None:
        return section(given, "participation", missing(given, "participation"))
    said = sentences(say.participation(found, given.names, given.language))
    never = ""
    if found.never_came:
        names = listed([given.name(actor) for actor in found.never_came], MOST_NAMES)
        never = soft(given.say("report.never_came", names=names))
    return section(given, "participation", said, never, _starters(given, found), table(given, pair_rows(given, found)))


def _starters(given: Material, found: Participation) -> str:
    groups = {"starts": found.starters, "carries": found.carriers, "joins": found.joiners}
    columns = [_column(given, key, carriers) for key, carriers in groups.items() if carriers]
    return element("div", *columns, class_="r-columns") if columns else ""


def _column(given: Material, key: str, carriers: tuple[Carrier, ...]) -> str:
    items = (
        element("li", escape(one.name), " ", element("b", percent(one.share, given.language), "%"))
        for one in carriers[:6]
    )
    return element("div", element("h4", escape(given.say(f"report.{key}"))), element("ul", *items), class_="r-list")


def pair_rows(given: Material, found: Participation) -> Twin:
    """Who meet most often in small company."""
    header = tuple(given.say(f"report.{key}") for key in ("first", "second", "weight"))
    rows = tuple(
        (given.name(pair.first), given.name(pair.second), number(pair.weight, given.language))
        for pair in found.often[:MOST_PAIRS]
    )
    return Twin(header, rows, frozenset({2}))
