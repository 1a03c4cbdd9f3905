"""All that a successor must know of a person, a party or a role, on one sheet."""

from vierspan.workspace.exchange.handover.line import Line
from vierspan.workspace.exchange.handover.of_roles import of_role
from vierspan.workspace.exchange.handover.sheet import Handover, Part, handover
from vierspan.workspace.exchange.handover.written import FORMS, file_of

__all__ = ["FORMS", "Handover", "Line", "Part", "file_of", "handover", "of_role"]
