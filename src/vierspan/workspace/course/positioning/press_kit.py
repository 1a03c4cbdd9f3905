"""What a journalist needs, in one file: the sheet in a word processor, the logo, and pictures of the news."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from vierspan.workspace.common.text import slug
from vierspan.workspace.course.positioning.models import Picture
from vierspan.workspace.course.positioning.outside import Outside
from vierspan.workspace.course.positioning.pictures import ENDINGS, SVG

if TYPE_CHECKING:
    from docx.document import Document

LOGO_WIDTH = 4.5  # cm
MOST_PICTURES = 3
WHEN = (2026, 1, 1, 0, 0, 0)  # of every file in it, so that the same kit is the same file


def press_kit(pages: "list[Outside]") -> bytes:
    """A ZIP with one sheet per language of the page, the logo, and pictures of the latest news."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as kit:
        for name, file in _files(pages):
            kit.writestr(zipfile.ZipInfo(name, WHEN), file, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _files(pages: "list[Outside]") -> Iterator[tuple[str, bytes]]:
    stem = slug(pages[0].network.name) or "network"
    for page in pages:
        with override(page.language):
            yield f"{stem}-{page.language}.docx", _sheet(page)
    logo = pages[0].logo
    if logo:
        yield f"{stem}-logo.{ENDINGS[logo.media_type]}", bytes(logo.content)
    for number, picture in enumerate(_pictures(pages), 1):
        yield f"{stem}-{number}.{ENDINGS[picture.media_type]}", bytes(picture.content)


def _pictures(pages: "list[Outside]") -> list[Picture]:
    ids = [each.post.picture_id for page in pages for each in page.news if each.post.picture_id]
    first = list(dict.fromkeys(ids))[:MOST_PICTURES]
    found = {each.pk: each for each in Picture.objects.of(pages[0].network.pk).filter(pk__in=first)}
    return [found[each] for each in first if each in found]


def _sheet(page: Outside) -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.author = page.network.name
    document.core_properties.title = page.network.name
    document.core_properties.comments = ""
    _logo(document, page)
    document.add_heading(page.network.name, level=0)
    for text in (page.motto, page.about):
        if text:
            document.add_paragraph(text.text)
    for title, lines in _parts(page):
        if lines:
            document.add_heading(title, level=1)
            for line in lines:
                document.add_paragraph(line)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _logo(document: "Document", page: Outside) -> None:
    """A word processor takes no SVG: that stands beside the sheet."""
    from docx.shared import Cm

    if page.logo and page.logo.media_type != SVG:
        document.add_picture(io.BytesIO(bytes(page.logo.content)), width=Cm(LOGO_WIDTH))


def _parts(page: Outside) -> list[tuple[str, list[str]]]:
    texts = {kind: [each.text for each in said] for kind, said in page.texts.items()}
    return [
        (_("What binds us"), texts.get("identity", [])),
        (_("What it is about"), texts.get("issue", [])),
        (_("What we want to reach"), texts.get("ambition", [])),
        (_("Facts you may use"), list(page.facts)),
        (_("Who take part"), list(page.parties)),
        (_("Contact"), [each for each in (page.person, page.email) if each]),
    ]
