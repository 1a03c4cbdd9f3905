/**
 * Shows a story full-screen: keys, fingers and buttons go from step to step, and the map walks along.
 *
 * Every step is a page of its own; this fetches the next one, and puts its words, its bar and its map in place.
 */

import { move, placesIn, type Places } from "./story-moves";

const WALK = 640; // milliseconds from one step to the next
const SWIPE = 60; // so many pixels aside is a swipe
const ONWARD = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];

/** Which step a key asks for: 0 is none. */
export const stepFor = (key: string, at: number, count: number): number => {
  if (ONWARD.includes(key)) return at < count ? at + 1 : 0;
  if (BACK.includes(key)) return at > 1 ? at - 1 : 0;
  if (key === "Home") return at === 1 ? 0 : 1;
  if (key === "End") return at === count ? 0 : count;
  return 0;
};

const calm = (): number => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : WALK);

export class Story {
  private readonly pages = new Map<number, Promise<Document>>();
  private touched: { x: number; y: number } | null = null;

  constructor(private readonly root: HTMLElement) {}

  start(): void {
    document.addEventListener("keydown", (event) => {
      this.keyed(event);
    });
    this.root.addEventListener("click", (event) => {
      this.pressed(event);
    });
    this.root.addEventListener("touchstart", ({ touches }) => {
      const [touch] = touches;
      this.touched = touch === undefined || touches.length > 1 ? null : { x: touch.clientX, y: touch.clientY };
    }, { passive: true });
    this.root.addEventListener("touchend", ({ changedTouches }) => {
      this.swiped(changedTouches[0]);
    });
    addEventListener("popstate", () => {
      void this.show(Number(new URLSearchParams(location.search).get("step")) || 1);
    });
    this.offerFullScreen();
    this.lookAhead();
  }

  private get at(): number {
    return Number(this.root.dataset.at);
  }

  private get count(): number {
    return Number(this.root.dataset.count);
  }

  private keyed(event: KeyboardEvent): void {
    const on = event.target instanceof Element ? event.target.closest("a, button") : null;
    if (event.altKey || event.ctrlKey || event.metaKey || (on !== null && (event.key === " " || event.key === "Enter"))) return;
    if (event.key === "Escape" && document.fullscreenElement === null) this.root.querySelector<HTMLElement>("[data-story-leave]")?.click();
    const step = stepFor(event.key, this.at, this.count);
    if (step === 0) return;
    event.preventDefault();
    this.go(step);
  }

  private pressed(event: MouseEvent): void {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-story-go], [data-story-full]") : null;
    if (pressed === null || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (pressed.dataset.storyGo === undefined) this.switchFullScreen();
    else this.go(Number(pressed.dataset.storyGo));
  }

  private swiped(touch: Touch | undefined): void {
    if (this.touched === null || touch === undefined) return;
    const [x, y] = [touch.clientX - this.touched.x, touch.clientY - this.touched.y];
    this.touched = null;
    if (Math.abs(x) < SWIPE || Math.abs(x) < 2 * Math.abs(y)) return;
    const step = stepFor(x < 0 ? "ArrowRight" : "ArrowLeft", this.at, this.count);
    if (step !== 0) this.go(step);
  }

  private go(step: number): void {
    history.pushState(null, "", `?step=${step}`);
    void this.show(step);
  }

  /** The page of a step; asked for once. Where it cannot be had, the browser goes there itself. */
  private async show(step: number): Promise<void> {
    try {
      this.take(await this.page(step), step);
      this.lookAhead();
    } catch {
      location.reload();
    }
  }

  private page(step: number): Promise<Document> {
    const known = this.pages.get(step);
    if (known !== undefined) return known;
    const asked = fetch(`?step=${step}`).then(async (answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    });
    this.pages.set(step, asked);
    return asked;
  }

  private lookAhead(): void {
    for (const step of [this.at + 1, this.at - 1]) {
      if (step >= 1 && step <= this.count) this.page(step).catch(() => this.pages.delete(step));
    }
  }

  private take(page: Document, step: number): void {
    this.root.dataset.at = String(step);
    document.title = page.title;
    for (const part of ["[data-story-words]", "[data-story-bar]"]) {
      const next = page.querySelector(part);
      const here = this.root.querySelector(part);
      if (next !== null && here !== null) here.replaceChildren(...document.importNode(next, true).childNodes);
    }
    for (const here of this.root.querySelectorAll<HTMLElement>("[data-still]")) this.draw(here, page);
    this.offerFullScreen();
    this.root.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }

  private draw(here: HTMLElement, page: Document): void {
    const next = page.querySelector(`[data-still="${here.dataset.still ?? ""}"]`);
    const old = here.querySelector("svg");
    if (next === null) return;
    const before: Places = old === null ? new Map() : placesIn(old);
    here.replaceChildren(...document.importNode(next, true).childNodes);
    const now = here.querySelector("svg");
    if (now !== null) move(now, before, calm());
  }

  private offerFullScreen(): void {
    const button = this.root.querySelector<HTMLElement>("[data-story-full]");
    if (button !== null) button.hidden = !document.fullscreenEnabled;
  }

  private switchFullScreen(): void {
    if (document.fullscreenElement === null) void document.documentElement.requestFullscreen().catch(() => undefined);
    else void document.exitFullscreen();
  }
}

const root = document.querySelector<HTMLElement>("[data-story]");
if (root !== null) new Story(root).start();
