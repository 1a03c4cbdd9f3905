"""Whom to ask next: a ranked list of partners, learnt from who worked with whom on what."""

from vierspan.analysis.choices.partners.history import History
from vierspan.analysis.choices.partners.question import (
    InTheme,
    Introducer,
    KnownBy,
    OftenTakesPart,
    Query,
    Reason,
    SameCountry,
    SameKind,
    SharesTheme,
    Suggestion,
    WorkedTogether,
)
from vierspan.analysis.choices.partners.ranker import Ranker, learn

__all__ = [
    "History",
    "InTheme",
    "Introducer",
    "KnownBy",
    "OftenTakesPart",
    "Query",
    "Ranker",
    "Reason",
    "SameCountry",
    "SameKind",
    "SharesTheme",
    "Suggestion",
    "WorkedTogether",
    "learn",
]
