/** The panel beside the map: who is chosen, in the words of the server; of a group, what its members share. */

import { el, parts } from "./dom";
import { chosenOf, type MapState } from "./state";
import { count, say } from "./words";

const ofNobody = (root: HTMLElement): Node[] => {
  const nobody = root.querySelector<HTMLTemplateElement>("template[data-map-nobody]");
  return nobody === null ? [] : [nobody.content.cloneNode(true)];
};

const ofGroup = (state: MapState): Node[] => {
  const actor = chosenOf(state);
  if (actor === undefined) return [];
  const community = state.network.communities.get(actor.values.community?.[0] ?? "");
  const shares = (community?.shares ?? []).map(({ value, share }) => el("li", {}, say("groups/part", { percent: Math.round(share * 100), value })));
  const open = el("button", { type: "button", class: "btn main", "data-map-inside": actor.values.community?.[0] ?? "" }, say("groups/open"));
  return [el("div", { class: "map-about" }, el("h2", {}, actor.label), el("p", {}, count("groups/size", actor.count)), el("ul", { class: "plain" }, ...shares), el("div", { class: "row" }, open))];
};

export const followInPanel = (root: HTMLElement, state: MapState): void => {
  for (const button of parts(root, "[data-map-near][aria-pressed]")) button.setAttribute("aria-pressed", String(Number(button.dataset.mapNear) === state.near));
};

/** Fetches the words about the chosen one; whoever is chosen meanwhile wins. */
export const fillPanel = async (root: HTMLElement, now: () => MapState): Promise<void> => {
  const panel = document.getElementById("map-panel");
  const chosen = chosenOf(now());
  if (panel === null) return;
  if (chosen === undefined || chosen.kind === "group") {
    panel.replaceChildren(...(chosen === undefined ? ofNobody(root) : ofGroup(now())));
    return;
  }
  panel.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch((root.dataset.panel ?? "").replace("{id}", chosen.id));
    const text = answer.ok ? await answer.text() : "";
    if (now().chosen === chosen.id) panel.innerHTML = text;
    followInPanel(root, now());
  } finally {
    panel.removeAttribute("aria-busy");
  }
};
