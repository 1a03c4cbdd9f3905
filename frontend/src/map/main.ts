/**
 * The map page: reads the wishes from the address, draws, listens, and keeps address, table and panel in step.
 *
 * The page gives a `[data-map]` part with data-source (the network), data-panel (a pattern with `{id}`), and controls
 * marked data-map-*; the server writes all words.
 */

import { addressOf, wishesFrom } from "./address";
import { appearanceOf, paletteFrom, type Palette } from "./appearance";
import { fillLegend, fillSuggestions, followInControls, followInTable, say, sayChosen, tableAsCsv } from "./around";
import type { Drawing } from "./drawing";
import { networkFrom, type Measure, type Payload } from "./network";
import { toPng, toSvg } from "./picture";
import * as states from "./state";

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const TALL = "(max-width: 45rem)"; // there the stage is higher than wide

const part = <T extends HTMLElement>(root: ParentNode, name: string): T | null => root.querySelector<T>(`[data-map-${name}]`);

const colours = (): Palette => paletteFrom(getComputedStyle(document.documentElement));

const saved = (name: string, content: Blob): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};

/** Without a drawing there is still the table, and it says so. */
const showCannotDraw = (root: HTMLElement): void => {
  root.classList.add("cannot-draw");
  const message = part(root, "cannot");
  if (message !== null) message.hidden = false;
};

class MapPage {
  private drawing: Drawing | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly payload: Payload,
    private state: states.MapState,
  ) {}

  async start(): Promise<void> {
    const stage = part(this.root, "stage");
    if (stage === null) return;
    try {
      // Only now: what draws looks for WebGL as soon as it is read, and without it the table must still work.
      const { drawingIn } = await import("./drawing");
      this.drawing = drawingIn(stage);
    } catch {
      showCannotDraw(this.root);
    }
    this.drawing?.onChoose((id) => {
      this.choose(id);
    });
    const more = this.root.querySelector<HTMLDetailsElement>("[data-map-more]");
    if (more !== null && matchMedia(TALL).matches) more.open = false; // on a phone the map comes first
    this.listen(stage);
    this.watch();
    this.render();
    void document.fonts.ready.then(() => {
      this.render(); // names are measured in the page's own letters
      this.root.dataset.ready = "yes";
    });
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
    this.fillPanel();
  }

  private fillPanel(): void {
    const id = this.state.chosen;
    if (id !== null) this.drawing?.goTo(id);
    const nobody = this.root.querySelector<HTMLTemplateElement>("template[data-map-nobody]");
    const panel = document.getElementById("map-panel");
    if (panel === null) return;
    if (id === null) {
      panel.replaceChildren(...(nobody === null ? [] : [nobody.content.cloneNode(true)]));
      return;
    }
    panel.setAttribute("aria-busy", "true");
    void fetch((this.root.dataset.panel ?? "").replace("{id}", id))
      .then(async (answer) => (answer.ok ? answer.text() : ""))
      .then((text) => {
        if (this.state.chosen === id) panel.innerHTML = text;
      })
      .catch(() => undefined)
      .finally(() => {
        panel.removeAttribute("aria-busy");
      });
  }

  private render(): void {
    const seen = states.visible(this.state);
    const palette = colours();
    this.drawing?.draw(appearanceOf(this.state, seen, palette), palette);
    fillLegend(this.root, this.state, palette);
    followInTable(this.root, seen, this.state.chosen);
    followInControls(this.root, this.state);
    say(this.root, this.state, seen);
    sayChosen(this.root, this.state, seen);
  }

  private listen(stage: HTMLElement): void {
    this.root.addEventListener("change", (event) => {
      this.changed(event.target as HTMLInputElement);
    });
    this.root.addEventListener("input", (event) => {
      this.typed(event.target as HTMLInputElement);
    });
    this.root.addEventListener("click", (event) => {
      this.clicked(event);
    });
    this.root.addEventListener("keydown", (event) => {
      this.keyedInSearch(event);
    });
    stage.addEventListener("keydown", (event) => {
      this.keyed(event);
    });
  }

  /** What changes the map without anybody touching it. */
  private watch(): void {
    addEventListener("popstate", () => {
      this.state = states.opened(this.state.network, wishesFrom(location.search));
      this.render();
      this.fillPanel();
    });
    new MutationObserver(() => {
      this.render();
    }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    for (const wish of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
      matchMedia(wish).addEventListener("change", () => {
        this.render();
      });
    }
    matchMedia(TALL).addEventListener("change", ({ matches }) => {
      this.state = { ...this.state, network: networkFrom(this.payload, matches) };
      this.render();
    });
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
    if (name === "map-search") fillSuggestions(this.root, states.found(this.state, value), value);
  }

  private clicked(event: MouseEvent): void {
    const pressed = (event.target as HTMLElement).closest<HTMLElement>("button, a");
    if (pressed === null || event.ctrlKey || event.metaKey) return;
    const row = pressed.closest<HTMLElement>("tr[data-actor]");
    const { mapNear } = pressed.dataset;
    if (mapNear === undefined && row === null) {
      this.pressed(pressed);
      return;
    }
    event.preventDefault();
    if (mapNear !== undefined) this.showNear(Number(mapNear));
    else if (row !== null) this.chooseInTable(row.dataset.actor ?? "");
  }

  private showNear(steps: number): void {
    this.go(states.showAs(states.goNear(this.state, steps), "chart"));
  }

  private chooseInTable(id: string): void {
    this.choose(id);
    document.getElementById("map-panel")?.focus();
  }

  private pressed(button: HTMLElement): void {
    const { mapGroup, mapFound, mapMoment, mapZoom, mapScope, mapSave, show } = button.dataset;
    if (mapGroup !== undefined) this.go(states.toggleGroup(this.state, mapGroup));
    if (mapFound !== undefined) this.foundOne(mapFound);
    if (mapMoment !== undefined) this.stepInTime(Number(mapMoment));
    if (mapZoom !== undefined) this.drawing?.zoom(mapZoom as "in" | "out" | "whole");
    if (mapScope !== undefined) this.go(states.scopeTo(this.state, mapScope as states.Scope));
    if (mapSave !== undefined) void this.save(mapSave);
    if (show !== undefined) this.go(states.showAs(this.state, show as states.View));
  }

  private foundOne(id: string): void {
    const field = this.root.querySelector<HTMLInputElement>("input[name=map-search]");
    if (field !== null) field.value = "";
    fillSuggestions(this.root, []);
    this.choose(id);
    part(this.root, "stage")?.focus({ preventScroll: true });
  }

  private stepInTime(by: number): void {
    const { moments } = this.state.network;
    const next = Math.min(moments.length - 1, Math.max(0, moments.indexOf(this.state.moment) + by));
    this.go(states.goTo(this.state, moments[next] ?? this.state.moment));
  }

  /** In the search: down and up walk through what was found, Enter takes the first, Escape closes. */
  private keyedInSearch(event: KeyboardEvent): void {
    const at = event.target as HTMLElement;
    const field = at.closest<HTMLElement>(".find")?.querySelector<HTMLInputElement>("input");
    if (field === undefined || field === null) return;
    const places = [field, ...this.root.querySelectorAll<HTMLElement>("[data-map-found]")];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      places[Math.min(places.length - 1, Math.max(0, places.indexOf(at) + by))]?.focus();
    }
    if (event.key === "Enter" && at === field && places[1] !== undefined) this.foundOne(places[1].dataset.mapFound ?? "");
    if (event.key === "Escape") {
      fillSuggestions(this.root, []);
      field.focus();
    }
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
    if (event.key === "0") this.drawing?.zoom("whole");
  }

  private async save(form: string): Promise<void> {
    const palette = colours();
    const appearance = appearanceOf(this.state, states.visible(this.state), palette);
    const name = this.root.dataset.name ?? "vierspan";
    if (form === "csv") saved(`${name}.csv`, new Blob([tableAsCsv(this.root)], { type: "text/csv" }));
    if (form === "svg") saved(`${name}.svg`, new Blob([toSvg(appearance, palette, name)], { type: "image/svg+xml" }));
    const png = form === "png" ? await toPng(appearance, palette) : null;
    if (png !== null) saved(`${name}.png`, png);
  }
}

const open = async (root: HTMLElement): Promise<void> => {
  const answer = await fetch(root.dataset.source ?? "", { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const payload = (await answer.json()) as Payload;
  const network = networkFrom(payload, matchMedia(TALL).matches);
  await new MapPage(root, payload, states.opened(network, wishesFrom(location.search))).start();
};

const root = document.querySelector<HTMLElement>("[data-map]");
if (root !== null) {
  open(root).catch(() => {
    showCannotDraw(root);
  });
}
