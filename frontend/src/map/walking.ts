/** Walking from one to another with the arrow keys. */

import { placesOf } from "./places";
import { chosenOf, type MapState } from "./state";
import type { Seen } from "./visible";

/** The neighbour that lies most in the direction of an arrow key; nobody chosen yet: the one with most ties. */
export const neighbourTowards = (state: MapState, seen: Seen, dx: number, dy: number): string | null => {
  const from = chosenOf(state);
  if (from === undefined) return busiest(seen);
  const { x, y } = placesOf(state, seen, { width: 800, height: 600 });
  let best: { id: string; fit: number } | null = null;
  for (const { pair } of seen.pairs) {
    const to = pair.one === from ? pair.other : pair.other === from ? pair.one : null;
    if (to === null) continue;
    const [across, up] = [(x[to.index] ?? 0) - (x[from.index] ?? 0), (y[to.index] ?? 0) - (y[from.index] ?? 0)];
    const away = Math.hypot(across, up) || 1;
    const fit = (across * dx + up * dy) / away - away * 0.05; // of two in one direction the nearer
    if (fit > 0.2 && (best === null || fit > best.fit)) best = { id: to.id, fit };
  }
  return best?.id ?? null;
};

const busiest = ({ actors, degree }: Seen): string | null =>
  actors.reduce<{ id: string | null; ties: number }>((best, { id, index }) => ((degree[index] ?? 0) > best.ties ? { id, ties: degree[index] ?? 0 } : best), { id: actors[0]?.id ?? null, ties: 0 }).id;
