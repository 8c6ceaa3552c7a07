"""What nobody is quoted for: the narrator's own voice."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence

from sayso.attribution import Attribution
from sayso.document import Document, Part

_WORD = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"[^\n]+")
_EDGE = " \t\r\f\v\u00a0,;:–—-"
_FEWEST = 3
"""A stretch with fewer words beside an attribution is a scrap of its frame."""


def narration(
    document: Document, attributions: Sequence[Attribution], left_out: Iterable[tuple[int, int]]
) -> Part:
    """The stretches of the text that belong to no attribution's source, cue or content.

    ``left_out`` are stretches of furniture, as code points. A stretch ends with its
    paragraph; scraps of one or two words beside an attribution are left out.
    """
    text = document.text
    spoken = [
        (span.start, span.end)
        for one in attributions
        for part in (one.source, one.cue, one.content)
        for span in part
    ]
    taken = deque(sorted([*spoken, *left_out]))
    spans = []
    for paragraph in _PARAGRAPH.finditer(text):
        for start, end in _free(paragraph.start(), paragraph.end(), taken):
            whole = (start, end) == paragraph.span()
            trimmed = _trimmed(text, start, end)
            if trimmed and len(_WORD.findall(text, *trimmed)) >= (1 if whole else _FEWEST):
                spans.append(document.span(*trimmed))
    return Part(tuple(spans))


def _free(start: int, end: int, taken: deque[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """The gaps between ``taken`` within one paragraph; what lies before it is used up."""
    at = start
    while taken and taken[0][0] < end:
        low, high = taken[0]
        if low > at:
            yield at, low
        at = max(at, high)
        if high > end:
            break
        taken.popleft()
    if at < end:
        yield at, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return (start, end) if start < end else None
