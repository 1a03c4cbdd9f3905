import { beforeEach, describe, expect, it, vi } from "vitest";

import { Story, stepFor } from "./story";
import { between, eased, placesIn, put } from "./story-moves";

const drawing = (places: Record<string, [number, number]>, ties: [string, string][] = []): Element => {
  const spots = Object.entries(places).map(([key, [x, y]]) => `<g class="still-spot" data-key="${key}" transform="translate(${x} ${y})"></g>`);
  const lines = ties.map((pair) => `<line class="still-tie" data-ends="${pair.join(" ")}" x1="0" y1="0" x2="0" y2="0"/>`);
  const holder = document.createElement("div");
  holder.innerHTML = `<svg>${lines.join("")}${spots.join("")}</svg>`;
  return holder.firstElementChild as Element;
};

describe("keys", () => {
  it("go on and back, and not past the ends", () => {
    expect([stepFor("ArrowRight", 1, 3), stepFor(" ", 2, 3), stepFor("PageDown", 3, 3)]).toEqual([2, 3, 0]);
    expect([stepFor("ArrowLeft", 2, 3), stepFor("ArrowLeft", 1, 3)]).toEqual([1, 0]);
    expect([stepFor("End", 1, 3), stepFor("Home", 3, 3), stepFor("a", 1, 3)]).toEqual([3, 1, 0]);
  });
});

describe("moving", () => {
  it("reads where everybody stands", () => {
    expect(placesIn(drawing({ a: [10, -2.5] })).get("a")).toEqual({ x: 10, y: -2.5 });
  });

  it("begins at the old place and ends at the new", () => {
    const [before, after] = [placesIn(drawing({ a: [0, 0] })), placesIn(drawing({ a: [10, 20], b: [5, 5] }))];
    expect(between(before, after, 0).get("a")).toEqual({ x: 0, y: 0 });
    expect(between(before, after, 1).get("a")).toEqual({ x: 10, y: 20 });
    expect(between(before, after, 0).get("b")).toEqual({ x: 5, y: 5 });
    expect(eased(0.5)).toBeGreaterThan(0.5);
  });

  it("takes the ends of ties along", () => {
    const svg = drawing({ a: [0, 0], b: [1, 1] }, [["a", "b"]]);
    put(svg, new Map([["a", { x: 3, y: 4 }], ["b", { x: 5, y: 6 }]]));
    const line = svg.querySelector("line");
    expect(["x1", "y1", "x2", "y2"].map((name) => Number(line?.getAttribute(name)))).toEqual([3, 4, 5, 6]);
    expect(svg.querySelector("[data-key=a]")?.getAttribute("transform")).toBe("translate(3.0 4.0)");
  });
});

const page = (at: number): string => `<html><head><title>Step ${at}</title></head><body>
  <div data-story data-at="${at}" data-count="2"><div data-story-words><h1 tabindex="-1">Words ${at}</h1></div>
  <div data-still="wide"><svg><g class="still-spot" data-key="a" transform="translate(${at} 0)"></g></svg></div>
  <nav data-story-bar><a href="?step=2" data-story-go="2">next</a><a href="/away/" data-story-leave>stop</a></nav></div></body></html>`;

describe("a story", () => {
  beforeEach(() => {
    document.documentElement.innerHTML = new DOMParser().parseFromString(page(1), "text/html").documentElement.innerHTML;
    vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(new Response(page(2)))));
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    history.replaceState(null, "", "?step=1");
  });

  it("shows the next step with a key, and its address", async () => {
    const root = document.querySelector<HTMLElement>("[data-story]") as HTMLElement;
    new Story(root).start();
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    await vi.waitFor(() => {
      expect(root.dataset.at).toBe("2");
    });
    expect(document.querySelector("h1")?.textContent).toBe("Words 2");
    expect(document.activeElement).toBe(document.querySelector("h1"));
    expect(location.search).toBe("?step=2");
    expect(document.title).toBe("Step 2");
  });
});
