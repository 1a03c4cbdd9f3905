"""A real browser on a real server; every page must pass axe and leave the console silent."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from vierspan.workspace.accounts.models import User

expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong

FRONTEND = Path(__file__).parents[2] / "frontend"
AXE = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# The browser driver keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program)
        yield browser
        browser.close()


@pytest.fixture
def browser_context(chromium: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A fresh visitor, Dutch, at a desk; every address starts at the live server."""
    context = chromium.new_context(
        base_url=live_server.url, locale="nl-NL", viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    yield context
    context.close()


@pytest.fixture
def browser_page(browser_context: BrowserContext, console_errors: list[str]) -> Page:
    page = browser_context.new_page()
    page.on("console", lambda said: console_errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    return page


@pytest.fixture
def console_errors() -> list[str]:
    """What the page complained of; the policy against inline script and style shows up here."""
    return []


@pytest.fixture
def sign_in_as(browser_context: BrowserContext) -> Callable[[User], None]:
    """Give the browser somebody's session, without the mail."""

    def sign_in(user: User) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        browser_context.add_cookies([{"name": "sessionid", "value": session, "domain": "localhost", "path": "/"}])

    return sign_in


@pytest.fixture(scope="session")
def axe_violations() -> Callable[[Page], list[str]]:
    """Call with a page: what axe finds wrong with it, one line each."""
    source = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        page.evaluate(source)
        found: dict[str, Any] = page.evaluate(f"axe.run({{runOnly: {json.dumps(RULES)}}})")
        return [
            f"{each['id']}: {node['target']} {node['failureSummary']} {node['html']}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    return violations
