"""What answers to questions about leadership say: scores, agreement, the views of oneself and of others (methods 1.3).

Nothing here decides what may be seen: answers of others come here through the release gate, as means.
"""

from vierspan.analysis.questionnaires.accent import Accent, accent
from vierspan.analysis.questionnaires.agreement import Agreement, Band, agreement, agreement_of_scale
from vierspan.analysis.questionnaires.alpha import alpha
from vierspan.analysis.questionnaires.icc import Icc, icc
from vierspan.analysis.questionnaires.need import NeedSaid, need_said
from vierspan.analysis.questionnaires.others import Others, Rater, others
from vierspan.analysis.questionnaires.palette import Place, palette, place
from vierspan.analysis.questionnaires.scores import (
    Pairs,
    Value,
    behaviour_keys,
    from_means,
    orientation_scores,
    pairs,
    rescaled,
    score,
)
from vierspan.analysis.questionnaires.views import Comparison, Stance, compare, spread

__all__ = [
    "Accent",
    "Agreement",
    "Band",
    "Comparison",
    "Icc",
    "NeedSaid",
    "Others",
    "Pairs",
    "Place",
    "Rater",
    "Stance",
    "Value",
    "accent",
    "agreement",
    "agreement_of_scale",
    "alpha",
    "behaviour_keys",
    "compare",
    "from_means",
    "icc",
    "need_said",
    "orientation_scores",
    "others",
    "pairs",
    "palette",
    "place",
    "rescaled",
    "score",
    "spread",
]
