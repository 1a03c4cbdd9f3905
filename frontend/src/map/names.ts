/** Names beside the discs: the ones that matter first, and none over another. */

export interface Named {
  readonly label: string;
  readonly short: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly isStrong: boolean;
  readonly rank: number; // higher goes first; below zero stays unnamed
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

export type WidthOf = (line: string, isStrong: boolean) => number;

export const FONT_SIZE = 14.5;
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

/** Under, over, beside, and then at the corners. */
const boxesFor = ({ x, y, radius }: Named, width: number, count: number, stage: { width: number; height: number }): Box[] => {
  const height = count * LINE;
  const away = radius + GAP;
  const corner = radius * 0.7 + GAP;
  const box = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height });
  const within = ({ left, right, top, bottom }: Box): boolean => left > 0 && top > 0 && right < stage.width && bottom < stage.height;
  const inside = Math.min(Math.max(x - width / 2, 2), Math.max(2, stage.width - width - 2));
  return [
    box(inside, y + away),
    box(inside, y - away - height),
    box(x + away + 2, y - height / 2),
    box(x - away - 2 - width, y - height / 2),
    box(x + corner, y + corner),
    box(x - corner - width, y + corner),
    box(x + corner, y - corner - height),
    box(x - corner - width, y - corner - height),
  ].filter(within);
};

/** Boxes taken, by rough squares, so that a crowd does not ask everybody. */
class Taken {
  private readonly squares = new Map<string, Box[]>();

  private *near({ left, top, right, bottom }: Box): Generator<string> {
    for (let x = Math.floor(left / 80); x <= Math.floor(right / 80); x += 1) {
      for (let y = Math.floor(top / 80); y <= Math.floor(bottom / 80); y += 1) yield `${x} ${y}`;
    }
  }

  add(box: Box): void {
    for (const square of this.near(box)) this.squares.set(square, [...(this.squares.get(square) ?? []), box]);
  }

  isFree(box: Box, except?: Box): boolean {
    for (const square of this.near(box)) {
      if (this.squares.get(square)?.some((other) => other !== except && overlaps(box, other))) return false;
    }
    return true;
  }
}

interface Way {
  readonly lines: readonly string[];
  readonly box: Box;
}

const waysFor = (named: Named, stage: { width: number; height: number }, widthOf: WidthOf): Way[] => {
  const texts = [brokenUp(named.label), ...(named.short === named.label || named.short === "" ? [] : [brokenUp(named.short)])];
  return texts.flatMap((lines) => {
    const width = Math.max(...lines.map((line) => widthOf(line, named.isStrong)));
    return boxesFor(named, width, lines.length, stage).map((box) => ({ lines, box }));
  });
};

/** Which names can stand where, given how wide each line is drawn and what is written already. */
export const placed = (all: readonly Named[], stage: { readonly width: number; readonly height: number }, widthOf: WidthOf, written: readonly Box[] = []): Placed[] => {
  const inSight = all.filter(({ x, y }) => x > 0 && y > 0 && x < stage.width && y < stage.height);
  const ranked = inSight.filter(({ rank }) => rank >= 0).sort((a, b) => b.rank - a.rank).slice(0, MOST);
  const [names, discs] = [new Taken(), new Taken()];
  const boxes = new Map((inSight.length <= 3 * MOST ? inSight : ranked).map((named) => [named, discOf(named)]));
  for (const box of boxes.values()) discs.add(box);
  for (const box of written) names.add(box);
  const found: Placed[] = [];
  for (const named of ranked) {
    const unwritten = waysFor(named, stage, widthOf).filter(({ box }) => names.isFree(box));
    const clear = unwritten.find(({ box }) => discs.isFree(box, boxes.get(named)));
    const way = clear ?? (named.isStrong ? unwritten[0] : undefined); // who matters is named, even over a lesser disc
    if (way === undefined) continue;
    names.add(way.box);
    found.push({ named, lines: way.lines, x: (way.box.left + way.box.right) / 2, y: way.box.top + LINE - 4 });
  }
  return found;
};
