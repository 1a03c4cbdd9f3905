"""The matrix of coherence on lying A3."""

from vierspan.workspace.insight import paper
from vierspan.workspace.insight.paper import MEDIA_TYPE

__all__ = ["MEDIA_TYPE", "density", "printed"]

# How many lines of each size fit on one sheet, the largest first.
SIZES = (("roomy", 22), ("even", 32), ("close", 40))


def density(lines: int) -> str:
    """How large the lines are drawn so that they fit on one sheet, as far as they can."""
    return next((size for size, most in SIZES if lines <= most), "closest")


def printed(body: str, language: str) -> bytes:
    """Raises NoPaperHere where the machine cannot set paper."""
    return paper.printed(body, language, "coherence_paper")
