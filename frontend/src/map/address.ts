/** Every view of the map has its own address, so that it can be shared and the browser's back works. */

import { FACETS, FURTHEST, TIE_FACETS, usualState, type Filters, type MapState, type Wishes } from "./state";

const isFacet = (name: string): boolean =>
  [...FACETS, ...TIE_FACETS].some((facet) => facet === name) || name.startsWith("own.");

const oneOf = <T extends string>(allowed: readonly T[], value: string | null): T | undefined => allowed.find((each) => each === value);

const steps = (value: string | null): number | undefined =>
  value === null ? undefined : Math.min(FURTHEST, Math.max(0, Math.trunc(Number(value)) || 0));

const filtersFrom = (asked: URLSearchParams): Filters | undefined => {
  const names = [...new Set(asked.keys())].filter(isFacet);
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, asked.getAll(name)]));
};

/** What an address asks for; what it does not know it leaves as it usually is. */
export const wishesFrom = (search: string): Wishes => {
  const asked = new URLSearchParams(search);
  const wishes = {
    shown: oneOf(["party", "person", "both"], asked.get("show")),
    scope: oneOf(["matters", "all"], asked.get("scope")),
    layout: oneOf(["force", "rings", "sector", "geo"], asked.get("layout")),
    groupBy: asked.get("colour") ?? undefined,
    sizeBy: asked.get("size") ?? undefined,
    linesBy: oneOf(["plain", "kind", "basis"], asked.get("lines")),
    filters: filtersFrom(asked),
    least: Math.max(0, Number(asked.get("min")) || 0) || undefined,
    chosen: asked.get("chosen") ?? undefined,
    near: steps(asked.get("near")),
    goal: asked.get("to") ?? undefined,
    moment: asked.get("on") ?? undefined,
    since: asked.get("since") ?? undefined,
    view: oneOf(["chart", "table"], asked.get("as")),
    rows: oneOf(["actors", "ties"], asked.get("rows")),
    tool: oneOf(["look", "filter", "compare", "path", "groups"], asked.get("tool")),
  };
  return Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined)) as Wishes;
};

const PLAIN: readonly (readonly [string, keyof MapState])[] = [
  ["show", "shown"],
  ["scope", "scope"],
  ["layout", "layout"],
  ["colour", "groupBy"],
  ["size", "sizeBy"],
  ["lines", "linesBy"],
  ["chosen", "chosen"],
  ["near", "near"],
  ["to", "goal"],
  ["on", "moment"],
  ["since", "since"],
  ["min", "least"],
  ["as", "view"],
  ["rows", "rows"],
  ["tool", "tool"],
];

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** The state as a query, without what is usual. */
export const queryOf = (state: MapState): string => {
  const usual = usualState(state.network);
  const asked = new URLSearchParams();
  for (const [name, key] of PLAIN) {
    if (state[key] !== usual[key]) asked.set(name, text(state[key]));
  }
  for (const [facet, values] of Object.entries(state.filters)) {
    for (const value of values) asked.append(facet, value);
  }
  return asked.toString();
};

export const addressOf = (state: MapState, path: string): string => {
  const query = queryOf(state);
  return query === "" ? path : `${path}?${query}`;
};
