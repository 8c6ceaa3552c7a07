"""Abbreviations that a text gives in brackets: "the Northern Relief League (NRL, Relief)".

The pairs are found as in Schwartz and Hearst (2003), either way round, and with several
abbreviations in one bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.resolving.names import initials, is_acronym, letters

_BRACKET = re.compile(r"\(([^()\n]{2,60})\)")
_BETWEEN = re.compile(r"\s*(?:,|;|/|\bor\b|\band\b|\baka\b|a\.k\.a\.|also known as)\s*")
_QUOTES = "\"'“”‘’ "
_WORD = re.compile(r"[^\s()]+")
_FARTHEST = 12


def bracketed(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The places (code points) of pairs: what stands before a bracket, and one short form.

    What stands before is the stretch of words whose initials give a form of the bracket,
    or the abbreviation right before it.
    """
    for bracket in _BRACKET.finditer(text):
        forms = list(_forms(text, bracket.start(1), bracket.end(1)))
        if not forms:
            yield from _written_out(text, bracket)
            continue
        long = _long_form(text, bracket.start(), [text[low:high] for low, high in forms])
        if long:
            yield from ((long, form) for form in forms)


def _written_out(
    text: str, bracket: re.Match[str]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """An abbreviation before a bracket that writes it out: "NRL (Northern Relief League)"."""
    before = list(_WORD.finditer(text, max(0, bracket.start() - 20), bracket.start()))
    if not before or text[before[-1].end() : bracket.start()].strip():
        return
    short = before[-1]
    if is_acronym(short.group()) and letters(short.group()) in _allowed(bracket[1]):
        yield bracket.span(1), short.span()


def _forms(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in [*_BETWEEN.finditer(text, start, end), None]:
        low, high = at, gap.start() if gap else end
        at = gap.end() if gap else end
        while low < high and text[low] in _QUOTES:
            low += 1
        while high > low and text[high - 1] in _QUOTES:
            high -= 1
        if is_acronym(text[low:high]):
            yield low, high


def _long_form(text: str, end: int, forms: list[str]) -> tuple[int, int] | None:
    before = list(_WORD.finditer(text, max(0, end - 160), end))[-_FARTHEST:]
    if not before or text[before[-1].end() : end].strip():
        return None
    stop = before[-1].end()
    if is_acronym(before[-1].group()):
        return before[-1].span()
    wanted = {letters(form) for form in forms}
    for first in reversed(before):
        if first.group()[0].isupper() and wanted & _allowed(text[first.start() : stop]):
            return first.start(), stop
    return None


def _allowed(words: str) -> set[str]:
    """All abbreviations of a name, and those that leave out or add a last word."""
    found = set(initials(words))
    return found | {f"{one}O" for one in found} | {f"{one}P" for one in found}
