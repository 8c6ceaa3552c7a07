"""The passages of a report that others may carry on: what is attributed, what is narrated.

A speech is one passage from its first word to its last, however many quotations and
attributions its tag breaks it into; so is the content of any other attribution. Narration is
cut into sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.document import Span
from sayso.linking.forms import WORD, bare, tells
from sayso.linking.speech import Speeches
from sayso.report import Report

_SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)[.!?…]+[”’\"')\]]*\s+(?=[“‘\"'(\[]?[^\W_a-z])|\n+"
)
"""Where a sentence ends: not after "Mr.", "Sen." and the like, and at the end of every line."""

_Places = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a passage: its place (code points), its bare form, and what can be seen of it.

    ``quote`` and ``speech``: the numbers of the quotation and of the speech that it stands in,
    or -1; ``sentence``: that of its sentence; ``telling``: it carries meaning; ``name``: it is
    written with a capital.
    """

    start: int
    end: int
    form: str
    quote: int
    speech: int
    sentence: int
    telling: bool
    name: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a document; ``labels`` are its attributions' ids, none for narration.

    ``place`` numbers the passages of a document.
    """

    document: str
    place: int
    labels: tuple[str, ...]
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """The first code point."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.words[-1].end

    @property
    def speeches(self) -> list[int]:
        """The numbers of the speeches that it holds words of, in order."""
        return sorted({word.speech for word in self.words} - {-1})

    def spoken(self, speech: int) -> Passage:
        """The words of one speech alone."""
        return replace(self, words=tuple(word for word in self.words if word.speech == speech))


def passages(report: Report) -> list[Passage]:
    """All passages of a report: what is attributed in text order, then narration.

    What is attributed within another's content is that passage's, and not taken twice.
    """
    speeches = Speeches(report)
    ends = [gap.end() for gap in _SENTENCE.finditer(report.text)]
    parts = [*_utterances(report, speeches)]
    parts += [((), (one,)) for span in report.narration for one in _sentences(span, ends)]
    found: list[Passage] = []
    taken: set[int] = set()
    for labels, places in parts:
        words = tuple(_words(report.text, places, speeches, ends))
        if labels:
            taken |= {word.start for word in words}
        else:
            words = tuple(word for word in words if word.start not in taken)
        if words:
            found.append(Passage(report.document.id, len(found), labels, words))
    return found


def quotation(words: str) -> Passage | None:
    """Words that somebody is said to have said, as a passage of no document.

    ``None`` if there is no word in them.
    """
    ends = [gap.end() for gap in _SENTENCE.finditer(words)]
    found = tuple(
        Word(
            *one.span(),
            form,
            0,
            0,
            bisect_right(ends, one.start()),
            tells(form),
            one[0][0].isupper(),
        )
        for one in WORD.finditer(words)
        for form in bare(one[0])
    )
    return Passage("", 0, (), found) if found else None


def _utterances(report: Report, speeches: Speeches) -> Iterator[tuple[tuple[str, ...], _Places]]:
    """The outermost attributions, those together that share a speech, and the places of each."""
    groups: list[tuple[list[str], list[tuple[int, int]], set[int]]] = []
    for one in report.attributions:
        if one.parent is not None:
            continue
        labels, places = [one.id], [(span.start, span.end) for span in one.content]
        spoken = speeches.within(places)
        for group in [group for group in groups if group[2] & spoken]:
            groups.remove(group)
            labels, places, spoken = group[0] + labels, group[1] + places, group[2] | spoken
        groups.append((labels, places, spoken))
    for labels, places, spoken in groups:
        yield tuple(labels), _merged([*places, *speeches.places(spoken)])


def _merged(places: Iterable[tuple[int, int]]) -> _Places:
    found: list[tuple[int, int]] = []
    for low, high in sorted(places):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def _sentences(span: Span, ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    within = ends[bisect_right(ends, span.start) : bisect_left(ends, span.end)]
    return pairwise([span.start, *within, span.end])


def _words(text: str, places: _Places, speeches: Speeches, ends: Sequence[int]) -> Iterator[Word]:
    """The words at some places, contractions undone."""
    for low, high in places:
        for found in WORD.finditer(text, low, high):
            quote = speeches.quotation(found.start())
            speech = speeches.speech(quote)
            sentence = bisect_right(ends, found.start())
            capital = found[0][0].isupper()
            for form in bare(found[0]):
                yield Word(*found.span(), form, quote, speech, sentence, tells(form), capital)
