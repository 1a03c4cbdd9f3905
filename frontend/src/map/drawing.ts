/** The one place that draws: marks in, sigma's canvas out. */

import { createNodeBorderProgram } from "@sigma/node-border";
import { createNodeImageProgram } from "@sigma/node-image";
import Graph from "graphology";
import Sigma from "sigma";
import { createNodeCompoundProgram, EdgeLineProgram } from "sigma/rendering";

import type { Appearance, Dot, Frame, Palette } from "./appearance";
import { fontOf, placed, write, type Named } from "./names";
import type { Orientation } from "./network";
import { SHAPES } from "./picture";

interface NodeMarks extends Record<string, unknown> {
  x: number;
  y: number;
  size: number;
  label: string;
  color: string;
  edgeColour: string;
  edgeWidth: number;
  image: string | null;
  pictogramColour: string;
  type: string;
  rank: number;
  isStrong: boolean;
  isChosen: boolean;
  zIndex: number;
}

interface EdgeMarks extends Record<string, unknown> {
  size: number;
  color: string;
  zIndex: number;
}

type Stage = Sigma<NodeMarks, EdgeMarks>;

export interface Drawing {
  readonly draw: (appearance: Appearance, palette: Palette) => void;
  readonly goTo: (id: string) => void;
  readonly zoom: (direction: "in" | "out" | "whole") => void;
  readonly onChoose: (listener: (id: string | null) => void) => void;
}

const NARROW = 600;
const PADDING = 58;
const MANY_LINES = 4000;
const MANY_DISCS = 200;

const BORDERED = createNodeBorderProgram<NodeMarks, EdgeMarks>({
  borders: [
    { size: { attribute: "edgeWidth", defaultValue: 1.5, mode: "pixels" }, color: { attribute: "edgeColour" } },
    { size: { fill: true }, color: { attribute: "color" } },
  ],
});

/** A white shape on nothing, which sigma then gives its colour. */
const pictureOf = (orientation: Orientation): string => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 192;
  const pen = canvas.getContext("2d");
  pen?.setTransform(4, 0, 0, 4, 48, 48); // in the middle, half as wide as the disc
  if (pen !== null) {
    pen.fillStyle = "#ffffff";
    pen.fill(new Path2D(SHAPES[orientation]));
  }
  return canvas.toDataURL("image/png");
};

type Pictures = Readonly<Record<Orientation, string>>;

const pictures = (): Pictures => ({
  strategist: pictureOf("strategist"),
  explorer: pictureOf("explorer"),
  developer: pictureOf("developer"),
  process_manager: pictureOf("process_manager"),
});

const rankOf = (dot: Dot): number => (dot.isChosen ? 3000 : dot.isNear ? 2000 : dot.isCore ? 1000 : 0) + dot.radius;

/** How the map fits its stage: smaller discs on a phone, and drawn out to the shape of the stage, within reason. */
interface Fit {
  readonly size: number;
  readonly up: number;
}

const fitOf = ({ x, y }: Frame, { clientWidth: width, clientHeight: height }: HTMLElement): Fit => {
  const [across, up] = [x[1] - x[0], y[1] - y[0]];
  const room = (width - 2 * PADDING) / (height - 2 * PADDING);
  const wanted = width > 0 && across > 0 && up > 0 ? across / up / room : 1;
  return { size: width > 0 && width < NARROW ? 0.62 : 1, up: Math.min(1.9, Math.max(0.7, wanted)) };
};

const marksOf = (dot: Dot, drawn: Pictures, fit: Fit): NodeMarks => ({
  x: dot.x,
  y: dot.y * fit.up,
  size: dot.radius * fit.size,
  label: dot.label,
  color: dot.fill,
  edgeColour: dot.edge,
  edgeWidth: dot.edgeWidth,
  image: dot.shape === null ? null : drawn[dot.shape],
  pictogramColour: dot.shapeColour,
  type: dot.shape === null ? "plain" : "shaped",
  rank: rankOf(dot),
  isStrong: dot.isCore || dot.isChosen,
  isChosen: dot.isChosen,
  zIndex: dot.isChosen ? 2 : dot.isCore ? 1 : 0,
});

const stageIn = (stage: HTMLElement, graph: Graph<NodeMarks, EdgeMarks>): Stage => {
  const pictogram = createNodeImageProgram<NodeMarks, EdgeMarks>({
    drawingMode: "color",
    padding: 0,
    keepWithinCircle: true,
    colorAttribute: "pictogramColour",
    size: { mode: "force", value: 192 },
  });
  return new Sigma<NodeMarks, EdgeMarks>(graph, stage, {
    nodeProgramClasses: { plain: BORDERED, shaped: createNodeCompoundProgram<NodeMarks, EdgeMarks>([BORDERED, pictogram]) },
    edgeProgramClasses: { line: EdgeLineProgram },
    defaultEdgeType: "line",
    renderLabels: false, // names are ours: see names.ts
    zIndex: true,
    minCameraRatio: 0.05,
    maxCameraRatio: 2,
    minEdgeThickness: 0.8,
    stagePadding: PADDING,
    allowInvalidContainer: true,
  });
};

const namedOf = (sigma: Stage, node: string, marks: NodeMarks): Named => {
  const { x, y } = sigma.graphToViewport({ x: marks.x, y: marks.y });
  const { label, isStrong, rank } = marks;
  return { label, x, y, radius: sigma.scaleSize(marks.size), isStrong, rank };
};

/** Names, and the ring around the chosen one, on the layer above the discs. */
const writeNames = (sigma: Stage, graph: Graph<NodeMarks, EdgeMarks>, palette: Palette, hovered: string | null): void => {
  const pen = sigma.getCanvases().labels?.getContext("2d");
  if (pen === null || pen === undefined) return;
  const all = graph.mapNodes((node, marks) => {
    const named = namedOf(sigma, node, marks);
    if (marks.isChosen) ringAround(pen, named, palette);
    return node === hovered ? { ...named, rank: 5000 } : named;
  });
  const widthOf = (line: string, isStrong: boolean): number => {
    pen.font = fontOf(isStrong);
    return pen.measureText(line).width;
  };
  for (const name of placed(all, sigma.getDimensions(), widthOf)) write(pen, name, palette);
};

const ringAround = (pen: CanvasRenderingContext2D, { x, y, radius }: Named, palette: Palette): void => {
  pen.beginPath();
  pen.arc(x, y, radius + 6, 0, 2 * Math.PI);
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 2.5;
  pen.stroke();
};

/** The page scrolls on under a wheel or one finger; zooming takes two fingers, Ctrl with the wheel, or the buttons. */
const leaveScrolling = (stage: HTMLElement): void => {
  const letGo = (event: Event): void => {
    const isPlainWheel = event instanceof WheelEvent && !event.ctrlKey && !event.metaKey;
    const isOneFinger = "touches" in event && (event as TouchEvent).touches.length === 1;
    if (isPlainWheel || isOneFinger) event.stopPropagation();
  };
  for (const name of ["wheel", "touchstart", "touchmove"]) stage.addEventListener(name, letGo, { capture: true, passive: true });
};

export const drawingIn = (stage: HTMLElement): Drawing => {
  const graph = new Graph<NodeMarks, EdgeMarks>();
  const drawn = pictures();
  const sigma = stageIn(stage, graph);
  let last: { appearance: Appearance; palette: Palette } | null = null;
  let hovered: string | null = null;
  const camera = sigma.getCamera();
  leaveScrolling(stage);
  sigma.on("afterRender", () => {
    const isMoving = camera.isAnimated() || sigma.getMouseCaptor().isMoving;
    if (last !== null && !(isMoving && graph.order > MANY_DISCS)) writeNames(sigma, graph, last.palette, hovered);
  });
  sigma.setSetting("defaultDrawNodeHover", () => undefined);
  const hover = (node: string | null): void => {
    hovered = node;
    stage.classList.toggle("on-somebody", node !== null);
    sigma.scheduleRender();
  };
  sigma.on("enterNode", ({ node }) => {
    hover(node);
  });
  sigma.on("leaveNode", () => {
    hover(null);
  });
  const draw = (appearance: Appearance, palette: Palette): void => {
    last = { appearance, palette };
    const { dots, lines, frame } = appearance;
    const fit = fitOf(frame, stage);
    graph.clear();
    for (const dot of dots) graph.addNode(dot.id, marksOf(dot, drawn, fit));
    for (const line of lines) {
      graph.addEdge(line.source, line.target, { size: line.width, color: line.colour, zIndex: line.isNear ? 1 : 0 });
    }
    sigma.setSetting("hideEdgesOnMove", lines.length > MANY_LINES);
    sigma.setCustomBBox({ x: frame.x, y: [frame.y[0] * fit.up, frame.y[1] * fit.up] });
    sigma.refresh();
  };
  new ResizeObserver(() => {
    sigma.resize();
    if (last !== null) draw(last.appearance, last.palette);
  }).observe(stage);
  return {
    draw,
    goTo: (id) => {
      const place = sigma.getNodeDisplayData(id);
      if (place !== undefined && !isInSight(sigma, place)) void camera.animate({ x: place.x, y: place.y }, { duration: calm() });
    },
    zoom: (direction) => {
      const options = { duration: calm() };
      void (direction === "in" ? camera.animatedZoom(options) : direction === "out" ? camera.animatedUnzoom(options) : camera.animatedReset(options));
    },
    onChoose: (listener) => {
      sigma.on("clickNode", ({ node }) => {
        listener(node);
      });
      sigma.on("clickStage", () => {
        listener(null);
      });
    },
  };
};

const isInSight = (sigma: Stage, place: { x: number; y: number }): boolean => {
  const { x, y } = sigma.framedGraphToViewport(place);
  const { width, height } = sigma.getDimensions();
  return x > 20 && y > 20 && x < width - 20 && y < height - 20;
};

/** Nothing moves for those who asked for rest. */
const calm = (): number => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 240);
