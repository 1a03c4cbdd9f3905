/** From the network's places to the stage and back: where one looks, and how close. */

import type { Frame, Stage } from "./places";

export interface Camera {
  readonly x: number; // what lies in the middle
  readonly y: number;
  readonly zoom: number; // 1 = the whole
}

export interface View {
  readonly stage: Stage;
  readonly scale: number;
  readonly toX: (x: number) => number;
  readonly toY: (y: number) => number;
  readonly sizes: number; // how much larger discs are than at rest
}

const CLOSEST = 40;
const FURTHEST = 0.6;

export const paddingFor = (stage: Stage): number => (stage.width < 600 ? 34 : 60);

export const middleOf = ({ x, y }: Frame): Camera => ({ x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2, zoom: 1 });

/** How many pixels one unit takes when the whole is in sight. */
export const fitting = ({ x, y }: Frame, stage: Stage): number => {
  const padding = paddingFor(stage);
  const [across, up] = [Math.max(x[1] - x[0], 1e-6), Math.max(y[1] - y[0], 1e-6)];
  const scale = Math.min((stage.width - 2 * padding) / across, (stage.height - 2 * padding) / up);
  return Math.max(1, Math.min(scale, Math.min(stage.width, stage.height) * 2));
};

export const viewOf = (camera: Camera, frame: Frame, stage: Stage): View => {
  const scale = fitting(frame, stage) * camera.zoom;
  return {
    stage,
    scale,
    toX: (x) => stage.width / 2 + (x - camera.x) * scale,
    toY: (y) => stage.height / 2 - (y - camera.y) * scale,
    sizes: Math.min(4, Math.max(0.7, Math.sqrt(camera.zoom))),
  };
};

export const panned = (camera: Camera, view: View, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x - dx / view.scale,
  y: camera.y + dy / view.scale,
});

/** Closer or further, with one point of the stage staying where it is. */
export const zoomedAt = (camera: Camera, view: View, by: number, point: { readonly x: number; readonly y: number }): Camera => {
  const zoom = Math.min(CLOSEST, Math.max(FURTHEST, camera.zoom * by));
  const kept = 1 - camera.zoom / zoom;
  const [dx, dy] = [point.x - view.stage.width / 2, point.y - view.stage.height / 2];
  return { x: camera.x + (dx / view.scale) * kept, y: camera.y - (dy / view.scale) * kept, zoom };
};

const eased = (share: number): number => 1 - (1 - share) ** 3;

export const between = (from: number, to: number, share: number): number => from + (to - from) * eased(share);

export const cameraBetween = (from: Camera, to: Camera, share: number): Camera => ({
  x: between(from.x, to.x, share),
  y: between(from.y, to.y, share),
  zoom: between(from.zoom, to.zoom, share),
});
