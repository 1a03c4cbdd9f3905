/** Every view of the map has its own address, so that it can be shared and the browser's back works. */

import type { Measure } from "./network";
import { usualGrouping, usualShown } from "./state";
import type { Grouping, MapState, Scope, Shown, View } from "./state";

const GROUPINGS: readonly Grouping[] = ["accent", "sector", "ring", "community"];
const MEASURES: readonly Measure[] = ["ties", "acts", "influence", "taking_part", "binding", "coreness"];
const SHOWN: readonly Shown[] = ["party", "person", "both"];
const VIEWS: readonly View[] = ["chart", "table"];
const SCOPES: readonly Scope[] = ["matters", "all"];

type Wishes = Partial<Omit<MapState, "network">>;

const oneOf = <T extends string>(allowed: readonly T[], value: string | null): T | undefined =>
  allowed.find((each) => each === value);

const set = (value: string | null): Set<string> | undefined => (value === null ? undefined : new Set(value.split("|")));

/** How many steps around the chosen one: none, one or two. */
const steps = (value: string | null): number | undefined => (value === null ? undefined : Math.min(2, Math.max(0, Number(value) || 0)));

export const wishesFrom = (search: string): Wishes => {
  const asked = new URLSearchParams(search);
  const wishes = {
    shown: oneOf(SHOWN, asked.get("show")),
    scope: oneOf(SCOPES, asked.get("scope")),
    groupBy: oneOf(GROUPINGS, asked.get("colour")),
    sizeBy: oneOf(MEASURES, asked.get("size")),
    off: set(asked.get("off")),
    tieKinds: set(asked.get("without")),
    chosen: asked.get("chosen") ?? undefined,
    near: steps(asked.get("near")),
    moment: asked.get("on") ?? undefined,
    view: oneOf(VIEWS, asked.get("as")),
  };
  return Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined)) as Wishes;
};

export const addressOf = (state: MapState, path: string): string => {
  const asked = new URLSearchParams();
  const say = (name: string, value: string, usual: string): void => {
    if (value !== usual) asked.set(name, value);
  };
  say("show", state.shown, usualShown(state.network));
  say("scope", state.scope, "matters");
  say("colour", state.groupBy, usualGrouping(state.network));
  say("size", state.sizeBy, "ties");
  say("off", [...state.off].join("|"), "");
  say("without", [...state.tieKinds].join("|"), "");
  say("chosen", state.chosen ?? "", "");
  say("near", String(state.near), "0");
  say("on", state.moment, state.network.moments.at(-1) ?? "");
  say("as", state.view, "chart");
  const query = asked.toString();
  return query === "" ? path : `${path}?${query}`;
};
