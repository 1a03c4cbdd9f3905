"""Hostile and broken pictures, and what is left of a good one."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from vierspan.workspace.common.errors import Invalid
from vierspan.workspace.course.positioning.pictures import JPEG, LARGEST, PNG, SVG, logo_of, picture_of

FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">{}</svg>'
)

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script of another namespace": '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    "handler": '<rect width="1" height="1" onload="alert(1)"/>',
    "handler in capitals": '<rect width="1" height="1" OnClick="alert(1)"/>',
    "foreign object": "<foreignObject><p>hello</p></foreignObject>",
    "link": '<a xlink:href="https://evil.example"><rect width="1" height="1"/></a>',
    "fetched picture": '<image href="https://evil.example/pixel.png"/>',
    "picture within": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "use of elsewhere": '<use href="https://evil.example/x.svg#a"/>',
    "use of a javascript": '<use xlink:href="javascript:alert(1)"/>',
    "style that fetches": "<style>@import url(https://evil.example/x.css);</style>",
    "style that fetches a font": "<style>.a{background:url('//evil.example')}</style>",
    "style with an escape": r"<style>.a{background:\75rl(x)}</style>",
    "attribute that fetches": '<rect style="fill:url(https://evil.example#a)"/>',
    "fill that fetches": '<rect fill="url( &quot;https://evil.example#a&quot; )"/>',
    "moving picture": '<animate attributeName="href" to="javascript:alert(1)"/>',
    "setting": '<rect><set attributeName="onclick" to="alert(1)"/></rect>',
    "frame": '<iframe src="https://evil.example"/>',
}


@pytest.mark.parametrize("part", HOSTILE.values(), ids=HOSTILE)
def test_a_drawing_that_is_more_than_a_drawing_is_refused(part: str) -> None:
    with pytest.raises(Invalid) as refused:
        logo_of(FRAME.format(part).encode())
    assert refused.value.reason == "picture_has_script"


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
    ],
)
def test_entities_are_refused_before_they_are_read(content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        logo_of(content)
    assert refused.value.reason == "picture_has_script"


def test_what_is_not_drawing_is_left_out_and_the_rest_stays() -> None:
    part = (
        "<!-- made by hand --><metadata>Jan de Vries, 12 May</metadata>"
        '<g data-name="Jan" fill="url(#g)"><path d="M0 0h1"/></g><style>.a{fill:#123456}</style>'
        '<linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient><use href="#g"/>'
    )
    found = logo_of(FRAME.format(part).encode())
    text = found.content.decode()
    assert (found.media_type, found.width, found.height) == (SVG, 10, 10)
    assert "Jan" not in text
    assert "made by hand" not in text
    assert all(kept in text for kept in ("M0 0h1", "url(#g)", ".a{fill:#123456}", 'href="#g"'))


def painted(kind: str, size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, kind, **more)
    return content.getvalue()


def test_what_stands_beside_the_points_does_not_come_along() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at Jan's house"
    found = picture_of(painted("JPEG", exif=exif) + b"<script>alert(1)</script>")
    assert found.media_type == JPEG
    assert b"Jan" not in found.content
    assert b"script" not in found.content


def test_a_name_says_nothing_and_the_content_everything() -> None:
    assert logo_of(painted("PNG")).media_type == PNG
    for content in (b"", b"GIF89a" + bytes(40), painted("GIF"), b"%PDF-1.7", b"hello", painted("BMP"), b"\x00" * 99):
        with pytest.raises(Invalid):
            logo_of(content)
    with pytest.raises(Invalid):
        picture_of(FRAME.format("").encode())


def test_a_large_picture_becomes_smaller_and_a_very_large_one_is_refused() -> None:
    assert max(picture_of(painted("PNG", (3000, 200))).width, 0) == 1600
    with pytest.raises(Invalid) as refused:
        picture_of(painted("PNG", (9000, 10)))
    assert refused.value.reason == "picture_too_large"
    with pytest.raises(Invalid):
        logo_of(painted("PNG") + bytes(LARGEST))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    content = bytearray(painted("PNG"))
    content[16:24] = (60_000).to_bytes(4, "big") * 2  # it says that it is sixty thousand points wide and high
    with pytest.raises(Invalid):
        logo_of(bytes(content))


@given(some.binary(max_size=400))
def test_no_bytes_break_it(content: bytes) -> None:
    for start in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"<svg xmlns='http://www.w3.org/2000/svg'>"):
        try:
            found = logo_of(start + content)
        except Invalid:
            continue
        assert b"script" not in found.content.lower()
