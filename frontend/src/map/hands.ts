/** What somebody presses, types or keys on the map page, and what it does to the state. */

import { wishesFrom } from "./address";
import { part } from "./dom";
import { thresholds } from "./facets";
import type { Layout } from "./network";
import type { MapPage } from "./page";
import { found, foundThere, keyedInFinder, suggest } from "./search";
import * as states from "./state";
import { Player, stepped } from "./time";
import { widen } from "./tools";
import { visible } from "./visible";
import { neighbourTowards } from "./walking";

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

const DRAWER = "(max-width: 45rem)"; // there the tools come up from below

const MOST_FOUND = 8;

const isSomebody = (id: string): boolean => !id.startsWith("group:");

type Press = (page: MapPage, value: string, button: HTMLElement) => void;

const openTool: Press = (page, value, button) => {
  const isOpen = page.state.tool === value && button.hasAttribute("aria-expanded");
  page.go(states.change(page.state, { tool: isOpen ? "" : (value as states.Tool), view: value === "path" ? "chart" : page.state.view }));
  if (isOpen) return;
  if (matchMedia(DRAWER).matches) part(page.root, "stage")?.scrollIntoView({ block: "start" }); // above the drawer
  part(page.root, "tools")?.querySelector<HTMLElement>("[data-map-tool]:not([hidden]) :is(input, select, button)")?.focus({ preventScroll: true });
};

/** By the name of the data attribute. */
const PRESSES: Readonly<Record<string, Press>> = {
  mapOnly: (page, facet, button) => {
    page.go(states.toggle(page.state, facet, button.dataset.value ?? ""), "moves");
  },
  mapGroup: (page, group) => {
    page.go(states.only(page.state, "community", states.isOnly(page.state, "community", group) ? [] : [group]), "moves");
  },
  mapWiden: (page, facet) => {
    widen(facet);
    page.render("at once");
  },
  mapClear: (page) => {
    page.go(states.clearFilters(page.state), "moves");
  },
  mapLayout: (page, layout) => {
    page.go(states.change(page.state, { layout: layout as Layout }), "moves", "push");
  },
  mapOpenTool: openTool,
  mapCloseTool: (page) => {
    const { tool } = page.state;
    page.go(states.change(page.state, { tool: "" }));
    page.root.querySelector<HTMLElement>(`[data-map-open-tool="${tool}"][aria-expanded]`)?.focus();
  },
  mapNear: (page, steps) => {
    page.go(states.change(states.goNear(page.state, Number(steps)), { view: "chart" }), "moves");
  },
  mapZoom: (page, direction) => {
    page.zoom(direction as "in" | "out" | "whole");
  },
  mapScope: (page, scope) => {
    page.go(states.change(page.state, { scope: scope as states.Scope }), "moves");
  },
  mapSave: (page, form) => {
    void page.save(form);
  },
  mapSort: (page, key) => {
    page.table.sortBy(key, page.state);
  },
  mapMoreRows: (page) => {
    page.table.showMore(page.state);
  },
  mapRows: (page, rows) => {
    page.go(states.change(page.state, { rows: rows as states.Rows }));
  },
  mapSwap: (page) => {
    const { chosen, goal } = page.state;
    if (goal !== null) page.go(states.goFor(states.choose(page.state, goal), chosen), "at once", "push");
  },
  mapNoGoal: (page) => {
    page.go(states.goFor(page.state, null));
  },
  show: (page, view) => {
    page.go(states.change(page.state, { view: view as states.View }));
  },
};

const CHANGES: Readonly<Record<string, (state: states.MapState, value: string) => states.MapState>> = {
  group: (state, groupBy) => states.change(state, { groupBy }),
  size: (state, sizeBy) => states.change(state, { sizeBy }),
  lines: (state, linesBy) => states.change(state, { linesBy: linesBy as states.LinesBy }),
  shown: (state, shown) => states.show(state, shown as states.Shown),
  since: (state, since) => states.compareWith(state, since),
};

export class Hands {
  private readonly player: Player;

  constructor(
    private readonly page: MapPage,
    private readonly enter: (inside: string, wishes?: states.Wishes) => void,
  ) {
    this.player = new Player(page.root, () => page.state, (moment) => {
      page.go(states.goTo(page.state, moment), "moves");
    });
  }

  listen(stage: HTMLElement | null): void {
    const { root } = this.page;
    root.addEventListener("click", (event) => {
      this.clicked(event);
    });
    root.addEventListener("change", (event) => {
      this.changed(event.target as HTMLInputElement);
    });
    root.addEventListener("input", (event) => {
      this.typed(event.target as HTMLInputElement);
    });
    root.addEventListener("keydown", (event) => {
      keyedInFinder(event, (finder, id) => {
        this.picked(finder, id);
      });
      if (event.key === "Escape" && (event.target as HTMLElement).closest("[data-map-tools]") !== null) PRESSES.mapCloseTool?.(this.page, "", root);
    });
    root.addEventListener("map:show", (event) => {
      this.page.show((event as CustomEvent<{ query: string }>).detail.query, "moves");
    });
    stage?.addEventListener("keydown", (event) => {
      this.keyed(event);
    });
  }

  private clicked(event: MouseEvent): void {
    const pressed = (event.target as HTMLElement).closest<HTMLElement>("button, a");
    if (pressed === null || event.ctrlKey || event.metaKey) return;
    const row = pressed.closest<HTMLElement>("tr[data-actor]");
    if (row !== null && pressed.dataset.mapRow !== undefined) this.chooseInTable(event, row.dataset.actor ?? "");
    else if (pressed.dataset.mapFound !== undefined) this.picked(pressed.closest<HTMLElement>(".find"), pressed.dataset.mapFound);
    else if (pressed.dataset.mapMoment !== undefined) this.step(Number(pressed.dataset.mapMoment));
    else if (pressed.dataset.mapPlay !== undefined) this.player.toggle();
    else if (pressed.dataset.mapInside !== undefined) this.enter(pressed.dataset.mapInside);
    else this.pressed(event, pressed);
  }

  private pressed(event: MouseEvent, button: HTMLElement): void {
    for (const [name, press] of Object.entries(PRESSES)) {
      const value = button.dataset[name];
      if (value === undefined) continue;
      event.preventDefault();
      press(this.page, value, button);
    }
  }

  private chooseInTable(event: MouseEvent, id: string): void {
    event.preventDefault();
    this.page.choose(id);
    document.getElementById("map-panel")?.focus();
  }

  private changed({ name, value }: HTMLInputElement): void {
    const next = CHANGES[name]?.(this.page.state, value);
    if (next !== undefined) this.page.go(next, "moves");
    if (name === "pace") this.player.setPace(value);
  }

  private typed(field: HTMLInputElement): void {
    const { page } = this;
    const finder = field.closest<HTMLElement>(".find");
    if (finder !== null) this.sought(finder, field);
    if (field.name === "least") page.go(states.change(page.state, { least: thresholds(page.state)[Number(field.value)] ?? 0 }));
    if (field.name !== "moment") return;
    this.player.pause();
    page.go(states.goTo(page.state, page.state.network.moments[Number(field.value)]?.iso ?? page.state.moment), "moves");
  }

  private sought(finder: HTMLElement, field: HTMLInputElement): void {
    const { state, root } = this.page;
    const [here, address] = [found(state, field.value), root.dataset.find ?? ""];
    suggest(finder, here, field.value);
    if (state.network.level.whole || address === "" || field.value.trim() === "") return;
    void foundThere(address, field.value).then((there) => {
      const known = new Set(here.map(({ id }) => id));
      if (there !== null) suggest(finder, [...here, ...there.filter(({ id }) => !known.has(id))].slice(0, MOST_FOUND), field.value);
    });
  }

  private step(by: number): void {
    this.player.pause();
    this.page.go(states.goTo(this.page.state, stepped(this.page.state, by)), "moves");
  }

  private picked(finder: HTMLElement | null, id: string): void {
    const field = finder?.querySelector<HTMLInputElement>("input");
    if (finder === null || field === null || field === undefined) return;
    suggest(finder, [], "");
    if (this.wentElsewhere(field.name, id)) {
      if (field.name === "map-search") field.value = "";
      return;
    }
    if (field.name === "map-to") this.page.go(states.goFor(this.page.state, id), "moves", "push");
    else this.page.choose(id);
    field.value = field.name === "map-search" ? "" : (this.page.state.network.byId.get(id)?.label ?? "");
    if (field.name === "map-search") part(this.page.root, "stage")?.focus({ preventScroll: true });
  }

  /** Of a network that was not sent whole: whoever is not here yet, or a way that may lead through others, is fetched. */
  private wentElsewhere(field: string, id: string): boolean {
    const { network, chosen } = this.page.state;
    if (network.level.whole || !isSomebody(id)) return false;
    if (field === "map-to" && chosen !== null && isSomebody(chosen) && chosen !== id) {
      this.enter(`between/${chosen}/${id}`, { chosen, goal: id, tool: "path" });
      return true;
    }
    if (network.byId.has(id)) return false;
    this.enter(`around/${id}`, { chosen: id, tool: field === "map-search" ? "" : "path" });
    return true;
  }

  private keyed(event: KeyboardEvent): void {
    const { page } = this;
    const arrow = ARROWS[event.key];
    if (arrow !== undefined) {
      event.preventDefault();
      const next = neighbourTowards(page.state, visible(page.state), ...arrow);
      if (next !== null) page.choose(next);
    }
    if (event.key === "Enter") document.querySelector<HTMLAnchorElement>("#map-panel a[data-map-open]")?.click();
    if (event.key === "Escape") page.choose(null);
    if (event.key === "+" || event.key === "=") page.zoom("in");
    if (event.key === "-") page.zoom("out");
    if (event.key === "0") page.zoom("whole");
  }
}

/** What the address or the page asks for to begin with. */
export const askedFor = (root: HTMLElement): states.Wishes => wishesFrom(root.dataset.open ?? location.search);
