/**
 * The map page: reads the wishes from the address, draws, listens, and keeps address, table and panel in step.
 *
 * The page gives a `[data-map]` part with data-source (the network), data-panel (a pattern with `{id}`), and controls
 * marked data-map-*; the server writes all words.
 */

import { appearanceOf, paletteFrom } from "./appearance";
import { drawingIn, type Drawing } from "./drawing";
import { networkFrom, type Measure, type Payload } from "./network";
import { toPng, toSvg } from "./picture";
import * as states from "./state";
import { addressOf, wishesFrom } from "./address";
import { fillLegend, fillSuggestions, followInTable, say } from "./around";

declare global {
  interface Window {
    htmx: { ajax: (verb: string, url: string, target: string | { target: string; swap: string }) => Promise<void> };
  }
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const part = <T extends HTMLElement>(root: ParentNode, name: string): T | null => root.querySelector<T>(`[data-map-${name}]`);

const saved = (name: string, content: Blob): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};

class MapPage {
  private drawing: Drawing | null = null;

  constructor(
    private readonly root: HTMLElement,
    private state: states.MapState,
  ) {}

  start(): void {
    const stage = part(this.root, "stage");
    if (stage === null) return;
    try {
      this.drawing = drawingIn(stage);
    } catch {
      this.root.classList.add("cannot-draw");
    }
    this.drawing?.onChoose((id) => {
      this.choose(id);
    });
    this.listen(stage);
    this.render();
    this.root.dataset.ready = "yes";
  }

  private go(next: states.MapState): void {
    this.state = next;
    history.replaceState(null, "", addressOf(next, location.pathname));
    this.render();
  }

  private choose(id: string | null): void {
    if (id === this.state.chosen) return;
    this.state = states.choose(this.state, id);
    history.pushState(null, "", addressOf(this.state, location.pathname));
    this.render();
    if (id !== null) {
      this.drawing?.goTo(id);
      const url = (this.root.dataset.panel ?? "").replace("{id}", id);
      void window.htmx.ajax("GET", url, { target: "#map-panel", swap: "innerHTML" });
    }
  }

  private render(): void {
    const seen = states.visible(this.state);
    const palette = paletteFrom(getComputedStyle(document.documentElement));
    this.drawing?.draw(appearanceOf(this.state, seen, palette), palette);
    fillLegend(this.root, this.state, palette);
    followInTable(this.root, seen);
    say(this.root, this.state, seen);
  }

  private listen(stage: HTMLElement): void {
    this.root.addEventListener("change", (event) => {
      this.changed(event.target as HTMLInputElement);
    });
    this.root.addEventListener("input", (event) => {
      this.typed(event.target as HTMLInputElement);
    });
    this.root.addEventListener("click", (event) => {
      const button = (event.target as HTMLElement).closest<HTMLElement>("button");
      if (button !== null) this.pressed(button);
    });
    stage.addEventListener("keydown", (event) => {
      this.keyed(event);
    });
    addEventListener("popstate", () => {
      this.state = states.opened(this.state.network, wishesFrom(location.search));
      this.render();
    });
    new MutationObserver(() => {
      this.render();
    }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  }

  private changed({ name, value }: HTMLInputElement): void {
    if (name === "group") this.go(states.groupBy(this.state, value as states.Grouping));
    if (name === "size") this.go(states.sizeBy(this.state, value as Measure));
    if (name === "shown") this.go(states.show(this.state, value as states.Shown));
    if (name === "near") this.go(states.goNear(this.state, Number(value)));
    if (name === "tie-kind") this.go(states.toggleTieKind(this.state, value));
  }

  private typed({ name, value }: HTMLInputElement): void {
    if (name === "moment") this.go(states.goTo(this.state, this.state.network.moments[Number(value)] ?? this.state.moment));
    if (name === "map-search") fillSuggestions(this.root, states.found(this.state, value));
  }

  private pressed(button: HTMLElement): void {
    const { mapGroup, mapFound, mapMoment, mapZoom, mapScope, mapSave } = button.dataset;
    if (mapGroup !== undefined) this.go(states.toggleGroup(this.state, mapGroup));
    if (mapFound !== undefined) this.foundOne(mapFound);
    if (mapMoment !== undefined) this.stepInTime(Number(mapMoment));
    if (mapZoom !== undefined) this.drawing?.zoom(mapZoom as "in" | "out" | "whole");
    if (mapScope !== undefined) this.go(states.scopeTo(this.state, mapScope as states.Scope));
    if (mapSave !== undefined) void this.save(mapSave);
  }

  private foundOne(id: string): void {
    const kind = this.state.network.byId.get(id)?.kind;
    if (kind !== undefined && this.state.shown !== "both" && this.state.shown !== kind) {
      this.state = states.show(this.state, "both");
    }
    fillSuggestions(this.root, []);
    this.choose(id);
  }

  private stepInTime(by: number): void {
    const { moments } = this.state.network;
    const next = Math.min(moments.length - 1, Math.max(0, moments.indexOf(this.state.moment) + by));
    const slider = this.root.querySelector<HTMLInputElement>("input[name=moment]");
    if (slider !== null) slider.value = String(next);
    this.go(states.goTo(this.state, moments[next] ?? this.state.moment));
  }

  private keyed(event: KeyboardEvent): void {
    const arrow = ARROWS[event.key];
    if (arrow !== undefined) {
      event.preventDefault();
      const next = states.neighbourTowards(this.state, ...arrow);
      if (next !== null) this.choose(next);
    }
    if (event.key === "Enter") document.querySelector<HTMLAnchorElement>("#map-panel a[data-map-open]")?.click();
    if (event.key === "Escape") this.choose(null);
    if (event.key === "+" || event.key === "=") this.drawing?.zoom("in");
    if (event.key === "-") this.drawing?.zoom("out");
  }

  private async save(form: string): Promise<void> {
    const palette = paletteFrom(getComputedStyle(document.documentElement));
    const appearance = appearanceOf(this.state, states.visible(this.state), palette);
    const name = this.root.dataset.name ?? "vierspan";
    if (form === "svg") saved(`${name}.svg`, new Blob([toSvg(appearance, palette, name)], { type: "image/svg+xml" }));
    const png = form === "png" ? await toPng(appearance, palette) : null;
    if (png !== null) saved(`${name}.png`, png);
  }
}

const open = async (root: HTMLElement): Promise<void> => {
  const answer = await fetch(root.dataset.source ?? "", { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const network = networkFrom((await answer.json()) as Payload);
  new MapPage(root, states.opened(network, wishesFrom(location.search))).start();
};

const root = document.querySelector<HTMLElement>("[data-map]");
if (root !== null) {
  open(root).catch(() => {
    root.classList.add("cannot-draw");
  });
}
