"""What deserves attention now, why, for whom, and what one could do about it."""

from vierspan.analysis.handles.handle import Handle, Suggestion
from vierspan.analysis.handles.search import FINDERS, find

__all__ = ["FINDERS", "Handle", "Suggestion", "find"]
