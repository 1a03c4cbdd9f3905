/** What the server sends of a network for the map, and the same thing as objects that refer to each other. */

export type Orientation = "strategist" | "explorer" | "developer" | "process_manager";
export type Kind = "person" | "party";
export type Measure = "ties" | "acts" | "influence" | "taking_part" | "binding" | "coreness";

/** Columns, because a large network travels several times smaller that way. Days are ISO dates. */
export interface Payload {
  readonly actors: {
    readonly id: readonly string[];
    readonly label: readonly string[];
    readonly kind: readonly Kind[];
    readonly party: readonly (string | null)[];
    readonly sector: readonly (string | null)[];
    readonly ring: readonly (string | null)[];
    readonly accent: readonly (Orientation | null)[];
    readonly core: readonly boolean[];
    readonly community: readonly number[];
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly first: readonly (string | null)[];
    readonly last: readonly (string | null)[];
    readonly measures: Readonly<Partial<Record<Measure, readonly (number | null)[]>>>;
  };
  readonly ties: {
    readonly source: readonly number[];
    readonly target: readonly number[];
    readonly kind: readonly (string | null)[];
    readonly strength: readonly number[];
    /** Two parties tied because their people are. */
    readonly lifted: readonly boolean[];
    readonly since: readonly (string | null)[];
    readonly until: readonly (string | null)[];
  };
  /** Days that the slider stops at, the oldest first; the last is that of the mirror itself. */
  readonly moments: readonly string[];
}

export interface Actor {
  readonly id: string;
  readonly label: string;
  readonly kind: Kind;
  readonly party: string | null;
  readonly sector: string | null;
  readonly ring: string | null;
  readonly accent: Orientation | null;
  readonly core: boolean;
  readonly community: number;
  readonly x: number;
  readonly y: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly measures: Readonly<Partial<Record<Measure, number | null>>>;
}

export interface Tie {
  readonly source: Actor;
  readonly target: Actor;
  readonly kind: string | null;
  readonly strength: number;
  readonly lifted: boolean;
  readonly since: string | null;
  readonly until: string | null;
}

export interface Network {
  readonly actors: readonly Actor[];
  readonly ties: readonly Tie[];
  readonly moments: readonly string[];
  readonly byId: ReadonlyMap<string, Actor>;
}

const at = <T>(column: readonly T[], index: number): T => column[index] as T;

const measuresAt = (columns: Payload["actors"]["measures"], index: number): Actor["measures"] =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[index] ?? null]));

/** On a tall stage the map lies on its side: `turned` swaps the axes. */
export const networkFrom = ({ actors, ties, moments }: Payload, turned = false): Network => {
  const [across, up] = turned ? [actors.y, actors.x] : [actors.x, actors.y];
  const people: Actor[] = actors.id.map((id, index) => ({
    id,
    label: at(actors.label, index),
    kind: at(actors.kind, index),
    party: at(actors.party, index),
    sector: at(actors.sector, index),
    ring: at(actors.ring, index),
    accent: at(actors.accent, index),
    core: at(actors.core, index),
    community: at(actors.community, index),
    x: at(across, index),
    y: at(up, index),
    first: at(actors.first, index),
    last: at(actors.last, index),
    measures: measuresAt(actors.measures, index),
  }));
  return {
    actors: people,
    ties: ties.source.map((source, index) => ({
      source: at(people, source),
      target: at(people, at(ties.target, index)),
      kind: at(ties.kind, index),
      strength: at(ties.strength, index),
      lifted: at(ties.lifted, index),
      since: at(ties.since, index),
      until: at(ties.until, index),
    })),
    moments,
    byId: new Map(people.map((actor) => [actor.id, actor])),
  };
};
