"""Words of a text, and which of them stand in quotation marks.

Measures compare sets of words. Punctuation, quotation marks and white space never
count, so a span may begin or end a mark too early without being wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from sayso.attribution import Kind

Offsets = tuple[int, int]
"""Where a span begins and ends (exclusive), in code points."""

TokenSet = frozenset[int]
"""The positions of some tokens in their text's list of tokens."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_TOKEN = re.compile(rf"(?P<word>{_WORD.pattern})|[^\w\s]")
_MARK = re.compile(r"\n|``|''|[“”„\"]")
_OPENING = frozenset({"“", "„", "``"})
_CLOSING = frozenset({"”", "''"})
_EITHER = '"'


class Tokens:
    """The tokens of one text: words with their inner apostrophes, and single marks."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._is_word: list[bool] = []
        self._words_before = [0]
        for match in _TOKEN.finditer(text):
            is_word = match["word"] is not None
            self._starts.append(match.start())
            self._ends.append(match.end())
            self._is_word.append(is_word)
            self._words_before.append(self._words_before[-1] + is_word)

    def within(self, spans: Iterable[Offsets]) -> TokenSet:
        """The words that the spans touch, or the marks if they touch no word."""
        touched: set[int] = set()
        for start, end in spans:
            touched.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        words = frozenset(token for token in touched if self._is_word[token])
        return words or frozenset(touched)

    def pieces(self, tokens: TokenSet) -> list[TokenSet]:
        """Cut a set of tokens into runs that no other word interrupts, in text order."""
        runs: list[list[int]] = []
        for token in sorted(tokens):
            if runs and self._words_between(runs[-1][-1], token) == 0:
                runs[-1].append(token)
            else:
                runs.append([token])
        return [frozenset(run) for run in runs]

    def _words_between(self, before: int, after: int) -> int:
        return self._words_before[after] - self._words_before[before + 1]


def quotation_mask(text: str) -> bytearray:
    """One byte for each code point of the text: 1 within double quotation marks, else 0.

    The marks count as within. A quotation that is not closed runs to the end of
    its line, where every quotation ends. Single marks are apostrophes too often to
    be counted.
    """
    mask = bytearray(len(text))
    opened: int | None = None
    for match in _MARK.finditer(text):
        mark = match[0]
        if opened is None:
            if mark in _OPENING or mark == _EITHER:
                opened = match.start()
        elif mark == "\n":
            _fill(mask, opened, match.start())
            opened = None
        elif mark in _CLOSING or mark == _EITHER:
            _fill(mask, opened, match.end())
            opened = None
    if opened is not None:
        _fill(mask, opened, len(text))
    return mask


def _fill(mask: bytearray, start: int, end: int) -> None:
    mask[start:end] = b"\x01" * (end - start)


def kind_of(text: str, spans: Sequence[Offsets], mask: bytearray) -> Kind:
    """How a content is given: by the share of its words within quotation marks."""
    words = quoted = 0
    for start, end in spans:
        for match in _WORD.finditer(text, start, end):
            words += 1
            quoted += mask[match.start()]
    if quoted == 0:
        return Kind.INDIRECT
    return Kind.DIRECT if 10 * quoted >= 9 * words else Kind.MIXED
