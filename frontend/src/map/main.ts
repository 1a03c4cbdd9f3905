/**
 * Opens the map: fetches the network, sets the stage, and gives the page to the hands of the reader.
 *
 * The page gives a `[data-map]` part with data-source (the network), data-panel (a pattern with `{id}`), data-part (one with `{part}`),
 * data-open (the view to begin with; otherwise the address says), and controls marked data-map-*; the server writes all words.
 */

import { part } from "./dom";
import { drawingIn, type Drawing } from "./drawing";
import { askedFor, Hands } from "./hands";
import { networkFrom, type Network } from "./network";
import { MapPage } from "./page";
import type { Payload } from "./payload";
import { fillPanel } from "./panel";
import { opened } from "./state";
import { say } from "./words";

const fetched = async (address: string): Promise<Network> => {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return networkFrom((await answer.json()) as Payload);
};

/** Without a drawing there is still the table, and it says so. */
const showCannotDraw = (root: HTMLElement): void => {
  root.classList.add("cannot-draw");
  const message = part(root, "cannot");
  if (message !== null) message.hidden = false;
};

const stageOf = (root: HTMLElement): Drawing | null => {
  const stage = part(root, "stage");
  if (stage === null) return null;
  try {
    return drawingIn(stage, (circle) => {
      const ring = say(`rings/${circle}`);
      return circle === "" ? say("unknown") : ring;
    });
  } catch {
    showCannotDraw(root);
    return null;
  }
};

/** What changes the look of the map without anybody touching it. */
const watch = (page: MapPage): void => {
  const again = (): void => {
    page.render("at once");
  };
  if (page.isFull) addEventListener("popstate", () => {
    page.follow();
  });
  new MutationObserver(again).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  for (const wish of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) matchMedia(wish).addEventListener("change", again);
};

/** Where a part of the network stands: the inside of a group by its number, "around/<id>" or "between/<id>/<id>". */
const partOf = (root: HTMLElement, inside: string): string =>
  inside === "" ? (root.dataset.source ?? "") : (root.dataset.part ?? "").replace("{part}", /^-?\d+$/.test(inside) ? `inside/${inside}` : inside);

const open = async (root: HTMLElement): Promise<void> => {
  const inside = root.dataset.part ? (new URLSearchParams(location.search).get("inside") ?? "") : "";
  const network = await fetched(partOf(root, inside));
  const drawing = stageOf(root);
  const page = new MapPage(root, opened(network, askedFor(root)), drawing, inside);
  drawing?.onChoose((id) => {
    page.choose(id);
  });
  const hands = new Hands(page, (inside, wishes) => {
    void fetched(partOf(root, inside)).then((found) => {
      page.enter(found, inside, wishes);
    });
  });
  hands.listen(part(root, "stage"));
  watch(page);
  page.render("at once");
  const chosen = page.state.chosen;
  if (chosen !== null && root.querySelector(`[data-about="${CSS.escape(chosen)}"]`) === null) void fillPanel(root, () => page.state);
  if (document.fonts.status !== "loaded") {
    await document.fonts.ready;
    page.draw("at once"); // names are measured in the page's own letters
  }
  root.dataset.ready = "yes";
  root.dispatchEvent(new CustomEvent("map:ready"));
};

const root = document.querySelector<HTMLElement>("[data-map]");
if (root !== null) {
  open(root).catch(() => {
    showCannotDraw(root);
  });
}
