"""From one page of a PDF, as PDFium gives it, to pieces of text on baselines.

The caller holds the lock: PDFium is not safe for threads.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sayso.reading.layout import Page, Piece

_FEW_LETTERS = 20  # a page with fewer, and a picture, is a scan
_BOLD_WEIGHT = 600
_WIDE_GAP = 1.0  # of the size of the type: ends a piece
_BACK = -0.5  # of the size of the type: the pen went back, a new piece
_SHIFT = 0.1  # of the size of the type: off the baseline, a new piece

_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
# PDFium marks a hyphen at the end of a line in two ways, by version.
_HYPHEN_MARKS = frozenset({"\x02", "\ufffe"})
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def clean(text: str) -> str:
    """Drop control characters, lone surrogates and noncharacters; split ligatures."""
    return _NOT_TEXT.sub("", text).translate(_LIGATURES)


def read_page(document: Any, number: int) -> tuple[Page, bool]:
    """Return a page, and whether it is a picture with next to no text."""
    with closing(document[number]) as page:
        with closing(page.get_textpage()) as textpage:
            runs = list(_runs(textpage.raw))
        angle = _main_angle(runs)
        pieces = [piece for run in runs if run.angle == angle and (piece := run.piece())]
        letters = sum(c.isalnum() for piece in pieces for c in piece.text)
        is_scan = letters < _FEW_LETTERS and _has_picture(page)
        left, low, right, high = page.get_bbox()
        heights = (_turned(left, low, angle)[1], _turned(right, high, angle)[1])
    return Page(pieces, min(heights), max(heights)), is_scan


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """Turn a point so that text at ``angle`` quarter turns runs to the right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[angle]


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    left: float
    right: float
    after_space: bool


class _Run:
    """Glyphs set one after the other on one baseline."""

    def __init__(self, y: float, angle: int, size: float, bold: bool) -> None:
        self.y = y
        self.angle = angle
        self._size = size
        self._bold = bold
        self.glyphs: list[_Glyph] = []

    def takes(self, left: float, y: float) -> bool:
        gap = left - self.glyphs[-1].right
        on_baseline = abs(y - self.y) <= _SHIFT * self._size
        return on_baseline and _BACK * self._size < gap < _WIDE_GAP * self._size

    def piece(self) -> Piece | None:
        text = "".join(" " * (i > 0 and g.after_space) + g.text for i, g in enumerate(self.glyphs))
        if not text.strip():
            return None
        first = self.glyphs[0]
        word = first
        for glyph in self.glyphs[1:]:
            if glyph.after_space:
                break
            word = glyph
        return Piece(
            text=text.strip(),
            left=first.left,
            right=self.glyphs[-1].right,
            y=self.y,
            size=self._size,
            bold=self._bold,
            first_word=word.right - first.left,
        )


def _main_angle(runs: list[_Run]) -> int:
    """Return the direction of most text; the rest is stamps and marginal notes."""
    weights: Counter[int] = Counter()
    for run in runs:
        weights[run.angle] += len(run.glyphs)
    return weights.most_common(1)[0][0] if weights else 0


def _runs(textpage: Any) -> Iterator[_Run]:
    run: _Run | None = None
    after_space = False
    for index, text in _characters(textpage):
        if text.isspace():
            after_space = True
            continue
        text = clean(text)
        if not text:
            continue
        angle = run.angle if run else 0
        left, right, y = _place(textpage, index, angle)
        if run is None or not run.takes(left, y):
            if run:
                yield run
            run = _new_run(textpage, index)
            left, right, run.y = _place(textpage, index, run.angle)
        run.glyphs.append(_Glyph(text, left, right, after_space))
        after_space = False
    if run:
        yield run


def _characters(textpage: Any) -> Iterator[tuple[int, str]]:
    """Give each character with its index; halves of a surrogate pair are joined."""
    import pypdfium2.raw as pdfium

    high = 0
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
        high = 0
        text = chr(code) if code < 0x110000 else ""
        yield index, "-" if text in _HYPHEN_MARKS else text


def _place(textpage: Any, index: int, angle: int) -> tuple[float, float, float]:
    """Return left edge, right edge and baseline, in points, turned upright."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    pdfium.FPDFText_GetCharBox(textpage, index, left, right, low, high)
    one = _turned(left.value, low.value, angle)[0]
    other = _turned(right.value, high.value, angle)[0]
    return min(one, other), max(one, other), _turned(x.value, y.value, angle)[1]


def _new_run(textpage: Any, index: int) -> _Run:
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, index, matrix)
    size = pdfium.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
    angle = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    return _Run(0.0, angle, size or 1.0, _is_bold(textpage, index))


def _is_bold(textpage: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, name, len(name), flags)
    return b"bold" in name.value.lower()
