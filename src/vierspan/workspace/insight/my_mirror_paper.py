"""The conversation guide to one's own mirror, on one standing A4."""

from vierspan.workspace.insight import paper
from vierspan.workspace.insight.paper import MEDIA_TYPE

__all__ = ["MEDIA_TYPE", "printed"]


def printed(body: str, language: str) -> bytes:
    """Raises NoPaperHere where the machine cannot set paper."""
    return paper.printed(body, language, "my_mirror_paper")
