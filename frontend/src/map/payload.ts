/** What the server sends of a network: columns, because a large network travels several times smaller that way. */

export type Numbers = readonly number[];
export type Days = readonly (number | null)[]; // since 1970-01-01; null = open

export interface Payload {
  readonly version: number;
  readonly lists: Readonly<Record<string, readonly string[]>>; // an index is into the list of its name; -1 = none
  readonly nodes: NodeColumns;
  readonly layouts: Readonly<Partial<Record<string, LayoutColumns>>>;
  readonly edges: EdgeColumns;
  readonly communities?: readonly CommunityRow[];
  readonly moments: readonly string[];
  readonly outline?: readonly Outline[];
  readonly level?: Level;
}

export interface NodeColumns {
  readonly id: readonly string[];
  readonly label: readonly string[];
  readonly short?: readonly string[];
  readonly kind: readonly ("person" | "party" | "group")[];
  readonly party?: Numbers; // the node of its party
  readonly sector?: Numbers;
  readonly region?: Numbers;
  readonly place?: Numbers;
  readonly tags?: readonly Numbers[];
  readonly themes?: readonly Numbers[];
  readonly ring?: Numbers;
  readonly ring_computed?: Numbers;
  readonly accent?: Numbers;
  readonly community?: Numbers;
  readonly core?: Numbers;
  readonly first?: Days;
  readonly last?: Days;
  readonly count?: Numbers;
  readonly measures?: Readonly<Partial<Record<string, readonly (number | null)[]>>>;
  readonly own?: readonly { readonly name: string; readonly values: readonly string[]; readonly at: Numbers }[];
}

export interface EdgeColumns {
  readonly source: Numbers;
  readonly target: Numbers;
  readonly kind?: Numbers;
  readonly basis?: Numbers;
  readonly strength?: Numbers;
  readonly directed?: Numbers;
  readonly confirmed?: Numbers; // -1 not asked
  readonly lifted?: Numbers;
  readonly since?: Days;
  readonly until?: Days;
  readonly count?: Numbers;
}

export interface LayoutColumns {
  readonly x: Numbers; // ten-thousandths; y grows upwards
  readonly y: Numbers;
  readonly known?: Numbers;
  readonly radii?: Numbers;
  readonly groups?: readonly { readonly sector: number; readonly x: number; readonly y: number; readonly r: number }[];
}

export interface CommunityRow {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly shares?: readonly Shared[];
}

export interface Shared {
  readonly by: string;
  readonly value: string;
  readonly share: number;
}

export interface Outline {
  readonly name: string;
  readonly rings: readonly Numbers[];
}

export interface Level {
  readonly whole: boolean;
  readonly total: number;
  readonly drawn: number;
  readonly groups?: boolean;
}
