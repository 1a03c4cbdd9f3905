/** The chips above the map: they say what a colour means, and filter. */

import { DASHED, DASH_OF, dashesOfKinds, type Dash } from "./appearance";
import { el, part, refill, svg } from "./dom";
import { actorCounts, inOrder } from "./facets";
import { looksOf, stepCounts, stepsOf, type Look } from "./looks";
import type { Orientation } from "./network";
import { ROOMS, SHAPES, type Palette } from "./palette";
import { DASHES } from "./pen";
import { isOnly, isShaded, UNKNOWN, type MapState } from "./state";
import { visible, type Seen } from "./visible";
import { count, figure, say, valueName } from "./words";

const MOST = 9;

/** A small disc as on the map. */
export const swatch = (look: Look | undefined): SVGElement => {
  const box = { viewBox: "0 0 24 24", "aria-hidden": "true", class: "shape" };
  if (look?.shape != null) return svg("svg", box, svg("path", { d: SHAPES[look.shape] }));
  const disc = svg("circle", { cx: 12, cy: 12, r: 10.5, fill: look?.fill ?? "none", stroke: look?.edge ?? "currentColor", "stroke-width": 1.5 });
  const inner = look?.hasInner ? [svg("circle", { cx: 12, cy: 12, r: 7.5, fill: "none", stroke: look.lettersColour, "stroke-width": 1.2 })] : [];
  const hatch = look?.isHatched || look === undefined ? [svg("path", { d: "M5 15 15 5M7 19 19 7M12 21 21 12", stroke: "currentColor", "stroke-width": 1.2 })] : [];
  return svg("svg", box, disc, ...inner, ...hatch);
};

const letters = (look: Look | undefined): HTMLElement | null => (look?.letters ? el("b", { class: "mute" }, look.letters) : null);

const chip = (state: MapState, group: string, number: number, look: Look | undefined): HTMLElement => {
  const { groupBy } = state;
  const isOut = state.filters[groupBy] !== undefined && !isOnly(state, groupBy, group);
  const room = groupBy === "accent" && group !== UNKNOWN ? ROOMS[group as Orientation] : null;
  return el(
    "button",
    { type: "button", class: `chip${isOut ? " off" : ""}${room !== null && !isOut ? " tinted" : ""}`, "data-map-only": groupBy, "data-value": group, "data-key": `key-${group}`, "data-o": room, "aria-pressed": String(isOnly(state, groupBy, group)) },
    swatch(look),
    letters(look),
    valueName(state, groupBy, group),
    " ",
    el("span", { class: "mute" }, String(number)),
  );
};

const shaded = (state: MapState, palette: Palette): HTMLElement[] => {
  const looks = looksOf(state, palette);
  const counts = stepCounts(state);
  return stepsOf(state.network, state.groupBy).map(({ from, upto }, index) =>
    el("span", { class: "chip" }, swatch(looks.get(String(index))), say("span", { from: figure(from), upto: figure(upto) }), " ", el("span", { class: "mute" }, String(counts[index] ?? 0))),
  );
};

const categories = (state: MapState, palette: Palette): HTMLElement[] => {
  const looks = looksOf(state, palette);
  const groups = inOrder(state.groupBy, actorCounts(state, state.groupBy));
  const shown = groups.slice(0, MOST);
  const rest = groups.length - shown.length;
  const more = rest > 0 ? [el("button", { type: "button", class: "chip", "data-map-open-tool": "filter", "data-key": "key-more" }, count("more", rest))] : [];
  return [...shown.map(([group, number]) => chip(state, group, number, looks.get(group))), ...more];
};

export const fillLegend = (root: HTMLElement, state: MapState, palette: Palette): void => {
  const holder = part(root, "legend");
  if (holder !== null) refill(holder, ...(isShaded(state.groupBy) ? shaded(state, palette) : categories(state, palette)));
};

const sample = (dash: Dash, width = 2.5): SVGElement =>
  svg("svg", { viewBox: "0 0 36 12", class: "sample", "aria-hidden": "true" }, svg("line", { x1: 2, y1: 6, x2: 34, y2: 6, stroke: "currentColor", "stroke-width": width, "stroke-dasharray": DASHES[dash].join(" ") || null, "stroke-linecap": dash === "dots" || dash === "mixed" ? "round" : "butt" }));

const half = (): SVGElement =>
  svg("svg", { viewBox: "0 0 36 12", class: "sample", "aria-hidden": "true" }, svg("line", { x1: 2, y1: 6, x2: 18, y2: 6, stroke: "currentColor", "stroke-width": 2.5 }), svg("line", { x1: 20, y1: 6, x2: 34, y2: 6, stroke: "currentColor", "stroke-width": 1.2, "stroke-dasharray": "0.1 4", "stroke-linecap": "round" }));

const sampled = (state: MapState, seen: Seen): [SVGElement, string][] => {
  if (state.since !== "") {
    return [
      [sample("solid"), say("change/appeared")],
      [sample("dots"), say("change/gone")],
      [sample("solid", 5), say("change/stronger")],
      [sample("dashes", 1.5), say("change/weaker")],
    ];
  }
  if (seen.pairs.length > DASHED) return [];
  if (state.linesBy === "kind") return [...dashesOfKinds(seen.pairs)].map(([kind, dash]) => [sample(dash), valueName(state, "kind", kind)]);
  const bases = new Set(seen.pairs.map(({ basis }) => basis));
  return state.linesBy === "basis" ? Object.entries(DASH_OF).filter(([basis]) => bases.has(basis)).map(([basis, dash]) => [sample(dash), say(`bases/${basis}`)]) : [];
};

/** What the lines mean, where they mean more than that two are tied. */
export const fillLines = (root: HTMLElement, state: MapState): void => {
  const holder = part(root, "lines");
  if (holder === null) return;
  const seen = visible(state);
  const samples = sampled(state, seen);
  if (state.since === "" && seen.pairs.length <= DASHED && seen.pairs.some(({ saidBy }) => saidBy !== null)) samples.push([half(), say("lines/half")]);
  refill(holder, ...samples.map(([line, name]) => el("li", {}, line, name)));
  holder.hidden = samples.length === 0;
};
