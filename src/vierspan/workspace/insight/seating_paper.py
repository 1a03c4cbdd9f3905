"""A seating on paper: name badges, the plan for the wall, a card for each table."""

from functools import cache
from importlib.resources import files

from vierspan.analysis.report.paper import NoPaper, pdf_of
from vierspan.analysis.report.styles import embedded
from vierspan.workspace.insight.errors import NoPaperHere

MEDIA_TYPE = "application/pdf"
PAGE = {
    "badges": "@page{size:A4;margin:0}",
    "plan": "@page{size:A4;margin:12mm}",
    "cards": "@page{size:A4;margin:12mm}",
}


def printed(body: str, language: str, form: str) -> bytes:
    """A page of HTML as PDF on A4. Raises NoPaperHere where the machine cannot set paper."""
    head = f'<meta charset="utf-8"><style>{embedded()}{_styles()}{PAGE[form]}</style>'
    try:
        return pdf_of(f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>')
    except NoPaper as missing:
        raise NoPaperHere from missing


@cache
def _styles() -> str:
    return files(__package__).joinpath("seating_paper.css").read_text(encoding="utf-8")
