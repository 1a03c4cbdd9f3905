"""Every part of a mirror in plain sentences, for the page, the report and the command.

Each function takes a part (or None) and gives its sentences, most telling first; where there is no part, what one
could record to get it.
"""

from vierspan.analysis.report.sentences.figures import figure_cell, figure_words, measure_name
from vierspan.analysis.report.sentences.leading import aspects, differs, leads, needs, sharing
from vierspan.analysis.report.sentences.network import brokers, core, face, participation, pull, trend
from vierspan.analysis.report.sentences.summary import grounds, message, summary
from vierspan.analysis.report.sentences.work import coherence, exchange

__all__ = [
    "aspects",
    "brokers",
    "coherence",
    "core",
    "differs",
    "exchange",
    "face",
    "figure_cell",
    "figure_words",
    "grounds",
    "leads",
    "measure_name",
    "message",
    "needs",
    "participation",
    "pull",
    "sharing",
    "summary",
    "trend",
]
