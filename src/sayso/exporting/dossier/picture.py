"""The picture of a claim: left its origins, then voices and houses, right the documents by date.

Each place that tells or denies it has a row of its own, and each column a width of its own, so
no two labels can meet, however many there are. Lines turn only where no words stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from sayso.exporting.dossier import strokes
from sayso.exporting.dossier.lanes import Dot
from sayso.exporting.dossier.scale import Scale
from sayso.exporting.dossier.scene import Origin, Row, Scene
from sayso.exporting.dossier.wording import fitted

WIDTH = 912.0
_ROW, _GAP, _TOP = 23.0, 16.0, 46.0
_SIZE, _SMALL = 12.5, 11.0
_ORIGIN = (0.0, 176.0)
_VOICE = (210.0, 382.0)
_HOUSE = (414.0, 592.0)
_TIME = (646.0, 796.0)
_LANES = (602.0, 826.0)
_DATE = 834.0
_PAD = 7.0
_HEADS = (
    (_ORIGIN[0], "Origin"),
    (_VOICE[0], "Through whom"),
    (_HOUSE[0], "Who prints it"),
    (_DATE, "When"),
)


def picture(scene: Scene, id: str, title: str) -> str:
    """Draw a claim for a wide screen and for paper; ``id`` begins the ids within."""
    return _Drawing(scene).svg(id, title)


def frame(
    id: str, size: tuple[float, float], look: str, title: str, scene: Scene, parts: str
) -> str:
    """The SVG around a picture, with what a screen reader says of it."""
    width, height = size
    return (
        f'<svg class="picture {look}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-labelledby="{id}-t {id}-d" focusable="false">'
        f'<title id="{id}-t">{escape(title)}</title>'
        f'<desc id="{id}-d">{escape(_told(scene))}</desc>{parts}</svg>'
    )


def _told(scene: Scene) -> str:
    origins = "; ".join(f"origin {n}: {one.name}, {one.size}" for n, one in _numbered(scene))
    denied = f" Denied in {len(scene.denials)}." if scene.denials else ""
    return f"{origins}.{denied} The table below has all of it in words."


def _numbered(scene: Scene) -> Iterator[tuple[int, Origin]]:
    return enumerate(scene.origins, 1)


class _Drawing:
    """One picture: where its rows are, then its pieces from the back to the front."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._heights = list(_heights(scene))
        self._bottom = (self._heights[-1] if self._heights else _TOP) + _ROW / 2
        self._scale = Scale.of((row.published for row in scene.rows), *_TIME)
        self._dots: list[Dot] = [
            (self._scale.at(row.published), y)
            for row, y in zip(scene.rows, self._heights, strict=True)
        ]

    def svg(self, id: str, title: str) -> str:
        pieces = (
            *self._heads(),
            *self._guides(),
            strokes.axis(self._scale, _TOP - 18, self._bottom),
            *self._origins(),
            *self._denied(),
            *self._voices(),
            *self._houses(),
            strokes.between(self._scene, self._dots, *_LANES),
            *map(strokes.mark, self._scene.rows, self._dots),
        )
        size = (WIDTH, self._bottom + 4)
        return frame(id, size, "wide", title, self._scene, "".join(pieces))

    def _heads(self) -> Iterator[str]:
        for x, words in _HEADS:
            yield strokes.text(x, 12, words, 170, _SMALL, "soft")

    def _guides(self) -> Iterator[str]:
        """A hair line from each house to its date, by which the eye keeps to the row."""
        for y in self._heights:
            yield strokes.line(f"M{_HOUSE[1] + 4:g} {y:.1f}H{_DATE - 6:g}", "hair")

    def _middle(self, rows: range) -> float:
        return (self._heights[rows.start] + self._heights[rows[-1]]) / 2

    def _origins(self) -> Iterator[str]:
        for number, origin in _numbered(self._scene):
            lines = [f"{number} {origin.name}"]
            if len(origin.rows) > 1:
                lines.append(origin.size)
            yield self._box(origin.rows, lines, "origin", f"Origin {number}: {origin.name}")

    def _denied(self) -> Iterator[str]:
        if self._scene.denials:
            words = f"Denied by {len(self._scene.denials)}"
            yield self._box(self._scene.denials, [f"✕ {words}"], "against", words)

    def _box(self, rows: range, lines: list[str], look: str, whole: str) -> str:
        """A box in the middle of its rows with one or two lines of words."""
        left, right = _ORIGIN
        middle = self._middle(rows)
        height = 20.0 if len(lines) == 1 else 38.0
        top = middle - height / 2
        shape = (
            f'<rect class="{look}" x="{left + 0.5:g}" y="{top:.1f}" width="{right - left - 1:g}" '
            f'height="{height:g}" rx="4"/>'
        )
        words = "".join(
            strokes.text(
                left + _PAD,
                top + 14 + 16 * place,
                line,
                right - left - 2 * _PAD,
                _SMALL if place else _SIZE,
                "soft" if place else "strong",
            )
            for place, line in enumerate(lines)
        )
        return f"<g><title>{escape(whole)}</title>{shape}{words}</g>"

    def _voices(self) -> Iterator[str]:
        """For each run of rows with the same voices: from the origin to them, and on to houses."""
        for run in self._scene.runs:
            row = self._scene.rows[run.start]
            if not run:
                continue
            start = self._middle(self._home(row))
            look = "sure" if row.group is not None else "against"
            if self._is_origin(row):
                for place in run:
                    yield self._stroke(start, place, look)
                continue
            middle = self._middle(run)
            yield strokes.line(strokes.bend(_ORIGIN[1], start, _VOICE[0], middle, _VOICE[0]), look)
            yield self._voice(row, middle)
            for place in run:
                data = strokes.bend(
                    _VOICE[1], middle, _HOUSE[0] - 4, self._heights[place], _HOUSE[0] - 4
                )
                yield strokes.line(data, look, self._why(self._scene.rows[place]))

    def _home(self, row: Row) -> range:
        if row.group is None:
            return self._scene.denials
        return self._scene.origins[row.group].rows

    def _is_origin(self, row: Row) -> bool:
        """Whether the only voice of a row is what its origin is called: it is drawn once."""
        if row.group is None:
            return False
        return row.through == (self._scene.origins[row.group].name,)

    def _stroke(self, start: float, place: int, look: str) -> str:
        y = self._heights[place]
        data = strokes.bend(_ORIGIN[1], start, _HOUSE[0] - 4, y, _VOICE[0])
        return strokes.line(data, look, self._why(self._scene.rows[place]))

    def _why(self, row: Row) -> str:
        if not row.through:
            return f"{row.house}: {row.nobody}"
        return f"{row.house} has it from {row.voices}"

    def _voice(self, row: Row, middle: float) -> str:
        left, right = _VOICE
        if not row.through:
            rule = strokes.line(f"M{left:g} {middle:.1f}H{right:g}", "hair")
            width = right - left - 2 * _PAD
            return rule + strokes.text(left + _PAD, middle - 3, row.nobody, width, _SMALL, "none")
        shape = (
            f'<rect class="voice" x="{left:g}" y="{middle - 9.5:.1f}" width="{right - left:g}" '
            'height="19" rx="9.5"/>'
        )
        words = fitted(row.voices, right - left - 2 * _PAD - 2, _SIZE)
        label = strokes.text(left + _PAD + 1, middle + 4.5, words, right - left, _SIZE)
        return f"<g><title>{escape(row.voices)}</title>{shape}{label}</g>"

    def _houses(self) -> Iterator[str]:
        for row, y in zip(self._scene.rows, self._heights, strict=True):
            width = _HOUSE[1] - _HOUSE[0]
            look = "against" if row.group is None else ""
            yield strokes.text(_HOUSE[0], y + 4.5, row.house, width, _SIZE, look)
            yield strokes.text(_DATE, y + 4, row.short_date, WIDTH - _DATE, _SMALL, "soft")


def _heights(scene: Scene) -> Iterator[float]:
    """The middle of each row; origins stand a little apart."""
    y = _TOP - _ROW / 2
    before: int | None = None
    for place, row in enumerate(scene.rows):
        y += _ROW + (_GAP if place and row.group != before else 0)
        before = row.group
        yield y
