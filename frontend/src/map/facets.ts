/** What one can filter by, with how many there are of each. */

import { ORIENTATIONS, RINGS, type Actor } from "./network";
import { facetsOf, TIE_FACETS, UNKNOWN, type MapState } from "./state";
import { isShown, passesFilters, passesTieFilters, TIE_VALUES } from "./visible";

export interface Facet {
  readonly key: string;
  readonly isOfTies: boolean;
  /** Value and how many have it, the others' filters applied. */
  readonly counts: readonly (readonly [string, number])[];
}

const FIXED: Readonly<Record<string, readonly string[]>> = { accent: ORIENTATIONS, ring: RINGS, ring_computed: RINGS, confirmed: ["yes", "no"] };

/** Orientations keep the order of the square and rings theirs; others stand by size; unknown last. */
export const inOrder = (facet: string, counts: ReadonlyMap<string, number>): [string, number][] => {
  const fixed = FIXED[facet];
  const rank = (value: string): number => (value === UNKNOWN ? 1e9 : (fixed?.indexOf(value) ?? 0));
  return [...counts].sort((a, b) => rank(a[0]) - rank(b[0]) || b[1] - a[1] || a[0].localeCompare(b[0]));
};

const add = (counts: Map<string, number>, value: string): void => {
  counts.set(value, (counts.get(value) ?? 0) + 1);
};

export const actorCounts = (state: MapState, facet: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of state.filters[facet] ?? []) counts.set(value, 0);
  for (const actor of state.network.actors) {
    if (!isShown(state, actor) || !passesFilters(state, actor, facet)) continue;
    const values = actor.values[facet] ?? [];
    if (values.length === 0) add(counts, UNKNOWN);
    for (const value of values) add(counts, value);
  }
  return counts;
};

export const tieCounts = (state: MapState, facet: string): Map<string, number> => {
  const valueOf = TIE_VALUES[facet];
  const counts = new Map<string, number>();
  for (const value of state.filters[facet] ?? []) counts.set(value, 0);
  const isIn = (actor: Actor): boolean => isShown(state, actor) && passesFilters(state, actor);
  for (const pair of state.network.pairs) {
    if (!isIn(pair.one) || !isIn(pair.other)) continue;
    for (const tie of pair.ties) if (valueOf !== undefined && passesTieFilters(state, tie, facet)) add(counts, valueOf(tie));
  }
  return counts;
};

/** Where every region is one place, saying it once is enough. */
const isSame = (one: Facet, other: Facet | undefined): boolean => JSON.stringify(one.counts) === JSON.stringify(other?.counts);

/** Only facets that tell some from others; core counts only those in it. */
export const facets = (state: MapState): Facet[] => {
  const ofActors = facetsOf(state.network).map((key) => ({ key, isOfTies: false, counts: inOrder(key, actorCounts(state, key)) }));
  const ofTies = TIE_FACETS.map((key) => ({ key, isOfTies: true, counts: inOrder(key, tieCounts(state, key)) }));
  const found = [...ofActors, ...ofTies].filter(({ key, counts }) => counts.length > 1 || key in state.filters);
  return found.filter((facet) => facet.key !== "place" || !isSame(facet, found.find(({ key }) => key === "region")));
};

/** The strengths at which the threshold stops: none, and what a half, a quarter, a tenth and a twentieth reach. */
export const thresholds = (state: MapState): number[] => {
  const sums = state.network.pairs
    .filter(({ one, other }) => isShown(state, one) && isShown(state, other))
    .map(({ ties }) => ties.reduce((sum, tie) => sum + (passesTieFilters(state, tie) ? tie.strength : 0), 0))
    .filter((sum) => sum > 0)
    .sort((a, b) => a - b);
  const steps = [0.5, 0.75, 0.9, 0.95].map((share) => sums[Math.floor(share * sums.length)] ?? 0);
  const smallest = sums[0] ?? 0;
  return [0, ...new Set(steps.filter((step) => step > smallest))].map((step) => Math.floor(step * 1000) / 1000);
};
