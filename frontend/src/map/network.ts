/** The network as objects that refer to each other, made once from what the server sends. */

import type { CommunityRow, EdgeColumns, LayoutColumns, Level, NodeColumns, Outline, Payload } from "./payload";

export type Orientation = "strategist" | "explorer" | "developer" | "process_manager";
export type Kind = "person" | "party" | "group";
export type Layout = "force" | "rings" | "sector" | "geo";

export const ORIENTATIONS: readonly Orientation[] = ["strategist", "explorer", "developer", "process_manager"];
export const RINGS = ["core", "partner", "periphery", "environment"] as const;
export const LAYOUTS: readonly Layout[] = ["force", "rings", "sector", "geo"];

export interface Actor {
  readonly index: number;
  readonly id: string;
  readonly label: string;
  readonly short: string;
  readonly kind: Kind;
  readonly party: number; // the actor of its party; -1 none
  readonly accent: Orientation | null;
  readonly core: boolean;
  readonly first: number | null;
  readonly last: number | null;
  readonly count: number; // how many stand behind it
  readonly measures: Readonly<Record<string, number | null>>;
  /** By facet: sector, region, tag, own fields... Nothing known = an empty list. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

export interface Tie {
  readonly source: Actor;
  readonly target: Actor;
  readonly kind: string;
  readonly basis: string;
  readonly strength: number;
  readonly directed: boolean;
  readonly confirmed: number; // 1 yes, 0 no, -1 not asked
  readonly lifted: boolean; // two parties tied because their people are
  readonly since: number | null;
  readonly until: number | null;
}

/** Two who are tied, in whatever ways. */
export interface Pair {
  readonly index: number;
  readonly one: Actor;
  readonly other: Actor;
  readonly ties: readonly Tie[];
}

export interface Moment {
  readonly iso: string;
  readonly day: number;
}

export interface Network {
  readonly actors: readonly Actor[];
  readonly pairs: readonly Pair[];
  readonly pairsOf: readonly (readonly Pair[])[]; // by actor
  readonly moments: readonly Moment[];
  readonly byId: ReadonlyMap<string, Actor>;
  readonly layouts: Readonly<Partial<Record<Layout, LayoutColumns>>>;
  readonly communities: ReadonlyMap<string, CommunityRow>;
  readonly outline: readonly Outline[];
  readonly sectors: readonly string[];
  readonly level: Level;
}

const DAY = 86_400_000;

/** Days since 1970-01-01. */
export const dayOf = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);

type Lists = Payload["lists"];

const named = (lists: Lists, name: string, column: readonly number[] | undefined, index: number): string[] => {
  const value = lists[name]?.[column?.[index] ?? -1];
  return value === undefined || value === "" ? [] : [value];
};

const several = (lists: Lists, name: string, column: readonly (readonly number[])[] | undefined, index: number): string[] =>
  (column?.[index] ?? []).flatMap((each) => lists[name]?.[each] ?? []);

const ring = (column: readonly number[] | undefined, index: number): string[] => {
  const found = RINGS[column?.[index] ?? -1];
  return found === undefined ? [] : [found];
};

const valuesOf = (nodes: NodeColumns, lists: Lists, index: number): Actor["values"] => {
  const accent = ORIENTATIONS[nodes.accent?.[index] ?? -1];
  const community = nodes.community?.[index] ?? -1;
  const own = (nodes.own ?? []).map((field) => [`own.${field.name}`, [field.values[field.at[index] ?? -1]].filter((each) => each !== undefined)]);
  return {
    accent: accent === undefined ? [] : [accent],
    sector: named(lists, "sector", nodes.sector, index),
    ring: ring(nodes.ring, index),
    ring_computed: ring(nodes.ring_computed, index),
    community: community < 0 ? [] : [String(community)],
    region: named(lists, "region", nodes.region, index),
    place: named(lists, "place", nodes.place, index),
    tag: several(lists, "tag", nodes.tags, index),
    theme: several(lists, "theme", nodes.themes, index),
    core: nodes.core?.[index] === 1 ? ["core"] : [],
    ...(Object.fromEntries(own) as Record<string, string[]>),
  };
};

const measuresOf = (nodes: NodeColumns, index: number): Actor["measures"] =>
  Object.fromEntries(Object.entries(nodes.measures ?? {}).map(([name, column]) => [name, column?.[index] ?? null]));

const actorAt = (nodes: NodeColumns, lists: Lists, index: number): Actor => ({
  index,
  id: nodes.id[index] ?? "",
  label: nodes.label[index] ?? "",
  short: nodes.short?.[index] ?? nodes.label[index] ?? "",
  kind: nodes.kind[index] ?? "party",
  party: nodes.party?.[index] ?? -1,
  accent: ORIENTATIONS[nodes.accent?.[index] ?? -1] ?? null,
  core: nodes.core?.[index] === 1,
  first: nodes.first?.[index] ?? null,
  last: nodes.last?.[index] ?? null,
  count: nodes.count?.[index] ?? 1,
  measures: measuresOf(nodes, index),
  values: valuesOf(nodes, lists, index),
});

const tieAt = (edges: EdgeColumns, lists: Lists, actors: readonly Actor[], index: number): Tie | null => {
  const [source, target] = [actors[edges.source[index] ?? -1], actors[edges.target[index] ?? -1]];
  if (source === undefined || target === undefined || source === target) return null;
  return {
    source,
    target,
    kind: lists.kind?.[edges.kind?.[index] ?? -1] ?? "tie",
    basis: lists.basis?.[edges.basis?.[index] ?? -1] ?? "",
    strength: edges.strength?.[index] ?? 1,
    directed: edges.directed?.[index] === 1,
    confirmed: edges.confirmed?.[index] ?? -1,
    lifted: edges.lifted?.[index] === 1,
    since: edges.since?.[index] ?? null,
    until: edges.until?.[index] ?? null,
  };
};

const pairsFrom = (edges: EdgeColumns, lists: Lists, actors: readonly Actor[]): Pair[] => {
  const found = new Map<number, Pair & { ties: Tie[] }>();
  for (let index = 0; index < edges.source.length; index += 1) {
    const tie = tieAt(edges, lists, actors, index);
    if (tie === null) continue;
    const [one, other] = tie.source.index < tie.target.index ? [tie.source, tie.target] : [tie.target, tie.source];
    const key = one.index * actors.length + other.index;
    const pair = found.get(key);
    if (pair === undefined) found.set(key, { index: found.size, one, other, ties: [tie] });
    else pair.ties.push(tie);
  }
  return [...found.values()];
};

const byActor = (actors: readonly Actor[], pairs: readonly Pair[]): Pair[][] => {
  const found: Pair[][] = actors.map(() => []);
  for (const pair of pairs) {
    found[pair.one.index]?.push(pair);
    found[pair.other.index]?.push(pair);
  }
  return found;
};

export const networkFrom = (payload: Payload): Network => {
  const { nodes, edges, lists } = payload;
  const actors = nodes.id.map((_, index) => actorAt(nodes, lists, index));
  const pairs = pairsFrom(edges, lists, actors);
  const layouts = Object.fromEntries(LAYOUTS.flatMap((name) => (payload.layouts[name] ? [[name, payload.layouts[name]]] : [])));
  return {
    actors,
    pairs,
    pairsOf: byActor(actors, pairs),
    moments: payload.moments.map((iso) => ({ iso, day: dayOf(iso) })),
    byId: new Map(actors.map((actor) => [actor.id, actor])),
    layouts,
    communities: new Map((payload.communities ?? []).map((each) => [String(each.id), each])),
    outline: payload.outline ?? [],
    sectors: lists.sector ?? [],
    level: payload.level ?? { whole: true, total: actors.length, drawn: actors.length },
  };
};
