/** The colours of the page as they stand now, so that light, dark and high contrast all hold. */

import type { Orientation } from "./network";

export interface Tone {
  readonly fill: string;
  readonly line: string;
  readonly tint: string;
}

export interface Palette {
  readonly surface: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkMute: string;
  readonly inkOn: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ground: string;
  readonly orientations: Readonly<Record<Orientation, Tone>>;
}

export const ROOMS: Readonly<Record<Orientation, string>> = {
  strategist: "course",
  explorer: "horizon",
  developer: "conditions",
  process_manager: "initiatives",
};

/** Each orientation's shape, in a box of 24 by 24. */
export const SHAPES: Readonly<Record<Orientation, string>> = {
  strategist: "M2 2 22.5 8.5V22.5H8.5Z",
  explorer: "M2 22.5V2.5A20 20 0 0 1 22 22.5Z",
  developer: "M3 3H21V21H3Z",
  process_manager: "M3.5 2 22 12 3.5 22Z",
};

/** The same for the very small, as corners around the middle of a box from -1 to 1. */
export const OUTLINES: Readonly<Record<Orientation, readonly number[]>> = {
  strategist: [-0.9, -0.9, 1, -0.3, 1, 1, -0.3, 1],
  explorer: [-0.9, 0.9, -0.9, -0.9, -0.2, -0.75, 0.4, -0.35, 0.8, 0.2, 0.9, 0.9],
  developer: [-0.8, -0.8, 0.8, -0.8, 0.8, 0.8, -0.8, 0.8],
  process_manager: [-0.8, -0.95, 0.95, 0, -0.8, 0.95],
};

export const paletteFrom = (style: CSSStyleDeclaration): Palette => {
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const tone = (room: string): Tone => ({ fill: token(`${room}-fill`), line: token(`${room}-line`), tint: token(`${room}-tint`) });
  return {
    surface: token("surface"),
    ink: token("ink"),
    inkSoft: token("ink-soft"),
    inkMute: token("ink-mute"),
    inkOn: token("ink-on"),
    line: token("line"),
    lineStrong: token("line-strong"),
    ground: token("bg"),
    orientations: {
      strategist: tone(ROOMS.strategist),
      explorer: tone(ROOMS.explorer),
      developer: tone(ROOMS.developer),
      process_manager: tone(ROOMS.process_manager),
    },
  };
};

const channels = (colour: string): number[] => {
  const long = colour.length === 4 ? colour.replace(/[0-9a-f]/gi, "$&$&") : colour;
  return [1, 3, 5].map((start) => parseInt(long.slice(start, start + 2), 16) || 0);
};

/** Mix two colours; the share is that of the second. */
export const mixed = (first: string, second: string, share: number): string => {
  const [a, b] = [channels(first), channels(second)];
  return `#${a.map((value, i) => Math.round(value + ((b[i] ?? value) - value) * share).toString(16).padStart(2, "0")).join("")}`;
};
