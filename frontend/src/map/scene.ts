/** Draws an appearance with a pen: the ground, the lines, the discs, and the names that find a place. */

import type { Appearance, Dot, Line } from "./appearance";
import type { View } from "./camera";
import { FONT_SIZE, placed, type Box, type Named, type WidthOf } from "./names";
import { mixed, OUTLINES, SHAPES, type Palette } from "./palette";
import type { Pen } from "./pen";

export interface Scene {
  readonly appearance: Appearance;
  readonly palette: Palette;
  readonly hovered: string | null;
  readonly nameOf: (circle: string) => string;
}

/** A dot on the stage: where it stands now and how large. */
interface Spot {
  readonly dot: Dot;
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

const TINY = 6.5; // below this an orientation is its shape alone
const ROOM_FOR_LETTERS = 9;
const MANY = 400; // in a crowd of so many all small ones look alike
const SPECK = 10;
const INNER = 3.5;
const CROWD = 1000; // from so many on those of one look are drawn in one go

const paintGround = (pen: Pen, { appearance: { ground }, palette }: Scene, view: View): void => {
  const land = mixed(palette.ground, palette.surface, 0.75);
  for (const outline of ground.outlines) {
    const points = outline.map((value, at) => (at % 2 === 0 ? view.toX(value) : view.toY(value)));
    pen.polygon(points, land, palette.line, 1.2);
  }
  const pale = mixed(palette.ground, palette.surface, 0.5);
  const largestFirst = [...ground.circles].sort((a, b) => b.across - a.across);
  for (const { x, y, across, up } of largestFirst) pen.ellipse(view.toX(x), view.toY(y), across * view.scale, up * view.scale, pale, palette.line);
};

/** The names of rings and sectors lie over the lines and discs. */
const paintGroundNames = (pen: Pen, { appearance: { ground }, palette, nameOf }: Scene, view: View): void => {
  const halo = mixed(palette.ground, palette.surface, 0.5);
  for (const { x, y, up, name } of ground.circles) {
    pen.text(nameOf(name), view.toX(x), view.toY(y) - up * view.scale + 5, { size: 14.5, weight: 600, colour: palette.inkMute, halo });
  }
};

const arrow = (pen: Pen, from: Spot, to: Spot, { colour, width }: Line): void => {
  const away = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / away, (to.y - from.y) / away];
  const size = 5 + 1.6 * width;
  const [tipX, tipY] = [to.x - ux * (to.r + 2), to.y - uy * (to.r + 2)];
  const [backX, backY] = [tipX - ux * size, tipY - uy * size];
  const half = size * 0.45;
  pen.polygon([tipX, tipY, backX - uy * half, backY + ux * half, backX + uy * half, backY - ux * half], colour, null, 0);
};

const paintSign = (pen: Pen, x: number, y: number, sign: string, palette: Palette): void => {
  pen.disc(x, y, 8, palette.surface, palette.ink, 1.5, "solid");
  pen.line(x - 4, y, x + 4, y, palette.ink, 1.8, "solid");
  if (sign === "+") pen.line(x, y - 4, x, y + 4, palette.ink, 1.8, "solid");
  pen.done();
};

const paintLine = (pen: Pen, line: Line, from: Spot, to: Spot): void => {
  if (line.half === 0) {
    pen.line(from.x, from.y, to.x, to.y, line.colour, line.width, line.dash);
    return;
  }
  const [sayer, other] = line.half === 1 ? [from, to] : [to, from];
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  pen.line(sayer.x, sayer.y, x, y, line.colour, line.width, line.dash);
  pen.line(x, y, other.x, other.y, line.colour, Math.min(1.2, line.width), "dots");
};

const isAway = (a: Spot, b: Spot, { stage }: View): boolean =>
  Math.max(a.x, b.x) < 0 || Math.max(a.y, b.y) < 0 || Math.min(a.x, b.x) > stage.width || Math.min(a.y, b.y) > stage.height;

const paintLines = (pen: Pen, { appearance, palette }: Scene, spots: readonly Spot[], view: View): void => {
  const signed: (readonly [number, number, string])[] = [];
  for (const line of appearance.lines) {
    const [from, to] = [spots[line.source], spots[line.target]];
    if (from === undefined || to === undefined || isAway(from, to, view)) continue;
    paintLine(pen, line, from, to);
    if (line.arrowAt[1]) arrow(pen, from, to, line);
    if (line.arrowAt[0]) arrow(pen, to, from, line);
    if (line.sign !== "") signed.push([(from.x + to.x) / 2, (from.y + to.y) / 2, line.sign]);
  }
  pen.done();
  for (const [x, y, sign] of signed) paintSign(pen, x, y, sign, palette);
};

const paintBadge = (pen: Pen, { dot, x, y, r }: Spot, palette: Palette): void => {
  const [atX, atY] = [x + r * 0.75 + 2, y - r * 0.75 - 2];
  pen.disc(atX, atY, 10, palette.ink, palette.ground, 2, "solid");
  pen.text(dot.badge, atX, atY + 5, { size: 14, weight: 650, colour: palette.inkOn, halo: null });
};

const paintInside = (pen: Pen, { dot: { look }, x, y, r }: Spot, faint: string | null): void => {
  if (look.isHatched && r >= TINY) pen.hatch(x, y, r, look.edge);
  if (look.hasInner && r >= TINY) pen.disc(x, y, r - INNER, null, faint ?? look.lettersColour, 1.2, "solid");
  if (look.shape !== null) pen.shape(SHAPES[look.shape], x, y, r, faint ?? look.shapeColour, null);
  else if (look.letters !== "" && r >= ROOM_FOR_LETTERS && faint === null) {
    const size = Math.min(16, Math.max(14, r * 0.9));
    if (look.letters.length === 1 || r >= 12) pen.text(look.letters, x, y + size * 0.36, { size, weight: 650, colour: look.lettersColour, halo: null });
  }
};

const paintDot = (pen: Pen, spot: Spot, palette: Palette, tiny: number): void => {
  const { dot, x, y, r } = spot;
  const { look } = dot;
  const faint = dot.isFaint ? mixed(palette.ground, palette.lineStrong, 0.35) : null;
  if (dot.isChosen) pen.disc(x, y, r + 6, null, palette.ink, 2.5, "solid");
  if (r < tiny && !dot.isGone && !dot.isChosen && dot.badge === "") {
    const fill = faint ?? (look.shape === null ? look.fill : look.shapeColour);
    pen.speck(look.shape === null ? null : OUTLINES[look.shape], x, y, r, fill, faint ?? look.edge);
    return;
  }
  pen.disc(x, y, r, dot.isGone ? palette.ground : faint === null ? look.fill : palette.ground, faint ?? look.edge, Math.min(dot.edgeWidth, 1 + r / 8), dot.isGone ? "dashes" : "solid");
  paintInside(pen, spot, dot.isGone ? palette.lineStrong : faint);
  if (dot.badge !== "") paintBadge(pen, spot, palette);
};

const groundNames = ({ appearance: { ground }, nameOf }: Scene, view: View, widthOf: WidthOf): Box[] =>
  ground.circles.map(({ x, y, up, name }) => {
    const [middle, base, half] = [view.toX(x), view.toY(y) - up * view.scale + 5, widthOf(nameOf(name), true) / 2 + 4];
    return { left: middle - half, right: middle + half, top: base - 15, bottom: base + 5 };
  });

const paintNames = (pen: Pen, scene: Scene, spots: readonly Spot[], view: View, widthOf: WidthOf): void => {
  const { palette, hovered } = scene;
  const named = spots.map(
    ({ dot, x, y, r }): Named => ({ label: dot.label, short: dot.short, x, y, radius: r, isStrong: dot.isStrong, rank: dot.id === hovered ? 9000 : dot.isFaint ? -1 : dot.rank }),
  );
  for (const { lines, x, y, named: { isStrong } } of placed(named, view.stage, widthOf, groundNames(scene, view, widthOf))) {
    lines.forEach((line, at) => {
      pen.text(line, x, y + at * 17, { size: FONT_SIZE, weight: isStrong ? 650 : 450, colour: palette.ink, halo: palette.ground });
    });
  }
};

export const spotsOf = (appearance: Appearance, view: View, moved: (dot: Dot) => readonly [number, number, number]): Spot[] =>
  appearance.dots.map((dot) => {
    const [x, y, size] = moved(dot);
    return { dot, x: view.toX(x), y: view.toY(y), r: Math.max(0.5, dot.radius * view.sizes * size) };
  });

export const isOnStage = ({ x, y, r }: Spot, { stage }: View): boolean => x > -r && y > -r && x < stage.width + r && y < stage.height + r;

export const paint = (pen: Pen, scene: Scene, spots: readonly Spot[], view: View, widthOf: WidthOf | null): void => {
  paintGround(pen, scene, view);
  paintLines(pen, scene, spots, view);
  const onStage = spots.filter((spot) => isOnStage(spot, view));
  if (onStage.length > CROWD) onStage.sort((a, b) => (a.dot.look.fill < b.dot.look.fill ? -1 : a.dot.look.fill > b.dot.look.fill ? 1 : 0));
  const tiny = spots.length > MANY ? SPECK : TINY;
  const later = onStage.filter(({ dot }) => dot.isStrong);
  for (const spot of onStage) if (!spot.dot.isStrong) paintDot(pen, spot, scene.palette, tiny);
  for (const spot of later) paintDot(pen, spot, scene.palette, tiny);
  pen.done();
  paintGroundNames(pen, scene, view);
  if (widthOf !== null) paintNames(pen, scene, onStage, view, widthOf);
};

export type { Spot };
