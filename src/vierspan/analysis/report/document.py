"""The report as one page that needs nothing beside it: styles, typeface and drawings inside."""

from html import escape

from vierspan.analysis.report.charts.marks import element
from vierspan.analysis.report.material import Material
from vierspan.analysis.report.sections import SECTIONS
from vierspan.analysis.report.styles import embedded, stylesheet


def document(given: Material) -> str:
    """The whole report as HTML. Escapes every name; no script, nothing from elsewhere."""
    title = given.say("report.title", network=given.network)
    styles = embedded() + stylesheet("report.css") + _page_rule(given)
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{styles}</style>"
    )
    body = "".join(part(given) for part in SECTIONS)
    page = element("main", body, class_="r-page")
    return f'<!doctype html>\n<html lang="{given.language}"><head>{head}</head><body>{page}</body></html>\n'


def _page_rule(given: Material) -> str:
    """Network, period and page of pages under every page of paper."""
    end = given.say("report.made_on", day=given.picture.window.end).split(" ", 2)[-1]
    left = _css_text(f"{given.network} · {end}")
    of = _css_text(f" {given.say('report.page_of')} ")
    return f'@page{{@bottom-left{{content:"{left}"}}@bottom-right{{content:counter(page) "{of}" counter(pages)}}}}'


def _css_text(words: str) -> str:
    """Words as the inside of a CSS string, where nothing of theirs can end the string or the style."""
    return "".join(c if c.isalnum() or c in " .,·-" else f"\\{ord(c):x} " for c in words)
