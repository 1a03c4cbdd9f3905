/** How what is visible looks: discs with colour, size and name; lines with weight, dash and arrow. */

import { lookFor, type Look } from "./looks";
import type { Actor } from "./network";
import { mixed, type Palette } from "./palette";
import { chainBetween, type Chain } from "./paths";
import { placesOf, type Frame, type Ground, type Stage } from "./places";
import { chosenOf, goalOf, type LinesBy, type MapState } from "./state";
import { visible, type Change, type Seen, type SeenPair } from "./visible";

export interface Dot {
  readonly id: string;
  readonly label: string;
  readonly short: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly look: Look;
  readonly edgeWidth: number;
  readonly badge: string; // + for who appeared, a number along a chain
  readonly isGone: boolean;
  readonly isStrong: boolean; // its name comes first and is bold
  readonly isChosen: boolean;
  readonly isFaint: boolean;
  readonly rank: number;
}

export type Dash = "solid" | "dots" | "dashes" | "long" | "mixed";

export interface Line {
  readonly source: number; // places in `dots`
  readonly target: number;
  readonly colour: string;
  readonly width: number;
  readonly dash: Dash;
  readonly half: -1 | 0 | 1; // only this end says so: 1 the source, -1 the target
  readonly arrowAt: readonly [boolean, boolean]; // at the source, at the target
  readonly sign: string; // in the middle
}

export interface Appearance {
  readonly dots: readonly Dot[];
  readonly lines: readonly Line[]; // the ones that matter last, so that they lie on top
  readonly ground: Ground;
  readonly frame: Frame;
}

const SIGNED = 12; // of what grew and shrank most, so many say so on the line
const CALM = 60; // with more lines than this each draws less attention
const SMALLEST = 9;
const FOUND = 11; // who is chosen or on a chain is never smaller
const LARGEST = 27;
const SMALL_STAGE = 600;
const ARROWS = 1500; // with more lines arrows are specks
export const DASHED = 3000; // with more lines dashes are noise
const TONES = 5; // with more lines than that there are so many weights, drawn in one go each

export const DASH_OF: Readonly<Record<string, Dash>> = { declared: "solid", survey: "long", observed: "dots", imported: "dashes" };
const KIND_DASHES: readonly Dash[] = ["solid", "dashes", "dots", "mixed"];

const measured = (state: MapState, seen: Seen, actor: Actor): number => {
  const value = state.sizeBy === "ties" ? (seen.degree[actor.index] ?? 0) : (actor.measures[state.sizeBy] ?? 0);
  return actor.kind === "group" && state.sizeBy === "ties" ? actor.count : value;
};

const shrinkFor = (crowd: number, stage: Stage): number => {
  const many = crowd > 3000 ? 0.16 : crowd > 1000 ? 0.24 : crowd > 400 ? 0.36 : crowd > 120 ? 0.55 : crowd > 45 ? 0.8 : crowd > 24 ? 0.92 : 1.1;
  return many * (stage.width >= SMALL_STAGE ? 1 : crowd > 30 ? 0.58 : 0.66);
};

/** Area, not radius, follows the measure: twice as much looks twice as much. */
const radiusOf = (value: number, largest: number): number =>
  SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(largest > 0 ? Math.max(0, value) / largest : 0);

/** What counts as a strong tie here: one in twenty is as strong or stronger. */
const strongOf = (pairs: readonly SeenPair[]): number => {
  const sorted = Float64Array.from(pairs, ({ strength }) => strength).sort();
  return sorted[Math.floor(sorted.length * 0.95)] ?? 1;
};

/** The kinds of tie by how often they occur: the first ones get a dash of their own. */
export const dashesOfKinds = (pairs: readonly SeenPair[]): Map<string, Dash> => {
  const counts = new Map<string, number>();
  for (const { kind } of pairs) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([kind]) => kind);
  return new Map(kinds.slice(0, KIND_DASHES.length).map((kind, index) => [kind, KIND_DASHES[index] ?? "solid"]));
};

const dashFor = (linesBy: LinesBy, pairs: readonly SeenPair[]): ((seen: SeenPair) => Dash) => {
  if (linesBy === "plain") return () => "solid";
  if (linesBy === "basis") return ({ basis }) => DASH_OF[basis] ?? "solid";
  const dashes = dashesOfKinds(pairs);
  return ({ kind }) => dashes.get(kind) ?? "solid";
};

interface Light {
  readonly state: MapState;
  readonly seen: Seen;
  readonly palette: Palette;
  readonly chain: Chain | null;
  readonly near: ReadonlySet<Actor>; // tied to the chosen one
}

/** The chain of introductions that the state asks for. */
export const chainOf = (state: MapState): Chain | null => {
  const [chosen, goal] = [chosenOf(state), goalOf(state)];
  return chosen === undefined || goal === undefined ? null : chainBetween(visible(state).pairs, chosen, goal);
};

const isAt = (seen: SeenPair, chosen: string | null): boolean => seen.pair.one.id === chosen || seen.pair.other.id === chosen;

const nearOf = (state: MapState, seen: Seen): Set<Actor> =>
  new Set(state.chosen === null ? [] : seen.pairs.filter((pair) => isAt(pair, state.chosen)).flatMap(({ pair }) => [pair.one, pair.other]));

const badgeOf = ({ seen, chain }: Light, actor: Actor): string => {
  const step = chain?.actors.indexOf(actor) ?? -1;
  if (step >= 0) return String(step + 1);
  const change = seen.changes.get(actor);
  return change === "appeared" ? "+" : change === "gone" ? "−" : "";
};

const rankOf = ({ state, chain, near }: Light, actor: Actor): number =>
  (actor.id === state.chosen || chain?.actors.includes(actor) ? 4000 : 0) + (near.has(actor) ? 2000 : 0) + (actor.core ? 1000 : 0);

const dotOf = (light: Light, actor: Actor, place: readonly [number, number], radius: number, look: Look): Dot => {
  const { state, chain, seen } = light;
  const isOnChain = chain?.actors.includes(actor) ?? false;
  const isChosen = actor.id === state.chosen || actor.id === state.goal;
  return {
    id: actor.id,
    label: actor.label,
    short: actor.short,
    x: place[0],
    y: place[1],
    radius: isOnChain || isChosen ? Math.max(radius, FOUND) : radius,
    look,
    edgeWidth: actor.core ? 3 : 1.5,
    badge: badgeOf(light, actor),
    isGone: seen.changes.get(actor) === "gone",
    isStrong: actor.core || isChosen || isOnChain || seen.changes.has(actor),
    isChosen,
    isFaint: chain !== null && !isOnChain,
    rank: rankOf(light, actor) + (seen.changes.has(actor) ? 1500 : 0) + radius,
  };
};

const SIGNS: Readonly<Record<Change, string>> = { same: "", appeared: "", gone: "", stronger: "+", weaker: "−" };

/** Compared with another day: what is new is ink, what went is dots, the rest steps back; the most by weight and tone. */
const comparedLine = (palette: Palette, seen: SeenPair, share: number, isSigned: boolean): Pick<Line, "colour" | "width" | "dash" | "sign"> => {
  const tone = mixed(mixed(palette.ground, palette.lineStrong, 0.55), palette.ink, share);
  const width = 1 + 3.5 * share;
  const sign = isSigned ? SIGNS[seen.change] : "";
  if (seen.change === "same") return { colour: mixed(palette.ground, palette.lineStrong, 0.16), width: 1, dash: "solid", sign };
  if (seen.change === "appeared") return { colour: tone, width, dash: "solid", sign };
  if (seen.change === "stronger") return { colour: tone, width: width + 1.5, dash: "solid", sign };
  return { colour: mixed(tone, palette.ground, 0.15), width: Math.max(1.4, width * 0.7), dash: seen.change === "gone" ? "dots" : "dashes", sign };
};

const plainLine = (light: Light, seen: SeenPair, share: number, dash: Dash): Pick<Line, "colour" | "width" | "dash" | "sign"> => {
  const { state, palette, near, chain } = light;
  const isNear = chain === null && isAt(seen, state.chosen);
  const isBack = chain !== null || near.size > 0;
  const tone = isBack ? 0.14 : 0.16 + 0.84 * share;
  return { colour: isNear ? palette.ink : mixed(palette.ground, palette.lineStrong, tone), width: (isNear ? 1.4 : 0.9) + 4 * share, dash, sign: "" };
};

const weightOf = (state: MapState, chain: Chain | null, seen: SeenPair): number =>
  (chain?.ties.includes(seen) ? 8 : 0) + (isAt(seen, state.chosen) ? 4 : 0) + (seen.change === "same" ? 0 : 2);

const linesOf = (light: Light, numbers: Int32Array): Line[] => {
  const { state, seen, palette, chain } = light;
  const strongest = strongOf(seen.pairs);
  const restraint = Math.min(1, Math.sqrt(CALM / Math.max(1, seen.pairs.length)));
  const dashOf = dashFor(state.linesBy, seen.pairs);
  const isCompared = state.since !== "";
  const changed = seen.pairs.filter(({ change }) => change !== "same").sort((a, b) => Math.abs(b.grew) - Math.abs(a.grew));
  const most = Math.abs(changed[Math.floor(changed.length * 0.05)]?.grew ?? 1) || 1;
  const signed = new Set(changed.filter(({ change }) => SIGNS[change] !== "").slice(0, SIGNED));
  const weighed = seen.pairs.map((each) => ({ each, weight: weightOf(state, chain, each) + Math.abs(isCompared ? each.grew : each.strength) / (strongest + each.strength + Math.abs(each.grew)) }));
  weighed.sort((a, b) => a.weight - b.weight);
  return weighed.map(({ each }): Line => {
    const exact = Math.min(1, each.strength / strongest) ** 1.5 * (isAt(each, state.chosen) ? 1 : restraint);
    const share = weighed.length > DASHED ? Math.round(exact * TONES) / TONES : exact;
    const isLink = chain?.ties.includes(each) ?? false;
    const plain = isCompared ? comparedLine(palette, each, Math.min(1, Math.abs(each.grew) / most) ** 1.3, signed.has(each)) : plainLine(light, each, share, weighed.length > DASHED ? "solid" : dashOf(each));
    const { pair, saidBy } = each;
    return {
      source: numbers[pair.one.index] ?? 0,
      target: numbers[pair.other.index] ?? 0,
      ...plain,
      ...(isLink ? { colour: palette.ink, width: 4, dash: "solid" as const } : {}),
      half: saidBy === null || isCompared || weighed.length > DASHED ? 0 : saidBy === pair.one ? 1 : -1,
      arrowAt: weighed.length > ARROWS ? [false, false] : [each.toOne, each.toOther],
    };
  });
};

export const appearanceOf = (state: MapState, palette: Palette, stage: Stage): Appearance => {
  const seen = visible(state);
  const places = placesOf(state, seen, stage);
  const light: Light = { state, seen, palette, chain: chainOf(state), near: nearOf(state, seen) };
  const largest = seen.actors.reduce((most, actor) => Math.max(most, measured(state, seen, actor)), 0);
  const lookOf = lookFor(state, palette);
  const shrink = shrinkFor(seen.actors.length, stage);
  const numbers = new Int32Array(state.network.actors.length).fill(-1);
  const dots = seen.actors.map((actor, number) => {
    numbers[actor.index] = number;
    const radius = shrink * radiusOf(measured(state, seen, actor), largest);
    return dotOf(light, actor, [places.x[actor.index] ?? 0, places.y[actor.index] ?? 0], radius, lookOf(actor));
  });
  return { dots, lines: linesOf(light, numbers), ground: places.ground, frame: places.frame };
};
