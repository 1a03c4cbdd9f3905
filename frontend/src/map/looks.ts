/** How each group looks: orientations in their colour and shape, all others by a shade of ink, a mark and letters. */

import { actorCounts, inOrder } from "./facets";
import { ORIENTATIONS, type Actor, type Network, type Orientation } from "./network";
import { mixed, type Palette } from "./palette";
import { groupOf, isShaded, UNKNOWN, type MapState } from "./state";
import { isShown } from "./visible";

export interface Look {
  readonly fill: string;
  readonly edge: string;
  readonly shape: Orientation | null;
  readonly shapeColour: string;
  readonly letters: string;
  readonly lettersColour: string;
  readonly hasInner: boolean; // a second ring inside the edge
  readonly isHatched: boolean; // nothing known
}

export interface Step {
  readonly from: number;
  readonly upto: number;
}

const SHADES = [0.86, 0.62, 0.42, 0.24, 0.08];
const RAMP = [0.06, 0.24, 0.44, 0.66, 0.9];
const LETTERED = 24; // beyond so many groups letters say nothing

const inked = (palette: Palette, share: number, more: Partial<Look> = {}): Look => ({
  fill: mixed(palette.surface, palette.ink, share),
  edge: share > 0.5 ? palette.ink : palette.lineStrong,
  shape: null,
  shapeColour: palette.inkSoft,
  letters: "",
  lettersColour: share > 0.45 ? palette.inkOn : palette.ink,
  hasInner: false,
  isHatched: false,
  ...more,
});

const unknownLook = (palette: Palette): Look => ({ ...inked(palette, 0), isHatched: true, edge: palette.lineStrong });

const orientationLook = (palette: Palette, orientation: Orientation): Look => {
  const { fill, line, tint } = palette.orientations[orientation];
  return { ...inked(palette, 0), fill: tint, edge: line, shape: orientation, shapeColour: fill };
};

/** One letter where that tells them apart, otherwise two, otherwise a number. */
export const lettersFor = (names: readonly string[]): string[] => {
  const short = (name: string, length: number): string => name.slice(0, 1).toUpperCase() + name.slice(1, length).toLowerCase();
  const taken = new Set<string>();
  return names.map((name, index) => {
    const letters = [short(name, 1), short(name, 2), short(name, 1) + name.slice(2, 3)].find((each) => each !== "" && !taken.has(each)) ?? String(index + 1);
    taken.add(letters);
    return letters;
  });
};

const categories = (state: MapState, palette: Palette): Map<string, Look> => {
  const counts = actorCounts({ ...state, filters: {} }, state.groupBy);
  const groups = inOrder(state.groupBy, counts).map(([group]) => group).filter((group) => group !== UNKNOWN);
  const names = groups.map((group) => (state.groupBy === "community" ? String(Number(group) + 1) : group));
  const letters = groups.length <= LETTERED && !state.groupBy.startsWith("ring") ? lettersFor(names) : [];
  return new Map(
    groups.map((group, index) => {
      const share = SHADES[index % SHADES.length] ?? 0.08;
      return [group, inked(palette, share, { letters: letters[index] ?? "", hasInner: index >= SHADES.length })];
    }),
  );
};

/** Five equal steps between the smallest and the largest; none where nobody has the measure. */
export const stepsOf = (network: Network, measure: string): Step[] => {
  const values = network.actors.flatMap((actor) => actor.measures[measure] ?? []);
  if (values.length === 0) return [];
  const [low, high] = values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
  if (low === high) return [{ from: low, upto: high }];
  return RAMP.map((_, index) => ({ from: low + ((high - low) * index) / RAMP.length, upto: low + ((high - low) * (index + 1)) / RAMP.length }));
};

const stepAt = (steps: readonly Step[], value: number): number => {
  const index = steps.findIndex(({ upto }) => value <= upto + 1e-9);
  return index === -1 ? steps.length - 1 : index;
};

export const looksOf = (state: MapState, palette: Palette): Map<string, Look> => {
  if (state.groupBy === "accent") return new Map(ORIENTATIONS.map((each) => [each, orientationLook(palette, each)]));
  if (!isShaded(state.groupBy)) return categories(state, palette);
  return new Map(stepsOf(state.network, state.groupBy).map((_, index) => [String(index), inked(palette, RAMP[index] ?? 0.9)]));
};

/** Which look is whose. */
export const lookFor = (state: MapState, palette: Palette): ((actor: Actor) => Look) => {
  const looks = looksOf(state, palette);
  const unknown = state.groupBy === "accent" ? inked(palette, 0) : unknownLook(palette);
  const steps = isShaded(state.groupBy) ? stepsOf(state.network, state.groupBy) : [];
  const keyOf = (actor: Actor): string => {
    if (steps.length === 0) return groupOf(state, actor);
    const value = actor.measures[state.groupBy];
    return typeof value === "number" ? String(stepAt(steps, value)) : UNKNOWN;
  };
  return (actor) => looks.get(keyOf(actor)) ?? unknown;
};

/** How many there are in each step of a shaded colouring, among who may be shown. */
export const stepCounts = (state: MapState): number[] => {
  const steps = stepsOf(state.network, state.groupBy);
  const counts = steps.map(() => 0);
  for (const actor of state.network.actors) {
    const value = actor.measures[state.groupBy];
    if (!isShown(state, actor) || typeof value !== "number") continue;
    const at = stepAt(steps, value);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
};
