/** What stands around the drawing and follows it: legend, search results, table twin, the sentence that counts. */

import { ROOMS, shadesOf, type Palette } from "./appearance";
import type { Actor, Orientation } from "./network";
import { SHAPES } from "./picture";
import { groupCounts, NO_GROUP, type MapState, type Visible } from "./state";

const SVG = "http://www.w3.org/2000/svg";

const words = (root: HTMLElement, name: string): string => root.dataset[name] ?? "";

/** The server gives names of groups as JSON: accents and rings have fixed ones, sectors speak for themselves. */
const groupName = (root: HTMLElement, state: MapState, group: string): string => {
  const names = JSON.parse(document.getElementById("map-group-names")?.textContent ?? "{}") as Record<string, string>;
  if (group === NO_GROUP) return words(root, "noGroup");
  if (state.groupBy === "community") return words(root, "community").replace("{number}", String(Number(group) + 1));
  return names[group] ?? group;
};

const swatch = (state: MapState, group: string, shade: string | undefined): SVGSVGElement => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "shape");
  const isAccent = state.groupBy === "accent" && group in SHAPES;
  const mark = document.createElementNS(SVG, isAccent ? "path" : "circle");
  if (isAccent) {
    mark.setAttribute("d", SHAPES[group as Orientation]);
  } else {
    mark.setAttribute("cx", "12");
    mark.setAttribute("cy", "12");
    mark.setAttribute("r", "10");
    mark.setAttribute("fill", shade ?? "none");
    mark.setAttribute("class", "swatch");
  }
  svg.append(mark);
  return svg;
};

/** One chip a group, with its count; a press takes the group off the map and puts it back. */
export const fillLegend = (root: HTMLElement, state: MapState, palette: Palette): void => {
  const legend = root.querySelector<HTMLElement>("[data-map-legend]");
  if (legend === null) return;
  const shades = shadesOf(state, palette);
  const focused = (document.activeElement as HTMLElement | null)?.dataset.mapGroup;
  legend.replaceChildren(
    ...groupCounts(state).map(([group, count]) => {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.className = state.off.has(group) ? "chip off" : "chip";
      chip.dataset.mapGroup = group;
      chip.setAttribute("aria-pressed", String(!state.off.has(group)));
      if (state.groupBy === "accent" && group in ROOMS) chip.dataset.o = ROOMS[group as Orientation];
      const number = document.createElement("span");
      number.className = "mute";
      number.textContent = String(count);
      chip.append(swatch(state, group, shades.get(group)), groupName(root, state, group), " ", number);
      return chip;
    }),
  );
  if (focused !== undefined) legend.querySelector<HTMLElement>(`[data-map-group="${CSS.escape(focused)}"]`)?.focus();
};

export const fillSuggestions = (root: HTMLElement, actors: readonly Actor[], sought = ""): void => {
  const said = root.querySelector("[data-map-found-count]");
  if (said !== null) said.textContent = sought.trim() === "" ? "" : actors.length === 0 ? words(root, "nobody") : String(actors.length);
  const list = root.querySelector<HTMLElement>("[data-map-results]");
  if (list === null) return;
  list.hidden = sought.trim() === "" && actors.length === 0;
  list.replaceChildren(
    ...actors.map((actor) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn bare";
      button.dataset.mapFound = actor.id;
      button.textContent = actor.label;
      item.append(button);
      return item;
    }),
  );
  if (actors.length === 0 && sought.trim() !== "") {
    const nobody = document.createElement("li");
    nobody.className = "mute";
    nobody.textContent = words(root, "nobody");
    list.append(nobody);
  }
};

/** The table has everybody; rows of those who are not on the map now are hidden, and the counts follow. */
export const followInTable = (root: HTMLElement, seen: Visible, chosen: string | null): void => {
  const degree = new Map([...seen.degree].map(([actor, count]) => [actor.id, count]));
  for (const row of root.querySelectorAll<HTMLElement>("tr[data-actor]")) {
    const count = degree.get(row.dataset.actor ?? "");
    row.hidden = count === undefined;
    const cell = row.querySelector("[data-ties]");
    if (cell !== null && count !== undefined) cell.textContent = String(count);
    row.ariaSelected = String(row.dataset.actor === chosen);
  }
};

const dayIn = (language: string, day: string): string =>
  day === "" ? "" : new Date(`${day}T12:00:00`).toLocaleDateString(language === "en" ? "en-GB" : language, { day: "numeric", month: "long", year: "numeric" });

/** How many one sees, how many were left out, and of when it is. */
export const say = (root: HTMLElement, state: MapState, seen: Visible): void => {
  const count = root.querySelector("[data-map-count]");
  if (count !== null) {
    const text = words(root, seen.leftOut > 0 ? "countPart" : "count");
    count.textContent = text
      .replace("{actors}", String(seen.actors.length))
      .replace("{ties}", String(seen.ties.length))
      .replace("{all}", String(seen.actors.length + seen.leftOut));
  }
  const day = dayIn(document.documentElement.lang, state.moment);
  const moment = root.querySelector("[data-map-day]");
  if (moment !== null) moment.textContent = day;
  const slider = root.querySelector<HTMLInputElement>("input[name=moment]");
  if (slider !== null) {
    slider.value = String(Math.max(0, state.network.moments.indexOf(state.moment)));
    slider.setAttribute("aria-valuetext", day);
  }
  for (const button of root.querySelectorAll<HTMLElement>("[data-map-scope]")) {
    button.hidden = button.dataset.mapScope === state.scope || (state.scope === "matters" && seen.leftOut === 0);
  }
};

/** The controls say what the state says, also after the browser's back. */
export const followInControls = (root: HTMLElement, state: MapState): void => {
  const values = { group: state.groupBy, size: state.sizeBy, shown: state.shown, near: String(state.near) };
  for (const [name, value] of Object.entries(values)) {
    const control = root.querySelector<HTMLSelectElement>(`select[name=${name}]`);
    if (control !== null) control.value = value;
  }
  for (const box of root.querySelectorAll<HTMLInputElement>("input[name=tie-kind]")) {
    box.checked = !state.tieKinds.has(box.value);
  }
  const near = root.querySelector<HTMLSelectElement>("select[name=near]");
  if (near !== null) near.disabled = state.chosen === null;
  root.classList.toggle("as-table", state.view === "table");
  for (const button of root.querySelectorAll<HTMLElement>("[data-show]")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === state.view));
  }
};

/** Who is chosen, for those who hear the page. */
export const sayChosen = (root: HTMLElement, state: MapState, seen: Visible): void => {
  const said = root.querySelector("[data-map-said]");
  const actor = state.chosen === null ? undefined : state.network.byId.get(state.chosen);
  const text = actor === undefined ? "" : words(root, "chosenWords").replace("{name}", actor.label).replace("{ties}", String(seen.degree.get(actor) ?? 0));
  if (said !== null && said.textContent !== text) said.textContent = text;
};

/** What stands in the table now, as a file that spreadsheets open; no cell can start a formula. */
export const tableAsCsv = (root: HTMLElement): string => {
  const rows = [...root.querySelectorAll<HTMLTableRowElement>("[data-map-table] tr")].filter((row) => !row.hidden);
  const cell = (text: string): string => `"${text.trim().replace(/\s+/g, " ").replace(/^([=+\-@])/, "'$1").replaceAll('"', '""')}"`;
  return `\uFEFF${rows.map((row) => [...row.cells].map((each) => cell(each.textContent ?? "")).join(";")).join("\r\n")}\r\n`;
};
