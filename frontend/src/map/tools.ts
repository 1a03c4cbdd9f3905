/** The panels one opens: what one looks at, filters, two days compared, introductions, groups. */

import { chainOf } from "./appearance";
import { changesIn } from "./changes";
import { el, fillText, part, parts, refill } from "./dom";
import { facets, thresholds, type Facet } from "./facets";
import type { Chain } from "./paths";
import type { Shared } from "./payload";
import { chosenOf, colouringsOf, filterCount, goalOf, isOnly, layoutsOf, sizesOf, type MapState } from "./state";
import { visible, type SeenPair } from "./visible";
import { colouringName, count, dayIn, facetName, figure, listed, measureName, say, valueName } from "./words";

const FEW = 7; // values of a facet that stand at once
const NAMED = 4;
const GROUPS = 12; // groups that stand at once

const options = (root: HTMLElement, name: string, choices: readonly (readonly [string, string])[], value: string): void => {
  const select = root.querySelector<HTMLSelectElement>(`select[name=${name}]`);
  if (select === null) return;
  const held = [...select.options].map((option) => option.value).join("|");
  if (held !== choices.map(([key]) => key).join("|")) select.replaceChildren(...choices.map(([key, label]) => el("option", { value: key }, label)));
  select.value = value;
  const field = select.closest<HTMLElement>(".field");
  if (field !== null) field.hidden = choices.length < 2;
};

const shownChoices = ({ network }: MapState): [string, string][] => {
  const kinds = new Set(network.actors.map(({ kind }) => kind));
  return kinds.has("party") && kinds.has("person") ? [["party", say("shown/party")], ["person", say("shown/person")], ["both", say("shown/both")]] : [];
};

/** Is anything known of who is shown now? */
const tellsApart = (state: MapState, key: string): boolean =>
  visible(state).actors.some((actor) => (actor.values[key]?.length ?? 0) > 0 || typeof actor.measures[key] === "number");

const linesChoices = (state: MapState): [string, string][] => {
  const ties = state.network.pairs.flatMap((pair) => pair.ties);
  const [hasKinds, hasBases] = [new Set(ties.map(({ kind }) => kind)).size > 1, new Set(ties.map(({ basis }) => basis)).size > 1];
  return [["plain", say("lines/plain")], ...(hasKinds ? [["kind", say("lines/kind")] as [string, string]] : []), ...(hasBases ? [["basis", say("lines/basis")] as [string, string]] : [])];
};

const fillThreshold = (root: HTMLElement, state: MapState): void => {
  const slider = root.querySelector<HTMLInputElement>("input[name=least]");
  if (slider === null) return;
  const steps = thresholds(state);
  const at = steps.filter((step) => step <= state.least).length - 1;
  slider.max = String(steps.length - 1);
  slider.value = String(Math.max(0, at));
  const text = state.least === 0 ? say("least/all") : say("least/from", { strength: figure(state.least) });
  slider.setAttribute("aria-valuetext", text);
  fillText(root, "least", text);
  const field = slider.closest<HTMLElement>(".field");
  if (field !== null) field.hidden = steps.length < 2;
};

const fillLook = (root: HTMLElement, state: MapState): void => {
  options(root, "shown", shownChoices(state), state.shown);
  options(root, "group", colouringsOf(state.network).filter((key) => key === state.groupBy || tellsApart(state, key)).map((key) => [key, colouringName(key)]), state.groupBy);
  options(root, "size", sizesOf(state.network).map((key) => [key, measureName(key)]), state.sizeBy);
  options(root, "lines", linesChoices(state), state.linesBy);
  fillThreshold(root, state);
};

const valueChip = (state: MapState, facet: Facet, value: string, number: number): HTMLElement =>
  el(
    "button",
    { type: "button", class: "chip", "data-map-only": facet.key, "data-value": value, "data-key": `${facet.key}-${value}`, "aria-pressed": String(isOnly(state, facet.key, value)) },
    valueName(state, facet.key, value),
    " ",
    el("span", { class: "mute" }, String(number)),
  );

const facetPart = (state: MapState, facet: Facet, isWide: boolean): HTMLElement => {
  const chosen = state.filters[facet.key] ?? [];
  const shown = isWide ? facet.counts : facet.counts.filter(([value], index) => index < FEW || chosen.includes(value));
  const rest = facet.counts.length - shown.length;
  const more = rest > 0 ? el("button", { type: "button", class: "chip", "data-map-widen": facet.key, "data-key": `widen-${facet.key}` }, count("more", rest)) : null;
  return el("fieldset", { class: "map-facet" }, el("legend", {}, facetName(facet.key)), el("div", { class: "row" }, ...shown.map(([value, number]) => valueChip(state, facet, value, number)), more));
};

const wide = new Set<string>();

/** All values of a facet from now on. */
export const widen = (facet: string): void => {
  wide.add(facet);
};

const fillFilters = (root: HTMLElement, state: MapState): void => {
  const holder = part(root, "facets");
  if (holder === null) return;
  const all = facets(state);
  refill(holder, ...all.map((facet) => facetPart(state, facet, wide.has(facet.key))));
};

const pairName = ({ pair }: SeenPair): string => say("pair", { one: pair.one.label, other: pair.other.label });

const some = (names: readonly string[]): string => {
  const rest = names.length - NAMED;
  return rest > 0 ? listed([...names.slice(0, NAMED), count("more", rest)]) : listed(names);
};

const changeItem = (name: string, names: readonly string[]): HTMLElement | null =>
  names.length === 0 ? null : el("li", {}, el("b", {}, count(`compare/${name}`, names.length)), " ", el("span", { class: "soft" }, some(names)));

const fillCompare = (root: HTMLElement, state: MapState): void => {
  const earlier = state.network.moments.filter(({ iso }) => iso < state.moment).reverse();
  options(root, "since", [["", say("compare/none")], ...earlier.map(({ iso }): [string, string] => [iso, dayIn(iso)])], state.since);
  const [words, list] = [part(root, "compare-words"), part(root, "compare-list")];
  if (words === null || list === null) return;
  const { came, went, ties } = changesIn(visible(state));
  const items = state.since === "" ? [] : [
    changeItem("came", came.map(({ label }) => label)),
    changeItem("went", went.map(({ label }) => label)),
    ...(["appeared", "gone", "stronger", "weaker"] as const).map((change) => changeItem(change, ties[change].map(pairName))),
  ].filter((item) => item !== null);
  words.textContent = state.since === "" ? say("compare/how") : say(items.length === 0 ? "compare/nothing" : "compare/between", { first: dayIn(state.since), last: dayIn(state.moment) });
  refill(list, ...items);
};

/** How two neighbours in a chain are tied: in which ways, and who says so. */
const wayBetween = (state: MapState, { pair }: SeenPair): string =>
  [...new Set(pair.ties.map(({ kind }) => valueName(state, "kind", kind)))].join(", ");

export const chainWords = (state: MapState, chain: Chain | null): string => {
  const [one, other] = [chosenOf(state)?.label, goalOf(state)?.label];
  if (one === undefined) return say("path/first");
  if (other === undefined) return say("path/second", { one });
  if (chain === null) return say("path/none", { one, other });
  const between = chain.actors.slice(1, -1).map(({ label }) => label);
  return between.length === 0 ? say("path/direct", { one, other }) : say("path/via", { one, other, names: listed(between) });
};

const fillPath = (root: HTMLElement, state: MapState): void => {
  const chain = chainOf(state);
  fillText(root, "path-words", chainWords(state, chain));
  for (const [name, actor] of [["from", chosenOf(state)], ["to", goalOf(state)]] as const) {
    const field = root.querySelector<HTMLInputElement>(`input[name=map-${name}]`);
    if (field !== null && document.activeElement !== field) field.value = actor?.label ?? "";
  }
  const table = part(root, "path-table");
  if (table === null) return;
  table.hidden = chain === null;
  const rows = (chain?.ties ?? []).map((tie, at) =>
    el("tr", {}, el("td", { class: "num" }, String(at + 1)), el("th", { scope: "row" }, chain?.actors[at]?.label), el("td", {}, chain?.actors[at + 1]?.label), el("td", {}, wayBetween(state, tie)), el("td", { class: "num" }, figure(tie.strength))),
  );
  table.querySelector("tbody")?.replaceChildren(...rows);
};

/** What more than half of a group has in common. */
const sharesOf = (shares: readonly Shared[]): string =>
  listed(shares.filter(({ by, share }) => by !== "around" && share >= 0.5).slice(0, 3).map(({ value, share }) => say("groups/share", { percent: Math.round(share * 100), value })));

const fillGroups = (root: HTMLElement, state: MapState): void => {
  const holder = part(root, "groups");
  if (holder === null) return;
  const sizes = new Map<string, number>();
  for (const actor of visible({ ...state, filters: {}, near: 0, scope: "all" }).actors) for (const group of actor.values.community ?? []) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const groups = [...sizes].filter(([, size]) => size > 1).sort((a, b) => b[1] - a[1]);
  const shown = wide.has("groups") ? groups : groups.slice(0, GROUPS);
  const rest = groups.length - shown.length;
  const more = rest > 0 ? el("li", {}, el("button", { type: "button", class: "chip", "data-map-widen": "groups", "data-key": "widen-groups" }, count("more", rest))) : null;
  refill(
    holder,
    ...shown.map(([group, size]) => {
      const row = state.network.communities.get(group);
      const shared = sharesOf(row?.shares ?? []);
      return el("li", {}, el("button", { type: "button", class: "chip", "data-map-group": group, "data-key": `group-${group}`, "aria-pressed": String(isOnly(state, "community", group)) }, valueName(state, "community", group), " ", el("span", { class: "mute" }, String(size))), el("span", { class: "soft small" }, shared));
    }),
    more,
  );
};

const FILLS: Readonly<Record<string, (root: HTMLElement, state: MapState) => void>> = { look: fillLook, filter: fillFilters, compare: fillCompare, path: fillPath, groups: fillGroups };

const fillLayouts = (root: HTMLElement, state: MapState): void => {
  const holder = part(root, "layouts");
  if (holder === null) return;
  const layouts = layoutsOf(state.network);
  holder.hidden = layouts.length < 2;
  refill(holder, ...layouts.map((layout) => el("button", { type: "button", "data-map-layout": layout, "data-key": `layout-${layout}`, "aria-pressed": String(layout === state.layout) }, say(`layouts/${layout}`))));
};

/** Controls and panels say what the state says, also after the browser's back. Only the open panel is filled. */
export const followInTools = (root: HTMLElement, state: MapState): void => {
  fillLayouts(root, state);
  const filters = filterCount(state);
  fillText(root, "filter-count", filters === 0 ? "" : String(filters));
  for (const clear of parts(root, "[data-map-clear]")) clear.hidden = filters === 0;
  for (const button of parts(root, "[data-map-open-tool][aria-expanded]")) button.setAttribute("aria-expanded", String(button.dataset.mapOpenTool === state.tool));
  for (const tool of parts(root, "[data-map-tool]")) tool.hidden = tool.dataset.mapTool !== state.tool;
  const sheet = part(root, "tools");
  if (sheet !== null) sheet.hidden = state.tool === "";
  FILLS[state.tool]?.(root, state);
};
