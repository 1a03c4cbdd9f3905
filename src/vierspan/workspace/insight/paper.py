"""A page of HTML as PDF, with styles of its own: posters, badges, matrices, notes."""

from functools import cache
from importlib.resources import files

from vierspan.analysis.report.paper import NoPaper, pdf_of
from vierspan.analysis.report.styles import embedded
from vierspan.workspace.insight.errors import NoPaperHere

MEDIA_TYPE = "application/pdf"


def printed(body: str, language: str, styles: str, *, rules: str = "") -> bytes:
    """`styles` is the name of a style sheet beside this module; `rules` go after it, such as the size of the paper.

    Raises NoPaperHere where the machine cannot set paper.
    """
    head = f'<meta charset="utf-8"><style>{embedded()}{_styles(styles)}{rules}</style>'
    try:
        return pdf_of(f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>')
    except NoPaper as missing:
        raise NoPaperHere from missing


@cache
def _styles(name: str) -> str:
    return files(__package__).joinpath(f"{name}.css").read_text(encoding="utf-8")
