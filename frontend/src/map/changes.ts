/** What changed between two days, in figures and names. */

import type { Actor } from "./network";
import type { Change, Seen, SeenPair } from "./visible";

export interface Changes {
  readonly came: readonly Actor[];
  readonly went: readonly Actor[];
  readonly ties: Readonly<Record<Exclude<Change, "same">, readonly SeenPair[]>>;
}

export const changesIn = (seen: Seen): Changes => {
  const whose = (change: Change): Actor[] => seen.actors.filter((actor) => seen.changes.get(actor) === change);
  const which = (change: Change): SeenPair[] => seen.pairs.filter((pair) => pair.change === change).sort((a, b) => Math.abs(b.grew) - Math.abs(a.grew));
  return {
    came: whose("appeared"),
    went: whose("gone"),
    ties: { appeared: which("appeared"), gone: which("gone"), stronger: which("stronger"), weaker: which("weaker") },
  };
};
