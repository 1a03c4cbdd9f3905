/** What one looks at: old state in, new state out. Only `drawing.ts` draws. */

import type { Actor, Measure, Network, Tie } from "./network";

export type Grouping = "accent" | "sector" | "ring" | "community";
export type Shown = "party" | "person" | "both";
export type Scope = "matters" | "all";
export type View = "chart" | "table";

export interface MapState {
  readonly network: Network;
  readonly shown: Shown;
  readonly scope: Scope;
  readonly groupBy: Grouping;
  readonly sizeBy: Measure;
  readonly tieKinds: ReadonlySet<string>; // kinds switched off
  readonly off: ReadonlySet<string>; // groups switched off
  readonly chosen: string | null;
  readonly near: number; // steps around the chosen one; 0 = the whole
  readonly moment: string; // the day one looks at
  readonly view: View;
}

/** Above this many, names and lines are a tangle: the map then opens on what matters. */
export const READABLE = 60;

export const NO_GROUP = "";

/** Parties where they are tied, people otherwise. */
export const usualShown = (network: Network): Shown => {
  const hasParties = network.actors.some((actor) => actor.kind === "party");
  const hasPartyTies = network.ties.some((tie) => tie.source.kind === "party" && tie.target.kind === "party");
  if (hasParties && hasPartyTies) return "party";
  return network.actors.some((actor) => actor.kind === "person") ? "person" : "party";
};

/** Accents where there are any; otherwise the groups that the ties make. */
export const usualGrouping = (network: Network): Grouping =>
  network.actors.some((actor) => actor.accent !== null) ? "accent" : "community";

export const opened = (network: Network, wish: Partial<Omit<MapState, "network">> = {}): MapState => {
  const state: MapState = {
    network,
    shown: usualShown(network),
    scope: "matters",
    groupBy: usualGrouping(network),
    sizeBy: "ties",
    tieKinds: new Set(),
    off: new Set(),
    chosen: null,
    near: 0,
    moment: network.moments.at(-1) ?? "",
    view: "chart",
    ...wish,
  };
  return withChosenShown(state.chosen !== null && !network.byId.has(state.chosen) ? { ...state, chosen: null } : state);
};

/** Whoever is chosen is on the map. */
const withChosenShown = (state: MapState): MapState => {
  const kind = state.chosen === null ? undefined : state.network.byId.get(state.chosen)?.kind;
  return kind === undefined || state.shown === "both" || state.shown === kind ? state : { ...state, shown: kind };
};

export const groupOf = (state: MapState, actor: Actor): string => {
  if (state.groupBy === "community") return String(actor.community);
  return actor[state.groupBy] ?? NO_GROUP;
};

const isThen = (first: string | null, last: string | null, moment: string): boolean =>
  moment === "" || ((first === null || first <= moment) && (last === null || last >= moment));

const passesFilters = (state: MapState, actor: Actor): boolean =>
  (state.shown === "both" || actor.kind === state.shown) &&
  !state.off.has(groupOf(state, actor)) &&
  isThen(actor.first, actor.last, state.moment);

const livingTies = (state: MapState, actors: ReadonlySet<Actor>): Tie[] =>
  state.network.ties.filter(
    (tie) =>
      actors.has(tie.source) &&
      actors.has(tie.target) &&
      !(tie.lifted && state.shown === "both") && // there the people's own ties say it
      !state.tieKinds.has(tie.kind ?? NO_GROUP) &&
      isThen(tie.since, tie.until, state.moment),
  );

const reachedFrom = (start: Actor, ties: readonly Pair[], steps: number): Set<Actor> => {
  let reached = new Set([start]);
  for (let step = 0; step < steps; step += 1) {
    const further = new Set(reached);
    for (const tie of ties) {
      if (reached.has(tie.source)) further.add(tie.target);
      if (reached.has(tie.target)) further.add(tie.source);
    }
    reached = further;
  }
  return reached;
};

export interface Visible {
  readonly actors: readonly Actor[];
  readonly ties: readonly Pair[];
  readonly degree: ReadonlyMap<Actor, number>;
  /** How many pass the filters but are left out because the map would be a tangle. */
  readonly leftOut: number;
}

const degrees = (actors: Iterable<Actor>, ties: readonly Pair[]): Map<Actor, number> => {
  const degree = new Map([...actors].map((actor) => [actor, 0]));
  for (const tie of ties) {
    degree.set(tie.source, (degree.get(tie.source) ?? 0) + 1);
    degree.set(tie.target, (degree.get(tie.target) ?? 0) + 1);
  }
  return degree;
};

const mostImportant = (state: MapState, actors: readonly Actor[], degree: ReadonlyMap<Actor, number>): Set<Actor> => {
  const weight = (actor: Actor): number => (actor.core ? 1e6 : 0) + (degree.get(actor) ?? 0);
  const ranked = [...actors].sort((a, b) => weight(b) - weight(a) || a.id.localeCompare(b.id));
  const chosen = state.chosen === null ? undefined : state.network.byId.get(state.chosen);
  return new Set(chosen && actors.includes(chosen) ? [chosen, ...ranked.slice(0, READABLE - 1)] : ranked.slice(0, READABLE));
};

/** Two who are tied, in whatever ways; the strength is that of all ties together. */
export interface Pair {
  readonly source: Actor;
  readonly target: Actor;
  readonly strength: number;
}

const paired = (ties: readonly Tie[]): Pair[] => {
  const pairs = new Map<string, Pair>();
  for (const tie of ties) {
    if (tie.source === tie.target) continue;
    const [source, target] = tie.source.id < tie.target.id ? [tie.source, tie.target] : [tie.target, tie.source];
    const key = `${source.id} ${target.id}`;
    pairs.set(key, { source, target, strength: (pairs.get(key)?.strength ?? 0) + tie.strength });
  }
  return [...pairs.values()];
};

/** Who and what the state shows. */
export const visible = (state: MapState): Visible => {
  let actors = new Set(state.network.actors.filter((actor) => passesFilters(state, actor)));
  const living = livingTies(state, actors);
  let ties = paired(living);
  const chosen = state.chosen === null ? undefined : state.network.byId.get(state.chosen);
  if (chosen !== undefined && state.near > 0) actors = actors.has(chosen) ? reachedFrom(chosen, ties, state.near) : actors;
  const passing = actors.size;
  if (state.scope === "matters" && passing > READABLE) {
    actors = mostImportant(state, [...actors], degrees(actors, ties));
  }
  ties = ties.filter((pair) => actors.has(pair.source) && actors.has(pair.target));
  return { actors: [...actors], ties, degree: degrees(actors, ties), leftOut: passing - actors.size };
};

/** Orientations keep the order of the square, wherever they stand; those without an accent come last. */
const SQUARE: readonly string[] = ["strategist", "explorer", "developer", "process_manager", NO_GROUP];

/** How many actors each group has, before groups are switched off: orientations as in the square, others by size. */
export const groupCounts = (state: MapState): [string, number][] => {
  const counts = new Map<string, number>();
  for (const actor of state.network.actors) {
    if (passesFilters({ ...state, off: new Set() }, actor)) {
      counts.set(groupOf(state, actor), (counts.get(groupOf(state, actor)) ?? 0) + 1);
    }
  }
  if (state.groupBy === "accent") return [...counts].sort((a, b) => SQUARE.indexOf(a[0]) - SQUARE.indexOf(b[0]));
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
};

const toggled = (set: ReadonlySet<string>, value: string): Set<string> =>
  set.has(value) ? new Set([...set].filter((each) => each !== value)) : new Set([...set, value]);

export const choose = (state: MapState, id: string | null): MapState =>
  withChosenShown({
  ...state,
  chosen: id !== null && state.network.byId.has(id) ? id : null,
  near: id === null ? 0 : state.near,
});

export const showAs = (state: MapState, view: View): MapState => ({ ...state, view });
export const toggleGroup = (state: MapState, group: string): MapState => ({ ...state, off: toggled(state.off, group) });
export const toggleTieKind = (state: MapState, kind: string): MapState => ({
  ...state,
  tieKinds: toggled(state.tieKinds, kind),
});
export const groupBy = (state: MapState, grouping: Grouping): MapState => ({ ...state, groupBy: grouping, off: new Set() });
export const sizeBy = (state: MapState, measure: Measure): MapState => ({ ...state, sizeBy: measure });
export const show = (state: MapState, shown: Shown): MapState => ({ ...state, shown, off: new Set() });
export const scopeTo = (state: MapState, scope: Scope): MapState => ({ ...state, scope });
export const goNear = (state: MapState, steps: number): MapState => ({ ...state, near: state.chosen === null ? 0 : steps });
export const goTo = (state: MapState, moment: string): MapState => ({ ...state, moment });

const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Up to eight actors whose name holds the text, accents and case forgiven; names that begin with it first. */
export const found = (state: MapState, text: string): Actor[] => {
  const sought = folded(text.trim());
  if (sought === "") return [];
  const hits = state.network.actors.filter((actor) => folded(actor.label).includes(sought));
  const rank = (actor: Actor): number => (folded(actor.label).startsWith(sought) ? 0 : 1);
  return hits.sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label)).slice(0, 8);
};

/** The neighbour that lies most in the direction of an arrow key, for walking along ties; null where there is none. */
export const neighbourTowards = (state: MapState, dx: number, dy: number): string | null => {
  const { actors, ties } = visible(state);
  const from = state.chosen === null ? undefined : state.network.byId.get(state.chosen);
  if (from === undefined) return actors[0]?.id ?? null;
  const neighbours = new Set(ties.flatMap((tie) => (tie.source === from ? [tie.target] : tie.target === from ? [tie.source] : [])));
  let best: { id: string; fit: number } | null = null;
  for (const { id, x, y } of neighbours) {
    const distance = Math.hypot(x - from.x, y - from.y) || 1;
    const fit = ((x - from.x) * dx + (y - from.y) * dy) / distance;
    if (fit > 0.2 && (best === null || fit > best.fit)) best = { id, fit };
  }
  return best?.id ?? null;
};
