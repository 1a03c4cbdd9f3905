"""The mirror on one page of plain text, for a terminal."""

from textwrap import fill

from vierspan.analysis.handles.handle import Handle
from vierspan.analysis.mirror import Mirror
from vierspan.analysis.mirror.picture import OrientationMirror
from vierspan.analysis.phrases import phrase
from vierspan.analysis.report import sentences as say
from vierspan.analysis.report.charts.marks import number, room_name, whole
from vierspan.analysis.report.charts.square import lead, need_range
from vierspan.analysis.report.charts.strips import spoken
from vierspan.analysis.report.sections.handles import facts_of, headline
from vierspan.analysis.schema import Language

WIDTH = 88
MOST_HANDLES = 5


def plain_summary(mirror: Mirror, handles: list[Handle], language: Language) -> str:
    """Message, what it rests on, what stands out, the four orientations, the core, and the first handles."""
    picture = mirror.picture
    parts = [
        say.message(picture, language),
        "=" * min(WIDTH, len(say.message(picture, language))),
        _wrapped(" ".join(say.grounds(picture, language))),
        "",
        *(_wrapped(sentence) for sentence in say.summary(picture, language)),
        "",
        *(_line(part, language) for part in picture.orientations),
        "",
        _wrapped(" ".join(say.core(picture.core, mirror.actors.height, language))),
        *_handles(handles, language),
    ]
    return "\n".join(parts)


def _wrapped(words: str) -> str:
    return fill(words, WIDTH)


def _line(part: OrientationMirror, language: Language) -> str:
    """One orientation: cover of need, number of leaders, who carries it."""
    sharing = lead(part)
    cover = f"{whole(part.need.cover.value, language)} / {need_range(part, language)}"
    leaders = number(sharing.effective_leaders.value if sharing else None, language)
    carried = spoken(sharing, language)
    return f"{room_name(part.orientation, language):<13} {cover:<12} {leaders:>5}  {carried}"[: WIDTH + 20]


def _handles(handles: list[Handle], language: Language) -> list[str]:
    if not handles:
        return []
    title = phrase("report.section.handles", language)
    lines = ["", title, "-" * len(title)]
    for handle in handles[:MOST_HANDLES]:
        lines.append(f"{room_name(handle.orientation, language)}: {headline(handle, language)}")
        lines.append(fill(facts_of(handle, language), WIDTH, initial_indent="  ", subsequent_indent="  "))
    left = len(handles) - MOST_HANDLES
    return [*lines, phrase("report.left_handles", language, count=left)] if left > 0 else lines
