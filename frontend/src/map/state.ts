/** What one looks at: old state in, new state out. Only `drawing.ts` draws. */

import { LAYOUTS, type Actor, type Layout, type Network } from "./network";

export type Shown = "party" | "person" | "both";
export type Scope = "matters" | "all";
export type View = "chart" | "table";
export type Rows = "actors" | "ties";
export type LinesBy = "plain" | "kind" | "basis";
export type Tool = "" | "look" | "filter" | "compare" | "path" | "groups";

/** Per facet only these values; a facet that is not here lets everybody through. */
export type Filters = Readonly<Record<string, readonly string[]>>;

export interface MapState {
  readonly network: Network;
  readonly shown: Shown;
  readonly scope: Scope;
  readonly layout: Layout;
  readonly groupBy: string; // a facet, or a measure of which more is darker
  readonly sizeBy: string; // "ties" or a measure
  readonly linesBy: LinesBy;
  readonly filters: Filters;
  readonly least: number; // ties weaker than this stay away
  readonly chosen: string | null;
  readonly near: number; // steps around the chosen one; 0 = the whole
  readonly goal: string | null; // whom the chosen one wants to be introduced to
  readonly moment: string; // the day one looks at
  readonly since: string; // the day compared with; "" = none
  readonly view: View;
  readonly rows: Rows;
  readonly tool: Tool;
}

export type Wishes = Partial<Omit<MapState, "network">>;

/** Above this many, names and lines are a tangle: the map then opens on what matters. */
export const READABLE = 60;
export const FURTHEST = 4;
export const UNKNOWN = "";

/** Facets of people and parties, in the order in which they are offered. */
export const FACETS = ["accent", "sector", "ring", "ring_computed", "core", "region", "place", "theme", "tag", "community"] as const;
export const TIE_FACETS = ["kind", "source", "confirmed"] as const;
const COLOURINGS = ["accent", "sector", "ring", "ring_computed", "community", "region"];
const SHADED = ["trust", "theme_load"];
const SIZES = ["acts", "influence", "taking_part", "direction", "binding", "coreness", "strength", "betweenness", "theme_load", "trust"];

const hasValues = (network: Network, facet: string): boolean => network.actors.some((actor) => (actor.values[facet]?.length ?? 0) > 0);
const hasMeasure = (network: Network, measure: string): boolean =>
  network.actors.some((actor) => typeof actor.measures[measure] === "number");

const ownFields = (network: Network): string[] => Object.keys(network.actors[0]?.values ?? {}).filter((key) => key.startsWith("own."));

/** Only what this network knows something of is offered. */
export const facetsOf = (network: Network): string[] => [...FACETS, ...ownFields(network)].filter((facet) => hasValues(network, facet));
export const colouringsOf = (network: Network): string[] => [
  ...COLOURINGS.filter((facet) => hasValues(network, facet)),
  ...SHADED.filter((measure) => hasMeasure(network, measure)),
  ...ownFields(network).filter((facet) => hasValues(network, facet)),
];
export const sizesOf = (network: Network): string[] => ["ties", ...SIZES.filter((measure) => hasMeasure(network, measure))];
export const layoutsOf = (network: Network): Layout[] => LAYOUTS.filter((layout) => network.layouts[layout] !== undefined);
export const isShaded = (colouring: string): boolean => SHADED.includes(colouring);

/** Parties where they are tied, people otherwise; groups stand among whoever is there. */
export const usualShown = (network: Network): Shown => {
  if (network.level.groups || network.actors.some(({ kind }) => kind === "group")) return "both";
  const isBetweenParties = network.pairs.some(({ one, other }) => one.kind === "party" && other.kind === "party");
  if (isBetweenParties) return "party";
  return network.actors.some((actor) => actor.kind === "person") ? "person" : "party";
};

/** Accents where there are any; otherwise sectors, otherwise the groups that the ties make. */
export const usualColouring = (network: Network): string => colouringsOf(network)[0] ?? "accent";

const basesOf = (network: Network): Set<string> => new Set(network.pairs.flatMap((pair) => pair.ties.map((tie) => tie.basis)));
export const usualLines = (network: Network): LinesBy => (basesOf(network).size > 1 ? "basis" : "plain");

export const lastMoment = (network: Network): string => network.moments.at(-1)?.iso ?? "";

const usual = (network: Network): MapState => ({
  network,
  shown: usualShown(network),
  scope: network.level.groups ? "all" : "matters",
  layout: layoutsOf(network)[0] ?? "force",
  groupBy: usualColouring(network),
  sizeBy: "ties",
  linesBy: usualLines(network),
  filters: {},
  least: 0,
  chosen: null,
  near: 0,
  goal: null,
  moment: lastMoment(network),
  since: "",
  view: "chart",
  rows: "actors",
  tool: "",
});

const known = new WeakMap<Network, MapState>();

/** The state in which this network opens when nobody asks for anything. */
export const usualState = (network: Network): MapState => {
  const found = known.get(network) ?? usual(network);
  known.set(network, found);
  return found;
};

const onlyKnown = (state: MapState): MapState => {
  const { network } = state;
  const isKnown = (id: string | null): boolean => id !== null && network.byId.has(id);
  const isMoment = (iso: string): boolean => network.moments.some((moment) => moment.iso === iso);
  const plain = usualState(network);
  return {
    ...state,
    chosen: isKnown(state.chosen) ? state.chosen : null,
    goal: isKnown(state.goal) && isKnown(state.chosen) ? state.goal : null,
    layout: layoutsOf(network).includes(state.layout) ? state.layout : plain.layout,
    groupBy: colouringsOf(network).includes(state.groupBy) ? state.groupBy : plain.groupBy,
    sizeBy: sizesOf(network).includes(state.sizeBy) ? state.sizeBy : plain.sizeBy,
    moment: isMoment(state.moment) ? state.moment : plain.moment,
    since: isMoment(state.since) && state.since < state.moment ? state.since : "",
  };
};

export const opened = (network: Network, wish: Wishes = {}): MapState =>
  withShown(onlyKnown({ ...usualState(network), ...wish }), wish.chosen ?? null);

/** Whoever is chosen is on the map. */
const withShown = (state: MapState, id: string | null): MapState => {
  const kind = id === null ? undefined : state.network.byId.get(id)?.kind;
  return kind === undefined || kind === "group" || state.shown === "both" || state.shown === kind ? state : { ...state, shown: kind };
};

export const chosenOf = (state: MapState): Actor | undefined => (state.chosen === null ? undefined : state.network.byId.get(state.chosen));
export const goalOf = (state: MapState): Actor | undefined => (state.goal === null ? undefined : state.network.byId.get(state.goal));

/** The first value speaks for the colour; UNKNOWN where there is none. */
export const groupOf = (state: MapState, actor: Actor): string => actor.values[state.groupBy]?.[0] ?? UNKNOWN;

export const choose = (state: MapState, id: string | null): MapState => {
  const chosen = id !== null && state.network.byId.has(id) ? id : null;
  return withShown({ ...state, chosen, near: chosen === null ? 0 : state.near, goal: chosen === null || chosen === state.goal ? null : state.goal }, chosen);
};

export const goFor = (state: MapState, id: string | null): MapState => {
  const goal = id !== null && state.chosen !== null && id !== state.chosen && state.network.byId.has(id) ? id : null;
  const isMixed = goal !== null && goalKind(state, goal) !== chosenOf(state)?.kind;
  return { ...state, goal, near: goal === null ? state.near : 0, shown: isMixed ? "both" : state.shown };
};

const goalKind = (state: MapState, id: string): string | undefined => state.network.byId.get(id)?.kind;

const without = (filters: Filters, facet: string): Filters => Object.fromEntries(Object.entries(filters).filter(([key]) => key !== facet));

export const only = (state: MapState, facet: string, values: readonly string[]): MapState => ({
  ...state,
  filters: values.length === 0 ? without(state.filters, facet) : { ...state.filters, [facet]: values },
});

/** Press once: only these. Press again: let go. */
export const toggle = (state: MapState, facet: string, value: string): MapState => {
  const now = state.filters[facet] ?? [];
  return only(state, facet, now.includes(value) ? now.filter((each) => each !== value) : [...now, value]);
};

export const isOnly = (state: MapState, facet: string, value: string): boolean => state.filters[facet]?.includes(value) ?? false;
export const filterCount = (state: MapState): number => Object.keys(state.filters).length + (state.least > 0 ? 1 : 0);
export const clearFilters = (state: MapState): MapState => ({ ...state, filters: {}, least: 0 });

export const show = (state: MapState, shown: Shown): MapState => ({ ...state, shown });
export const goNear = (state: MapState, steps: number): MapState => ({
  ...state,
  near: state.chosen === null ? 0 : Math.min(FURTHEST, Math.max(0, steps)),
});
export const goTo = (state: MapState, moment: string): MapState => onlyKnown({ ...state, moment });
export const compareWith = (state: MapState, since: string): MapState => onlyKnown({ ...state, since });
export const change = (state: MapState, wish: Wishes): MapState => ({ ...state, ...wish });
