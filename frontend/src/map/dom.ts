/** Small hands for building what the script adds to the page. */

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;
type Child = Node | string | null | undefined;

/** An element with attributes (false and null leave one out, true sets it bare) and children. */
export const el = <K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

const SVG = "http://www.w3.org/2000/svg";

export const svg = (tag: string, attributes: Attributes, ...children: readonly Node[]): SVGElement => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
};

export const part = <T extends HTMLElement>(root: ParentNode, name: string): T | null => root.querySelector<T>(`[data-map-${name}]`);

export const parts = <T extends HTMLElement>(root: ParentNode, selector: string): T[] => [...root.querySelectorAll<T>(selector)];

/** Fills anew, and gives the focus back to the one that had it, known by its `data-key`. */
export const refill = (holder: HTMLElement, ...children: readonly Child[]): void => {
  const key = (document.activeElement as HTMLElement | null)?.dataset.key;
  const hadFocus = key !== undefined && holder.contains(document.activeElement);
  holder.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
  if (hadFocus) holder.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
};

export const fillText = (root: ParentNode, name: string, text: string): void => {
  const holder = part(root, name);
  if (holder !== null && holder.textContent !== text) holder.textContent = text;
};
