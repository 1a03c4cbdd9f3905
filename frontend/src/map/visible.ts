/** Who and what the state shows, and how it changed since the day compared with. */

import { dayOf, type Actor, type Network, type Pair, type Tie } from "./network";
import { reachOf } from "./paths";
import { chosenOf, READABLE, UNKNOWN, type MapState } from "./state";

export type Change = "same" | "appeared" | "gone" | "stronger" | "weaker";

export interface SeenPair {
  readonly pair: Pair;
  readonly strength: number;
  readonly kind: string; // of its strongest tie
  readonly basis: string;
  /** Who says so while the other side did not confirm it yet; null = not asked or confirmed. */
  readonly saidBy: Actor | null;
  readonly toOther: boolean; // an arrow at that end
  readonly toOne: boolean;
  readonly change: Change;
  readonly grew: number; // since the day compared with; less than zero where it shrank
}

export interface Seen {
  readonly actors: readonly Actor[];
  readonly pairs: readonly SeenPair[];
  readonly degree: Uint32Array; // by actor
  readonly has: Uint8Array; // by actor
  readonly changes: ReadonlyMap<Actor, Change>; // only who appeared or went
  /** How many pass the filters but are left out because the map would be a tangle. */
  readonly leftOut: number;
}

const isThen = (first: number | null, last: number | null, day: number): boolean =>
  (first === null || first <= day) && (last === null || last >= day);

const passes = (wanted: readonly string[] | undefined, values: readonly string[]): boolean =>
  wanted === undefined || (values.length === 0 ? wanted.includes(UNKNOWN) : values.some((value) => wanted.includes(value)));

/** Does this one pass all filters, one left aside? */
export const passesFilters = (state: MapState, actor: Actor, aside = ""): boolean =>
  Object.entries(state.filters).every(([facet, wanted]) => facet === aside || facet in TIE_VALUES || passes(wanted, actor.values[facet] ?? []));

export const isShown = (state: MapState, actor: Actor): boolean =>
  state.shown === "both" || actor.kind === state.shown || actor.kind === "group";

/** What a tie says to each facet of ties. */
export const TIE_VALUES: Readonly<Record<string, (tie: Tie) => string>> = {
  kind: (tie) => tie.kind,
  source: (tie) => tie.basis,
  confirmed: (tie) => ({ 1: "yes", 0: "no" })[tie.confirmed] ?? UNKNOWN,
};

export const passesTieFilters = (state: MapState, tie: Tie, aside = ""): boolean =>
  !(tie.lifted && state.shown === "both") && // there the people's own ties say it
  Object.entries(TIE_VALUES).every(([facet, valueOf]) => facet === aside || (state.filters[facet]?.includes(valueOf(tie)) ?? true));

const daysOf = (state: MapState): { now: number; then: number | null } => ({
  now: state.moment === "" ? Number.MAX_SAFE_INTEGER : dayOf(state.moment),
  then: state.since === "" ? null : dayOf(state.since),
});

const strengthOn = (ties: readonly Tie[], day: number): number => {
  let sum = 0;
  for (const tie of ties) if (isThen(tie.since, tie.until, day)) sum += tie.strength;
  return sum;
};

const changeOf = (then: number, now: number): Change => {
  if (then === 0) return "appeared";
  if (now === 0) return "gone";
  return now > then * 1.001 ? "stronger" : now < then * 0.999 ? "weaker" : "same";
};

const strongestOf = (ties: readonly Tie[]): Tie => ties.reduce((best, tie) => (tie.strength > best.strength ? tie : best));

const seenPair = (pair: Pair, ties: readonly Tie[], strength: number, [then, now]: readonly [number, number]): SeenPair => {
  const { kind, basis, source } = strongestOf(ties);
  const isUnconfirmed = ties.every((tie) => tie.confirmed === 0);
  const directed = ties.every((tie) => tie.directed);
  return {
    pair,
    strength,
    kind,
    basis,
    saidBy: isUnconfirmed ? source : null,
    toOther: directed && ties.some((tie) => tie.target === pair.other),
    toOne: directed && ties.some((tie) => tie.target === pair.one),
    change: then === now ? "same" : changeOf(then, now),
    grew: now - then,
  };
};

const livingPair = (state: MapState, pair: Pair, { now, then }: ReturnType<typeof daysOf>): SeenPair | null => {
  const ties = pair.ties.filter((tie) => passesTieFilters(state, tie));
  if (ties.length === 0) return null;
  const strengthNow = strengthOn(ties, now);
  const strengthThen = then === null ? strengthNow : strengthOn(ties, then);
  const strength = Math.max(strengthNow, strengthThen);
  if (strength <= 0 || strength < state.least) return null;
  const living = ties.filter((tie) => isThen(tie.since, tie.until, strengthNow > 0 || then === null ? now : then));
  return seenPair(pair, living, strengthNow || strengthThen, [strengthThen, strengthNow]);
};

const present = (state: MapState): { actors: Actor[]; changes: Map<Actor, Change> } => {
  const { now, then } = daysOf(state);
  const changes = new Map<Actor, Change>();
  const actors = state.network.actors.filter((actor) => {
    if (!isShown(state, actor) || !passesFilters(state, actor)) return false;
    const isNow = isThen(actor.first, actor.last, now);
    const isBefore = then !== null && isThen(actor.first, actor.last, then);
    if (then !== null && isNow !== isBefore) changes.set(actor, isNow ? "appeared" : "gone");
    return isNow || isBefore;
  });
  return { actors, changes };
};

const marked = (network: Network, actors: Iterable<Actor>): Uint8Array => {
  const has = new Uint8Array(network.actors.length);
  for (const actor of actors) has[actor.index] = 1;
  return has;
};

const degreesOf = (network: Network, pairs: readonly SeenPair[]): Uint32Array => {
  const degree = new Uint32Array(network.actors.length);
  for (const { pair } of pairs) {
    degree[pair.one.index] = (degree[pair.one.index] ?? 0) + 1;
    degree[pair.other.index] = (degree[pair.other.index] ?? 0) + 1;
  }
  return degree;
};

const within = (pairs: readonly SeenPair[], has: Uint8Array): SeenPair[] =>
  pairs.filter(({ pair }) => has[pair.one.index] === 1 && has[pair.other.index] === 1);

const mostImportant = (state: MapState, actors: readonly Actor[], degree: Uint32Array): Actor[] => {
  const always = new Set([state.chosen, state.goal]);
  const weight = (actor: Actor): number => (always.has(actor.id) ? 1e9 : 0) + (actor.core ? 1e6 : 0) + (degree[actor.index] ?? 0);
  return [...actors].sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1)).slice(0, READABLE);
};

const look = (state: MapState): Seen => {
  const { network } = state;
  const { actors: passing, changes } = present(state);
  const days = daysOf(state);
  let actors = passing;
  let has = marked(network, actors);
  let pairs: SeenPair[] = [];
  for (const pair of network.pairs) {
    const seen = has[pair.one.index] === 1 && has[pair.other.index] === 1 ? livingPair(state, pair, days) : null;
    if (seen !== null) pairs.push(seen);
  }
  const chosen = chosenOf(state);
  if (chosen !== undefined && state.near > 0 && has[chosen.index] === 1) {
    const reached = reachOf(pairs, chosen, state.near);
    actors = actors.filter((actor) => reached.has(actor));
  }
  const all = actors.length;
  if (state.scope === "matters" && state.goal === null && all > READABLE) actors = mostImportant(state, actors, degreesOf(network, within(pairs, marked(network, actors))));
  has = marked(network, actors);
  pairs = within(pairs, has);
  return { actors, pairs, degree: degreesOf(network, pairs), has, changes, leftOut: all - actors.length };
};

let last: { state: MapState; seen: Seen } | null = null;

/** Remembered for the state last asked for, as several parts of the page ask in turn. */
export const visible = (state: MapState): Seen => {
  if (last?.state !== state) last = { state, seen: look(state) };
  return last.seen;
};
