"""A walk through the pages in a browser, on which everything that is wrong is written down."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Walk:
    page: Page
    violations: Callable[[Page], list[str]]
    wrong: list[str] = field(default_factory=list)
    widths: tuple[int, ...] = (1280, 390)

    def look(self, name: str) -> None:
        """At this page, at a desk and on a phone."""
        for width in self.widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.wrong += [f"{name} {width}: {each}" for each in self.violations(self.page)]
            if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                self.wrong.append(f"{name} scrolls sideways at {width}")
        self.page.set_viewport_size({"width": self.widths[0], "height": 900})

    def press(self, name: str, *, last: bool = False) -> None:
        found = self.page.get_by_role("button", name=name, exact=True)
        (found.last if last else found.first).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def title(self, name: str) -> None:
        self.page.get_by_role("heading", level=1, name=name).wait_for()
