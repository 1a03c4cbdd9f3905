"""The main job as a newcomer meets it: one command, one link, and the mirror of the demo network in the browser."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def demo_link(tmp_path: Path) -> Iterator[str]:
    """The link that `vierspan demo` prints, while the site stands."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("VIERSPAN_", "DJANGO_"))}
    command = [sys.executable, "-m", "vierspan.cli", "demo", "--port", str(free_port()), "--language", "nl"]
    ours = {**inherited, "VIERSPAN_DATA_DIR": str(tmp_path / "var")}
    with subprocess.Popen(command, env=ours, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as site:
        try:
            yield said_link(site)
        finally:
            site.terminate()


def said_link(site: subprocess.Popen[str]) -> str:
    said = []
    for line in site.stdout or ():
        said.append(line)
        if link := re.search(r"http://127\.0\.0\.1:(\d+)\S+token=\S+", line):
            wait_for(int(link.group(1)))
            return link.group(0)
    pytest.fail("".join(said))


def wait_for(port: int) -> None:
    """Until the site listens, which is a moment after it said its address."""
    for _ in range(100):
        with socket.socket() as visitor:
            if visitor.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_one_command_opens_the_demo_and_its_mirror(demo_link: str, visitor: Page, console_errors: list[str]) -> None:
    visitor.on("console", lambda said: console_errors.append(said.text) if said.type == "error" else None)
    message = visitor.get_by_role("heading", level=1)
    visitor.goto(demo_link)
    visitor.get_by_role("button", name="Open de demo").click()
    expect(message).to_contain_text("aandacht")
    visitor.get_by_role("link", name="Spiegel", exact=True).first.click()
    expect(message).to_contain_text("voorwaarden")
    expect(visitor.get_by_role("img").first).to_be_visible()
    visitor.get_by_role("link", name="Kaart", exact=True).first.click()
    expect(visitor.locator("[data-map][data-ready]")).to_be_visible()
    assert console_errors == []
