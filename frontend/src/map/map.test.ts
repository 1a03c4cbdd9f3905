import { describe, expect, it } from "vitest";

import { addressOf, wishesFrom } from "./address";
import { appearanceOf, mixed, type Palette } from "./appearance";
import { networkFrom, type Network, type Payload } from "./network";
import { toSvg } from "./picture";
import * as states from "./state";

const tone = { fill: "#3c4baf", line: "#3c4baf", tint: "#ecf0fd" };
const PALETTE: Palette = {
  surface: "#ffffff",
  ink: "#000000",
  inkSoft: "#444444",
  lineStrong: "#888888",
  ground: "#eeeeee",
  orientations: { strategist: tone, explorer: tone, developer: tone, process_manager: tone },
};

const PAYLOAD: Payload = {
  actors: {
    id: ["a", "b", "c", "p"],
    label: ["Welzijn Rondom", "Gemeente Oosterdal", "Brink & <Zn>", "José IJzer"],
    kind: ["party", "party", "party", "person"],
    party: [null, null, null, "a"],
    sector: ["welzijn", "overheid", null, null],
    ring: [null, null, null, null],
    accent: ["developer", "strategist", null, "explorer"],
    core: [true, false, false, false],
    community: [0, 0, 1, 0],
    x: [0, 1, 0, -1],
    y: [0, 0, 1, 0],
    first: [null, "2025-06-01", null, null],
    last: [null, null, null, null],
    measures: { acts: [10, 0, null, 4] },
  },
  ties: {
    source: [0, 0, 3],
    target: [1, 2, 0],
    kind: ["works with", "trusts", "works with"],
    strength: [3, 1, 1],
    lifted: [false, false, false],
    since: ["2025-06-01", "2026-01-01", null],
    until: [null, null, null],
  },
  moments: ["2025-01-01", "2025-12-31", "2026-11-23"],
};

const network = networkFrom(PAYLOAD);
const labels = (state: states.MapState): string[] => states.visible(state).actors.map((actor) => actor.id);

describe("groups in the legend", () => {
  it("stand as in the square where they are orientations, whatever their size", () => {
    const shown = states.show(states.opened(network), "both");
    expect(states.groupCounts(shown).map(([group]) => group)).toEqual(["strategist", "explorer", "developer", states.NO_GROUP]);
  });

  it("stand by size where they are anything else", () => {
    const shown = states.groupBy(states.show(states.opened(network), "both"), "community");
    expect(states.groupCounts(shown)).toEqual([["0", 3], ["1", 1]]);
  });
});

describe("what is visible", () => {
  it("opens with parties where parties have ties, today", () => {
    const state = states.opened(network);
    expect(labels(state)).toEqual(["a", "b", "c"]);
    expect(states.visible(state).ties).toHaveLength(2);
  });

  it("follows the slider: who had not yet come is not there, nor are later ties", () => {
    const before = states.goTo(states.opened(network), "2025-01-01");
    expect(labels(before)).toEqual(["a", "c"]);
    expect(states.visible(before).ties).toHaveLength(0);
  });

  it("takes a group off and puts it back", () => {
    const without = states.toggleGroup(states.opened(network), "developer");
    expect(labels(without)).toEqual(["b", "c"]);
    expect(labels(states.toggleGroup(without, "developer"))).toEqual(["a", "b", "c"]);
  });

  it("shows the neighbourhood of the chosen one", () => {
    const near = states.goNear(states.choose(states.opened(network), "b"), 1);
    expect(labels(near).sort()).toEqual(["a", "b"]);
  });

  it("leaves out kinds of tie", () => {
    expect(states.visible(states.toggleTieKind(states.opened(network), "trusts")).ties).toHaveLength(1);
  });

  it("opens a large network on what matters, the chosen one always among them", () => {
    const many = 200;
    const column = <T>(make: (index: number) => T): T[] => Array.from({ length: many }, (_, index) => make(index));
    const large: Network = networkFrom({
      ...PAYLOAD,
      actors: {
        ...PAYLOAD.actors,
        id: column(String),
        label: column(String),
        kind: column(() => "person" as const),
        party: column(() => null),
        sector: column(() => null),
        ring: column(() => null),
        accent: column(() => null),
        core: column((index) => index < 3),
        community: column(() => 0),
        x: column((index) => index),
        y: column((index) => index % 7),
        first: column(() => null),
        last: column(() => null),
        measures: {},
      },
      ties: { source: [0], target: [1], kind: [null], strength: [1], lifted: [false], since: [null], until: [null] },
    });
    const state = states.choose(states.opened(large), "199");
    expect(labels(state)).toHaveLength(states.READABLE);
    expect(labels(state)).toContain("199");
    expect(states.visible(state).leftOut).toBe(140);
    expect(labels(states.scopeTo(state, "all"))).toHaveLength(many);
  });
});

describe("finding and walking", () => {
  it("finds names whatever their accents", () => {
    expect(states.found(states.opened(network), "jose").map((actor) => actor.id)).toEqual(["p"]);
    expect(states.found(states.opened(network), "  ")).toEqual([]);
  });

  it("walks along ties in the direction of the arrow", () => {
    const at = states.choose(states.opened(network), "a");
    expect(states.neighbourTowards(at, 1, 0)).toBe("b");
    expect(states.neighbourTowards(at, 0, 1)).toBe("c");
    expect(states.neighbourTowards(at, 0, -1)).toBeNull();
  });
});

describe("how it looks", () => {
  it("gives an orientation its shape and the core a heavy edge", () => {
    const state = states.opened(network);
    const { dots, lines } = appearanceOf(state, states.visible(state), PALETTE);
    expect(dots[0]).toMatchObject({ shape: "developer", isCore: true, edgeWidth: 3 });
    expect(dots[2]).toMatchObject({ shape: null });
    expect(lines[0]?.width).toBeGreaterThan(lines[1]?.width ?? 0);
  });

  it("keeps colour for orientations: sectors are shades of ink", () => {
    const state = states.groupBy(states.opened(network), "sector");
    const { dots } = appearanceOf(state, states.visible(state), PALETTE);
    expect(new Set(dots.map((dot) => dot.shape))).toEqual(new Set([null]));
    expect(new Set(dots.map((dot) => dot.fill)).size).toBe(3);
  });

  it("mixes colours by channel", () => {
    expect(mixed("#000000", "#ffffff", 0.5)).toBe("#808080");
  });

  it("writes names into the picture as text, never as markup", () => {
    const state = states.opened(network);
    const svg = toSvg(appearanceOf(state, states.visible(state), PALETTE), PALETTE, "Kaart");
    expect(svg).toContain("Brink &#38; &#60;Zn&#62;");
    expect(svg).not.toContain("<Zn>");
  });
});

describe("the address", () => {
  it("keeps every choice, and gives it back", () => {
    const state = states.goNear(states.choose(states.groupBy(states.opened(network), "sector"), "a"), 2);
    const address = addressOf(states.toggleGroup(state, "welzijn"), "/map/");
    const again = states.opened(network, wishesFrom(new URL(address, "http://x").search));
    expect(again).toMatchObject({ groupBy: "sector", chosen: "a", near: 2 });
    expect(again.off).toEqual(new Set(["welzijn"]));
  });

  it("ignores what it does not know", () => {
    const state = states.opened(network, wishesFrom("?colour=rainbow&chosen=nobody"));
    expect(state).toMatchObject({ groupBy: "accent", chosen: null });
  });
});
