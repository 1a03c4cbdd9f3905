"""The charts that are Vierspan's own: one definition for page, report and paper.

Every chart is a pure function to a fragment of HTML and SVG that styles/charts.css colours; names are escaped.
Every chart has a table twin with the same rows.
"""

from vierspan.analysis.report.charts.accents import accent_rows, accent_square, accent_table
from vierspan.analysis.report.charts.bands import need_bands, need_table, verdict
from vierspan.analysis.report.charts.core import Player, core_bars, core_players, core_table
from vierspan.analysis.report.charts.flows import Flow, flow_chart, flow_table
from vierspan.analysis.report.charts.lines import trend_lines, trend_table
from vierspan.analysis.report.charts.marks import Twin, room_name, shape, who
from vierspan.analysis.report.charts.matrix import Matrix, matrix, matrix_of, matrix_table, score_mark
from vierspan.analysis.report.charts.moments import Seen, moments
from vierspan.analysis.report.charts.neighbourhood import Neighbourhood, neighbourhood
from vierspan.analysis.report.charts.network import network_map, network_table
from vierspan.analysis.report.charts.radar import Blip, Radar, radar, radar_table
from vierspan.analysis.report.charts.radar_places import Cell, Place
from vierspan.analysis.report.charts.scales import palette_scales, palette_table
from vierspan.analysis.report.charts.square import mark, square, square_art, square_label, square_table
from vierspan.analysis.report.charts.strips import sharing_strip, sharing_strips, sharing_table
from vierspan.analysis.report.charts.three_ways import three_ways, two_poles

__all__ = [
    "Blip",
    "Cell",
    "Flow",
    "Matrix",
    "Neighbourhood",
    "Place",
    "Player",
    "Radar",
    "Seen",
    "Twin",
    "accent_rows",
    "accent_square",
    "accent_table",
    "core_bars",
    "core_players",
    "core_table",
    "flow_chart",
    "flow_table",
    "mark",
    "matrix",
    "matrix_of",
    "matrix_table",
    "moments",
    "need_bands",
    "need_table",
    "neighbourhood",
    "network_map",
    "network_table",
    "palette_scales",
    "palette_table",
    "radar",
    "radar_table",
    "room_name",
    "score_mark",
    "shape",
    "sharing_strip",
    "sharing_strips",
    "sharing_table",
    "square",
    "square_art",
    "square_label",
    "square_table",
    "three_ways",
    "trend_lines",
    "trend_table",
    "two_poles",
    "verdict",
    "who",
]
