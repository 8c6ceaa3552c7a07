"""The quotations of a report, and which of them are one speech broken by its tag."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from sayso.extracting.quotation import Quotation, quotations
from sayso.report import Report

_TAG = 16
"""The most words of a tag: "said Mara Quill, who speaks for the harbour, on Monday"."""

_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)[.!?]\s+(?=[^\W\d_a-z])")
"""The end of a sentence, with another after it; none after "Mr.", "Sen." and the like."""
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_NEXT_LINE = re.compile(r"[^\S\n]*\n")
_PAUSES = frozenset(",?!;–—-…")


class Speeches:
    """Where a report's quotations are, and which of them are one speech.

    A quotation runs on over the ends of lines to the mark that closes it; without one it ends
    where the next opens, or with its line. Quotations are of one speech

    - if the first is left open and the second opens at once; or
    - if nothing stands between them but a tag: a few words with a cue, on the same line, that
      end the sentence ("…," she said. "…") or pause in it ("…," she said, "…"). "She added:"
      opens anew, and so does a quotation right after one that is closed ("…," "…" and "…").
    """

    def __init__(self, report: Report) -> None:
        self._text = report.text
        self._cues = sorted(span.start for one in report.attributions for span in one.cue)
        found = quotations(report.text, ())
        self._places = [self._inner(one) for one in found]
        self._numbers: list[int] = []
        for place, one in enumerate(found):
            last = self._numbers[-1] if self._numbers else -1
            same = place > 0 and self._goes_on(found[place - 1], one)
            self._numbers.append(last if same else last + 1)

    def _inner(self, one: Quotation) -> tuple[int, int]:
        low, high = one.inner
        line = self._text.find("\n", low)
        return (low, high) if one.close_width or not low < line < high else (low, line)

    def _goes_on(self, one: Quotation, other: Quotation) -> bool:
        low, high = one.end if one.close_width else self._inner(one)[1], other.start
        gap = self._text[low:high].strip()
        words = len(_WORD.findall(gap))
        if words == 0 or (one.close_width and _NEXT_LINE.match(self._text, low)):
            return not one.close_width
        cues = {cue for cue in self._cues[bisect_left(self._cues, low) :][:_TAG] if cue < high}
        if len(cues) != 1 or words > _TAG or not self._pauses(one, gap):
            return False
        return gap[-1] in ".!?," and not _STOP.search(gap)

    def _pauses(self, one: Quotation, gap: str) -> bool:
        """Whether a quotation breaks off for what follows it, and does not end a sentence."""
        return self._text[: one.inner[1]].rstrip()[-1:] in _PAUSES or gap[0] in ",–—-"

    def quotation(self, place: int) -> int:
        """The number of the quotation that a place in the text stands in, or -1."""
        at = bisect_right(self._places, (place, len(self._text))) - 1
        return at if at >= 0 and place < self._places[at][1] else -1

    def speech(self, quotation: int) -> int:
        """The number of the speech that a quotation is of; -1 for none."""
        return self._numbers[quotation] if quotation >= 0 else -1

    def within(self, spans: Iterable[tuple[int, int]]) -> set[int]:
        """The numbers of the speeches of which some spans hold a part."""
        return {
            self._numbers[at]
            for low, high in spans
            for at, (start, end) in enumerate(self._places)
            if start < high and low < end
        }

    def places(self, speeches: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Where the quotations of some speeches are, without their marks."""
        wanted = set(speeches)
        return (
            place
            for place, number in zip(self._places, self._numbers, strict=True)
            if number in wanted and place[0] < place[1]
        )
