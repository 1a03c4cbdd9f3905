"""The sections of the report, in the order in which they are read."""

from vierspan.analysis.report.material import Section
from vierspan.analysis.report.sections.back import all_tables, definitions
from vierspan.analysis.report.sections.front import front
from vierspan.analysis.report.sections.handles import handles
from vierspan.analysis.report.sections.leading import aspects, needs, orientations, palette
from vierspan.analysis.report.sections.people import brokers, core, network_map, participation
from vierspan.analysis.report.sections.story import attachments, face, trend
from vierspan.analysis.report.sections.work import coherence, exchange

SECTIONS: tuple[Section, ...] = (
    front,
    orientations,
    needs,
    aspects,
    core,
    network_map,
    brokers,
    participation,
    exchange,
    coherence,
    face,
    attachments,
    palette,
    trend,
    handles,
    all_tables,
    definitions,
)
