/** The map as a picture to take away: an SVG text and a PNG, drawn from the same marks. */

import { type Appearance, type Dot, type Palette } from "./appearance";
import type { Orientation } from "./network";

const WIDTH = 1600;
const HEIGHT = 1100;
const MARGIN = 90;
const FONT = '"Schibsted Grotesk Variable", system-ui, sans-serif';

/** Each orientation's shape, in a box of 24 by 24. */
export const SHAPES: Readonly<Record<Orientation, string>> = {
  strategist: "M2 2 22.5 8.5V22.5H8.5Z",
  explorer: "M2 22.5V2.5A20 20 0 0 1 22 22.5Z",
  developer: "M3 3H21V21H3Z",
  process_manager: "M3.5 2 22 12 3.5 22Z",
};

type Mark =
  | { readonly is: "line"; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly colour: string; readonly width: number }
  | { readonly is: "disc"; readonly x: number; readonly y: number; readonly r: number; readonly fill: string; readonly edge: string; readonly width: number }
  | { readonly is: "shape"; readonly x: number; readonly y: number; readonly size: number; readonly path: string; readonly fill: string }
  | { readonly is: "text"; readonly x: number; readonly y: number; readonly text: string; readonly colour: string; readonly weight: number };

/** Fit the places into the frame; y grows upwards on the map and downwards on paper. */
const placing = (dots: readonly Dot[]): ((dot: Dot) => [number, number]) => {
  const [xs, ys] = [dots.map((dot) => dot.x), dots.map((dot) => dot.y)];
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
  const span = Math.max(Math.max(...xs) - left, (Math.max(...ys) - bottom) * (WIDTH / HEIGHT), 1e-9);
  const scale = (WIDTH - 2 * MARGIN) / span;
  return (dot) => [MARGIN + (dot.x - left) * scale, HEIGHT - MARGIN - (dot.y - bottom) * scale];
};

const marksOf = ({ dots, lines }: Appearance, palette: Palette): Mark[] => {
  const place = placing(dots);
  const spots = new Map(dots.map((dot) => [dot.id, place(dot)]));
  const spot = (id: string): [number, number] => spots.get(id) ?? [0, 0];
  return [
    ...lines.map((line): Mark => {
      const [[x1, y1], [x2, y2]] = [spot(line.source), spot(line.target)];
      return { is: "line", x1, y1, x2, y2, colour: line.colour, width: line.width };
    }),
    ...dots.flatMap((dot): Mark[] => {
      const [x, y] = spot(dot.id);
      const disc: Mark = { is: "disc", x, y, r: dot.radius, fill: dot.fill, edge: dot.edge, width: dot.edgeWidth };
      const ring: Mark = { is: "disc", x, y, r: dot.radius + 6, fill: "none", edge: palette.ink, width: 2.5 };
      const size = dot.radius;
      const shape: Mark[] =
        dot.shape === null ? [] : [{ is: "shape", x: x - size / 2, y: y - size / 2, size, path: SHAPES[dot.shape], fill: dot.shapeColour }];
      const text: Mark = { is: "text", x, y: y + dot.radius + 20, text: dot.label, colour: palette.ink, weight: dot.isCore ? 600 : 400 };
      return [...(dot.isChosen ? [ring] : []), disc, ...shape, text];
    }),
  ];
};

const escaped = (text: string): string =>
  text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const svgOf = (mark: Mark): string => {
  switch (mark.is) {
    case "line":
      return `<line x1="${mark.x1}" y1="${mark.y1}" x2="${mark.x2}" y2="${mark.y2}" stroke="${mark.colour}" stroke-width="${mark.width}"/>`;
    case "disc":
      return `<circle cx="${mark.x}" cy="${mark.y}" r="${mark.r}" fill="${mark.fill}" stroke="${mark.edge}" stroke-width="${mark.width}"/>`;
    case "shape":
      return `<path transform="translate(${mark.x} ${mark.y}) scale(${mark.size / 24})" d="${mark.path}" fill="${mark.fill}"/>`;
    case "text":
      return `<text x="${mark.x}" y="${mark.y}" text-anchor="middle" font-size="17" font-weight="${mark.weight}" fill="${mark.colour}" stroke="none">${escaped(mark.text)}</text>`;
  }
};

export const toSvg = (appearance: Appearance, palette: Palette, title: string): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="${escaped(FONT)}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${palette.surface}"/>`,
    ...marksOf(appearance, palette).map(svgOf),
    "</svg>",
  ].join("\n");

const paint = (pen: CanvasRenderingContext2D, mark: Mark): void => {
  switch (mark.is) {
    case "line":
      pen.strokeStyle = mark.colour;
      pen.lineWidth = mark.width;
      pen.beginPath();
      pen.moveTo(mark.x1, mark.y1);
      pen.lineTo(mark.x2, mark.y2);
      pen.stroke();
      break;
    case "disc":
      pen.beginPath();
      pen.arc(mark.x, mark.y, mark.r, 0, 2 * Math.PI);
      pen.fillStyle = mark.fill;
      if (mark.fill !== "none") pen.fill();
      pen.strokeStyle = mark.edge;
      pen.lineWidth = mark.width;
      pen.stroke();
      break;
    case "shape":
      pen.save();
      pen.translate(mark.x, mark.y);
      pen.scale(mark.size / 24, mark.size / 24);
      pen.fillStyle = mark.fill;
      pen.fill(new Path2D(mark.path));
      pen.restore();
      break;
    case "text":
      pen.fillStyle = mark.colour;
      pen.font = `${mark.weight} 17px ${FONT}`;
      pen.textAlign = "center";
      pen.fillText(mark.text, mark.x, mark.y);
      break;
  }
};

/** Twice the size, so that it stays sharp on paper. */
export const toPng = async (appearance: Appearance, palette: Palette): Promise<Blob | null> => {
  const canvas = document.createElement("canvas");
  canvas.width = 2 * WIDTH;
  canvas.height = 2 * HEIGHT;
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  pen.scale(2, 2);
  pen.fillStyle = palette.surface;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  for (const mark of marksOf(appearance, palette)) paint(pen, mark);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
};
