/** Moves those who stand over each other a little apart, as little as needed, and each within its own bounds. */

export interface Room {
  readonly width: number; // how much room each takes
  readonly height: number;
}

/** Keeps a point within its bounds: its ring, or the circle of its sector. */
export type Bound = (x: number, y: number, at: number) => readonly [number, number];

const STEPS = 80;
const MOST = 220; // beyond so many there is no room for all anyway

const push = (x: Float64Array, y: Float64Array, room: Room): boolean => {
  let isClear = true;
  for (let a = 0; a < x.length; a += 1) {
    for (let b = a + 1; b < x.length; b += 1) {
      const [dx, dy] = [(x[b] ?? 0) - (x[a] ?? 0), (y[b] ?? 0) - (y[a] ?? 0)];
      const [overX, overY] = [room.width - Math.abs(dx), room.height - Math.abs(dy)];
      if (overX <= 0.5 || overY <= 0.5) continue;
      isClear = false;
      const isAcross = overX / room.width < overY / room.height;
      const [along, over, away] = isAcross ? [x, overX, dx] : [y, overY, dy];
      const by = 0.3 * over * (away === 0 ? (a % 2 === 0 ? 1 : -1) : Math.sign(away));
      along[a] = (along[a] ?? 0) - by;
      along[b] = (along[b] ?? 0) + by;
    }
  }
  return isClear;
};

/** Works in place, in pixels; the same places and room give the same result. */
export const moveApart = (x: Float64Array, y: Float64Array, room: Room, bound: Bound): void => {
  if (x.length > MOST) return;
  for (let step = 0; step < STEPS; step += 1) {
    const isClear = push(x, y, room);
    for (let at = 0; at < x.length; at += 1) [x[at], y[at]] = bound(x[at] ?? 0, y[at] ?? 0, at) as [number, number];
    if (isClear) return;
  }
};
