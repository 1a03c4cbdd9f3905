import { describe, expect, it } from "vitest";

import { addressOf, queryOf, wishesFrom } from "./address";
import { appearanceOf, chainOf } from "./appearance";
import { fitting, viewOf, zoomedAt } from "./camera";
import { changesIn } from "./changes";
import { facets, thresholds } from "./facets";
import { lettersFor } from "./looks";
import { dayOf, networkFrom } from "./network";
import { mixed, type Palette } from "./palette";
import { chainBetween, reachOf } from "./paths";
import type { Payload } from "./payload";
import { SvgPen } from "./pen";
import { found } from "./search";
import * as states from "./state";
import { actorColumns, csvOf, sorted } from "./table";
import { visible } from "./visible";
import { neighbourTowards } from "./walking";

const tone = { fill: "#3c4baf", line: "#3c4baf", tint: "#ecf0fd" };
const PALETTE: Palette = {
  surface: "#ffffff",
  ink: "#000000",
  inkSoft: "#444444",
  inkMute: "#555555",
  inkOn: "#ffffff",
  line: "#dddddd",
  lineStrong: "#888888",
  ground: "#eeeeee",
  orientations: { strategist: tone, explorer: tone, developer: tone, process_manager: tone },
};
const STAGE = { width: 900, height: 600 };
const day = (iso: string): number => dayOf(iso);

/** a–b–c–d in a row with a weak short cut a–e–d; p is a person of a. */
const PAYLOAD: Payload = {
  version: 2,
  lists: {
    sector: ["overheid", "welzijn"],
    region: ["Oost"],
    place: [],
    tag: ["zorg", "wonen"],
    theme: [],
    kind: ["works with", "trusts"],
    basis: ["declared", "observed"],
  },
  nodes: {
    id: ["a", "b", "c", "d", "e", "p"],
    label: ["Welzijn Rondom", "Gemeente Oosterdal", "Brink & <Zn>", "Dorpshuis", "Eigen Haard", "José IJzer"],
    short: ["Rondom", "Gemeente", "Brink", "Dorpshuis", "Eigen Haard", "José"],
    kind: ["party", "party", "party", "party", "party", "person"],
    party: [-1, -1, -1, -1, -1, 0],
    sector: [1, 0, -1, 1, -1, -1],
    region: [0, 0, -1, -1, -1, -1],
    tags: [[0, 1], [0], [], [], [], []],
    ring: [0, 1, 2, -1, -1, -1],
    accent: [2, 0, -1, 2, -1, 1],
    community: [0, 0, 1, 1, 1, 0],
    core: [1, 0, 0, 0, 0, 0],
    first: [null, null, null, day("2025-06-01"), null, null],
    last: [null, null, null, null, null, null],
    measures: { acts: [10, 0, null, 4, 2, 1], trust: [3.5, 2, null, 1, 2, null] },
  },
  layouts: {
    force: { x: [-10000, 0, 0, 10000, 0, -9000], y: [0, 5000, 8000, 0, -5000, 500] },
    rings: { x: [0, 3000, 6000, 9000, -9000, 0], y: [0, 0, 0, 0, 0, 100], radii: [2500, 5000, 7500, 10000] },
  },
  edges: {
    source: [0, 1, 2, 0, 4, 5, 0],
    target: [1, 2, 3, 4, 3, 0, 1],
    kind: [0, 0, 0, 1, 1, 0, 1],
    basis: [0, 0, 1, 0, 0, 0, 1],
    strength: [3, 3, 3, 1, 1, 1, 1],
    directed: [0, 0, 0, 1, 0, 0, 0],
    confirmed: [1, -1, -1, 0, -1, -1, -1],
    lifted: [0, 0, 0, 0, 0, 0, 0],
    since: [null, null, day("2025-06-01"), day("2026-01-01"), null, null, day("2026-06-01")],
    until: [null, null, null, null, day("2026-02-01"), null, null],
  },
  communities: [{ id: 0, name: "zorg", size: 3, shares: [{ by: "tag", value: "zorg", share: 0.67 }] }],
  moments: ["2025-01-01", "2026-01-15", "2026-11-23"],
};

const network = networkFrom(PAYLOAD);
const plain = states.opened(network);
const labels = (state: states.MapState): string[] => visible(state).actors.map((actor) => actor.id);
const one = (id: string): NonNullable<ReturnType<typeof network.byId.get>> => network.byId.get(id) as never;

describe("what is visible", () => {
  it("opens with parties where parties have ties, on the last day", () => {
    expect(labels(plain)).toEqual(["a", "b", "c", "d", "e"]);
    expect(visible(plain).pairs).toHaveLength(4);
  });

  it("follows the slider: who had not yet come is not there, nor are later ties", () => {
    const before = states.goTo(plain, "2025-01-01");
    expect(labels(before)).toEqual(["a", "b", "c", "e"]);
    expect(visible(before).pairs).toHaveLength(2);
  });

  it("adds up what ties two in several ways, and says where it comes from", () => {
    const pair = visible(plain).pairs.find(({ pair }) => pair.one.id === "a" && pair.other.id === "b");
    expect(pair).toMatchObject({ strength: 4, basis: "declared", saidBy: null });
  });

  it("tells who says so while the other side has not confirmed", () => {
    const pair = visible(plain).pairs.find(({ pair }) => pair.other.id === "e");
    expect(pair?.saidBy?.id).toBe("a");
    expect(pair).toMatchObject({ toOther: true, toOne: false });
  });

  it("leaves out ties that are too weak", () => {
    expect(visible(states.change(plain, { least: 2 })).pairs).toHaveLength(3);
    expect(thresholds(plain)[0]).toBe(0);
  });

  it("shows whom one reaches in so many steps", () => {
    const from = (steps: number): string[] => labels(states.goNear(states.choose(plain, "d"), steps)).sort();
    expect(from(1)).toEqual(["c", "d"]);
    expect(from(2)).toEqual(["b", "c", "d"]);
    expect(from(4)).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("opens a large network on what matters, the chosen one always among them", () => {
    const many = 200;
    const column = <T>(make: (index: number) => T): T[] => Array.from({ length: many }, (_, index) => make(index));
    const large = networkFrom({
      version: 2,
      lists: {},
      nodes: { id: column(String), label: column(String), kind: column(() => "person" as const), core: column((index) => (index < 3 ? 1 : 0)) },
      layouts: { force: { x: column((index) => index), y: column((index) => index % 7) } },
      edges: { source: [0], target: [1] },
      moments: [],
    });
    const state = states.choose(states.opened(large), "199");
    expect(labels(state)).toHaveLength(states.READABLE);
    expect(labels(state)).toContain("199");
    expect(visible(state).leftOut).toBe(140);
    expect(labels(states.change(state, { scope: "all" }))).toHaveLength(many);
  });
});

describe("a network too large to draw one by one", () => {
  const groups = networkFrom({
    version: 2,
    lists: {},
    nodes: { id: ["group:0", "group:1"], label: ["Zorg", "Wonen"], kind: ["group", "group"], community: [0, 1], count: [60_000, 40_000] },
    layouts: { force: { x: [0, 10000], y: [0, 0] } },
    edges: { source: [0], target: [1], strength: [900], count: [900] },
    moments: [],
    level: { whole: false, total: 100_000, drawn: 100_000, groups: true },
  });

  it("opens as groups, sized by how many stand behind each", () => {
    const state = states.opened(groups);
    expect(labels(state)).toEqual(["group:0", "group:1"]);
    const [large, small] = appearanceOf(state, PALETTE, STAGE).dots;
    expect(large?.radius).toBeGreaterThan(small?.radius ?? 0);
  });
});

describe("filters", () => {
  it("show only what was asked, by any of the values of one facet and all facets together", () => {
    const both = states.toggle(states.toggle(plain, "tag", "zorg"), "tag", "wonen");
    expect(labels(both)).toEqual(["a", "b"]);
    expect(labels(states.toggle(both, "sector", "overheid"))).toEqual(["b"]);
    expect(labels(states.clearFilters(both))).toHaveLength(5);
  });

  it("find those of whom nothing is known", () => {
    expect(labels(states.toggle(plain, "sector", states.UNKNOWN))).toEqual(["c", "e"]);
  });

  it("count each value as the other filters leave it, and keep the order of the square and the rings", () => {
    const counts = (state: states.MapState, key: string): unknown => facets(state).find((facet) => facet.key === key)?.counts;
    expect(counts(plain, "accent")).toEqual([["strategist", 1], ["developer", 2], ["", 2]]);
    expect(counts(plain, "ring")).toEqual([["core", 1], ["partner", 1], ["periphery", 1], ["", 2]]);
    const zorg = states.toggle(plain, "tag", "zorg");
    expect(counts(zorg, "sector")).toEqual([["overheid", 1], ["welzijn", 1]]);
    expect(counts(zorg, "tag")).toContainEqual(["wonen", 1]);
  });

  it("choose ties by kind, source and confirmation", () => {
    expect(visible(states.toggle(plain, "kind", "trusts")).pairs).toHaveLength(2);
    expect(visible(states.toggle(plain, "source", "observed")).pairs).toHaveLength(2);
    expect(visible(states.toggle(plain, "confirmed", "no")).pairs).toHaveLength(1);
  });

  it("offer only what the network knows something of", () => {
    expect(states.colouringsOf(network)).toEqual(["accent", "sector", "ring", "community", "region", "trust"]);
    expect(states.layoutsOf(network)).toEqual(["force", "rings"]);
    expect(states.sizesOf(network)).toEqual(["ties", "acts", "trust"]);
  });
});

describe("introductions", () => {
  const { pairs } = visible(states.opened(network, { moment: "2026-01-15" }));

  it("take the fewest steps", () => {
    const chain = chainBetween(pairs, one("a"), one("d"));
    expect(chain?.actors.map(({ id }) => id)).toEqual(["a", "e", "d"]);
    expect(chain?.ties).toHaveLength(2);
  });

  it("of two equally short chains take the one whose weakest tie is strongest", () => {
    const both = states.opened(network, { shown: "both", moment: "2026-01-15" });
    const strong = visible(both).pairs.map((seen) => (seen.pair.one.id === "a" && seen.pair.other.id === "e" ? { ...seen, strength: 0.1 } : seen));
    const chain = chainBetween(strong, one("b"), one("e"));
    expect(chain?.actors.map(({ id }) => id)).toEqual(["b", "a", "e"]);
  });

  it("say so where no chain leads there", () => {
    expect(chainBetween([], one("a"), one("d"))).toBeNull();
    const state = states.goFor(states.choose(states.toggle(plain, "kind", "nothing"), "a"), "d");
    expect(chainOf(state)).toBeNull();
  });

  it("show people and parties together where one of each was picked", () => {
    const state = states.goFor(states.choose(plain, "a"), "p");
    expect(state.shown).toBe("both");
    expect(chainOf(state)?.actors.map(({ id }) => id)).toEqual(["a", "p"]);
  });

  it("count steps of reach from one", () => {
    const reach = reachOf(pairs, one("a"), 1);
    expect([...reach].map(([actor, steps]) => [actor.id, steps])).toEqual([["a", 0], ["b", 1], ["e", 1]]);
  });
});

describe("two days compared", () => {
  const compared = states.compareWith(plain, "2026-01-15");

  it("tell what came, went, and grew", () => {
    const { ties } = changesIn(visible(compared));
    const named = (pairs: typeof ties.gone): string[] => pairs.map(({ pair }) => `${pair.one.id}${pair.other.id}`);
    expect(named(ties.gone)).toEqual(["de"]);
    expect(named(ties.stronger)).toEqual(["ab"]);
    expect(named(ties.appeared)).toEqual([]);
    const longer = changesIn(visible(states.compareWith(plain, "2025-01-01")));
    expect(longer.came.map(({ id }) => id)).toEqual(["d"]);
    expect(named(longer.ties.appeared).sort()).toEqual(["ae", "cd"]);
  });

  it("never compare with a later day", () => {
    expect(states.compareWith(states.goTo(plain, "2025-01-01"), "2026-01-15").since).toBe("");
    expect(states.goTo(compared, "2025-01-01").since).toBe("");
  });

  it("draw what went as dots and mark what grew, without a colour", () => {
    const { lines } = appearanceOf(compared, PALETTE, STAGE);
    expect(lines.filter(({ dash }) => dash === "dots")).toHaveLength(1);
    expect(lines.filter(({ sign }) => sign === "+")).toHaveLength(1);
  });
});

describe("finding and walking", () => {
  it("finds names whatever their accents", () => {
    expect(found(plain, "jose").map((actor) => actor.id)).toEqual(["p"]);
    expect(found(plain, "  ")).toEqual([]);
  });

  it("walks along ties in the direction of the arrow", () => {
    const at = states.choose(plain, "a");
    expect(neighbourTowards(at, visible(at), 1, 0)).toBe("b");
    expect(neighbourTowards(at, visible(at), 0, -1)).toBe("e");
    expect(neighbourTowards(at, visible(at), -1, 0)).toBeNull();
  });
});

describe("how it looks", () => {
  it("gives an orientation its shape and the core a heavy edge", () => {
    const { dots } = appearanceOf(plain, PALETTE, STAGE);
    expect(dots[0]).toMatchObject({ isStrong: true, edgeWidth: 3 });
    expect(dots[0]?.look.shape).toBe("developer");
    expect(dots[2]?.look.shape).toBeNull();
  });

  it("keeps colour for orientations: sectors are shades of ink with letters, unknown is hatched", () => {
    const { dots } = appearanceOf(states.change(plain, { groupBy: "sector" }), PALETTE, STAGE);
    expect(dots.map(({ look }) => look.shape)).toEqual([null, null, null, null, null]);
    expect(dots[0]?.look.letters).toBe("W");
    expect(dots[2]?.look.isHatched).toBe(true);
    for (const { look } of dots) expect(look.fill).toMatch(/^#(..)\1\1$/);
  });

  it("shades a measure: more is darker", () => {
    const { dots } = appearanceOf(states.change(plain, { groupBy: "trust" }), PALETTE, STAGE);
    const darkness = (index: number): number => parseInt(dots[index]?.look.fill.slice(1, 3) ?? "", 16);
    expect(darkness(0)).toBeLessThan(darkness(1));
    expect(darkness(1)).toBeLessThan(darkness(3));
  });

  it("gives groups letters that tell them apart", () => {
    expect(lettersFor(["welzijn", "wonen", "zorg", "werk", "wonen op maat"])).toEqual(["W", "Wo", "Z", "We", "Wn"]);
  });

  it("keeps everybody's place whatever the filter and the day", () => {
    const places = (state: states.MapState): unknown => appearanceOf(state, PALETTE, STAGE).dots.find(({ id }) => id === "a");
    const { x, y } = places(plain) as { x: number; y: number };
    expect(places(states.toggle(plain, "sector", "welzijn"))).toMatchObject({ x, y });
    expect(places(states.goTo(plain, "2025-01-01"))).toMatchObject({ x, y });
  });

  it("draws rings under the rings", () => {
    const { ground } = appearanceOf(states.change(plain, { layout: "rings" }), PALETTE, STAGE);
    expect(ground.circles.map(({ name }) => name)).toEqual(["core", "partner", "periphery", "environment"]);
  });

  it("mixes colours by channel", () => {
    expect(mixed("#000000", "#ffffff", 0.5)).toBe("#808080");
  });

  it("writes names into the drawing as text, never as markup", () => {
    const pen = new SvgPen();
    pen.text("Brink & <Zn>", 0, 0, { size: 14, weight: 400, colour: "#000", halo: null });
    const drawn = pen.whole("Kaart", 10, 10);
    expect(drawn).toContain("Brink &#38; &#60;Zn&#62;");
    expect(drawn).not.toContain("<Zn>");
  });
});

describe("the camera", () => {
  const frame = { x: [-1, 1] as const, y: [-1, 1] as const };

  it("holds the whole at rest, north up", () => {
    const view = viewOf({ x: 0, y: 0, zoom: 1 }, frame, STAGE);
    expect(view.toX(0)).toBe(450);
    expect(view.toY(1)).toBeLessThan(view.toY(-1));
    expect(view.toY(1)).toBeGreaterThan(0);
    expect(fitting(frame, STAGE)).toBe(240);
  });

  it("keeps the point under the hand where it is", () => {
    const camera = { x: 0, y: 0, zoom: 1 };
    const view = viewOf(camera, frame, STAGE);
    const closer = viewOf(zoomedAt(camera, view, 2, { x: view.toX(0.5), y: view.toY(0.5) }), frame, STAGE);
    expect(closer.toX(0.5)).toBeCloseTo(view.toX(0.5));
    expect(closer.toY(0.5)).toBeCloseTo(view.toY(0.5));
  });
});

describe("the table twin", () => {
  it("has the rows of the drawing, sorted as asked, empty ones last", () => {
    expect(sorted(["b", "", "a"], (each) => each, false)).toEqual(["a", "b", ""]);
    expect(sorted(["b", "", "a"], (each) => each, true)).toEqual(["b", "a", ""]);
    const columns = actorColumns(plain, visible(plain));
    expect(columns.map(({ key }) => key)).toContain("accent");
  });

  it("goes along as a file in which no cell starts a formula", () => {
    const file = csvOf([{ key: "x", name: "X", valueOf: (text: string) => text }], ['=1+1 "a"']);
    expect(file).toBe('\uFEFF"X"\r\n"\'=1+1 ""a"""\r\n');
  });
});

describe("the address", () => {
  it("keeps every choice, and gives it back", () => {
    const wish: states.Wishes = {
      layout: "rings", groupBy: "sector", sizeBy: "acts", linesBy: "kind", chosen: "a", goal: "d", least: 2, since: "2026-01-15",
      filters: { tag: ["zorg", "a|b&c"], sector: [""] }, view: "table", rows: "ties", tool: "filter", scope: "all", shown: "both",
    };
    const address = addressOf(states.opened(network, wish), "/map/");
    expect(states.opened(network, wishesFrom(new URL(address, "http://x").search))).toMatchObject(wish);
  });

  it("is empty for what is usual", () => {
    expect(queryOf(plain)).toBe("");
    expect(addressOf(plain, "/map/")).toBe("/map/");
  });

  it("ignores what it does not know", () => {
    const state = states.opened(network, wishesFrom("?colour=rainbow&chosen=nobody&layout=spiral&on=1999-01-01&near=77"));
    expect(state).toMatchObject({ groupBy: "accent", chosen: null, layout: "force", moment: "2026-11-23", near: 4 });
  });
});
