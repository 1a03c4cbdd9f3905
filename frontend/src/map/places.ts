/** Where each stands in the chosen layout, and what lies under them: rings, circles of sectors, the outline of the land. */

import type { Actor, Network } from "./network";
import type { LayoutColumns } from "./payload";
import type { MapState } from "./state";
import type { Seen } from "./visible";

export interface Frame {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly name: string; // a key of the words, or a name itself
}

export interface Ground {
  readonly circles: readonly Circle[];
  readonly outlines: readonly (readonly number[])[]; // closed: x0, y0, x1, y1, ...
}

export interface Places {
  readonly x: Float64Array; // by actor
  readonly y: Float64Array;
  /** What the stage holds at rest: the same on every day of the slider, so that nobody moves. */
  readonly frame: Frame;
  readonly ground: Ground;
}

export interface Stage {
  readonly width: number;
  readonly height: number;
}

const UNIT = 10_000;
const RING_NAMES = ["core", "partner", "periphery", "environment"];
const NOTHING: Ground = { circles: [], outlines: [] };

const scaled = (column: readonly number[], by = 1): Float64Array => Float64Array.from(column, (value) => (value * by) / UNIT);

/** A stage higher than wide gets a map that lies on its side. */
const isTurned = (state: MapState, stage: Stage): boolean =>
  stage.height > stage.width * 1.05 && (state.layout === "force" || state.layout === "sector");

const ringsUnder = ({ radii }: LayoutColumns): Circle[] =>
  (radii ?? []).map((radius, ring) => ({ x: 0, y: 0, r: radius / UNIT, name: RING_NAMES[ring] ?? "" }));

const sectorsUnder = (network: Network, { groups }: LayoutColumns, turned: boolean): Circle[] =>
  (groups ?? []).map(({ sector, x, y, r }) => {
    const [across, up] = turned ? [y, x] : [x, y];
    return { x: across / UNIT, y: up / UNIT, r: r / UNIT, name: network.sectors[sector] ?? "" };
  });

const outlinesOf = (network: Network): number[][] =>
  network.outline.flatMap(({ rings }) => rings.map((ring) => Array.from(ring, (value) => value / UNIT)));

const groundOf = (state: MapState, columns: LayoutColumns, turned: boolean): Ground => {
  if (state.layout === "rings") return { circles: ringsUnder(columns), outlines: [] };
  if (state.layout === "sector") return { circles: sectorsUnder(state.network, columns, turned), outlines: [] };
  return state.layout === "geo" ? { circles: [], outlines: outlinesOf(state.network) } : NOTHING;
};

const spanned = (values: readonly number[]): [number, number] => {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? [-1, 1] : [low, high];
};

const around = (xs: readonly number[], ys: readonly number[]): Frame => ({ x: spanned(xs), y: spanned(ys) });

/** Those whom this view may show on some day; who is near the chosen one or in one group gets the whole stage. */
const framed = (state: MapState, seen: Seen): readonly Actor[] => {
  const isClose = state.near > 0 || state.filters.community !== undefined || state.scope === "matters";
  const all = state.network.actors.filter((actor) => state.shown === "both" || actor.kind === state.shown);
  return isClose && seen.actors.length > 0 && (state.near > 0 || state.filters.community !== undefined || seen.leftOut > 0) ? seen.actors : all;
};

const frameOf = (state: MapState, seen: Seen, places: Omit<Places, "frame">): Frame => {
  const actors = framed(state, seen);
  const isClose = state.near > 0 || state.filters.community !== undefined;
  const xs = actors.map((actor) => places.x[actor.index] ?? 0);
  const ys = actors.map((actor) => places.y[actor.index] ?? 0);
  if (!isClose) {
    for (const { x, y, r } of places.ground.circles) {
      xs.push(x - r, x + r);
      ys.push(y - r, y + r);
    }
  }
  return around(xs, ys);
};

/** The drawing by ties may be drawn out to the shape of the stage, within reason; the others keep their measure. */
const drawnOut = (places: Places, stage: Stage): Places => {
  const [across, up] = [places.frame.x[1] - places.frame.x[0], places.frame.y[1] - places.frame.y[0]];
  if (across <= 0 || up <= 0 || stage.width <= 0) return places;
  const wanted = across / up / ((stage.width - 80) / (stage.height - 80));
  const by = Math.min(1.5, Math.max(0.7, wanted));
  return {
    ...places,
    x: by < 1 ? places.x.map((value) => value / by) : places.x,
    y: by > 1 ? places.y.map((value) => value * by) : places.y,
    frame: {
      x: by < 1 ? [places.frame.x[0] / by, places.frame.x[1] / by] : places.frame.x,
      y: by > 1 ? [places.frame.y[0] * by, places.frame.y[1] * by] : places.frame.y,
    },
  };
};

export const placesOf = (state: MapState, seen: Seen, stage: Stage): Places => {
  const columns = state.network.layouts[state.layout] ?? { x: state.network.actors.map(() => 0), y: state.network.actors.map(() => 0) };
  const turned = isTurned(state, stage);
  const [x, y] = turned ? [scaled(columns.y), scaled(columns.x)] : [scaled(columns.x), scaled(columns.y)];
  const placed = { x, y, ground: groundOf(state, columns, turned) };
  const places: Places = { ...placed, frame: frameOf(state, seen, placed) };
  return state.layout === "force" ? drawnOut(places, stage) : places;
};
