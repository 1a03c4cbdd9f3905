"""The matrix of coherence on lying A3."""

from functools import cache
from importlib.resources import files

from vierspan.analysis.report.paper import NoPaper, pdf_of
from vierspan.analysis.report.styles import embedded
from vierspan.workspace.insight.errors import NoPaperHere

MEDIA_TYPE = "application/pdf"
# How many lines of each size fit on one sheet, the largest first.
SIZES = (("roomy", 22), ("even", 32), ("close", 40))


def density(lines: int) -> str:
    """How large the lines are drawn so that they fit on one sheet, as far as they can."""
    return next((size for size, most in SIZES if lines <= most), "closest")


def printed(body: str, language: str) -> bytes:
    """A page of HTML as PDF. Raises NoPaperHere where the machine cannot set paper."""
    head = f'<meta charset="utf-8"><style>{embedded()}{_styles()}</style>'
    try:
        return pdf_of(f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>')
    except NoPaper as missing:
        raise NoPaperHere from missing


@cache
def _styles() -> str:
    return files(__package__).joinpath("coherence_paper.css").read_text(encoding="utf-8")
