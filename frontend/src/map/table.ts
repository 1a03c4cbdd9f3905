/** The table twin: the same people, parties and ties as the drawing shows now, in rows that sort. */

import { chainOf } from "./appearance";
import { el, part, refill } from "./dom";
import type { Actor } from "./network";
import { facetsOf, isShaded, UNKNOWN, type MapState } from "./state";
import { visible, type Seen, type SeenPair } from "./visible";
import { colouringName, count, facetName, figure, measureName, say, valueName } from "./words";

export interface Column<T> {
  readonly key: string;
  readonly name: string;
  readonly valueOf: (row: T) => string | number;
}

const PAGE = 200;

const namesOf = (state: MapState, actor: Actor, facet: string): string =>
  (actor.values[facet] ?? []).map((value) => valueName(state, facet, value)).join(", ");

const homeOf = ({ network }: MapState, actor: Actor): string => network.actors[actor.party]?.label ?? actor.values.sector?.[0] ?? "";

/** The columns that say something here: always name, ties and place; what colours and sizes the map, too. */
export const actorColumns = (state: MapState, seen: Seen): Column<Actor>[] => {
  const { network, groupBy, sizeBy } = state;
  const has = new Set(facetsOf(network));
  const chain = chainOf(state);
  const ofFacet = (facet: string): Column<Actor> => ({ key: facet, name: facetName(facet), valueOf: (actor) => namesOf(state, actor, facet) });
  const ofMeasure = (measure: string): Column<Actor> => ({ key: measure, name: measureName(measure), valueOf: (actor) => actor.measures[measure] ?? "" });
  const isPlain = ["accent", "sector", "ring"].includes(groupBy);
  const columns: (Column<Actor> | false)[] = [
    chain !== null && { key: "step", name: say("columns/step"), valueOf: (actor) => chain.actors.indexOf(actor) + 1 || "" },
    { key: "label", name: say("columns/name"), valueOf: (actor) => actor.label },
    seen.changes.size > 0 && { key: "change", name: say("columns/change"), valueOf: (actor) => say(`change/${seen.changes.get(actor) ?? "same"}`) },
    has.has("accent") && ofFacet("accent"),
    { key: "ties", name: measureName("ties"), valueOf: (actor) => seen.degree[actor.index] ?? 0 },
    sizeBy !== "ties" && ofMeasure(sizeBy),
    isShaded(groupBy) && groupBy !== sizeBy && ofMeasure(groupBy),
    { key: "home", name: say("columns/home"), valueOf: (actor) => homeOf(state, actor) },
    !isPlain && !isShaded(groupBy) && { ...ofFacet(groupBy), name: colouringName(groupBy) },
    has.has("ring") && ofFacet("ring"),
    has.has("core") && { key: "core", name: say("columns/core"), valueOf: (actor) => (actor.core ? say("core/in") : "") },
  ];
  return columns.filter((column) => column !== false);
};

export const tieColumns = (state: MapState): Column<SeenPair>[] => [
  { key: "one", name: say("columns/from"), valueOf: ({ pair, toOne, toOther }) => (toOne && !toOther ? pair.other : pair.one).label },
  { key: "other", name: say("columns/to"), valueOf: ({ pair, toOne, toOther }) => (toOne && !toOther ? pair.one : pair.other).label },
  { key: "way", name: say("columns/way"), valueOf: ({ toOne, toOther }) => say(toOne || toOther ? "way/directed" : "way/mutual") },
  { key: "kinds", name: facetName("kind"), valueOf: ({ pair }) => [...new Set(pair.ties.map(({ kind }) => valueName(state, "kind", kind)))].join(", ") },
  { key: "bases", name: facetName("source"), valueOf: ({ pair }) => [...new Set(pair.ties.map(({ basis }) => valueName(state, "source", basis)))].join(", ") },
  { key: "strength", name: measureName("strength"), valueOf: ({ strength }) => Math.round(strength * 100) / 100 },
  { key: "confirmed", name: facetName("confirmed"), valueOf: ({ pair, saidBy }) => (saidBy !== null ? say("confirmed/no") : pair.ties.some(({ confirmed }) => confirmed === 1) ? say("confirmed/yes") : "") },
  ...(state.since === "" ? [] : [{ key: "change", name: say("columns/change"), valueOf: ({ change }: SeenPair) => say(`change/${change}`) }]),
];

export const sorted = <T>(rows: readonly T[], valueOf: (row: T) => string | number, isDown: boolean): T[] => {
  const way = isDown ? -1 : 1;
  const compared = (a: string | number, b: string | number): number => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), document.documentElement.lang));
  const isEmpty = (value: string | number): boolean => value === UNKNOWN;
  return [...rows].sort((a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)];
    if (isEmpty(one) || isEmpty(other)) return Number(isEmpty(one)) - Number(isEmpty(other));
    return way * compared(one, other);
  });
};

export class TableTwin {
  private by = "";
  private isDown = false;
  private pages = 1;

  constructor(private readonly root: HTMLElement) {}

  sortBy(key: string, state: MapState): void {
    this.isDown = this.by === key ? !this.isDown : false;
    this.by = key;
    this.fill(state);
  }

  showMore(state: MapState): void {
    this.pages += 1;
    this.fill(state);
  }

  fill(state: MapState): void {
    const seen = visible(state);
    if (state.rows === "ties") this.rows(tieColumns(state), this.ordered(tieColumns(state), seen.pairs, "one"), () => ({}));
    else {
      const columns = actorColumns(state, seen);
      this.rows(columns, this.ordered(columns, seen.actors, columns[0]?.key ?? "label"), (actor) => ({ "data-actor": actor.id, "aria-selected": String(actor.id === state.chosen) }));
    }
  }

  /** All rows of the table, as a file that spreadsheets open; no cell can start a formula. */
  csv(state: MapState): string {
    const seen = visible(state);
    if (state.rows === "ties") return csvOf(tieColumns(state), this.ordered(tieColumns(state), seen.pairs, "one"));
    const columns = actorColumns(state, seen);
    return csvOf(columns, this.ordered(columns, seen.actors, columns[0]?.key ?? "label"));
  }

  private ordered<T>(columns: readonly Column<T>[], rows: readonly T[], usual: string): T[] {
    const column = columns.find(({ key }) => key === this.by) ?? columns.find(({ key }) => key === usual);
    return column === undefined ? [...rows] : sorted(rows, column.valueOf, this.isDown && column.key === this.by);
  }

  private rows<T>(columns: readonly Column<T>[], rows: readonly T[], marks: (row: T) => Record<string, string>): void {
    const table = part<HTMLTableElement>(this.root, "table");
    if (table === null) return;
    const shown = rows.slice(0, PAGE * this.pages);
    const numeric = new Set(columns.filter(({ valueOf }) => shown.some((row) => typeof valueOf(row) === "number")).map(({ key }) => key));
    const head = columns.map(({ key, name }) => this.heading(key, name, numeric.has(key)));
    const body = shown.map((row) => el("tr", marks(row), ...columns.map((column) => cell(column, row, numeric.has(column.key)))));
    refill(table, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body));
    const more = part(this.root, "more-rows");
    if (more !== null) {
      more.hidden = shown.length === rows.length;
      more.textContent = count("rows/more", Math.min(PAGE, rows.length - shown.length), { all: rows.length });
    }
  }

  private heading(key: string, name: string, isNumeric: boolean): HTMLElement {
    const sort = key === this.by ? (this.isDown ? "descending" : "ascending") : null;
    return el("th", { scope: "col", class: isNumeric ? "num" : null, "aria-sort": sort }, el("button", { type: "button", class: "sort", "data-map-sort": key, "data-key": `sort-${key}` }, name.charAt(0).toUpperCase() + name.slice(1)));
  }
}

const cell = <T>({ key, valueOf }: Column<T>, row: T, isNumeric: boolean): HTMLElement => {
  const value = valueOf(row);
  const text = typeof value === "number" ? figure(value) : value;
  if (key === "label") return el("th", { scope: "row" }, el("a", { href: "#map-panel", "data-map-row": true, "data-key": `row-${text}` }, text));
  if (key === "one") return el("th", { scope: "row" }, text);
  return el("td", { class: isNumeric ? "num" : null, "data-ties": key === "ties" }, text);
};

export const csvOf = <T>(columns: readonly Column<T>[], rows: readonly T[]): string => {
  const quoted = (value: string | number): string => `"${String(typeof value === "number" ? figure(value) : value).trim().replace(/\s+/g, " ").replace(/^([=+\-@])/, "'$1").replaceAll('"', '""')}"`;
  const lines = [columns.map(({ name }) => quoted(name)), ...rows.map((row) => columns.map(({ valueOf }) => quoted(valueOf(row))))];
  return `\uFEFF${lines.map((line) => line.join(";")).join("\r\n")}\r\n`;
};
