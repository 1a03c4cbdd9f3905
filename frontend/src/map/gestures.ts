/** The hand on the stage: drag, two fingers, Ctrl with the wheel, a press. A plain wheel or one finger scrolls the page. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Hand {
  readonly pan: (dx: number, dy: number) => void;
  readonly zoomAt: (by: number, point: Point) => void;
  readonly press: (point: Point) => void;
  readonly hover: (point: Point | null) => void;
  readonly isClose: () => boolean; // zoomed in: then one finger moves the map, not the page
}

const STILL = 5; // a press that wanders less than this is no drag

const spread = ([a, b]: readonly Point[]): number => (a === undefined || b === undefined ? 0 : Math.hypot(a.x - b.x, a.y - b.y));
const middle = ([a, b]: readonly Point[]): Point => ({ x: ((a?.x ?? 0) + (b?.x ?? 0)) / 2, y: ((a?.y ?? 0) + (b?.y ?? 0)) / 2 });

export const watchGestures = (stage: HTMLElement, hand: Hand): void => {
  const fingers = new Map<number, Point>();
  let wandered = 0;
  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = stage.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    wandered = fingers.size === 0 ? 0 : STILL + 1;
    fingers.set(event.pointerId, pointOf(event));
    stage.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    const [point, before] = [pointOf(event), fingers.get(event.pointerId)];
    if (before === undefined) {
      if (event.pointerType === "mouse") hand.hover(point);
      return;
    }
    const earlier = [...fingers.values()];
    fingers.set(event.pointerId, point);
    wandered += Math.hypot(point.x - before.x, point.y - before.y);
    if (wandered <= STILL) return;
    const [from, to] = [middle(earlier.length > 1 ? earlier : [before, before]), middle(fingers.size > 1 ? [...fingers.values()] : [point, point])];
    hand.pan(to.x - from.x, to.y - from.y);
    if (fingers.size > 1) hand.zoomAt(spread([...fingers.values()]) / Math.max(1, spread(earlier)), to);
  };
  const up = (event: PointerEvent): void => {
    const wasDown = fingers.delete(event.pointerId);
    if (wasDown && wandered <= STILL && event.type === "pointerup") hand.press(pointOf(event));
    stage.classList.toggle("is-close", hand.isClose());
  };
  const wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    hand.zoomAt(Math.exp(-event.deltaY / 240), pointOf(event));
  };
  stage.addEventListener("pointerdown", down);
  stage.addEventListener("pointermove", move);
  stage.addEventListener("pointerup", up);
  stage.addEventListener("pointercancel", up);
  stage.addEventListener("pointerleave", () => {
    hand.hover(null);
  });
  stage.addEventListener("wheel", wheel, { passive: false });
};
