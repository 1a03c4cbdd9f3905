/** All words come from the server; here facts are put into them. */

import type { MapState } from "./state";
import { UNKNOWN } from "./state";

type Facts = Readonly<Record<string, string | number>>;
type Tree = { readonly [key: string]: string | Tree };

const tree = (): Tree => JSON.parse(document.getElementById("map-words")?.textContent ?? "{}") as Tree;
let kept: Tree | null = null;

const found = (path: string): string | undefined => {
  kept ??= tree();
  let at: string | Tree | undefined = kept;
  for (const step of path.split("/")) at = typeof at === "object" ? at[step] : undefined;
  return typeof at === "string" ? at : undefined;
};

/** "compare/appeared" with facts; where the words are not known, what they were asked by. */
export const say = (path: string, facts: Facts = {}): string =>
  (found(path) ?? path.split("/").at(-1) ?? "").replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));

/** One or many: the words of "path/one" or "path/many". */
export const count = (path: string, number: number, facts: Facts = {}): string =>
  say(`${path}/${number === 1 ? "one" : "many"}`, { number, ...facts });

const isEnglish = (): boolean => document.documentElement.lang.startsWith("en");

/** One, two and three. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : say("and", { first: names.slice(0, -1).join(", "), last: names.at(-1) ?? "" });

export const dayIn = (day: string): string =>
  day === "" ? "" : new Date(`${day}T12:00:00`).toLocaleDateString(isEnglish() ? "en-GB" : "nl", { day: "numeric", month: "long", year: "numeric" });

export const isoOf = (day: number | null): string => (day === null ? "" : new Date(day * 86_400_000).toISOString().slice(0, 10));

export const figure = (value: number): string => value.toLocaleString(isEnglish() ? "en-GB" : "nl", { maximumFractionDigits: 2 });

const GROUPS: Readonly<Record<string, string>> = { accent: "accents", ring: "rings", ring_computed: "rings", kind: "kinds", source: "bases", confirmed: "confirmed", core: "core" };

/** What a value of a facet is called. */
export const valueName = ({ network }: MapState, facet: string, value: string): string => {
  if (facet === "confirmed") return say(`confirmed/${value === UNKNOWN ? "unasked" : value}`);
  if (facet === "source" && value === UNKNOWN) return say("unknown");
  if (facet === "core") return say(value === UNKNOWN ? "core/out" : "core/in");
  if (value === UNKNOWN) return say(facet === "community" ? "untied" : "unknown");
  if (facet === "community") return network.communities.get(value)?.name ?? say("community", { number: Number(value) + 1 });
  const group = GROUPS[facet];
  return group === undefined ? value : (found(`${group}/${value}`) ?? value);
};

export const facetName = (facet: string): string => (facet.startsWith("own.") ? facet.slice(4) : say(`facets/${facet}`));
export const measureName = (measure: string): string => say(`measures/${measure}`);
export const colouringName = (colouring: string): string => found(`facets/${colouring}`) ?? found(`measures/${colouring}`) ?? facetName(colouring);
