"""Marked text as safe HTML."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vierspan.workspace.course.positioning import prose

TAG = re.compile(r"<[^>]*>")
PLAIN = re.compile(r'</?(p|a)>|<a( href="https://[a-z.]+"| title="[^"]*"| rel="[a-z ]+")+>')


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<img src=x onerror="alert(1)">',
        "![x](https://evil.example/pixel.png)",
        "<iframe src='https://evil.example'></iframe>",
        '[x](https://a.example "onmouseover=alert(1)")',
        "<style>*{display:none}</style>",
    ],
)
def test_nothing_runs_or_fetches(text: str) -> None:
    tags = TAG.findall(prose.written(text).lower())
    assert not [tag for tag in tags if not PLAIN.fullmatch(tag)]


def test_headings_begin_below_those_of_the_page() -> None:
    assert prose.written("# One\n\n## Two\n\n###### Six") == "<h3>One</h3>\n<h4>Two</h4>\n<h5>Six</h5>\n"


def test_links_tell_others_nothing() -> None:
    assert 'rel="nofollow noopener noreferrer"' in prose.written("[x](https://a.example)")


def test_plain_words_have_no_marks_and_end_between_two_words() -> None:
    assert prose.plain("**A & b** <i>c</i>") == "A & b <i>c</i>"
    assert prose.plain("one two three", 9) == "one two…"


@given(some.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    assert "<script" not in prose.written(text).lower()
    assert isinstance(prose.plain(text, 50), str)
