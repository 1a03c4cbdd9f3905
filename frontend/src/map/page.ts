/** The map page: holds the state, draws it, and keeps address, table and panels in step with it. */

import { addressOf, queryOf, wishesFrom } from "./address";
import { appearanceOf, type Appearance } from "./appearance";
import { el, fillText, part, parts } from "./dom";
import type { Drawing } from "./drawing";
import { fillLegend, fillLines } from "./legend";
import type { Network } from "./network";
import { paletteFrom, type Palette } from "./palette";
import { fillPanel, followInPanel } from "./panel";
import type { Stage } from "./places";
import * as states from "./state";
import { TableTwin } from "./table";
import { followInTime } from "./time";
import { followInTools } from "./tools";
import { visible } from "./visible";
import { count, measureName, say } from "./words";

export type Motion = "moves" | "at once";
export type Keep = "push" | "replace";

const colours = (): Palette => paletteFrom(getComputedStyle(document.documentElement));

const saved = (name: string, content: Blob): void => {
  const link = el("a", { href: URL.createObjectURL(content), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
};

export class MapPage {
  readonly table: TableTwin;

  constructor(
    readonly root: HTMLElement,
    public state: states.MapState,
    private readonly drawing: Drawing | null,
    private inside: string, // the group one looks into; "" = the whole
  ) {
    this.table = new TableTwin(root);
    this.showWayOut();
    drawing?.onResize(() => {
      this.draw("at once");
    });
  }

  /** Only the page of the map itself keeps its address; a frame or a story has the address of others. */
  get isFull(): boolean {
    return (this.root.dataset.mapMode ?? "full") === "full";
  }

  go(next: states.MapState, motion: Motion = "at once", keep: Keep = "replace"): void {
    const hasOther = next.chosen !== this.state.chosen;
    this.state = next;
    this.keepAddress(keep);
    this.render(motion);
    if (hasOther) this.tellChosen();
  }

  choose(id: string | null): void {
    if (id !== this.state.chosen) this.go(states.choose(this.state, id), "at once", "push");
  }

  show(query: string, motion: Motion): void {
    this.go(states.opened(this.state.network, wishesFrom(query)), motion, "push");
  }

  /** Back and forward: the address leads. */
  follow(): void {
    if ((new URLSearchParams(location.search).get("inside") ?? "") !== this.inside) {
      location.reload(); // another network
      return;
    }
    const before = this.state.chosen;
    this.state = states.opened(this.state.network, wishesFrom(location.search));
    this.render("at once");
    if (before !== this.state.chosen) this.tellChosen();
  }

  /** Another network on the same stage: the inside of a group, what lies around somebody, or the whole again. */
  enter(network: Network, inside: string, wishes: states.Wishes = {}): void {
    this.inside = inside;
    this.go(states.opened(network, wishes), "at once", "push");
    if (wishes.chosen == null) this.drawing?.whole();
    this.showWayOut();
  }

  render(motion: Motion): void {
    this.draw(motion);
    fillLegend(this.root, this.state, colours());
    fillLines(this.root, this.state);
    followInTools(this.root, this.state);
    followInPanel(this.root, this.state);
    followInTime(this.root, this.state);
    this.followInView();
    this.tellCounts();
    const query = queryOf(this.state);
    this.root.dataset.view = query;
    this.root.dispatchEvent(new CustomEvent("map:changed", { detail: { query } }));
  }

  draw(motion: Motion): void {
    if (this.state.view === "chart") this.drawing?.draw(this.appearance(), colours(), motion);
  }

  goTo(id: string): void {
    this.drawing?.goTo(id);
  }

  zoom(direction: "in" | "out" | "whole"): void {
    this.drawing?.zoom(direction);
  }

  async save(form: string): Promise<void> {
    const name = this.root.dataset.name ?? "vierspan";
    if (form === "csv") saved(`${name}.csv`, new Blob([this.table.csv(this.state)], { type: "text/csv" }));
    if (form === "svg" && this.drawing !== null) saved(`${name}.svg`, new Blob([this.drawing.svg(name)], { type: "image/svg+xml" }));
    const png = form === "png" ? await this.drawing?.png() : null;
    if (png) saved(`${name}.png`, png);
  }

  private showWayOut(): void {
    const out = part(this.root, "outside");
    if (out !== null) out.hidden = this.inside === "";
  }

  private appearance(): Appearance {
    const stage = part(this.root, "stage");
    const size: Stage = { width: stage?.clientWidth ?? 800, height: stage?.clientHeight ?? 600 };
    return appearanceOf(this.state, colours(), size);
  }

  private keepAddress(keep: Keep): void {
    if (!this.isFull) return;
    const address = addressOf(this.state, location.pathname);
    const whole = this.inside === "" ? address : `${address}${address.includes("?") ? "&" : "?"}inside=${encodeURIComponent(this.inside)}`;
    if (keep === "push") history.pushState(null, "", whole);
    else history.replaceState(null, "", whole);
  }

  private tellChosen(): void {
    const chosen = states.chosenOf(this.state);
    if (chosen !== undefined) this.goTo(chosen.id);
    void fillPanel(this.root, () => this.state);
    const ties = chosen === undefined ? 0 : (visible(this.state).degree[chosen.index] ?? 0);
    fillText(this.root, "said", chosen === undefined ? "" : count("chosen", ties, { name: chosen.label }));
  }

  private followInView(): void {
    const isTable = this.state.view === "table" || this.root.classList.contains("cannot-draw");
    this.root.classList.toggle("as-table", this.state.view === "table");
    for (const button of parts(this.root, "[data-show]")) button.setAttribute("aria-pressed", String(button.dataset.show === this.state.view));
    for (const button of parts(this.root, "[data-map-rows]")) button.setAttribute("aria-pressed", String(button.dataset.mapRows === this.state.rows));
    if (isTable) this.table.fill(this.state);
  }

  private tellCounts(): void {
    const { actors, pairs, leftOut } = visible(this.state);
    const facts = { actors: actors.length, all: actors.length + leftOut };
    fillText(this.root, "count", count(leftOut > 0 ? "count/part" : "count/whole", pairs.length, facts));
    fillText(this.root, "how", this.howToRead());
    const isSmall = this.state.scope === "matters" && leftOut === 0;
    for (const button of parts(this.root, "[data-map-scope]")) button.hidden = button.dataset.mapScope === this.state.scope || isSmall;
    const nothing = part(this.root, "nothing");
    if (nothing !== null) nothing.hidden = actors.length > 0;
  }

  private howToRead(): string {
    const { layout, sizeBy } = this.state;
    const { actors, pairs } = visible(this.state);
    const isDirected = pairs.some(({ toOne, toOther }) => toOne || toOther);
    const core = actors.some((actor) => actor.core) ? say("how/core") : "";
    return [say(`how/${layout}`), say("how/size", { measure: measureName(sizeBy) }), core, isDirected ? say("how/directed") : ""].filter(Boolean).join(" ");
  }
}
