"""A small line through time, drawn here: one bar a period."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDE, HIGH, BETWEEN = 168.0, 40.0, 2.0


def bars(counts: Sequence[int], *, told: str, lately: int, spells: Sequence[tuple[int, int]] = ()) -> SafeString:
    """`told` says what the picture shows; the last `lately` bars are those looked at, a spell is underlined."""
    most, step = max([1, *counts]), WIDE / max(1, len(counts))
    high = HIGH - 5
    drawn = format_html_join(
        "",
        '<rect class="spark-bar{}" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (
                " lately" if n >= len(counts) - lately else "",
                _short(n * step),
                _short(high - max(1.0, high * count / most) if count else high - 1),
                _short(step - BETWEEN),
                _short(max(1.0, high * count / most) if count else 1),
            )
            for n, count in enumerate(counts)
        ),
    )
    lines = format_html_join(
        "",
        '<rect class="spark-spell" x="{}" y="{}" width="{}" height="2.5"/>',
        ((_short(first * step), HIGH - 3, _short((last - first + 1) * step - BETWEEN)) for first, last in spells),
    )
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        int(WIDE),
        int(HIGH),
        told,
        drawn,
        lines,
    )


def _short(value: float) -> str:
    return f"{value:.1f}"
