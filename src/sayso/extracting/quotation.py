"""Quotation marks: where quotations open and close, however they are typed.

Marks come curly, straight, doubled, low, as guillemets and single; they are left
open at the end of a paragraph when speech goes on in the next (where the opening
mark is repeated), and they go missing. One pass over the marks of a text pairs
them, paragraph by paragraph, and joins the pieces of a continuing speech.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚'＂「」『』]")

_CLOSERS = {
    "“": '”"',
    "„": '“”"‟',
    "”": "”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "``": "''\"",
    '"': '"”',
    "＂": "＂",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "「": "」",
    "『": "』",
}
_SINGLE = frozenset("‘‚'")
_DOUBTFUL = _SINGLE | {"”"}
"""Marks that open only what is closed again."""
_OPENING = frozenset(["“", "„", "«", "‹", "‚", "「", "『", "``"])
_CLOSING = frozenset(["”", "’", "''", "」", "』"])

_AHEAD = 40
"""Marks looked at for one that closes: what keeps the time linear."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch between quotation marks, the marks included.

    ``start`` and ``end`` are code points; ``open_width`` and ``close_width`` are the
    widths of the marks (``close_width`` is 0 where the closing mark is missing, as
    at the end of a paragraph when the speech goes on). ``continues`` is true if
    this is the same speech as the quotation before it, in the paragraph before.
    ``single`` is true for single marks.
    """

    start: int
    end: int
    open_width: int
    close_width: int
    single: bool = False
    continues: bool = False

    @property
    def inner(self) -> tuple[int, int]:
        """The code points between the marks."""
        return self.start + self.open_width, self.end - self.close_width


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    text: str
    may_open: bool
    may_close: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def quotations(text: str, breaks: Sequence[int]) -> list[Quotation]:
    """All quotations of a text, in order, outermost only.

    ``breaks`` are the places of the newlines that end paragraphs, in order. Time is
    linear in the length of the text, however many marks are unmatched.
    """
    marks = [_mark(text, match) for match in _MARK.finditer(text)]
    found: list[Quotation] = []
    index = 0
    bounds = [*breaks, len(text)]
    start = 0
    carried: str | None = None
    for bound in bounds:
        stop = index
        while stop < len(marks) and marks[stop].start < bound:
            stop += 1
        first = first_ink(text, start, bound)
        last = _last_ink(text, start, bound)
        paragraph = _pair(marks[index:stop], first, last, carried)
        found.extend(paragraph)
        carried = _carried(text, paragraph, last)
        index, start = stop, bound
    return _checked(text, found)


def _mark(text: str, match: re.Match[str]) -> _Mark:
    start, end = match.span()
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opens = (before.isspace() or before in "([{—–-/“‘\"'¿¡…") and not after.isspace()
    closes = not before.isspace() and not (after.isalnum() or after == "_")
    mark = match.group()
    if mark in _OPENING:
        opens = True
        closes = mark in "“«‹‘" and closes
    elif mark in _CLOSING:
        opens = mark == "”" and _turned(text, start, end)
        closes = mark != "’" or closes
    elif mark in "»›":
        closes = True
    elif mark == "'":
        opens = opens and not after.isdigit()
    return _Mark(start, mark, opens, closes)


def _turned(text: str, start: int, end: int) -> bool:
    """Whether a closing mark stands where one opens: a slip, and the custom in Swedish."""
    before = text[start - 1] if start else " "
    return (before.isspace() or before in "([") and text[end : end + 1].isalnum()


def _pair(marks: Sequence[_Mark], first: int, last: int, carried: str | None) -> list[Quotation]:
    found: list[Quotation] = []
    opened: _Mark | None = None
    continues, inner = False, 0
    for position, mark in enumerate(marks):
        if opened is None:
            if mark.may_open and (mark.text not in _DOUBTFUL or _has_closer(marks, position)):
                opened = mark
                continues = mark.start == first and carried == mark.text
        elif mark.may_close and mark.text in _CLOSERS[opened.text]:
            if inner:
                inner -= 1
                continue
            found.append(_quotation(opened, mark.end, len(mark.text), continues))
            opened = None
        elif _opens_again(opened, mark):
            if _closes_twice(marks, position):
                inner += 1
                continue
            found.append(_quotation(opened, mark.start, 0, continues))
            opened, continues = mark, False
    if opened is not None and opened.text not in _SINGLE:
        found.append(_quotation(opened, last, 0, continues))
    return [one for one in found if one.inner[1] - one.inner[0] > one.single]


def _has_closer(marks: Sequence[_Mark], position: int) -> bool:
    wanted = _CLOSERS[marks[position].text]
    return any(
        mark.may_close and mark.text in wanted
        for mark in marks[position + 1 : position + 1 + _AHEAD]
    )


def _opens_again(opened: _Mark, mark: _Mark) -> bool:
    """Whether the first mark was never closed, or the second opens one within it."""
    return mark.may_open and mark.text == opened.text and not mark.may_close


def _closes_twice(marks: Sequence[_Mark], position: int) -> bool:
    """Whether two closing marks follow before the next opening one."""
    wanted = _CLOSERS[marks[position].text]
    closing = 0
    for mark in marks[position + 1 : position + 1 + _AHEAD]:
        if mark.text == marks[position].text and mark.may_open and not mark.may_close:
            return False
        if mark.may_close and mark.text in wanted:
            closing += 1
            if closing == 2:
                return True
    return False


def _quotation(opened: _Mark, end: int, close_width: int, continues: bool) -> Quotation:
    return Quotation(
        start=opened.start,
        end=end,
        open_width=len(opened.text),
        close_width=close_width,
        single=opened.text in _SINGLE,
        continues=continues,
    )


def _carried(text: str, paragraph: list[Quotation], last: int) -> str | None:
    """The opening mark that the next paragraph repeats if the speech goes on."""
    if not paragraph:
        return None
    final = paragraph[-1]
    if final.close_width or final.end != last:
        return None
    return text[final.start : final.start + final.open_width]


def _checked(text: str, found: list[Quotation]) -> list[Quotation]:
    """Drop the unclosed quotations that no following paragraph takes up.

    An opening curly mark left open is speech up to the end of its paragraph, as the
    convention has it; an unmatched straight mark says nothing.
    """
    kept: list[Quotation] = []
    for index, one in enumerate(found):
        follower = found[index + 1] if index + 1 < len(found) else None
        taken_up = follower is not None and follower.continues
        straight = text[one.start] in "\"'＂"
        if one.close_width or taken_up or not straight or one.continues:
            kept.append(one)
    return kept


def first_ink(text: str, start: int, end: int) -> int:
    """The first place from ``start`` on that is not blank, or ``end``."""
    while start < end and text[start].isspace():
        start += 1
    return start


def _last_ink(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def between(found: Sequence[Quotation], start: int, end: int) -> list[int]:
    """The indexes of the quotations that overlap code points ``start`` to ``end``."""
    first = bisect_right(found, start, key=lambda one: one.end)
    last = bisect_left(found, end, key=lambda one: one.start)
    return list(range(first, last))
