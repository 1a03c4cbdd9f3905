/** Names under the discs: the ones that matter first, and none over another. */

export interface Named {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly isStrong: boolean;
  readonly rank: number; // higher goes first
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Placed {
  readonly named: Named;
  readonly lines: readonly string[];
  readonly x: number; // the middle
  readonly y: number; // the first baseline
}

export const NAME_SIZE = 14.5;
const LINE = 17;
const GAP = 3;
const LONG = 18;
const MOST = 150;

/** A long name in two lines, broken at the space nearest to the middle. */
export const brokenUp = (label: string): string[] => {
  if (label.length <= LONG || !label.includes(" ")) return [label];
  const middle = label.length / 2;
  let best = -1;
  for (let at = label.indexOf(" "); at !== -1; at = label.indexOf(" ", at + 1)) {
    if (best === -1 || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
  }
  return [label.slice(0, best), label.slice(best + 1)];
};

const overlaps = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const discOf = ({ x, y, radius }: Named): Box => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });

const boxesFor = (named: Named, width: number, count: number, stage: { width: number; height: number }): Box[] => {
  const height = count * LINE;
  const left = Math.min(Math.max(named.x - width / 2, 2), Math.max(2, stage.width - width - 2));
  const under = named.y + named.radius + GAP;
  const over = named.y - named.radius - GAP - height;
  const beside = named.x + named.radius + GAP + 2;
  const middle = named.y - height / 2;
  const box = (x: number, y: number): Box => ({ left: x, right: x + width, top: y, bottom: y + height });
  const sides = [box(beside, middle), box(named.x - named.radius - GAP - 2 - width, middle)];
  const within = ({ left, right, top, bottom }: Box): boolean => left > 0 && top > 0 && right < stage.width && bottom < stage.height;
  return [box(left, under), box(left, over), ...sides].filter(within);
};

/** Which names can stand where, given how wide each line is drawn. */
export const placed = (
  all: readonly Named[],
  stage: { readonly width: number; readonly height: number },
  widthOf: (line: string, isStrong: boolean) => number,
): Placed[] => {
  const inSight = all.filter(({ x, y }) => x > 0 && y > 0 && x < stage.width && y < stage.height);
  const ranked = [...inSight].sort((a, b) => b.rank - a.rank).slice(0, MOST);
  const discs = inSight.length <= MOST ? inSight : ranked;
  const taken: Box[] = [];
  const found: Placed[] = [];
  for (const named of ranked) {
    const lines = brokenUp(named.label);
    const width = Math.max(...lines.map((line) => widthOf(line, named.isStrong)));
    const unwritten = boxesFor(named, width, lines.length, stage).filter((box) => !taken.some((other) => overlaps(box, other)));
    const clear = unwritten.find((box) => !discs.some((other) => other !== named && overlaps(box, discOf(other))));
    const free = clear ?? (named.isStrong ? unwritten[0] : undefined); // who matters is named, even over a lesser disc
    if (free === undefined) continue;
    taken.push(free);
    found.push({ named, lines, x: (free.left + free.right) / 2, y: free.top + LINE - 4 });
  }
  return found;
};

/** Write one, with a halo of the ground so that lines do not run through it. */
export const write = (pen: CanvasRenderingContext2D, { named, lines, x, y }: Placed, colours: { ink: string; ground: string }): void => {
  pen.font = fontOf(named.isStrong);
  pen.textAlign = "center";
  pen.lineJoin = "round";
  pen.lineWidth = 5;
  pen.strokeStyle = colours.ground;
  pen.fillStyle = colours.ink;
  lines.forEach((line, index) => {
    pen.strokeText(line, x, y + index * LINE);
  });
  lines.forEach((line, index) => {
    pen.fillText(line, x, y + index * LINE);
  });
};

export const fontOf = (isStrong: boolean): string =>
  `${isStrong ? 650 : 450} ${NAME_SIZE}px "Schibsted Grotesk Variable", system-ui, sans-serif`;
