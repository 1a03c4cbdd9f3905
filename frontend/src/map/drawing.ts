/** The one place that draws: marks in, sigma's canvas out. */

import { createNodeBorderProgram } from "@sigma/node-border";
import { createNodeImageProgram } from "@sigma/node-image";
import Graph from "graphology";
import Sigma from "sigma";
import { createNodeCompoundProgram, EdgeLineProgram } from "sigma/rendering";

import type { Appearance, Dot, Palette } from "./appearance";
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
  forceLabel: boolean;
  zIndex: number;
}

interface EdgeMarks extends Record<string, unknown> {
  size: number;
  color: string;
  zIndex: number;
}

export interface Drawing {
  readonly draw: (appearance: Appearance, palette: Palette) => void;
  readonly goTo: (id: string) => void;
  readonly zoom: (direction: "in" | "out" | "whole") => void;
  readonly onChoose: (listener: (id: string | null) => void) => void;
}

const BORDERED = createNodeBorderProgram<NodeMarks, EdgeMarks>({
  borders: [
    { size: { attribute: "edgeWidth", defaultValue: 1.5, mode: "pixels" }, color: { attribute: "edgeColour" } },
    { size: { fill: true }, color: { attribute: "color" } },
  ],
});

const PICTOGRAM = createNodeImageProgram<NodeMarks, EdgeMarks>({
  drawingMode: "color",
  padding: 0.28,
  keepWithinCircle: false,
  colorAttribute: "pictogramColour",
  size: { mode: "force", value: 96 },
});

const WITH_SHAPE = createNodeCompoundProgram<NodeMarks, EdgeMarks>([BORDERED, PICTOGRAM]);

/** A white shape on nothing, which sigma then gives its colour. */
const pictureOf = (orientation: Orientation): string => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 96;
  const pen = canvas.getContext("2d");
  pen?.scale(4, 4);
  if (pen !== null) {
    pen.fillStyle = "#ffffff";
    pen.fill(new Path2D(SHAPES[orientation]));
  }
  return canvas.toDataURL("image/png");
};

const marksOf = (dot: Dot, palette: Palette, pictures: Readonly<Record<Orientation, string>>): NodeMarks => ({
  x: dot.x,
  y: dot.y,
  size: dot.radius + (dot.isChosen ? 4 : 0),
  label: dot.label,
  color: dot.fill,
  edgeColour: dot.isChosen ? palette.ink : dot.edge,
  edgeWidth: dot.isChosen ? 5 : dot.edgeWidth,
  image: dot.shape === null ? null : pictures[dot.shape],
  pictogramColour: dot.shapeColour,
  type: dot.shape === null ? "plain" : "shaped",
  forceLabel: dot.isCore || dot.isChosen,
  zIndex: dot.isChosen ? 2 : dot.isCore ? 1 : 0,
});

export const drawingIn = (stage: HTMLElement): Drawing => {
  const graph = new Graph<NodeMarks, EdgeMarks>({ multi: true });
  const pictures = {
    strategist: pictureOf("strategist"),
    explorer: pictureOf("explorer"),
    developer: pictureOf("developer"),
    process_manager: pictureOf("process_manager"),
  };
  const sigma = new Sigma<NodeMarks, EdgeMarks>(graph, stage, {
    nodeProgramClasses: { plain: BORDERED, shaped: WITH_SHAPE },
    edgeProgramClasses: { line: EdgeLineProgram },
    defaultEdgeType: "line",
    labelFont: "Schibsted Grotesk Variable, system-ui, sans-serif",
    labelSize: 15,
    labelWeight: "500",
    labelRenderedSizeThreshold: 5,
    zIndex: true,
    minCameraRatio: 0.05,
    maxCameraRatio: 3,
    stagePadding: 48,
    allowInvalidContainer: true,
  });
  const draw = ({ dots, lines }: Appearance, palette: Palette): void => {
    sigma.setSetting("labelColor", { color: palette.ink });
    graph.clear();
    for (const dot of dots) graph.addNode(dot.id, marksOf(dot, palette, pictures));
    for (const line of lines) {
      graph.addEdge(line.source, line.target, { size: line.width, color: line.colour, zIndex: line.isNear ? 1 : 0 });
    }
    sigma.refresh();
  };
  const camera = sigma.getCamera();
  return {
    draw,
    goTo: (id) => {
      const place = sigma.getNodeDisplayData(id);
      if (place !== undefined) void camera.animate({ x: place.x, y: place.y }, { duration: calm() });
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

/** Nothing moves for those who asked for rest. */
const calm = (): number => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 240);
