/**
 * The way in for what stands around the map: saved views, stories, frames on other sites.
 *
 * A view is a query (see address.ts). Scripts that are not bundled with the map send the same events to `[data-map]`.
 */

const mapIn = (root?: HTMLElement): HTMLElement | null => root ?? document.querySelector<HTMLElement>("[data-map]");

/** Move to another view without loading the page again; at once for those who asked for rest. */
export const goToView = (query: string, root?: HTMLElement): void => {
  mapIn(root)?.dispatchEvent(new CustomEvent("map:show", { detail: { query } }));
};

/** The query of what one sees now. */
export const viewNow = (root?: HTMLElement): string => mapIn(root)?.dataset.view ?? "";

export const onViewChange = (listener: (query: string) => void, root?: HTMLElement): void => {
  mapIn(root)?.addEventListener("map:changed", (event) => {
    listener((event as CustomEvent<{ query: string }>).detail.query);
  });
};
