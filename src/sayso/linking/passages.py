"""The passages of a report that others may carry on: what is attributed, what is narrated.

A speech is one passage from its first word to its last, however many quotations and
attributions its tag breaks it into; so is the content of any other attribution. Narration is
cut into sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.linking.forms import WORD, bare, tells
from sayso.linking.sentences import between, sentence_ends
from sayso.linking.speech import Speeches
from sayso.report import Report

_STRUCK = re.compile(r"\b(?P<head>[^\W\d_]+)(?:[-*_]{2,}|[–—])(?P<tail>[^\W\d_]*)")
"""An oath with its letters struck out, as it may be: "f-----g", "s**t"."""

_OATHS = (
    "ass asshole bastard bitch bitches bullshit cocksucker crap cunt damn damned dick fuck fucked "
    "fucker fucking goddamn motherfucker motherfucking piss pissed pussy shit shithole shitty"
).split()

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
    ends = sentence_ends(report.text)
    parts = [*_utterances(report, speeches)]
    parts += [
        ((), (one,)) for span in report.narration for one in between(span.start, span.end, ends)
    ]
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
    ends = sentence_ends(words)
    found = tuple(
        Word(low, high, form, 0, 0, bisect_right(ends, low), tells(form), words[low].isupper())
        for low, high, forms in _forms(words, 0, len(words))
        for form in forms
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


def _words(text: str, places: _Places, speeches: Speeches, ends: Sequence[int]) -> Iterator[Word]:
    """The words at some places, contractions undone."""
    for low, high in places:
        for start, end, forms in _forms(text, low, high):
            quote = speeches.quotation(start)
            speech = speeches.speech(quote)
            sentence = bisect_right(ends, start)
            capital = text[start].isupper()
            for form in forms:
                yield Word(start, end, form, quote, speech, sentence, tells(form), capital)


def _forms(text: str, low: int, high: int) -> Iterator[tuple[int, int, Sequence[str]]]:
    """The words between two places: where each begins and ends, and its bare forms."""
    at = low
    for struck in _STRUCK.finditer(text, low, high):
        oath = _oath(struck["head"], struck["tail"], len(struck[0]))
        if oath:
            yield from _plain(text, at, struck.start())
            yield (*struck.span(), (oath,))
            at = struck.end()
    yield from _plain(text, at, high)


def _plain(text: str, low: int, high: int) -> Iterator[tuple[int, int, Sequence[str]]]:
    return ((*one.span(), bare(one[0])) for one in WORD.finditer(text, low, high))


def _oath(head: str, tail: str, length: int) -> str | None:
    """The oath of which only the first and last letters are printed, if only one fits."""
    first, last = head.casefold(), tail.casefold()
    fitting = [
        oath
        for oath in _OATHS
        if first not in _OATHS
        and len(oath) > len(first + last)
        and oath.startswith(first)
        and oath.endswith(last)
    ]
    exact = [oath for oath in fitting if len(oath) == length]
    return (exact or fitting)[0] if len(exact or fitting) == 1 else None
