"""Who is the core: a table with four short ink bars, one scale for all of them."""

from dataclasses import dataclass
from html import escape

import polars as pl

from vierspan.analysis.mirror.picture import Aspect
from vierspan.analysis.orientations import Orientation
from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.marks import Twin, at, element, fluid, percent, shape
from vierspan.analysis.schema import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """One row: a core player with their share of each aspect; None where the aspect is undefined."""

    name: str
    party: str
    accent: Orientation | None
    shares: dict[Aspect, float | None]


def core_players(actors: pl.DataFrame, limit: int = 12) -> list[Player]:
    """The members of the computed core, firmest first, from the actors of a mirror."""
    names = dict(zip(actors["id"], actors["name"], strict=True))
    chosen = actors.filter(pl.col("in_core").fill_null(False)).sort("coreness", "id", descending=[True, False])
    return [_player(row, names) for row in chosen.head(limit).iter_rows(named=True)]


def _player(row: dict[str, object], names: dict[str, str]) -> Player:
    shares: dict[Aspect, float | None] = {}
    for aspect in Aspect:
        value = row.get(aspect.value)
        shares[aspect] = value if isinstance(value, float) else None
    accent = Orientation(str(row["accent"])) if row.get("accent") else None
    party = str(row["party"] or "")
    return Player(name=str(row["name"]), party=names.get(party, party), accent=accent, shares=shares)


def core_bars(players: list[Player], language: Language) -> str:
    """The table itself: each cell a bar and its whole per cent number."""
    most = max((share for player in players for share in player.shares.values() if share), default=1.0)
    heads = [phrase("charts.column.who", language), *(phrase(f"charts.aspect.{a}", language) for a in Aspect)]
    head = element("tr", *(element("th", escape(name), scope="col") for name in heads))
    body = "".join(_row(player, most, language) for player in players)
    return element("table", element("thead", head), element("tbody", body), class_="chart-table chart-core")


def core_table(players: list[Player], language: Language) -> Twin:
    """The same rows without bars, as shares in per cent."""
    header = tuple(
        [phrase(f"charts.column.{key}", language) for key in ("who", "party")]
        + [phrase(f"charts.aspect.{aspect}", language) for aspect in Aspect]
    )
    rows = tuple((p.name, p.party, *(percent(p.shares[a], language) for a in Aspect)) for p in players)
    return Twin(header, rows, frozenset({2, 3, 4, 5}))


def _row(player: Player, most: float, language: Language) -> str:
    sign = shape(player.accent.room) if player.accent else element("span", class_="chart-sign")
    party = element("span", escape(player.party), class_="chart-mute") if player.party else ""
    name = element("span", element("b", escape(player.name)), party, class_="chart-name")
    first = element("th", element("span", sign, name, class_="chart-person"), scope="row")
    return element("tr", first, *(_cell(player.shares[aspect], most, language) for aspect in Aspect))


def _cell(share: float | None, most: float, language: Language) -> str:
    track = element("rect", x="0", y=0, width="100%", height=10, rx=2, class_="chart-trough")
    bar = element("rect", x="0", y=0, width=at((share or 0.0) / most), height=10, rx=2, class_="chart-inkbar")
    figure = element("span", percent(share, language), class_="chart-value")
    return element("td", fluid(track, bar if share else "", height=10, class_="chart-short"), figure)
