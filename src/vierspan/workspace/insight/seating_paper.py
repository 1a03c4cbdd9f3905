"""A seating on paper: name badges, the plan for the wall, a card for each table."""

from vierspan.workspace.insight import paper
from vierspan.workspace.insight.paper import MEDIA_TYPE

__all__ = ["MEDIA_TYPE", "PAGE", "printed"]

PAGE = {
    "badges": "@page{size:A4;margin:0}",
    "plan": "@page{size:A4;margin:12mm}",
    "cards": "@page{size:A4;margin:12mm}",
}


def printed(body: str, language: str, form: str) -> bytes:
    """On A4. Raises NoPaperHere where the machine cannot set paper."""
    return paper.printed(body, language, "seating_paper", rules=PAGE[form])
