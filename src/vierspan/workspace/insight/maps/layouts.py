"""All layouts of one network, each from what it was before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from vierspan.workspace.insight.maps import force, gazetteer, geography, outline, rings, sectors
from vierspan.workspace.insight.maps.communities import renumbered
from vierspan.workspace.insight.maps.cuts import Cut, cuts_of
from vierspan.workspace.insight.maps.frames import Net
from vierspan.workspace.insight.maps.measures import betweenness_of, ring_numbers, rings_computed
from vierspan.workspace.insight.maps.spanning import Span, groups_of, span_of

FORMULAS = 3  # of the layouts: a new number makes what was made by the old ones due
NEW_SHARE = 0.5  # where more than this is new, everything is drawn anew
Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Laid:
    """One layout; the force layout also keeps who is in which group, and what takes long to compute."""

    places: Places
    about: Mapping[str, Any]
    communities: Mapping[str, int] = field(default_factory=dict)
    betweenness: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layouts:
    by_kind: Mapping[str, Laid]

    @property
    def communities(self) -> Mapping[str, int]:
        return self.by_kind["force"].communities

    @property
    def kind(self) -> str:
        """Of whom the whole is spoken: "party" or "person"."""
        return str(self.by_kind["force"].about["of"])

    @property
    def cuts(self) -> tuple[Cut, ...]:
        return tuple(Cut(each, tuple(loose)) for each, loose in self.by_kind["force"].about["cuts"])


def made(net: Net, before: Mapping[str, Laid], numbered: Laid | None) -> Layouts:
    """`before`: the layouts to grow from, by kind; of those that are missing or too different a new one is made.

    `numbered`: whose numbers the communities keep.
    """
    span = span_of(net)
    found = renumbered(span.ids, groups_of(span), numbered.communities if numbered else {})
    communities = span.spread(found)
    by_kind = {"force": _force(net, span, communities, before.get("force"))}
    by_kind["rings"] = _rings(net, communities, before.get("rings"))
    by_kind["sector"] = _sectors(net, span, before.get("sector"))
    where = located(net)
    if where:
        by_kind["geo"] = _geo(net, where, before.get("geo"))
    return Layouts(by_kind)


def is_too_different(net: Net, before: Laid | None) -> bool:
    if before is None or not before.places:
        return True
    new = net.actors.height - net.actors["id"].is_in(list(before.places)).sum()
    return new > NEW_SHARE * net.actors.height


def _force(net: Net, span: Span, communities: Mapping[str, int], before: Laid | None) -> Laid:
    numbers = np.array([communities[each] for each in span.ids], dtype=np.int64)
    drawn = force.Drawn(span.ids, span.names, span.pairs, numbers, span.homes)
    if before is None or is_too_different(net, before):
        places = force.fresh(drawn)
    else:
        places = force.grown(drawn, before.places)
    about = {
        "formulas": FORMULAS,
        "until": str(net.until),
        "of": span.kind,
        "cuts": [[cut.id, list(cut.loose)] for cut in _cuts(net, span)],
    }
    return Laid(places, about, communities, betweenness_of(net))


def _cuts(net: Net, span: Span) -> tuple[Cut, ...]:
    """Among the parties, or among the people where they span the map."""
    chosen = set(net.ids(span.kind))
    numbers = np.array([number for number, each in enumerate(span.ids) if each in chosen], dtype=np.int64)
    return cuts_of([span.ids[number] for number in numbers], span.pairs.among(numbers))


def _rings(net: Net, communities: Mapping[str, int], before: Laid | None) -> Laid:
    numbers = ring_numbers(net, rings_computed(net), rings.RINGS)
    sectors_of = dict(net.actors.select("id", "sector").iter_rows())
    alike = {each: f"{sectors_of[each] or '~'}/{communities.get(each, -1):05}" for each in numbers}
    placed = None
    if before is not None and not is_too_different(net, before):
        about = before.about
        rows = tuple(tuple(row) for row in about["rows"])
        kept = rings.Placed(dict(before.places), tuple(about["radii"]), rows, about["spacing"])
        placed = rings.grown(numbers, alike, kept)
    placed = placed or rings.fresh(numbers, alike)
    return Laid(placed.places, {"radii": placed.radii, "rows": placed.rows, "spacing": placed.spacing})


def _sectors(net: Net, span: Span, before: Laid | None) -> Laid:
    groups = {each: sector or "" for each, sector in net.actors.select("id", "sector").iter_rows()}
    degree = dict(zip(span.ids, span.pairs.degree.tolist(), strict=True))
    order = sorted(groups, key=lambda each: (-degree.get(each, 0), each))
    packed = None
    if before is not None and not is_too_different(net, before):
        circles = {name: sectors.Circle(*circle) for name, circle in before.about["circles"].items()}
        packed = sectors.grown(order, groups, sectors.Packed(dict(before.places), circles, before.about["spacing"]))
    packed = packed or sectors.fresh(order, groups)
    circles_kept = {name: [circle.x, circle.y, circle.r] for name, circle in packed.circles.items()}
    return Laid(packed.places, {"circles": circles_kept, "spacing": packed.spacing})


def located(net: Net) -> dict[str, tuple[float, float]]:
    """Where each is, as written or as the gazetteer knows their place; people where their party is."""
    known = gazetteer.answers(net.network_id)
    found = {}
    for each, latitude, longitude, place, region in _where(net).iter_rows():
        if latitude is not None and longitude is not None:
            found[each] = (latitude, longitude)
        elif place and (answer := known.get(gazetteer.asked(place, region))):
            found[each] = answer
    return found


def unasked(net: Net) -> set[tuple[str, str]]:
    """Places that the gazetteer was not asked about yet, with the region that helps to choose."""
    rows = _where(net).filter(pl.col("latitude").is_null() & pl.col("place").is_not_null())
    wanted = {(place, region or "") for place, region in rows.select("place", "region").unique().iter_rows()}
    if not wanted:
        return set()
    known = gazetteer.answers(net.network_id)
    return {key for key in wanted if gazetteer.asked(*key) not in known}


def asks_gazetteer(net: Net) -> bool:
    return bool(unasked(net))


def _where(net: Net) -> pl.DataFrame:
    return net.actors.select("id", "latitude", "longitude", "place", "region")


def _geo(net: Net, where: Mapping[str, tuple[float, float]], before: Laid | None) -> Laid:
    degrees = np.array(list(where.values()))
    kept_frame = geography.Frame(*before.about["frame"]) if before else None
    if kept_frame is not None and before is not None and kept_frame.shows(degrees):
        frame, outlines, kept = kept_frame, before.about["outline"], dict(before.places)
    else:
        frame, kept = outline.whole_country(degrees, geography.frame_around(degrees)), {}
        outlines = outline.outline_on(frame)
    unknown = [each for each in net.actors["id"] if each not in where]
    places = geography.placed(where, unknown, frame, kept)
    about = {"frame": [frame.latitude, frame.longitude, frame.reach], "outline": outlines, "known": sorted(where)}
    return Laid(places, about)
