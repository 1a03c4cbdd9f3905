"""The sheet as a file: on paper, or to write on in a word processor."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from vierspan.analysis.report.paper import NoPaper, pdf_of
from vierspan.analysis.report.styles import embedded, stylesheet
from vierspan.workspace.access.actor import Actor
from vierspan.workspace.common.errors import NotFound
from vierspan.workspace.common.text import slug
from vierspan.workspace.exchange.exports import File
from vierspan.workspace.exchange.handover.line import Line, day
from vierspan.workspace.exchange.handover.sheet import Handover, Part
from vierspan.workspace.insight.errors import NoPaperHere

if TYPE_CHECKING:
    from docx.document import Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STYLES = """
.r-page{box-shadow:none}.r-lines{margin-top:var(--s3)}
.r-lines li{display:flex;justify-content:space-between;gap:var(--s4);padding:var(--s2) 0;
border-bottom:var(--stroke) solid var(--line)}
.r-lines b{font-weight:var(--weight-strong);white-space:pre-line}
.r-lines small,.r-lines time{display:block;font-size:var(--text-s);color:var(--ink-mute)}
.r-lines time{white-space:nowrap}
.r-section{break-inside:auto}.r-section h2{break-after:avoid}.r-lines li{break-inside:avoid}
.r-facts{margin-top:var(--s5)}
"""


@dataclass(frozen=True, slots=True)
class Form:
    media_type: str
    write: Callable[[Actor, Handover], bytes]


def file_of(actor: Actor, sheet: Handover, form: str) -> File:
    """The sheet as pdf or docx. Raises NotFound for another form, NoPaperHere where the machine cannot set paper."""
    if form not in FORMS:
        raise NotFound
    chosen = FORMS[form]
    stem = slug(f"{_('handover')} {sheet.name}") or "handover"
    return File(f"{stem}.{form}", chosen.media_type, chosen.write(actor, sheet))


def page(actor: Actor, sheet: Handover) -> str:
    """The sheet as a page that needs nothing beside it, in the styles of the report. Escapes every name."""
    head = (
        f'<meta charset="utf-8"><title>{escape(sheet.message)}</title>'
        f"<style>{embedded()}{stylesheet('report.css')}{STYLES}{_foot(sheet)}</style>"
    )
    facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in sheet.facts)
    body = (
        f'<header><p class="r-soft">{escape(_("Handover"))} · {escape(sheet.network)} · '
        f"{escape(day(actor, sheet.made_on))}</p><h1>{escape(sheet.message)}</h1></header>"
        f'<dl class="r-facts">{facts}</dl>{"".join(map(_section, sheet.filled))}{_nothing(sheet)}'
    )
    main = f'<main class="r-page">{body}</main>'
    return f'<!doctype html>\n<html lang="{actor.language}"><head>{head}</head><body>{main}</body></html>\n'


def _section(part: Part) -> str:
    lines = "".join(map(_item, part.lines))
    return f'<section class="r-section"><h2>{escape(part.title)}</h2><ul class="r-lines">{lines}</ul></section>'


def _item(line: Line) -> str:
    told = f"<small>{escape(line.told)}</small>" if line.told else ""
    on = f"<time>{escape(line.on)}</time>" if line.on else ""
    return f"<li><span><b>{escape(line.what)}</b>{told}</span>{on}</li>"


def _nothing(sheet: Handover) -> str:
    """What was looked for and not found, so that nobody thinks it was forgotten."""
    if not sheet.empty:
        return ""
    said = "; ".join(part.none for part in sheet.empty)
    return f'<section class="r-section"><p class="r-soft">{escape(f"{sheet.name}: {said}.")}</p></section>'


def _foot(sheet: Handover) -> str:
    words = f"{sheet.network} · {sheet.name}"
    safe = "".join(c if c.isalnum() or c in " .,·-" else f"\\{ord(c):x} " for c in words)
    return f'@page{{@bottom-left{{content:"{safe}"}}@bottom-right{{content:counter(page) "/" counter(pages)}}}}'


def _pdf(actor: Actor, sheet: Handover) -> bytes:
    try:
        return pdf_of(page(actor, sheet))
    except NoPaper as missing:
        raise NoPaperHere from missing


def _docx(actor: Actor, sheet: Handover) -> bytes:
    import docx

    written = docx.Document()
    written.core_properties.title = _printable(sheet.message)
    written.core_properties.author = _printable(sheet.network)
    written.add_heading(_printable(sheet.message), level=0)
    written.add_paragraph(_printable(f"{_('Handover')} · {sheet.network} · {day(actor, sheet.made_on)}"))
    for label, text in sheet.facts:
        line = written.add_paragraph()
        line.add_run(_printable(f"{label}: ")).bold = True
        line.add_run(_printable(text))
    for part in sheet.filled:
        written.add_heading(_printable(part.title), level=1)
        for each in part.lines:
            _add(written, each)
    if sheet.empty:
        written.add_paragraph(_printable(f"{sheet.name}: {'; '.join(part.none for part in sheet.empty)}."))
    out = io.BytesIO()
    written.save(out)
    return out.getvalue()


def _add(written: "Document", line: Line) -> None:
    item = written.add_paragraph(style="List Bullet")
    item.add_run(_printable(line.what)).bold = True
    more = " · ".join(each for each in (line.told, line.on) if each)
    if more:
        item.add_run(_printable(f" ({more})"))


def _printable(text: str) -> str:
    """Without what a document of this kind cannot hold."""
    return "".join(letter for letter in text if letter in "\n\t" or letter.isprintable())


FORMS: Mapping[str, Form] = {"pdf": Form("application/pdf", _pdf), "docx": Form(DOCX, _docx)}
