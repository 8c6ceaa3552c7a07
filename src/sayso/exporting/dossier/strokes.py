"""Pieces of a picture as SVG: text, dots, lines. Every text from a document is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sayso.exporting.dossier.lanes import Dot, path, runs
from sayso.exporting.dossier.scale import LABEL, Scale
from sayso.exporting.dossier.scene import Row, Scene
from sayso.exporting.dossier.wording import fitted

RADIUS = 4.5
_DIAMOND = 6.0
_ARROW = 5.0
_BOLD = 1.1
"""So much wider is bold type."""


def text(x: float, y: float, words: str, width: float, size: float, look: str = "") -> str:
    """A line of text, cut where it would be too wide; the whole of it is shown on hover."""
    shown = fitted(words, width, size * (_BOLD if "strong" in look else 1))
    whole = f"<title>{escape(words)}</title>" if shown != words else ""
    kind = f' class="{look}"' if look else ""
    return f'<text{kind} x="{x:.1f}" y="{y:.1f}" font-size="{size:g}">{whole}{escape(shown)}</text>'


def line(data: str, look: str, why: str = "") -> str:
    """A path; why it is there is shown on hover, also a little beside it."""
    if not why:
        return f'<path class="{look}" d="{data}"/>'
    wide = f'<path class="reach" d="{data}"/>'
    return f'<g><title>{escape(why)}</title>{wide}<path class="{look}" d="{data}"/></g>'


def bend(x1: float, y1: float, x2: float, y2: float, until: float) -> str:
    """A curve that is level from ``until`` on: so it crosses no other row's words."""
    middle = (x1 + until) / 2
    return (
        f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {until:.1f} {y2:.1f}"
        f"H{x2:.1f}"
    )


def mark(row: Row, at: Dot) -> str:
    """A row's dot; the first of an origin is ringed, and a denial is a crossed diamond."""
    x, y = at
    whole = f"<title>{escape(row.label)}</title>"
    if row.group is None:
        d = _DIAMOND
        return (
            f'<g>{whole}<path class="deny" d="M{x - d:.1f} {y:.1f}l{d:g} -{d:g} {d:g} {d:g} '
            f'-{d:g} {d:g}z"/><path class="cross" d="M{x - 2:.1f} {y - 2:.1f}l4 4m0 -4l-4 4"/></g>'
        )
    ring = f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS + 3:g}"/>'
    return (
        f"<g>{whole}{ring if row.first else ''}"
        f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS:g}"/></g>'
    )


def between(scene: Scene, dots: Sequence[Dot], left: float, right: float) -> str:
    """The lines between rows: an arrow to what leans, a question mark on what is only possible."""
    found = []
    for run in runs(scene.lines, dots, left, right):
        one = run.line
        data = path(run, dots, RADIUS)
        why = one.why if one.sure else f"Perhaps: {one.why}"
        found.append(line(data, "sure" if one.sure else "doubt", why))
        x, y = dots[one.other]
        if one.leans:
            side = 1 if one.sure else -1
            tip = x - side * RADIUS
            back = side * _ARROW
            found.append(f'<path class="tip" d="M{tip:.1f} {y:.1f}l{-back:g} -3v6z"/>')
        if not one.sure:
            middle = (dots[one.one][1] + y) / 2
            found.append(
                f'<text class="query" x="{run.lane:.1f}" y="{middle + 4:.1f}" font-size="12" '
                'text-anchor="middle">?</text>'
            )
    return "".join(found)


def axis(scale: Scale, top: float, bottom: float) -> str:
    """The dates above the time line, and a hair line down from each."""
    found = []
    for x, label in scale.ticks:
        hair = f'<path class="hair" d="M{x:.1f} {top + 5:.1f}V{bottom:.1f}"/>'
        found.append(
            f'{hair}<text class="soft" x="{x:.1f}" y="{top:.1f}" font-size="{LABEL:g}" '
            f'text-anchor="middle">{escape(label)}</text>'
        )
    return "".join(found)
