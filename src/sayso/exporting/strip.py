"""The whole text on one line: where it quotes, where it reports, where it narrates."""

from __future__ import annotations

from sayso.attribution import Kind
from sayso.report import Report

_WIDTH = 1000
_HEIGHT = 28
_HEIGHTS = {Kind.DIRECT: 24, Kind.MIXED: 16, Kind.INDIRECT: 9}


def strip(report: Report) -> str:
    """Draw the text from beginning to end, as inline SVG.

    Taller means closer to the source's own words: direct, then mixed, then
    indirect quotation. A thin line stands for the narrator. It repeats what the
    page says in words and is hidden from screen readers.
    """
    scale = _WIDTH / max(1, len(report.text))
    bars = [_bar(span.start, span.end, 2, "own", scale) for span in report.narration]
    tallest_last = sorted(report.attributions, key=lambda one: _HEIGHTS[one.kind])
    bars.extend(
        _bar(span.start, span.end, _HEIGHTS[one.kind], one.kind.value, scale)
        for one in tallest_last
        for span in one.content
    )
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" '
        f'aria-hidden="true" focusable="false">{"".join(bars)}</svg>'
    )


def _bar(start: int, end: int, height: int, look: str, scale: float) -> str:
    width = max((end - start) * scale - 1, 1)
    return (
        f'<rect class="{look}" x="{start * scale:.1f}" y="{_HEIGHT - height}" '
        f'width="{width:.1f}" height="{height}"/>'
    )
