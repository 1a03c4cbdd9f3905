/** Along ties from one to another: the shortest chain of introductions, and who is within reach. */

import type { Actor } from "./network";
import type { SeenPair } from "./visible";

type Ways = ReadonlyMap<number, readonly SeenPair[]>;

const waysOf = (pairs: readonly SeenPair[]): Ways => {
  const ways = new Map<number, SeenPair[]>();
  for (const seen of pairs) {
    for (const end of [seen.pair.one.index, seen.pair.other.index]) {
      const found = ways.get(end);
      if (found === undefined) ways.set(end, [seen]);
      else found.push(seen);
    }
  }
  return ways;
};

const acrossFrom = (seen: SeenPair, actor: Actor): Actor => (seen.pair.one === actor ? seen.pair.other : seen.pair.one);

/** How many steps each is away, up to so many. */
export const reachOf = (pairs: readonly SeenPair[], start: Actor, steps: number): Map<Actor, number> => {
  const ways = waysOf(pairs);
  const reached = new Map([[start, 0]]);
  let edge = [start];
  for (let step = 1; step <= steps && edge.length > 0; step += 1) {
    const next: Actor[] = [];
    for (const actor of edge) {
      for (const seen of ways.get(actor.index) ?? []) {
        const across = acrossFrom(seen, actor);
        if (reached.has(across)) continue;
        reached.set(across, step);
        next.push(across);
      }
    }
    edge = next;
  }
  return reached;
};

export interface Chain {
  readonly actors: readonly Actor[];
  readonly ties: readonly SeenPair[]; // between each and the next
}

/**
 * The chain with the fewest people between; of equally short ones that whose weakest tie is strongest, because an
 * introduction is as good as its poorest handshake. Null where no chain of ties leads there.
 */
export const chainBetween = (pairs: readonly SeenPair[], start: Actor, goal: Actor): Chain | null => {
  const ways = waysOf(pairs);
  let edge = new Map<Actor, Found>([[start, { weakest: Infinity, before: null, tie: null }]]);
  const found = new Map(edge);
  while (edge.size > 0 && !found.has(goal)) {
    edge = stepped(edge, ways, found);
    for (const [actor, way] of edge) found.set(actor, way);
  }
  return found.has(goal) ? walkedBack(found, goal) : null;
};

interface Found {
  readonly weakest: number;
  readonly before: Actor | null;
  readonly tie: SeenPair | null;
}

const stepped = (edge: ReadonlyMap<Actor, Found>, ways: Ways, found: ReadonlyMap<Actor, Found>): Map<Actor, Found> => {
  const next = new Map<Actor, Found>();
  for (const [actor, way] of edge) {
    for (const tie of ways.get(actor.index) ?? []) {
      const across = acrossFrom(tie, actor);
      const weakest = Math.min(way.weakest, tie.strength);
      if (!found.has(across) && weakest > (next.get(across)?.weakest ?? -1)) next.set(across, { weakest, before: actor, tie });
    }
  }
  return next;
};

const walkedBack = (found: ReadonlyMap<Actor, Found>, goal: Actor): Chain => {
  const [actors, ties]: [Actor[], SeenPair[]] = [[goal], []];
  for (let way = found.get(goal); way?.before != null; way = found.get(way.before)) {
    actors.unshift(way.before);
    if (way.tie !== null) ties.unshift(way.tie);
  }
  return { actors, ties };
};
