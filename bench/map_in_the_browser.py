"""How fast the map opens and moves in a browser without a graphics card: python bench/map_in_the_browser.py [nodes ...]

Ours beside sigma, which draws by WebGL, with the same data in the same run. The page holds nothing but the map; its
data come from here. Times are milliseconds after the data have arrived; the processor time is that of the page's own
thread, reading the data included, and says more on a busy machine.
"""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

STATIC = Path(__file__).parents[1] / "src/vierspan/workspace/web/static/vierspan"
ADDRESS = "http://map.bench/"
HTML = """<!doctype html><html lang="en"><head><link rel="stylesheet" href="main.css"></head><body>
<script type="application/json" id="map-words">{}</script>
<div data-map data-map-mode="full" data-source="network.json" data-panel="" data-open="scope=all">
<div data-map-legend></div><div data-map-stage class="map-stage" tabindex="0"></div><p data-map-count></p></div>
<script src="map.js"></script></body></html>"""

OTHER = """<!doctype html><html lang="en"><head><link rel="stylesheet" href="main.css"></head><body>
<div data-map><div data-map-stage class="map-stage"></div></div>
<script src="sigma.js" type="module"></script></body></html>"""

OPENED = """() => new Promise((done) => {
  const map = document.querySelector('[data-map]');
  const wait = () => map.dataset.ready ? requestAnimationFrame(() => requestAnimationFrame(() => done(
    performance.now() - performance.getEntriesByType('resource').find((each) => each.name.endsWith('json')).responseEnd
  ))) : setTimeout(wait, 5);
  wait();
})"""
SHOWN = """(query) => new Promise((done) => {
  const begun = performance.now();
  document.querySelector('[data-map]').dispatchEvent(new CustomEvent('map:show', {detail: {query}}));
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
})"""
FRAMES = """(steps) => new Promise((done) => {
  const stage = document.querySelector('[data-map-stage]');
  const point = (type, x) => stage.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, pointerType: 'touch', isPrimary: true, button: 0, clientX: x, clientY: 300, bubbles: true}));
  stage.setPointerCapture = () => undefined;
  const times = [];
  let last = performance.now();
  let at = 0;
  point('pointerdown', 300);
  const step = () => {
    const now = performance.now();
    times.push(now - last);
    last = now;
    at += 1;
    if (at > steps) { point('pointerup', 300 + 5 * at); done(times.slice(1)); return; }
    point('pointermove', 300 + 5 * at);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


OTHER_FRAMES = """(steps) => new Promise((done) => {
  const times = [];
  let last = performance.now();
  const step = () => {
    const now = performance.now();
    times.push(now - last);
    last = now;
    if (times.length > steps) { done(times.slice(1)); return; }
    pan(0.004);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
OTHER_FILTER = """() => new Promise((done) => {
  const begun = performance.now();
  filter(0);
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
})"""


def network(size: int) -> dict[str, Any]:
    """Three ties for each, most to near ones."""
    chance = random.Random(4)  # noqa: S311 - a made-up network, not a secret
    x = [round(chance.gauss(0, 4000)) for _ in range(size)]
    y = [round(chance.gauss(0, 3000)) for _ in range(size)]
    order = sorted(range(size), key=lambda each: (x[each] // 600, y[each]))
    ties = [
        (order[at], order[(at + chance.randint(1, 40)) % size], chance.random()) for at in range(size) for _ in range(3)
    ]
    return {
        "version": 2,
        "lists": {"sector": ["a", "b", "c", "d"], "kind": ["works with"], "basis": ["declared", "observed"]},
        "nodes": {
            "id": [str(each) for each in range(size)],
            "label": [f"Party number {each}" for each in range(size)],
            "kind": ["party"] * size,
            "sector": [each % 4 for each in range(size)],
            "accent": [each % 5 - 1 for each in range(size)],
            "core": [int(each < 8) for each in range(size)],
        },
        "layouts": {"force": {"x": x, "y": y}, "geo": {"x": y, "y": x, "known": [1] * size}},
        "edges": {
            "source": [tie[0] for tie in ties],
            "target": [tie[1] for tie in ties],
            "strength": [round(tie[2], 2) for tie in ties],
            "kind": [0] * len(ties),
            "basis": [each % 2 for each in range(len(ties))],
            "since": [18_000 + each % 1500 for each in range(len(ties))],
        },
        "moments": ["2021-12-31", "2022-12-31", "2023-12-31"],
    }


def sigma() -> bytes:
    """The alternative, bundled; it is no part of the product, so its packages are fetched for this alone."""
    frontend = Path(__file__).parents[1] / "frontend"
    fetch = ["npm", "install", "--no-save", "sigma@3", "graphology@0.26"]
    subprocess.run(fetch, cwd=frontend, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    page = Path(__file__).with_name("sigma_page.mjs").read_text()
    bundle = ["npx", "esbuild", "--bundle", "--minify", "--format=esm", "--loader=js"]
    return subprocess.run(bundle, cwd=frontend, input=page.encode(), check=True, capture_output=True).stdout  # noqa: S603


def served(page: Page, data: bytes, html: str, other: bytes) -> None:
    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS).split("?")[0]
        if name == "network.json":
            route.fulfill(body=data, content_type="application/json")
        elif name == "":
            route.fulfill(body=html, content_type="text/html")
        elif name == "sigma.js":
            route.fulfill(body=other, content_type="text/javascript")
        elif (STATIC / name).is_file():
            route.fulfill(path=STATIC / name)
        else:
            route.fulfill(status=404)

    page.route(f"{ADDRESS}**", answer)


def opened(page: Page) -> dict[str, float]:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(ADDRESS)
    found = {"open": page.evaluate(OPENED)}
    spent = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return found | {"open, processor time": 1000 * spent["TaskDuration"]}


def moved(frames: list[float]) -> dict[str, float]:
    frames = sorted(frames)
    return {"pan, middle frame": frames[len(frames) // 2], "pan, slowest frame": frames[-1]}


def measure(page: Page, data: bytes) -> dict[str, float]:
    served(page, data, HTML, b"")
    found = opened(page) | moved(page.evaluate(FRAMES, 40))
    page.wait_for_timeout(600)
    for name, query in (
        ("filter", "scope=all&sector=a"),
        ("layout", "scope=all&layout=geo"),
        ("earlier day", "scope=all&on=2022-12-31"),
        ("colour", "scope=all&colour=sector"),
    ):
        found[name] = page.evaluate(SHOWN, query)
    return found


def measure_other(page: Page, data: bytes, bundle: bytes) -> dict[str, float]:
    served(page, data, OTHER, bundle)
    found = opened(page) | moved(page.evaluate(OTHER_FRAMES, 40))
    return found | {"filter": page.evaluate(OTHER_FILTER)}


def main(sizes: list[int]) -> None:
    bundle = sigma()
    with sync_playwright() as driver:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=program, args=["--disable-gpu"])
        for size in sizes:
            data = json.dumps(network(size)).encode()
            for who in ("ours", "sigma"):
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                times = measure(page, data) if who == "ours" else measure_other(page, data, bundle)
                told = "  ".join(f"{name} {value:.0f}" for name, value in times.items())
                print(f"{size:>7} {who:<6} {told}", flush=True)
                page.close()


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1000, 10_000])
