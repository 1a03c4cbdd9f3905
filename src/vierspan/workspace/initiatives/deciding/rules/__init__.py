"""When a question is decided: the closing rules, exact, and without a thought of who asks or how it is kept."""

from vierspan.workspace.initiatives.deciding.rules.ballot import WORDS, Ballot, Tally
from vierspan.workspace.initiatives.deciding.rules.contest import Contest, contest
from vierspan.workspace.initiatives.deciding.rules.fitting import FITS, Fit, fitting
from vierspan.workspace.initiatives.deciding.rules.judging import Line, Ruling, judged
from vierspan.workspace.initiatives.deciding.rules.outlook import Outlook, is_settled, outlook, yes_needed
from vierspan.workspace.initiatives.deciding.rules.terms import (
    BY_ONE,
    FALLBACKS,
    METHOD_OF,
    RULES,
    WITH_ROUNDS,
    Terms,
    Unfit,
)

__all__ = [
    "BY_ONE",
    "FALLBACKS",
    "FITS",
    "METHOD_OF",
    "RULES",
    "WITH_ROUNDS",
    "WORDS",
    "Ballot",
    "Contest",
    "Fit",
    "Line",
    "Outlook",
    "Ruling",
    "Tally",
    "Terms",
    "Unfit",
    "contest",
    "fitting",
    "is_settled",
    "judged",
    "outlook",
    "yes_needed",
]
