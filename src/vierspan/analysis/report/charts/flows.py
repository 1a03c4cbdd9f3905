"""Who gives what to whom: givers at the left, receivers at the right, a ribbon as thick as what went between them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from vierspan.analysis.phrases import phrase
from vierspan.analysis.report.charts.marks import LETTER, Twin, at, drawing, element, fluid, hatch, number, text
from vierspan.analysis.schema import Language

MOST_PARTIES = 11  # by name; the rest is one node, so that there are never more than twelve
MOST_ROWS = 10  # on a phone
IN_WORDS = 5
WIDTH, TOP = 720.0, 30.0
LABEL, BAR = 206.0, 10.0  # the room for a name at each side, and how broad its bar is
SLOT, GAP, ROOM = 22.0, 6.0, 330.0  # least height of a name, space between two, and what all amounts take together
OTHERS, EVERYBODY = "\0others", "\0everybody"


@dataclass(frozen=True, slots=True)
class Flow:
    """What went from one to another; no receiver is the whole network."""

    giver: str
    receiver: str | None
    points: float
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class _Node:
    key: str
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def flow_chart(flows: Sequence[Flow], names: Mapping[str, str], language: Language) -> str:
    """Ribbons where there is room for them, rows of bars on a phone. What is not confirmed is hatched."""
    folded, labels = _folded(flows, names, language)
    if not folded:
        return ""
    said = phrase("charts.flows.label", language, parts="; ".join(_spoken(folded, labels, language)))
    between = sum(each.points for each in folded if (each.giver, each.receiver) == (OTHERS, OTHERS))
    drawn = [each for each in folded if (each.giver, each.receiver) != (OTHERS, OTHERS)]
    beside = phrase("charts.flows.between", language, points=between) if between else ""
    note = element("p", escape(beside), class_="chart-mute")
    ribbons = element("div", _ribbons(drawn, labels, language), note if beside else "", class_="wide-only")
    pairs, every = _folded(flows, names, language, most=len(names))
    rows = element("div", *_rows(pairs, every, language), class_="narrow-only")
    return element("div", ribbons, rows, class_="chart chart-flows", role="img", aria_label=said)


def flow_table(flows: Sequence[Flow], names: Mapping[str, str], language: Language) -> Twin:
    """Every pair, largest first, with what of it waits to be confirmed."""
    header = tuple(phrase(f"charts.flows.column.{key}", language) for key in ("giver", "receiver", "points", "waiting"))
    everybody = phrase("charts.flows.everybody", language)
    sums = _by_pair((each.giver, each.receiver or "", each.points, each.is_confirmed) for each in flows)
    ordered = sorted(sums.items(), key=lambda item: (-sum(item[1]), names.get(item[0][0], "")))
    rows = tuple(
        (
            names.get(giver, "–"),
            names.get(receiver, "–") if receiver else everybody,
            number(done + waiting, language),
            number(waiting, language) if waiting else "–",
        )
        for (giver, receiver), (done, waiting) in ordered
    )
    return Twin(header, rows, frozenset({2, 3}))


def _by_pair(flows: Iterable[tuple[str, str, float, bool]]) -> dict[tuple[str, str], tuple[float, float]]:
    """What is confirmed and what waits, for each pair."""
    sums: dict[tuple[str, str], tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for giver, receiver, points, is_confirmed in flows:
        done, waiting = sums[giver, receiver]
        sums[giver, receiver] = (done + points, waiting) if is_confirmed else (done, waiting + points)
    return dict(sums)


def _folded(
    flows: Sequence[Flow], names: Mapping[str, str], language: Language, most: int = MOST_PARTIES
) -> tuple[list[Flow], dict[str, str]]:
    """The flows between those with most, everybody else together as one."""
    volume: dict[str, float] = defaultdict(float)
    for each in flows:
        volume[each.giver] += each.points
        if each.receiver:
            volume[each.receiver] += each.points
    ranked = sorted(volume, key=lambda key: (-volume[key], names.get(key, "")))
    kept = set(ranked if len(ranked) <= most + 1 else ranked[:most])
    labels = {key: names.get(key, "–") for key in kept}
    labels[OTHERS] = phrase("charts.flows.others", language, count=len(ranked) - len(kept))
    labels[EVERYBODY] = phrase("charts.flows.everybody", language)

    def end(key: str | None) -> str:
        return EVERYBODY if key is None else key if key in kept else OTHERS

    sums = _by_pair((end(each.giver), end(each.receiver), each.points, each.is_confirmed) for each in flows)
    folded = [
        Flow(giver, receiver, points, done)
        for (giver, receiver), both in sums.items()
        for points, done in zip(both, (True, False), strict=True)
        if points > 0
    ]
    return sorted(folded, key=lambda each: (-each.points, labels[each.giver], labels[each.receiver or ""])), labels


def _spoken(flows: Sequence[Flow], labels: Mapping[str, str], language: Language) -> list[str]:
    said = [_said(each, labels, language) for each in flows[:IN_WORDS]]
    rest = len(flows) - IN_WORDS
    return [*said, phrase("charts.flows.more", language, count=rest)] if rest > 0 else said


def _said(flow: Flow, labels: Mapping[str, str], language: Language) -> str:
    ends = {"giver": labels[flow.giver], "receiver": labels[flow.receiver or ""]}
    plain = phrase("charts.flows.flow", language, points=flow.points, **ends)
    return plain if flow.is_confirmed else phrase("charts.flows.waiting", language, flow=plain)


def _nodes(flows: Sequence[Flow], side: str, labels: Mapping[str, str], scale: float) -> dict[str, _Node]:
    """One under the other, the largest first, the others last."""
    sums: dict[str, float] = defaultdict(float)
    for each in flows:
        sums[str(getattr(each, side))] += each.points
    order = sorted(sums, key=lambda key: (key in (OTHERS, EVERYBODY), -sums[key], labels[key]))
    nodes, top = {}, TOP
    for key in order:
        height = max(2.0, sums[key] * scale)
        slot = max(SLOT, height)
        nodes[key] = _Node(key, top + (slot - height) / 2, height)
        top += slot + GAP
    return nodes


def _ribbons(flows: Sequence[Flow], labels: Mapping[str, str], language: Language) -> str:
    scale = ROOM / sum(each.points for each in flows)
    left, right = (_nodes(flows, side, labels, scale) for side in ("giver", "receiver"))
    from_x, to_x = LABEL + BAR, WIDTH - LABEL - BAR
    drawn = _stacked(flows, left, right, scale)
    ribbons = [
        element(
            "path",
            element("title", escape(_said(each, labels, language))),
            d=_path(from_x, to_x, starts, ends, thickness),
            class_="chart-ribbon chart-gift" if each.is_confirmed else "chart-ribbon waiting",
            fill=None if each.is_confirmed else "url(#flow-waiting)",
        )
        for each, starts, ends, thickness in drawn
    ]
    names = [*_names(left, labels, "left"), *_names(right, labels, "right")]
    heads = [
        text(phrase("charts.flows.gave", language), x=LABEL - 8, y=14, class_="mute end"),
        text(phrase("charts.flows.got", language), x=WIDTH - LABEL + 8, y=14, class_="mute"),
    ]
    floor = max(max(each.top + each.height, each.middle + SLOT / 2) for each in (*left.values(), *right.values()))
    return drawing(
        hatch("flow-waiting"), *ribbons, *names, *heads, label=None, box=(WIDTH, floor + 4), class_="chart-ribbons"
    )


def _stacked(
    flows: Sequence[Flow], left: Mapping[str, _Node], right: Mapping[str, _Node], scale: float
) -> list[tuple[Flow, float, float, float]]:
    """Where each ribbon leaves and arrives: in the order of the other side, so that they cross as little as can be."""
    starts = {key: node.top for key, node in left.items()}
    ends = {key: node.top for key, node in right.items()}
    begun: dict[Flow, float] = {}
    for each in sorted(flows, key=lambda each: (left[each.giver].top, right[str(each.receiver)].top)):
        begun[each] = starts[each.giver]
        starts[each.giver] += each.points * scale
    placed = []
    for each in sorted(flows, key=lambda each: (right[str(each.receiver)].top, left[each.giver].top)):
        placed.append((each, begun[each], ends[str(each.receiver)], each.points * scale))
        ends[str(each.receiver)] += each.points * scale
    return sorted(placed, key=lambda each: -each[3])


def _path(from_x: float, to_x: float, starts: float, ends: float, thickness: float) -> str:
    thickness, bend = max(1.5, thickness), (from_x + to_x) / 2
    there = f"M{from_x:.0f} {starts:.1f}C{bend:.0f} {starts:.1f} {bend:.0f} {ends:.1f} {to_x:.0f} {ends:.1f}"
    low, under = ends + thickness, starts + thickness
    return f"{there}V{low:.1f}C{bend:.0f} {low:.1f} {bend:.0f} {under:.1f} {from_x:.0f} {under:.1f}Z"


def _names(nodes: Mapping[str, _Node], labels: Mapping[str, str], side: str) -> list[str]:
    bar_x, text_x = (LABEL, LABEL - 8) if side == "left" else (WIDTH - LABEL - BAR, WIDTH - LABEL + 8)
    drawn = []
    for node in nodes.values():
        class_ = "end" if side == "left" else ""
        drawn.append(element("rect", x=bar_x, y=node.top, width=BAR, height=node.height, class_="chart-flow-end"))
        name = element("title", escape(labels[node.key]))
        label = text(_short(labels[node.key]), x=text_x, y=node.middle + 5, class_=class_ or "ink")
        drawn.append(element("g", name, label))
    return drawn


def _short(name: str) -> str:
    room = int((LABEL - 8) / LETTER)
    return name if len(name) <= room else f"{name[: room - 1].rstrip()}…"


def _rows(flows: Sequence[Flow], labels: Mapping[str, str], language: Language) -> list[str]:
    """The largest flows under each other, with a bar on one scale."""
    most = flows[0].points
    rows = []
    for place, each in enumerate(flows[:MOST_ROWS]):
        ends = f"{escape(labels[each.giver])} → {escape(labels[str(each.receiver)])}"
        figure = element("b", escape(number(each.points, language)))
        head = element("div", element("span", ends), figure, class_="chart-flow-row")
        bar = element(
            "rect",
            x=0,
            y=1,
            width=at(each.points / most),
            height=10,
            class_="chart-ribbon chart-gift" if each.is_confirmed else "chart-ribbon waiting",
            fill=None if each.is_confirmed else f"url(#flow-bar-{place})",
        )
        rows.append(element("div", head, fluid(hatch(f"flow-bar-{place}"), bar, height=12)))
    rest = len(flows) - MOST_ROWS
    note = element("p", escape(phrase("charts.flows.more", language, count=rest)), class_="chart-mute")
    return [*rows, note] if rest > 0 else rows
