/** Where each stands in the chosen layout, and what lies under them: rings, circles of sectors, the outline of the land. */

import { moveApart, type Bound } from "./apart";
import type { Actor, Layout, Network } from "./network";
import type { LayoutColumns } from "./payload";
import type { MapState } from "./state";
import type { Seen } from "./visible";

export interface Frame {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** A circle, drawn out with the stage. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly across: number; // half its width
  readonly up: number; // half its height
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
/** How far a layout may be drawn out to the shape of the stage; the land keeps its shape. */
const DRAWN_OUT: Readonly<Record<Layout, number>> = { force: 1.5, rings: 1.6, sector: 1.45, geo: 1 };
const MARGIN = 110;

const scaled = (column: readonly number[]): Float64Array => Float64Array.from(column, (value) => value / UNIT);

/** A stage higher than wide gets a map that lies on its side. */
const isTurned = (state: MapState, stage: Stage): boolean =>
  stage.height > stage.width * 1.05 && (state.layout === "force" || state.layout === "sector");

const circlesUnder = (state: MapState, columns: LayoutColumns, turned: boolean): Circle[] => {
  if (state.layout === "rings") {
    return (columns.radii ?? []).map((radius, ring) => ({ x: 0, y: 0, across: radius / UNIT, up: radius / UNIT, name: RING_NAMES[ring] ?? "" }));
  }
  if (state.layout !== "sector") return [];
  return (columns.groups ?? []).map(({ sector, x, y, r }) => {
    const [across, up] = turned ? [y, x] : [x, y];
    return { x: across / UNIT, y: up / UNIT, across: r / UNIT, up: r / UNIT, name: state.network.sectors[sector] ?? "" };
  });
};

const outlinesOf = (network: Network): number[][] =>
  network.outline.flatMap(({ rings }) => rings.map((ring) => Array.from(ring, (value) => value / UNIT)));

const spanned = (values: Iterable<number>): [number, number] => {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? [-1, 1] : [low, high];
};

const isClose = (state: MapState): boolean => state.near > 0 || state.filters.community !== undefined;

/** Those whom this view may show on some day; who is near the chosen one or in one group gets the whole stage. */
const framed = (state: MapState, seen: Seen): readonly Actor[] => {
  const hasPart = isClose(state) || seen.leftOut > 0;
  if (hasPart && seen.actors.length > 0) return seen.actors;
  return state.network.actors.filter((actor) => state.shown === "both" || actor.kind === state.shown || actor.kind === "group");
};

const frameOf = (state: MapState, actors: readonly Actor[], places: Omit<Places, "frame">): Frame => {
  const xs = actors.map((actor) => places.x[actor.index] ?? 0);
  const ys = actors.map((actor) => places.y[actor.index] ?? 0);
  const circles = isClose(state) ? [] : places.ground.circles;
  return {
    x: spanned([...xs, ...circles.flatMap(({ x, across }) => [x - across, x + across])]),
    y: spanned([...ys, ...circles.flatMap(({ y, up }) => [y - up, y + up])]),
  };
};

const stretchFor = (layout: Layout, { x, y }: Frame, stage: Stage): readonly [number, number] => {
  const [across, up] = [x[1] - x[0], y[1] - y[0]];
  if (across <= 0 || up <= 0 || stage.width <= MARGIN || stage.height <= MARGIN) return [1, 1];
  const most = DRAWN_OUT[layout];
  const wanted = (stage.width - MARGIN) / (stage.height - MARGIN) / (across / up);
  return wanted > 1 ? [Math.min(most, wanted), 1] : [1, Math.min(most, 1 / wanted)];
};

const stretched = (places: Omit<Places, "frame">, [byX, byY]: readonly [number, number]): Omit<Places, "frame"> => ({
  x: places.x.map((value) => value * byX),
  y: places.y.map((value) => value * byY),
  ground: {
    outlines: places.ground.outlines,
    circles: places.ground.circles.map(({ x, y, across, up, name }) => ({ x: x * byX, y: y * byY, across: across * byX, up: up * byY, name })),
  },
});

/** Between the ellipses of its ring, or inside that of its sector; elsewhere wherever there is room. */
const boundIn = (layout: Layout, circles: readonly Circle[], homes: readonly (readonly [number, number])[], scale: number): Bound => {
  if (circles.length === 0) return (x, y) => [x, y];
  const away = ({ x, y, across, up }: Circle, atX: number, atY: number): number => Math.hypot((atX - x) / across, (atY - y) / up);
  const outer = homes.map(([x, y]) => circles.find((circle) => away(circle, x, y) <= 1.001));
  const inner = outer.map((circle) => (layout === "rings" && circle !== undefined ? circles[circles.indexOf(circle) - 1] : undefined));
  const edge = 22 / scale;
  return (pixelX, pixelY, at) => {
    const [x, y] = [pixelX / scale, pixelY / scale];
    const [most, least] = [outer[at], inner[at]];
    const within = (circle: Circle, reach: number): readonly [number, number] => [(circle.x + (x - circle.x) * reach) * scale, (circle.y + (y - circle.y) * reach) * scale];
    if (most !== undefined) {
      const allowed = Math.max(0.2, 1 - edge / Math.min(most.across, most.up));
      if (away(most, x, y) > allowed) return within(most, allowed / away(most, x, y));
    }
    if (least !== undefined) {
      const wanted = 1 + edge / Math.min(least.across, least.up);
      const now = away(least, x, y);
      if (now < wanted && now > 0) return within(least, wanted / now);
    }
    return [pixelX, pixelY];
  };
};

/** Discs that would lie over each other move a little, within their ring or sector. */
const cleared = (state: MapState, actors: readonly Actor[], places: Places, stage: Stage): Places => {
  const [across, up] = [places.frame.x[1] - places.frame.x[0], places.frame.y[1] - places.frame.y[0]];
  const scale = Math.min((stage.width - MARGIN) / Math.max(across, 1e-6), (stage.height - MARGIN) / Math.max(up, 1e-6));
  // the names of rings and sectors take room too, and do not move
  const names = places.ground.circles.map(({ x, y, up }): readonly [number, number] => [x * scale, (y + up) * scale]);
  const x = Float64Array.from([...actors.map((actor) => (places.x[actor.index] ?? 0) * scale), ...names.map(([at]) => at)]);
  const y = Float64Array.from([...actors.map((actor) => (places.y[actor.index] ?? 0) * scale), ...names.map(([, at]) => at)]);
  const homes = actors.map((actor): [number, number] => [places.x[actor.index] ?? 0, places.y[actor.index] ?? 0]);
  const wanted = Math.sqrt((stage.width * stage.height) / (4.5 * Math.max(1, actors.length)));
  const side = Math.min(56, Math.max(18, wanted));
  const bound = boundIn(state.layout, places.ground.circles, homes, scale);
  moveApart(x, y, { width: side * 1.1, height: side }, (atX, atY, at) => names[at - actors.length] ?? bound(atX, atY, at));
  const moved = { ...places, x: places.x.slice(), y: places.y.slice() };
  actors.forEach((actor, at) => {
    moved.x[actor.index] = (x[at] ?? 0) / scale;
    moved.y[actor.index] = (y[at] ?? 0) / scale;
  });
  return moved;
};

export const placesOf = (state: MapState, seen: Seen, stage: Stage): Places => {
  const columns = state.network.layouts[state.layout] ?? { x: state.network.actors.map(() => 0), y: state.network.actors.map(() => 0) };
  const turned = isTurned(state, stage);
  const [x, y] = turned ? [scaled(columns.y), scaled(columns.x)] : [scaled(columns.x), scaled(columns.y)];
  const outlines = state.layout === "geo" ? outlinesOf(state.network) : [];
  const plain = { x, y, ground: { circles: circlesUnder(state, columns, turned), outlines } };
  const actors = framed(state, seen);
  const drawnOut = stretched(plain, stretchFor(state.layout, frameOf({ ...state, near: 0, filters: {} }, actors, plain), stage));
  const places = { ...drawnOut, frame: frameOf(state, actors, drawnOut) };
  const moved = cleared(state, actors, places, stage);
  return { ...moved, frame: frameOf(state, actors, moved) };
};
