/** Two pens with one grip: the canvas on the page, and an SVG to take away. So both show the same. */

import type { Dash } from "./appearance";

export const FONT = '"Schibsted Grotesk Variable", system-ui, sans-serif';

export const DASHES: Readonly<Record<Dash, readonly number[]>> = {
  solid: [],
  dots: [0.1, 5],
  dashes: [7, 5],
  long: [14, 4],
  mixed: [9, 4, 0.1, 4],
};

export interface Words {
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
  readonly halo: string | null;
}

export interface Pen {
  line(x1: number, y1: number, x2: number, y2: number, colour: string, width: number, dash: Dash): void;
  disc(x: number, y: number, r: number, fill: string | null, edge: string | null, width: number, dash: Dash): void;
  ellipse(x: number, y: number, across: number, up: number, fill: string, edge: string): void;
  /** A path drawn in a box of 24 by 24, with its middle here. */
  shape(path: string, x: number, y: number, size: number, fill: string, edge: string | null): void;
  /** Something very small, a disc or an orientation's shape; thousands of one look go in one stroke. */
  speck(outline: readonly number[] | null, x: number, y: number, r: number, fill: string, edge: string): void;
  polygon(points: readonly number[], fill: string | null, edge: string | null, width: number): void;
  text(text: string, x: number, y: number, words: Words): void;
  /** Diagonal lines within a disc: nothing known. */
  hatch(x: number, y: number, r: number, colour: string): void;
  done(): void;
}

const hatchLines = (x: number, y: number, r: number): [number, number, number, number][] => {
  const found: [number, number, number, number][] = [];
  for (let off = -r + 2.5; off < r; off += 4.5) {
    const half = Math.sqrt(Math.max(0, r * r - off * off)) - 1;
    const [dx, dy] = [off * Math.SQRT1_2, off * Math.SQRT1_2];
    const reach = half * Math.SQRT1_2;
    found.push([x + dx - reach, y + dy + reach, x + dx + reach, y + dy - reach]);
  }
  return found;
};

const shapes = new Map<string, Path2D>();
const shapeOf = (path: string): Path2D => {
  const found = shapes.get(path) ?? new Path2D(path);
  shapes.set(path, found);
  return found;
};

export class CanvasPen implements Pen {
  private style = ""; // of what is gathered in the open path
  private isFilled = false; // specks, not lines

  constructor(private readonly pen: CanvasRenderingContext2D) {
    pen.lineCap = "round";
    pen.lineJoin = "round";
  }

  /** Lines of one style go in one stroke: thousands of strokes are slow. */
  line(x1: number, y1: number, x2: number, y2: number, colour: string, width: number, dash: Dash): void {
    const style = `${colour} ${width.toFixed(1)} ${dash}`;
    if (style !== this.style) {
      this.done();
      this.style = style;
      this.pen.beginPath();
      this.pen.strokeStyle = colour;
      this.pen.lineWidth = width;
      this.pen.lineCap = dash === "dots" || dash === "mixed" ? "round" : "butt";
      this.pen.setLineDash(DASHES[dash].map((step) => step * Math.max(1, width / 2)));
    }
    this.pen.moveTo(x1, y1);
    this.pen.lineTo(x2, y2);
  }

  done(): void {
    if (this.style === "") return;
    if (this.isFilled) this.pen.fill();
    this.pen.stroke();
    this.isFilled = false;
    this.pen.setLineDash([]);
    this.style = "";
  }

  speck(outline: readonly number[] | null, x: number, y: number, r: number, fill: string, edge: string): void {
    const style = `${fill} ${edge}`;
    if (style !== this.style) {
      this.done();
      [this.style, this.isFilled] = [style, true];
      this.pen.beginPath();
      [this.pen.fillStyle, this.pen.strokeStyle, this.pen.lineWidth] = [fill, edge, 1];
    }
    if (outline === null) {
      this.pen.moveTo(x + r, y);
      this.pen.arc(x, y, r, 0, 2 * Math.PI);
      return;
    }
    this.pen.moveTo(x + r * (outline[0] ?? 0), y + r * (outline[1] ?? 0));
    for (let at = 2; at < outline.length; at += 2) this.pen.lineTo(x + r * (outline[at] ?? 0), y + r * (outline[at + 1] ?? 0));
    this.pen.closePath();
  }

  disc(x: number, y: number, r: number, fill: string | null, edge: string | null, width: number, dash: Dash): void {
    this.done();
    this.pen.beginPath();
    this.pen.arc(x, y, r, 0, 2 * Math.PI);
    if (fill !== null) {
      this.pen.fillStyle = fill;
      this.pen.fill();
    }
    if (edge !== null) {
      this.pen.strokeStyle = edge;
      this.pen.lineWidth = width;
      this.pen.setLineDash([...DASHES[dash]]);
      this.pen.stroke();
      this.pen.setLineDash([]);
    }
  }

  ellipse(x: number, y: number, across: number, up: number, fill: string, edge: string): void {
    this.done();
    this.pen.beginPath();
    this.pen.ellipse(x, y, across, up, 0, 0, 2 * Math.PI);
    this.pen.fillStyle = fill;
    this.pen.fill();
    this.pen.strokeStyle = edge;
    this.pen.lineWidth = 1.2;
    this.pen.stroke();
  }

  shape(path: string, x: number, y: number, size: number, fill: string, edge: string | null): void {
    this.done();
    this.pen.save();
    this.pen.translate(x - size / 2, y - size / 2);
    this.pen.scale(size / 24, size / 24);
    this.pen.fillStyle = fill;
    this.pen.fill(shapeOf(path));
    if (edge !== null) {
      this.pen.strokeStyle = edge;
      this.pen.lineWidth = 24 / size;
      this.pen.stroke(shapeOf(path));
    }
    this.pen.restore();
  }

  polygon(points: readonly number[], fill: string | null, edge: string | null, width: number): void {
    this.done();
    this.pen.beginPath();
    for (let at = 0; at < points.length; at += 2) this.pen.lineTo(points[at] ?? 0, points[at + 1] ?? 0);
    this.pen.closePath();
    if (fill !== null) {
      this.pen.fillStyle = fill;
      this.pen.fill();
    }
    if (edge !== null) {
      this.pen.strokeStyle = edge;
      this.pen.lineWidth = width;
      this.pen.stroke();
    }
  }

  text(text: string, x: number, y: number, { size, weight, colour, halo }: Words): void {
    this.done();
    this.pen.font = `${weight} ${size}px ${FONT}`;
    this.pen.textAlign = "center";
    if (halo !== null) {
      this.pen.lineWidth = 5;
      this.pen.strokeStyle = halo;
      this.pen.strokeText(text, x, y);
    }
    this.pen.fillStyle = colour;
    this.pen.fillText(text, x, y);
  }

  hatch(x: number, y: number, r: number, colour: string): void {
    this.done();
    for (const [x1, y1, x2, y2] of hatchLines(x, y, r)) this.line(x1, y1, x2, y2, colour, 1, "solid");
    this.done();
  }
}

const escaped = (text: string): string => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const n = (value: number): string => String(Math.round(value * 10) / 10);
const dashed = (dash: Dash, width: number): string => {
  const steps = DASHES[dash].map((step) => n(step * Math.max(1, width / 2)));
  const ends = dash === "dots" || dash === "mixed" ? ' stroke-linecap="round"' : "";
  return steps.length === 0 ? "" : ` stroke-dasharray="${steps.join(" ")}"${ends}`;
};
const inked = (fill: string | null, edge: string | null, width: number): string =>
  ` fill="${fill ?? "none"}"${edge === null ? "" : ` stroke="${edge}" stroke-width="${n(width)}"`}`;

export class SvgPen implements Pen {
  private readonly parts: string[] = [];

  line(x1: number, y1: number, x2: number, y2: number, colour: string, width: number, dash: Dash): void {
    this.parts.push(`<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke="${colour}" stroke-width="${n(width)}"${dashed(dash, width)}/>`);
  }

  disc(x: number, y: number, r: number, fill: string | null, edge: string | null, width: number, dash: Dash): void {
    this.parts.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}"${inked(fill, edge, width)}${edge === null ? "" : dashed(dash, 1)}/>`);
  }

  ellipse(x: number, y: number, across: number, up: number, fill: string, edge: string): void {
    this.parts.push(`<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(across)}" ry="${n(up)}"${inked(fill, edge, 1.2)}/>`);
  }

  shape(path: string, x: number, y: number, size: number, fill: string, edge: string | null): void {
    const place = `translate(${n(x - size / 2)} ${n(y - size / 2)}) scale(${(size / 24).toFixed(3)})`;
    this.parts.push(`<path transform="${place}" d="${path}"${inked(fill, edge, 24 / size)}/>`);
  }

  speck(outline: readonly number[] | null, x: number, y: number, r: number, fill: string, edge: string): void {
    if (outline === null) this.disc(x, y, r, fill, edge, 1, "solid");
    else this.polygon(outline.map((value, at) => value * r + (at % 2 === 0 ? x : y)), fill, edge, 1);
  }

  polygon(points: readonly number[], fill: string | null, edge: string | null, width: number): void {
    this.parts.push(`<polygon points="${points.map(n).join(" ")}"${inked(fill, edge, width)}/>`);
  }

  text(text: string, x: number, y: number, { size, weight, colour, halo }: Words): void {
    const around = halo === null ? "" : ` stroke="${halo}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"`;
    this.parts.push(`<text x="${n(x)}" y="${n(y)}" text-anchor="middle" font-size="${size}" font-weight="${weight}" fill="${colour}"${around}>${escaped(text)}</text>`);
  }

  hatch(x: number, y: number, r: number, colour: string): void {
    for (const [x1, y1, x2, y2] of hatchLines(x, y, r)) this.line(x1, y1, x2, y2, colour, 1, "solid");
  }

  done(): void {
    // every part stands as soon as it is drawn
  }

  whole(title: string, width: number, height: number): string {
    const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" font-family="${escaped(FONT)}" role="img">`;
    return [head, `<title>${escaped(title)}</title>`, ...this.parts, "</svg>"].join("\n");
  }
}
