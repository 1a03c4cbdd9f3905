/** The one place that draws on the page: an appearance in, a canvas out, and whom somebody pointed at back. */

import type { Appearance, Dot } from "./appearance";
import { between, cameraBetween, middleOf, panned, viewOf, zoomedAt, type Camera, type View } from "./camera";
import { watchGestures } from "./gestures";
import type { WidthOf } from "./names";
import { FONT_SIZE } from "./names";
import type { Palette } from "./palette";
import { CanvasPen, FONT, SvgPen } from "./pen";
import { paint, spotsOf, type Scene, type Spot } from "./scene";

export interface Drawing {
  readonly draw: (appearance: Appearance, palette: Palette, motion: "moves" | "at once") => void;
  readonly goTo: (id: string) => void;
  readonly whole: () => void;
  readonly zoom: (direction: "in" | "out" | "whole") => void;
  readonly onChoose: (listener: (id: string | null) => void) => void;
  readonly onResize: (listener: () => void) => void;
  readonly svg: (title: string) => string;
  readonly png: () => Promise<Blob | null>;
}

type Place = readonly [number, number, number]; // where, and how much of its size

const MOVE = 480;
const GLIDE = 240;
const HEAVY = 3000; // with more marks than this a picture of the last drawing moves along, and is drawn anew at rest
const REST = 90;
const FINGER = 14;
const AT_REST: Camera = { x: 0, y: 0, zoom: 1 };

/** Nothing moves for those who asked for rest. */
const isCalm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

interface Motion {
  readonly begun: number;
  readonly lasts: number;
  readonly from: ReadonlyMap<string, Place>;
  readonly camera: readonly [Camera, Camera];
}

class StageDrawing implements Drawing {
  private readonly canvas = document.createElement("canvas");
  private readonly pen: CanvasRenderingContext2D;
  private scene: Scene | null = null;
  private camera: Camera = AT_REST;
  private motion: Motion | null = null;
  private spots: readonly Spot[] = [];
  private kept: { readonly bitmap: HTMLCanvasElement; readonly view: View; readonly camera: Camera } | null = null;
  private resting = 0;
  private asked = 0;
  private chosen: (id: string | null) => void = () => undefined;
  private resized: () => void = () => undefined;
  private readonly widths = new Map<string, number>();

  constructor(
    private readonly stage: HTMLElement,
    private readonly nameOf: (circle: string) => string,
  ) {
    const pen = this.canvas.getContext("2d");
    if (pen === null) throw new Error("no canvas");
    this.pen = pen;
    this.canvas.setAttribute("aria-hidden", "true");
    stage.append(this.canvas);
    watchGestures(stage, {
      pan: (dx, dy) => {
        this.look(panned(this.camera, this.view(), dx, dy));
      },
      zoomAt: (by, point) => {
        this.look(zoomedAt(this.camera, this.view(), by, point));
      },
      press: (point) => {
        this.chosen(this.at(point));
      },
      hover: (point) => {
        this.hover(point === null ? null : this.at(point));
      },
      isClose: () => this.camera.zoom > 1.05,
    });
    this.fit();
    let known = this.size();
    new ResizeObserver(() => {
      const size = this.size();
      if (size.width === known.width && size.height === known.height) return;
      known = size;
      this.fit();
      this.resized();
    }).observe(stage);
  }

  draw(appearance: Appearance, palette: Palette, motion: "moves" | "at once"): void {
    const before = this.scene?.appearance ?? null;
    const from = new Map(before?.dots.map((dot) => [dot.id, this.moved(dot)]) ?? []);
    const hasNewFrame = before === null || !isSameFrame(before, appearance);
    const camera = hasNewFrame ? middleOf(appearance.frame) : this.camera;
    const mayMove = motion === "moves" && before !== null && !isCalm() && appearance.dots.length <= HEAVY / 2;
    const start = before === null || !hasNewFrame ? this.camera : seenIn(this.camera, before, appearance, this.size());
    this.scene = { appearance, palette, hovered: this.scene?.hovered ?? null, nameOf: this.nameOf };
    this.motion = mayMove ? { begun: performance.now(), lasts: MOVE, from, camera: [start, camera] } : null;
    this.camera = camera;
    this.kept = null;
    this.ask();
  }

  goTo(id: string): void {
    const spot = this.spots.find(({ dot }) => dot.id === id);
    const { width, height } = this.size();
    if (spot === undefined || this.motion !== null) return;
    if (spot.x > 20 && spot.y > 20 && spot.x < width - 20 && spot.y < height - 20) return;
    this.glide({ ...this.camera, x: spot.dot.x, y: spot.dot.y });
  }

  whole(): void {
    if (this.scene !== null) this.glide(middleOf(this.scene.appearance.frame));
  }

  zoom(direction: "in" | "out" | "whole"): void {
    if (direction === "whole") this.whole();
    else this.glide(zoomedAt(this.camera, this.view(), direction === "in" ? 1.5 : 1 / 1.5, this.middle()));
  }

  onChoose(listener: (id: string | null) => void): void {
    this.chosen = listener;
  }

  onResize(listener: () => void): void {
    this.resized = listener;
  }

  svg(title: string): string {
    const pen = new SvgPen();
    const { width, height } = this.size();
    if (this.scene !== null) {
      const { ground } = this.scene.palette;
      pen.polygon([0, 0, width, 0, width, height, 0, height], ground, null, 0);
      paint(pen, this.scene, this.spots, this.view(), this.widthOf);
    }
    return pen.whole(title, width, height);
  }

  /** Three times the stage, so that it stays sharp on paper. */
  async png(): Promise<Blob | null> {
    const canvas = document.createElement("canvas");
    const { width, height } = this.size();
    [canvas.width, canvas.height] = [3 * width, 3 * height];
    const pen = canvas.getContext("2d");
    if (pen === null || this.scene === null) return null;
    pen.scale(3, 3);
    pen.fillStyle = this.scene.palette.ground;
    pen.fillRect(0, 0, width, height);
    paint(new CanvasPen(pen), this.scene, this.spots, this.view(), this.widthOf);
    return new Promise((resolve) => {
      canvas.toBlob(resolve, "image/png");
    });
  }

  private size(): { width: number; height: number } {
    return { width: Math.max(1, this.stage.clientWidth), height: Math.max(1, this.stage.clientHeight) };
  }

  private middle(): { x: number; y: number } {
    const { width, height } = this.size();
    return { x: width / 2, y: height / 2 };
  }

  private view(camera: Camera = this.camera): View {
    return viewOf(camera, this.scene?.appearance.frame ?? { x: [-1, 1], y: [-1, 1] }, this.size());
  }

  private fit(): void {
    const { width, height } = this.size();
    const dense = Math.min(2, devicePixelRatio || 1);
    [this.canvas.width, this.canvas.height] = [Math.round(width * dense), Math.round(height * dense)];
    this.pen.setTransform(dense, 0, 0, dense, 0, 0);
    this.kept = null;
    this.ask();
  }

  private look(camera: Camera): void {
    this.motion = null;
    this.camera = camera;
    this.ask();
  }

  private glide(camera: Camera): void {
    const from = this.camera;
    this.camera = camera;
    this.motion = isCalm() ? null : { begun: performance.now(), lasts: GLIDE, from: new Map(), camera: [from, camera] };
    this.ask();
  }

  private hover(id: string | null): void {
    if (this.scene === null || this.scene.hovered === id) return;
    this.scene = { ...this.scene, hovered: id };
    this.stage.classList.toggle("on-somebody", id !== null);
    if (this.isHeavy()) return; // there a drawing for each hover would be late
    this.ask();
  }

  private isHeavy(): boolean {
    const { dots, lines } = this.scene?.appearance ?? { dots: [], lines: [] };
    return dots.length + lines.length > HEAVY;
  }

  private ask(): void {
    if (this.asked === 0) this.asked = requestAnimationFrame((now) => {
      this.asked = 0;
      this.render(now);
    });
  }

  private share(now: number): number {
    return this.motion === null ? 1 : Math.min(1, Math.max(0, (now - this.motion.begun) / this.motion.lasts));
  }

  /** Where a disc is on its way; who is new grows from nothing. */
  private moved(dot: Dot, share = this.share(performance.now())): Place {
    if (this.motion === null || this.motion.from.size === 0 || share >= 1) return [dot.x, dot.y, 1];
    const from = this.motion.from.get(dot.id);
    if (from === undefined) return [dot.x, dot.y, between(0, 1, share)];
    return [between(from[0], dot.x, share), between(from[1], dot.y, share), between(from[2], 1, share)];
  }

  private render(now: number): void {
    if (this.scene === null) return;
    const share = this.share(now);
    const camera = this.motion === null ? this.camera : cameraBetween(...this.motion.camera, share);
    if (this.isHeavy() && this.kept !== null && this.kept.camera !== camera) this.slide(camera);
    else this.redraw(camera, share);
    if (share >= 1) this.motion = null;
    else this.ask();
  }

  private redraw(camera: Camera, share: number): void {
    if (this.scene === null) return;
    const view = this.view(camera);
    const { width, height } = this.size();
    this.spots = spotsOf(this.scene.appearance, view, (dot) => this.moved(dot, share));
    this.pen.clearRect(0, 0, width, height);
    paint(new CanvasPen(this.pen), this.scene, this.spots, view, this.widthOf);
    if (this.isHeavy()) this.keep(view, camera);
  }

  private keep(view: View, camera: Camera): void {
    const bitmap = this.kept?.bitmap ?? document.createElement("canvas");
    [bitmap.width, bitmap.height] = [this.canvas.width, this.canvas.height];
    bitmap.getContext("2d")?.drawImage(this.canvas, 0, 0);
    this.kept = { bitmap, view, camera };
  }

  /** The last drawing, moved and stretched to where one looks now; drawn anew when the hand rests. */
  private slide(camera: Camera): void {
    if (this.kept === null) return;
    const { width, height } = this.size();
    const view = this.view(camera);
    const by = view.scale / this.kept.view.scale;
    const x = view.toX(this.kept.camera.x) - (width / 2) * by;
    const y = view.toY(this.kept.camera.y) - (height / 2) * by;
    this.pen.clearRect(0, 0, width, height);
    this.pen.drawImage(this.kept.bitmap, x, y, width * by, height * by);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.kept = null;
      this.ask();
    }, REST);
  }

  private at({ x, y }: { x: number; y: number }): string | null {
    let best: { id: string; away: number } | null = null;
    for (const { dot, x: dotX, y: dotY, r } of this.spots) {
      const away = Math.hypot(x - dotX, y - dotY);
      if (away <= Math.max(r + 3, FINGER) && away - r < (best?.away ?? Infinity)) best = { id: dot.id, away: away - r };
    }
    return best?.id ?? null;
  }

  private readonly widthOf: WidthOf = (line, isStrong) => {
    const key = `${line}${isStrong ? "!" : ""}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    this.pen.font = `${isStrong ? 650 : 450} ${FONT_SIZE}px ${FONT}`;
    const { width } = this.pen.measureText(line);
    if (document.fonts.status === "loaded") this.widths.set(key, width);
    return width;
  };
}

const isSameFrame = (a: Appearance, b: Appearance): boolean =>
  [0, 1].every((end) => a.frame.x[end] === b.frame.x[end] && a.frame.y[end] === b.frame.y[end]);

/** Where one looked, said for the new frame, so that nothing jumps before it moves. */
const seenIn = (camera: Camera, before: Appearance, after: Appearance, stage: { width: number; height: number }): Camera => {
  const [old, fresh] = [viewOf({ ...camera, zoom: camera.zoom }, before.frame, stage), viewOf(middleOf(after.frame), after.frame, stage)];
  return { ...camera, zoom: old.scale / fresh.scale };
};

export const drawingIn = (stage: HTMLElement, nameOf: (circle: string) => string): Drawing => {
  const drawing = new StageDrawing(stage, nameOf);
  return drawing;
};
