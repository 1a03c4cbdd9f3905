"""Pictures as they come in: known by what is in them, never by their name, and written anew."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.course.positioning.drawings import drawing

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 4 * 1024 * 1024
LARGEST_DRAWING = 512 * 1024
MOST_POINTS = 8000
LOGO_POINTS, PICTURE_POINTS = 1024, 1600
PNG, JPEG, SVG = "image/png", "image/jpeg", "image/svg+xml"
ENDINGS = {PNG: "png", JPEG: "jpg", SVG: "svg"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A picture of which is known what it holds."""

    media_type: str
    content: bytes
    width: int
    height: int


def logo_of(content: bytes) -> Checked:
    """A logo from a PNG, JPEG or SVG. Raises Invalid where it is none, is too large, or is more than a picture."""
    return _drawn(content) if _is_markup(content) else _painted(content, LOGO_POINTS)


def picture_of(content: bytes) -> Checked:
    """A picture for a post, from a PNG or a JPEG. Where it was taken, and by what, is left out."""
    if _is_markup(content):
        raise Invalid("picture", "picture_unknown")
    return _painted(content, PICTURE_POINTS)


def _is_markup(content: bytes) -> bool:
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") or start[:2] in (b"\xff\xfe", b"\xfe\xff")


def _drawn(content: bytes) -> Checked:
    if len(content) > LARGEST_DRAWING:
        raise Invalid("picture", "picture_too_large")
    clean, width, height = drawing(content)
    return Checked(SVG, clean, width, height)


def _painted(content: bytes, most: int) -> Checked:
    from PIL import Image, ImageOps

    if len(content) > LARGEST:
        raise Invalid("picture", "picture_too_large")
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as found:
            if max(found.size) > MOST_POINTS:
                raise Invalid("picture", "picture_too_large")
            kind = found.format
            shown = ImageOps.exif_transpose(found)
            shown.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        reason = "picture_broken" if content[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1") else ""
        raise Invalid("picture", reason or "picture_unknown") from broken
    shown.thumbnail((most, most))
    return _written(shown, JPEG if kind == "JPEG" else PNG)


def _written(shown: "Image.Image", media_type: str) -> Checked:
    """Anew, point by point: what stood behind or beside the points does not come along."""
    from PIL import Image

    mode = "RGB" if media_type == JPEG else "RGBA"
    bare = Image.new(mode, shown.size)
    bare.paste(shown.convert(mode))
    content = io.BytesIO()
    if media_type == JPEG:
        bare.save(content, "JPEG", quality=86, optimize=True)
    else:
        bare.save(content, "PNG", optimize=True)
    return Checked(media_type, content.getvalue(), *shown.size)
