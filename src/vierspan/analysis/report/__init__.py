"""The report: a mirror and its handles as a page, as paper, and as data for machines."""

from vierspan.analysis.handles.handle import Handle
from vierspan.analysis.mirror import Mirror
from vierspan.analysis.records import Records
from vierspan.analysis.schema import Language

__all__ = ["html", "json_schema", "pdf", "to_json"]


def html(mirror: Mirror, handles: list[Handle], records: Records, language: Language) -> str:
    """A self-contained A4-friendly page: page one stands on its own, then every part, tables and definitions.

    Parts without records say what is missing. Cost: linear in what is shown; long tables stop at forty rows.
    """
    from vierspan.analysis.report.document import document
    from vierspan.analysis.report.material import Material

    return document(Material(mirror, handles, records, language))


def pdf(mirror: Mirror, handles: list[Handle], records: Records, language: Language) -> bytes:
    """The same page on A4. Raises `paper.NoPaper` where the system libraries of WeasyPrint are missing."""
    from vierspan.analysis.report.paper import pdf_of

    return pdf_of(html(mirror, handles, records, language))


def to_json(mirror: Mirror, handles: list[Handle]) -> str:
    """Picture, actors and handles as JSON after `json_schema`."""
    from vierspan.analysis.report.machine import written

    return written(mirror, handles)


def json_schema() -> dict[str, object]:
    """The schema of `to_json`, JSON Schema 2020-12."""
    from vierspan.analysis.report.machine import schema

    return schema()
