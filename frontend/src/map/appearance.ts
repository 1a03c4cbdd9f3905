/** How what is visible looks: colours from the tokens, shapes for orientations, sizes from the chosen measure. */

import type { Actor, Orientation } from "./network";
import { groupCounts, groupOf, visible, type MapState, type Visible } from "./state";

export interface Palette {
  readonly surface: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly lineStrong: string;
  readonly ground: string;
  readonly orientations: Readonly<Record<Orientation, { readonly fill: string; readonly line: string; readonly tint: string }>>;
}

export interface Dot {
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fill: string;
  readonly edge: string;
  readonly edgeWidth: number;
  readonly shape: Orientation | null;
  readonly shapeColour: string;
  readonly isCore: boolean;
  readonly isChosen: boolean;
  readonly isNear: boolean; // tied to the chosen one
}

export interface Line {
  readonly source: string;
  readonly target: string;
  readonly colour: string;
  readonly width: number;
  readonly isNear: boolean; // at the chosen one
}

export interface Appearance {
  readonly dots: readonly Dot[];
  readonly lines: readonly Line[];
  /** What the stage holds at rest: the same on every day of the slider, so that nobody moves. */
  readonly frame: Frame;
}

export interface Frame {
  readonly x: [number, number];
  readonly y: [number, number];
}

export const ROOMS: Readonly<Record<Orientation, string>> = {
  strategist: "course",
  explorer: "horizon",
  developer: "conditions",
  process_manager: "initiatives",
};

/** The tokens as they stand now, so that light, dark and high contrast all hold. */
export const paletteFrom = (style: CSSStyleDeclaration): Palette => {
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const orientation = (room: string): { fill: string; line: string; tint: string } => ({
    fill: token(`${room}-fill`),
    line: token(`${room}-line`),
    tint: token(`${room}-tint`),
  });
  return {
    surface: token("surface"),
    ink: token("ink"),
    inkSoft: token("ink-soft"),
    lineStrong: token("line-strong"),
    ground: token("bg"),
    orientations: {
      strategist: orientation(ROOMS.strategist),
      explorer: orientation(ROOMS.explorer),
      developer: orientation(ROOMS.developer),
      process_manager: orientation(ROOMS.process_manager),
    },
  };
};

const CALM = 250; // with more lines than this each draws less attention
const SMALLEST = 10;
const LARGEST = 28;
const SHADES = [0.1, 0.3, 0.5, 0.7, 0.9];

/** Mix two #rrggbb colours; the share is that of the second. */
export const mixed = (first: string, second: string, share: number): string => {
  const channels = (colour: string): number[] => [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
  const [a, b] = [channels(first), channels(second)];
  return `#${a.map((value, i) => Math.round(value + ((b[i] ?? value) - value) * share).toString(16).padStart(2, "0")).join("")}`;
};

const measured = (state: MapState, { degree }: Visible, actor: Actor): number =>
  state.sizeBy === "ties" ? (degree.get(actor) ?? 0) : (actor.measures[state.sizeBy] ?? 0);

/** Area, not radius, follows the measure: twice as much looks twice as much. */
const radiusOf = (value: number, largest: number, crowd: number): number => {
  const shrink = crowd > 400 ? 0.3 : crowd > 120 ? 0.55 : crowd > 45 ? 0.8 : 1;
  return shrink * (SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(largest > 0 ? Math.max(0, value) / largest : 0));
};

const groundOf = (state: MapState, palette: Palette, shades: ReadonlyMap<string, string>, actor: Actor): string => {
  if (state.groupBy !== "accent") return shades.get(groupOf(state, actor)) ?? palette.surface;
  return actor.accent === null ? palette.surface : palette.orientations[actor.accent].tint;
};

/** Colour is kept for orientations: other groups are told apart by shades of ink, the largest group darkest. */
export const shadesOf = (state: MapState, palette: Palette): Map<string, string> =>
  new Map(
    groupCounts(state).map(([group], index) => [
      group,
      mixed(palette.surface, palette.ink, SHADES[Math.max(0, SHADES.length - 1 - index)] ?? 0),
    ]),
  );

/** What counts as a strong tie here: one in twenty is as strong or stronger. */
const strongOf = (strengths: readonly number[]): number => {
  const sorted = [...strengths].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? 1;
};

const frameOf = (state: MapState, seen: Visible): Frame => {
  const whole = state.near > 0 ? seen.actors : visible({ ...state, moment: "", off: new Set() }).actors;
  if (whole.length === 0) return { x: [-1, 1], y: [-1, 1] };
  const [xs, ys] = [whole.map((actor) => actor.x), whole.map((actor) => actor.y)];
  return { x: [Math.min(...xs), Math.max(...xs)], y: [Math.min(...ys), Math.max(...ys)] };
};

/** Weak ties stay in the background; where somebody is chosen, all other ties step back. */
const lineColour = (palette: Palette, share: number, isNear: boolean, hasChosen: boolean): string =>
  isNear ? palette.ink : mixed(palette.ground, palette.lineStrong, hasChosen ? 0.18 : 0.18 + 0.62 * share);

export const appearanceOf = (state: MapState, seen: Visible, palette: Palette): Appearance => {
  const isAtChosen = ({ source, target }: { source: Actor; target: Actor }): boolean =>
    source.id === state.chosen || target.id === state.chosen;
  const near = new Set(seen.ties.filter(isAtChosen).flatMap(({ source, target }) => [source.id, target.id]));
  const largest = Math.max(0, ...seen.actors.map((actor) => measured(state, seen, actor)));
  const shades = shadesOf(state, palette);
  const byAccent = state.groupBy === "accent";
  const dots = seen.actors.map((actor): Dot => {
    const tone = byAccent && actor.accent !== null ? palette.orientations[actor.accent] : null;
    return {
      id: actor.id,
      label: actor.label,
      x: actor.x,
      y: actor.y,
      radius: radiusOf(measured(state, seen, actor), largest, seen.actors.length),
      fill: groundOf(state, palette, shades, actor),
      edge: tone?.line ?? palette.lineStrong,
      edgeWidth: actor.core ? 3 : 1.5,
      shape: byAccent ? actor.accent : null,
      shapeColour: tone?.fill ?? palette.inkSoft,
      isCore: actor.core,
      isChosen: actor.id === state.chosen,
      isNear: near.has(actor.id),
    };
  });
  const restraint = Math.min(1, CALM / Math.max(1, seen.ties.length));
  const strongest = strongOf(seen.ties.map((tie) => tie.strength));
  const lines = seen.ties.map((tie): Line => {
    const isNear = isAtChosen(tie);
    const share = (isNear ? 1 : restraint) * Math.min(1, tie.strength / strongest);
    return {
      source: tie.source.id,
      target: tie.target.id,
      colour: lineColour(palette, share, isNear, near.size > 0),
      width: (isNear ? 1.6 : 0.8) + 2.7 * share,
      isNear,
    };
  });
  return { dots, lines, frame: frameOf(state, seen) };
};
