"""From pieces of lines on pages to paragraphs in reading order.

A page arrives as :class:`Piece` values: stretches of text on one baseline, with
coordinates in points (1/72 inch), ``y`` growing upwards. The work has three
steps: drop what repeats at the edges of pages, put the lines of each page in
reading order (one column, or columns with headings over them), and join lines to
paragraphs. It knows nothing of PDF.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sayso.reading.hyphens import Vocabulary, join_lines

_EDGE = 0.15  # the share of a page's height, at top and bottom, where furniture lives
_MARGIN = 0.1  # a bare number this close to the edge is a page number, on any page
_EDGE_ROWS = 3
_SAME_HEIGHT = 4.0  # points
_INDENT = 0.6  # of the size of the type
_LOOSE = 1.3  # times the usual distance between lines
_SMALL_TYPE = 0.92  # of the size of the body

_ENDED = re.compile(r"[.?!:…][\"'”’»)\]]*\d{0,2}$")
_ITEM = re.compile(r"[•▪‣●○◦–—*·-]\s|\(?(?:\d{1,3}|[a-z])[.)]\s")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.I
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on one baseline, between two wide gaps."""

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    first_word: float
    """The width of the first word."""


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces of one page and the page's lower and upper edge."""

    pieces: list[Piece]
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class _Line:
    piece: Piece
    page: int
    column_left: float
    column_right: float

    @property
    def indent(self) -> float:
        return (self.piece.left - self.column_left) / self.piece.size

    @property
    def room(self) -> float:
        return self.column_right - self.piece.right


@dataclass(slots=True)
class _Paragraph:
    lines: list[_Line]

    @property
    def size(self) -> float:
        return self.lines[0].piece.size

    @property
    def is_open(self) -> bool:
        return not _ENDED.search(self.lines[-1].piece.text)


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """Return the paragraphs of all pages, in reading order, each on one line."""
    lines = [
        line
        for number, page in enumerate(_without_furniture(pages))
        for line in _in_reading_order(page.pieces, number)
    ]
    if not lines:
        return []
    vocabulary = Vocabulary(line.piece.text for line in lines)
    blocks = _around_notes(_gather(lines), _body_size(lines))
    texts = (join_lines([line.piece.text for line in block.lines], vocabulary) for block in blocks)
    return [text for text in texts if text]


# Running headers, footers and page numbers


def _without_furniture(pages: Sequence[Page]) -> Iterator[Page]:
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        keys = {_furniture_key(piece, page) for piece in _edge_pieces(page)}
        seen.update({(text, height + near) for text, height in keys for near in (-1, 0, 1)})
    needed = 2 if len(pages) <= 4 else 3
    for page in pages:
        dropped = {
            id(piece)
            for piece in _edge_pieces(page)
            if seen[_furniture_key(piece, page)] >= needed or _is_page_number(piece, page)
        }
        yield Page([p for p in page.pieces if id(p) not in dropped], page.bottom, page.top)


def _furniture_key(piece: Piece, page: Page) -> tuple[str, int]:
    text = re.sub(r"\d+", "#", piece.text.casefold())
    if _PAGE_NUMBER.fullmatch(piece.text):
        text = "#"
    return text, round((piece.y - page.bottom) / _SAME_HEIGHT)


def _is_page_number(piece: Piece, page: Page) -> bool:
    margin = _MARGIN * (page.top - page.bottom)
    outside = piece.y < page.bottom + margin or piece.y > page.top - margin
    has_digit = any(map(str.isdigit, piece.text))
    return outside and has_digit and bool(_PAGE_NUMBER.fullmatch(piece.text))


def _edge_pieces(page: Page) -> list[Piece]:
    """Return the pieces of the outermost rows, where they lie near the edge."""
    rows = sorted({round(piece.y) for piece in page.pieces})
    low, high = set(rows[:_EDGE_ROWS]), set(rows[-_EDGE_ROWS:])
    depth = _EDGE * (page.top - page.bottom)
    return [
        piece
        for piece in page.pieces
        if (round(piece.y) in low and piece.y < page.bottom + depth)
        or (round(piece.y) in high and piece.y > page.top - depth)
    ]


# Columns


def _in_reading_order(pieces: list[Piece], page: int) -> list[_Line]:
    gutter = _gutter(pieces)
    if gutter is None:
        return _column(pieces, page)
    over = _column([p for p in pieces if p.left < gutter < p.right], page)
    sides = (
        _in_reading_order([p for p in pieces if p.right <= gutter], page),
        _in_reading_order([p for p in pieces if p.left >= gutter], page),
    )
    heights = [line.piece.y for line in over]
    bands: dict[int, list[_Line]] = defaultdict(list)
    for side in sides:
        for line in side:
            bands[sum(height > line.piece.y for height in heights)].append(line)
    ordered = list(bands[0])
    for number, line in enumerate(over, start=1):
        ordered += [line, *bands[number]]
    return ordered


def _gutter(pieces: list[Piece]) -> float | None:
    """Return where white space parts the text into columns; None for one column.

    A gutter has a straight edge: at least three pieces begin at its right side,
    at least three end to its left, and both sides are wide enough to be prose
    and lie beside each other.
    """
    if len(pieces) < 6:
        return None
    start, end = min(p.left for p in pieces), max(p.right for p in pieces)
    width = end - start
    edges = Counter(round(p.left) for p in pieces if 0.2 < (p.left - start) / width < 0.8)
    for edge, count in edges.most_common(4):
        if count < 3:
            break
        gutter = edge - 2.0
        left = [p for p in pieces if p.right <= gutter]
        right = [p for p in pieces if p.left >= gutter]
        crossing = [p for p in pieces if p.left < gutter < p.right]
        if _are_columns(left, right, width) and _beside(left, right, crossing):
            return gutter
    return None


def _are_columns(left: list[Piece], right: list[Piece], width: float) -> bool:
    return all(
        len(side) >= 3 and median(p.right - p.left for p in side) > 0.18 * width
        for side in (left, right)
    )


def _beside(left: list[Piece], right: list[Piece], crossing: list[Piece]) -> bool:
    """Tell whether right pieces have left neighbours more often than crossing lines."""
    top, bottom = max(p.y for p in right), min(p.y for p in right)
    neighbours = [p for p in left if bottom - p.size < p.y < top + p.size]
    between = [p for p in crossing if bottom < p.y < top]
    return len(neighbours) >= 3 and len(between) <= len(right)


def _column(pieces: list[Piece], page: int) -> list[_Line]:
    rows = [_merged(row) for row in _rows(pieces)]
    if not rows:
        return []
    lefts = Counter(round(row.left) for row in rows)
    most = max(lefts.values())
    left = float(min(edge for edge, count in lefts.items() if count == most))
    right = max(row.right for row in rows)
    return [_Line(row, page, left, right) for row in rows]


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.y, p.left)):
        if rows:
            anchor = max(rows[-1], key=lambda p: p.size)
            if abs(anchor.y - piece.y) < 0.45 * max(anchor.size, piece.size):
                rows[-1].append(piece)
                continue
        rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _merged(row: list[Piece]) -> Piece:
    main = max(row, key=lambda p: len(p.text))
    text = row[0].text
    for before, after in pairwise(row):
        gap = after.left - before.right
        text += (" " if gap > 0.15 * main.size else "") + after.text
    return Piece(
        text=text,
        left=row[0].left,
        right=max(p.right for p in row),
        y=main.y,
        size=main.size,
        bold=all(p.bold for p in row),
        first_word=row[0].first_word,
    )


# Paragraphs


def _body_size(lines: Sequence[_Line]) -> float:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.piece.size, 1)] += len(line.piece.text)
    return weights.most_common(1)[0][0]


def _leading(lines: Sequence[_Line]) -> float:
    """Return the usual distance between lines, in sizes of the type."""
    steps = [
        (above.piece.y - below.piece.y) / below.piece.size
        for above, below in pairwise(lines)
        if _is_below(above, below) and _same_type(above, below)
    ]
    near = [step for step in steps if step < 3]
    return median(near) if near else 1.2


def _is_below(above: _Line, below: _Line) -> bool:
    return (
        above.page == below.page
        and above.piece.y > below.piece.y
        and above.piece.left < below.piece.right
        and below.piece.left < above.piece.right
    )


def _same_type(one: _Line, other: _Line) -> bool:
    return math.isclose(one.piece.size, other.piece.size, rel_tol=0.08)


def _gather(lines: Sequence[_Line]) -> list[_Paragraph]:
    leading = _leading(lines)
    gathered = [_Paragraph([lines[0]])]
    for line in lines[1:]:
        if _begins_paragraph(gathered[-1], line, leading):
            gathered.append(_Paragraph([line]))
        else:
            gathered[-1].lines.append(line)
    return gathered


def _begins_paragraph(current: _Paragraph, line: _Line, leading: float) -> bool:
    before = current.lines[-1]
    if not _same_type(before, line) or before.piece.bold != line.piece.bold:
        return True
    if _ITEM.match(line.piece.text) and not current.is_open:
        return True
    if not _is_below(before, line):
        return line.indent > _INDENT > before.indent or _stops_short(before, line)
    if (before.piece.y - line.piece.y) / line.piece.size > _LOOSE * leading:
        return True
    return _steps_aside(current, line) or _stops_short(before, line)


def _steps_aside(current: _Paragraph, line: _Line) -> bool:
    """Tell whether the line's left edge begins something new."""
    before = current.lines[-1]
    step = (line.piece.left - before.piece.left) / line.piece.size
    if abs(step) <= _INDENT or _is_centred(before, line):
        return False
    if step > 0:
        return not _ITEM.match(before.piece.text)
    return len(current.lines) > 1


def _is_centred(before: _Line, line: _Line) -> bool:
    middle = (line.piece.left + line.piece.right) / 2
    return abs((before.piece.left + before.piece.right) / 2 - middle) < 2.0


def _stops_short(before: _Line, line: _Line) -> bool:
    """Tell whether the line ended although the next word had room on it."""
    if _is_centred(before, line):
        return False
    if _ENDED.search(before.piece.text):
        return before.room > line.piece.first_word + line.piece.size
    width = before.column_right - before.column_left
    return before.room > 0.5 * width and not line.piece.text[:1].islower()


def _around_notes(blocks: list[_Paragraph], body: float) -> list[_Paragraph]:
    """Close a paragraph that notes in small type at the foot of a page cut in two."""
    joined: list[_Paragraph] = []
    for block in blocks:
        notes = 0
        while notes < len(joined) and joined[-1 - notes].size < _SMALL_TYPE * body:
            notes += 1
        cut = joined[-1 - notes] if 0 < notes < len(joined) else None
        if cut is not None and _continues(cut, block, body):
            cut.lines += block.lines
        else:
            joined.append(block)
    return joined


def _continues(cut: _Paragraph, block: _Paragraph, body: float) -> bool:
    return (
        cut.is_open
        and math.isclose(cut.size, body, rel_tol=0.08)
        and _same_type(cut.lines[-1], block.lines[0])
        and not _is_below(cut.lines[-1], block.lines[0])
        and block.lines[0].piece.text[:1].islower()
    )
