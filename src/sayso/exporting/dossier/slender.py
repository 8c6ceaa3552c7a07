"""The picture of a claim for a phone: each place in two lines, its dot on the time line beside."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.exporting.dossier import strokes
from sayso.exporting.dossier.lanes import Dot
from sayso.exporting.dossier.picture import frame
from sayso.exporting.dossier.scale import Scale
from sayso.exporting.dossier.scene import Row, Scene

WIDTH = 350.0
_ROW, _HEAD, _GAP, _TOP = 37.0, 24.0, 12.0, 22.0
_SIZE, _SMALL = 13.0, 11.5
_BRACKET, _WORDS = 4.0, 14.0
_TIME = (244.0, 318.0)
_LANES = (208.0, 344.0)
_END = 204.0


def slender(scene: Scene, id: str, title: str) -> str:
    """Draw a claim for a narrow screen; ``id`` begins the ids within."""
    return _Drawing(scene).svg(id, title)


class _Drawing:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._heads: dict[int, float] = {}
        self._heights = list(self._placed())
        self._bottom = (self._heights[-1] if self._heights else _TOP) + _ROW / 2
        self._scale = Scale.of((row.published for row in scene.rows), *_TIME)
        self._dots: list[Dot] = [
            (self._scale.at(row.published), y)
            for row, y in zip(scene.rows, self._heights, strict=True)
        ]

    def svg(self, id: str, title: str) -> str:
        pieces = (
            strokes.axis(self._scale, 11, self._bottom),
            *self._groups(),
            *self._words(),
            strokes.between(self._scene, self._dots, *_LANES),
            *map(strokes.mark, self._scene.rows, self._dots),
        )
        size = (WIDTH, self._bottom + 4)
        return frame(id, size, "slender", title, self._scene, "".join(pieces))

    def _placed(self) -> Iterator[float]:
        """The middle of each row; notes where the heading of each origin stands."""
        y = _TOP
        for place, row in enumerate(self._scene.rows):
            if place == 0 or row.group != self._scene.rows[place - 1].group:
                self._heads[place] = y + (_GAP if place else 0) + 16
                y = self._heads[place] + _HEAD - 16
            yield y + _ROW / 2
            y += _ROW

    def _groups(self) -> Iterator[str]:
        for number, origin in enumerate(self._scene.origins, 1):
            yield self._group(origin.rows, f"{number} {origin.name}", "strong", "bracket")
        if self._scene.denials:
            words = f"✕ Denied by {len(self._scene.denials)}"
            yield self._group(self._scene.denials, words, "against strong", "bracket against")

    def _group(self, rows: range, words: str, look: str, bracket: str) -> str:
        top, low, high = (
            self._heads[rows.start],
            self._heights[rows.start],
            self._heights[rows[-1]],
        )
        data = f"M{_BRACKET:g} {low - 14:.1f}V{high + 14:.1f}"
        head = strokes.text(0, top, words, _LANES[0] - 4, _SIZE, look)
        return head + strokes.line(data, bracket)

    def _words(self) -> Iterator[str]:
        for row, y in zip(self._scene.rows, self._heights, strict=True):
            look = "against" if row.group is None else ""
            yield strokes.text(_WORDS, y - 2, row.house, _END - _WORDS, _SIZE, look)
            yield strokes.text(_WORDS, y + 13, _below(row), _END - _WORDS, _SMALL, "soft")


def _below(row: Row) -> str:
    """Its date, and from whom it is had."""
    return f"{row.short_date}, {f'from {row.voices}' if row.through else row.nobody}"
