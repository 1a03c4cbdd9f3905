/** Fields in which one types a name and picks from what was found. */

import { el, part, parts } from "./dom";
import type { Actor } from "./network";
import type { MapState } from "./state";
import { count, say } from "./words";

const MOST = 8;

const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ĳ/g, "ij").toLowerCase();

/** Up to eight whose name holds the text, accents and case forgiven; names that begin with it first. */
export const found = (state: MapState, text: string): Actor[] => {
  const sought = folded(text.trim());
  if (sought === "") return [];
  const hits = state.network.actors.flatMap((actor) => {
    const at = folded(`${actor.label} ${actor.short}`).indexOf(sought);
    return at === -1 ? [] : [{ actor, at: at === 0 ? 0 : 1 }];
  });
  return hits.sort((a, b) => a.at - b.at || a.actor.label.localeCompare(b.actor.label)).slice(0, MOST).map(({ actor }) => actor);
};

export interface Hit {
  readonly id: string;
  readonly label: string;
}

const PAUSE = 250; // ms without a key before the server is asked

let asked = 0;

/** Of a network that is too large to be sent whole, the server knows the others; null where somebody typed on meanwhile. */
export const foundThere = async (address: string, text: string): Promise<readonly Hit[] | null> => {
  asked += 1;
  const own = asked;
  await new Promise((resume) => setTimeout(resume, PAUSE));
  if (own !== asked) return null;
  const answer = await fetch(`${address}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
  const hits = answer.ok ? ((await answer.json()) as { found: Hit[] }).found : [];
  return own === asked ? hits : null;
};

/** What was found, under the field; an empty text closes it. */
export const suggest = (finder: HTMLElement, actors: readonly Hit[], sought: string): void => {
  const [list, said] = [part(finder, "results"), part(finder, "found-count")];
  const isEmpty = sought.trim() === "";
  if (said !== null) said.textContent = isEmpty ? "" : actors.length === 0 ? say("nobody") : count("found", actors.length);
  if (list === null) return;
  list.hidden = isEmpty;
  const items = actors.map((actor) => el("li", {}, el("button", { type: "button", class: "btn bare", "data-map-found": actor.id }, actor.label)));
  list.replaceChildren(...(items.length === 0 && !isEmpty ? [el("li", { class: "mute" }, say("nobody"))] : items));
};

/** Down and up walk through what was found, Enter takes the first, Escape closes. */
export const keyedInFinder = (event: KeyboardEvent, picked: (finder: HTMLElement, id: string) => void): void => {
  const at = event.target as HTMLElement;
  const finder = at.closest<HTMLElement>(".find");
  const field = finder?.querySelector<HTMLInputElement>("input");
  if (finder === null || field === null || field === undefined) return;
  const places = [field, ...parts(finder, "[data-map-found]")];
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by !== undefined) {
    event.preventDefault();
    places[Math.min(places.length - 1, Math.max(0, places.indexOf(at) + by))]?.focus();
  }
  if (event.key === "Enter" && at === field && places[1] !== undefined) {
    event.preventDefault();
    picked(finder, places[1].dataset.mapFound ?? "");
  }
  if (event.key === "Escape") {
    suggest(finder, [], "");
    field.focus();
  }
};
