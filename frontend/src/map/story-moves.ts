/** How one still drawing becomes the next: those who stay walk to their new place, newcomers appear where they stand. */

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export type Places = ReadonlyMap<string, Spot>;

const PLACE = /translate\(\s*(-?[\d.]+)[\s,]+(-?[\d.]+)\s*\)/;

/** Where everybody stands in a drawing, by the key that they keep from step to step. */
export const placesIn = (svg: Element): Places => {
  const found = new Map<string, Spot>();
  for (const spot of svg.querySelectorAll(".still-spot[data-key]")) {
    const at = PLACE.exec(spot.getAttribute("transform") ?? "");
    if (at !== null) found.set(spot.getAttribute("data-key") ?? "", { x: Number(at[1]), y: Number(at[2]) });
  }
  return found;
};

/** Quick at first, calm at the end. */
export const eased = (share: number): number => 1 - (1 - Math.min(1, Math.max(0, share))) ** 3;

/** Everybody who stands in the next drawing, this far on their way; who comes new stands there at once. */
export const between = (before: Places, after: Places, share: number): Places => {
  const way = eased(share);
  return new Map(
    [...after].map(([key, to]) => {
      const from = before.get(key) ?? to;
      return [key, { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way }];
    }),
  );
};

/** Put everybody, and the ends of the ties with them, at these places. */
export const put = (svg: Element, places: Places): void => {
  for (const spot of svg.querySelectorAll(".still-spot[data-key]")) {
    const at = places.get(spot.getAttribute("data-key") ?? "");
    if (at !== undefined) spot.setAttribute("transform", `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`);
  }
  for (const line of svg.querySelectorAll(".still-tie[data-ends]")) {
    const [one, other] = (line.getAttribute("data-ends") ?? "").split(" ").map((key) => places.get(key));
    if (one === undefined || other === undefined) continue;
    const ends = { x1: one.x, y1: one.y, x2: other.x, y2: other.y };
    for (const [name, value] of Object.entries(ends)) line.setAttribute(name, value.toFixed(1));
  }
};

const appear = (svg: Element, before: Places, share: number): void => {
  for (const spot of svg.querySelectorAll<SVGElement>(".still-spot[data-key]")) {
    if (!before.has(spot.dataset.key ?? "")) spot.setAttribute("opacity", String(eased(share)));
  }
};

/** Walk from where everybody stood to the drawing as it is now. */
export const move = (svg: Element, before: Places, milliseconds: number): void => {
  const after = placesIn(svg);
  if (milliseconds <= 0 || after.size === 0) return;
  const start = performance.now();
  const frame = (now: number): void => {
    const share = Math.min(1, (now - start) / milliseconds);
    put(svg, between(before, after, share));
    appear(svg, before, share);
    if (share < 1 && svg.isConnected) requestAnimationFrame(frame);
  };
  put(svg, between(before, after, 0));
  appear(svg, before, 0);
  requestAnimationFrame(frame);
};
