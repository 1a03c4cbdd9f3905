"""The radar of a network: what stands where, drawn with what the ratings come to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe

from vierspan.analysis.phrases import phrase
from vierspan.analysis.report import charts as drawn
from vierspan.analysis.report.charts import Cell, Place, Twin
from vierspan.analysis.report.charts.radar import look_of_potential, ring_of_months
from vierspan.analysis.report.charts.radar_places import SIZES, is_clear, placed, point
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common import clock
from vierspan.workspace.horizon.models import SIGNAL_TAGS, Signal
from vierspan.workspace.horizon.weighing import queries
from vierspan.workspace.horizon.weighing.actions import placing
from vierspan.workspace.horizon.weighing.models import RINGS, SECTORS, Blip, Radar
from vierspan.workspace.insight import words
from vierspan.workspace.insight.weighing import Weight, weights

NEW_DAYS = 30
MOST_SECTORS, MOST_BLIPS = 8, 300
OTHERS = "\0others"
COLOURS = ("potential", "stage")
STAGE_RINGS = ("theme", "emerging", "weak")
RING_COUNT = {"time": 4, "stage": 3}
STAGE_LOOKS = {"theme": "3", "emerging": "2", "weak": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How somebody wants to look: empty is as the network chose."""

    sectors: str = ""
    rings: str = ""
    colour: str = "potential"
    stage: str = ""
    theme: str = ""
    tag: str = ""
    spotter: UUID | None = None

    @property
    def is_filtered(self) -> bool:
        return bool(self.stage or self.theme or self.tag or self.spotter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A radar, ready to show: the picture, its table, and the same by sector."""

    sectors: str
    rings: str
    chart: SafeString
    table: Twin
    by_sector: tuple[tuple[str, tuple["Listed", ...]], ...]
    shown: int
    hidden: int  # by the filters
    left_out: int  # because there are too many


@dataclass(frozen=True, slots=True)
class Listed:
    signal: Signal
    blip: drawn.Blip
    ring: str
    weight: Weight


@dataclass(slots=True)
class _Laid:
    """All that stands on one radar, whoever looks."""

    layout: str
    keys: tuple[str, ...]
    rings: int
    themes: Mapping[str, str]
    blips: dict[UUID, Blip] = field(default_factory=dict)
    size: int = 0


def look(actor: Actor, wanted: Wanted, addresses: Mapping[UUID, str]) -> Seen:
    """Whatever is filtered away keeps its place for the next look. `addresses`: where each signal's page is."""
    kept = queries.radar(actor)
    sectors = wanted.sectors if wanted.sectors in SECTORS else kept.sectors
    rings = wanted.rings if wanted.rings in RINGS else kept.rings
    everything = queries.live(actor)
    weighed = weights(actor, [each.pk for each in everything])
    signals = _strongest(everything, weighed)
    cut = _sector_keys(actor, sectors, signals)
    laid = _laid(actor, kept, (sectors, rings), {each.pk: (each, cut[each.pk]) for each in signals})
    shown = [each for each in signals if _is_wanted(each, wanted)]
    picture = _drawn(actor, laid, (sectors, rings, wanted.colour), [(each, weighed[each.pk]) for each in shown])
    blips = tuple(picture.blip(each, addresses.get(each[0].pk, "")) for each in picture.rows)
    chart = drawn.Radar(sectors=picture.sectors, rings=picture.rings, blips=blips, radius=SIZES[laid.size])
    return Seen(
        sectors=sectors,
        rings=rings,
        chart=mark_safe(drawn.radar(chart, words.spoken(actor.language))),  # noqa: S308 - escaped where it is drawn
        table=drawn.radar_table(chart, words.spoken(actor.language)),
        by_sector=_by_sector(chart, [row[0] for row in picture.rows], weighed),
        shown=len(shown),
        hidden=len(signals) - len(shown),
        left_out=len(everything) - len(signals),
    )


def sectors_in_use(actor: Actor) -> dict[str, str]:
    """The network's own sectors, those that are named and those in use, by name."""
    return {each: each for each in [*queries.radar(actor).own, *sorted(queries.sector_names(actor))]}


def ring_words(rings: str, ring: int, language: str) -> str:
    return phrase(f"charts.radar.ring.{rings}{ring}", words.spoken(language))


def look_words(look: str, language: str) -> str:
    return phrase(f"charts.radar.look.{look}", words.spoken(language))


def none_words(sectors: str, language: str) -> str:
    """What the sector is called of what stands in none."""
    return phrase(f"charts.radar.none.{sectors}", words.spoken(language))


def ring_of(signal: Signal, rings: str) -> int:
    if rings == "time":
        return ring_of_months(signal.months_ahead)
    return STAGE_RINGS.index(signal.stage or "weak")


def _strongest(signals: Sequence[Signal], weighed: Mapping[UUID, Weight]) -> list[Signal]:
    if len(signals) <= MOST_BLIPS:
        return list(signals)
    best = sorted(signals, key=lambda each: -(weighed[each.pk].pull or 0.0))[:MOST_BLIPS]
    kept = {each.pk for each in best}
    return [each for each in signals if each.pk in kept]


def _is_wanted(signal: Signal, wanted: Wanted) -> bool:
    return (
        wanted.stage in ("", signal.stage or "weak")
        and wanted.theme in ("", str(signal.theme_id))
        and wanted.tag in ("", signal.tag)
        and wanted.spotter in (None, signal.spotter_id)
    )


def _sector_keys(actor: Actor, sectors: str, signals: Iterable[Signal]) -> dict[UUID, str]:
    if sectors == "theme":
        return {each.pk: str(each.theme_id or "") for each in signals}
    if sectors == "tag":
        return {each.pk: each.tag for each in signals}
    own = queries.own_sectors(actor)
    return {each.pk: own.get(each.pk, "") for each in signals}


def _laid(actor: Actor, kept: Radar, by: tuple[str, str], signals: Mapping[UUID, tuple[Signal, str]]) -> _Laid:
    """Everything in its place: where it stood, and what is new where there is room."""
    keys = _ordered(actor, kept, by[0], [key for _signal, key in signals.values()])
    themes = {str(each.theme_id): each.theme.name for each, _key in signals.values() if each.theme}
    laid = _Laid(f"{by[0]}.{by[1]}.{len(keys)}", keys, RING_COUNT[by[1]], themes)
    laid.size = min(len(SIZES) - 1, kept.size.get(laid.layout, 0))
    standing = {each.signal_id: each for each in queries.blips(actor, laid.layout)}
    number = max((each.number for each in standing.values()), default=0)
    fresh = []
    for key, (signal, sector) in sorted(signals.items(), key=lambda item: _came(standing, item[0])):
        at = standing.get(key) or Blip(signal_id=key, layout=laid.layout, number=0)
        cell = sector if sector in keys else OTHERS
        if not _stays(laid, at, cell, ring_of(signal, by[1])):
            number += at.number == 0
            at.number = at.number or number
            fresh.append(_put(laid, at, cell, ring_of(signal, by[1])))
        laid.blips[key] = at
    if fresh:
        placing.keep_places(actor, laid.layout, fresh, size=laid.size)
    return laid


def _came(standing: Mapping[UUID, Blip], key: UUID) -> tuple[bool, int]:
    """What stands already goes before what is new."""
    return key not in standing, standing[key].number if key in standing else 0


def _stays(laid: _Laid, at: Blip, sector: str, ring: int) -> bool:
    if not at.number or (at.sector, at.ring) != (sector, ring):
        return False
    return is_clear(
        _cell(laid, sector, ring), Place(at.along, at.outward), _taken(laid, sector, ring), SIZES[laid.size]
    )


def _put(laid: _Laid, at: Blip, sector: str, ring: int) -> Blip:
    """In the first free place; the whole grows until there is one."""
    cell, found = _cell(laid, sector, ring), None
    while found is None:
        found = placed(cell, _taken(laid, sector, ring), SIZES[laid.size])
        if found is None and laid.size == len(SIZES) - 1:
            found = Place(0.5, 0.5)
        laid.size += found is None
    at.sector, at.ring, at.along, at.outward = sector, ring, found.along, found.outward
    return at


def _cell(laid: _Laid, sector: str, ring: int) -> Cell:
    return Cell(laid.keys.index(sector), len(laid.keys), ring, laid.rings)


def _taken(laid: _Laid, sector: str, ring: int) -> list[tuple[float, float]]:
    """What stands in the same cell; those of other cells keep away by staying within theirs."""
    cell = _cell(laid, sector, ring)
    here = (each for each in laid.blips.values() if (each.sector, each.ring) == (sector, ring))
    return [point(cell, Place(each.along, each.outward), SIZES[laid.size]) for each in here]


def _ordered(actor: Actor, kept: Radar, sectors: str, keys: Iterable[str]) -> tuple[str, ...]:
    """The sectors that something stands in, in the order in which they came; beyond eight they share one."""
    used = dict.fromkeys(keys)
    usual = {"own": [*kept.own], "tag": [*SIGNAL_TAGS], "theme": []}[sectors]
    known = [*dict.fromkeys([*kept.order.get(sectors, ()), *usual])]
    order = [*known, *sorted(key for key in used if key and key not in known)]
    if order != kept.order.get(sectors):
        placing.keep_order(actor, {sectors: order})
    named = [key for key in order if key in used or (sectors == "own" and key in kept.own)]
    here = [*named, *([""] if "" in used else [])]
    return tuple(here if len(here) <= MOST_SECTORS else [*here[: MOST_SECTORS - 1], OTHERS])


@dataclass(frozen=True, slots=True)
class _Picture:
    sectors: tuple[str, ...]
    rings: tuple[str, ...]
    colour: str
    laid: _Laid
    rows: list[tuple[Signal, Weight]]
    language: str

    def blip(self, row: tuple[Signal, Weight], address: str) -> drawn.Blip:
        signal, weight = row
        at = self.laid.blips[signal.pk]
        by_stage = self.colour == "stage"
        look = STAGE_LOOKS[signal.stage or "weak"] if by_stage else look_of_potential(weight.potential)
        said = words.choice_label("signal_stages", signal.stage or "weak", self.language)
        new_since = clock.today() - timedelta(days=NEW_DAYS)
        return drawn.Blip(
            number=at.number,
            name=signal.name,
            sector=self.laid.keys.index(at.sector),
            ring=at.ring,
            place=Place(at.along, at.outward),
            look=look,
            said=said if by_stage else look_words(look, self.language),
            is_new=bool(signal.spotted_on and signal.spotted_on > new_since),
            address=address,
        )


def _drawn(actor: Actor, laid: _Laid, how: tuple[str, str, str], rows: list[tuple[Signal, Weight]]) -> _Picture:
    sectors, rings, colour = how
    return _Picture(
        sectors=tuple(_sector_name(actor, sectors, key, laid.themes) for key in laid.keys),
        rings=tuple(ring_words(rings, n, actor.language) for n in range(laid.rings)),
        colour=colour,
        laid=laid,
        rows=rows,
        language=actor.language,
    )


def _sector_name(actor: Actor, sectors: str, key: str, themes: Mapping[str, str]) -> str:
    if key in ("", OTHERS):
        return phrase(f"charts.radar.{'none' if not key else 'others'}.{sectors}", words.spoken(actor.language))
    if sectors == "tag":
        return words.choice_label("signal_tags", key, actor.language)
    return themes.get(key, key) if sectors == "theme" else key


def _by_sector(
    chart: drawn.Radar, signals: Sequence[Signal], weighed: Mapping[UUID, Weight]
) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    """As it is read: by sector, from within outward."""
    rows = [
        Listed(signal, blip, chart.rings[blip.ring], weighed[signal.pk])
        for signal, blip in zip(signals, chart.blips, strict=True)
    ]
    rows.sort(key=lambda each: (each.blip.ring, each.blip.number))
    found = [(name, tuple(each for each in rows if each.blip.sector == n)) for n, name in enumerate(chart.sectors)]
    return tuple(each for each in found if each[1])
