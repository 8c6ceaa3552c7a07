"""Propositions: what one voice says in one sentence, the smallest thing to agree on or deny.

What is attributed within another's content is the inner voice's. The outer one only vouches
for its being said, and stands in the chain.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.attribution import Act, Attribution, Kind
from sayso.linking.forms import WORD, forms, tells
from sayso.linking.sentences import around, between, sentence_ends
from sayso.report import Report

Places = tuple[tuple[int, int], ...]

_LONGEST = 400
"""Code points of a sentence that are kept as it stands: what is longer is cut around it."""
_ENOUGH = 4
"""So many words that carry meaning can be understood by themselves."""
_LEAST = {Kind.DIRECT: 1, Kind.MIXED: 2, Kind.INDIRECT: 3}
_LEAST_CLAUSE = 1
_LEAST_TOLD = 2
"""The fewest words that carry meaning of an attribution, by its kind or if it is a clause with
"that", and of a sentence of narration."""
_PLAIN = frozenset((Act.ASSERTS, Act.ACCUSES, Act.WARNS, Act.PROMISES, Act.BELIEVES, Act.OTHER))
"""Acts whose content says by itself what is claimed."""
_THAT = re.compile(r"(?i)that\s+(?=\S)")
_CLAUSE = re.compile(r"(?i)that(?:\s+[\w'’]+){4}")


@dataclass(frozen=True, slots=True)
class Proposition:
    """One sentence's worth of what one voice says in a document.

    ``attribution`` is an id, or ``None`` in narration; ``places`` are its words in code points,
    ``text`` these words. ``told`` is what is compared: the same, or the whole sentence where
    the words alone do not say what is claimed ("denied the charge"). ``before`` is the sentence
    before it where it cannot be understood without, else "". ``denied``: the words are what the
    voice says is not so ("denied *that the gates were shut*").
    """

    document: str
    attribution: str | None
    places: Places
    text: str
    told: str
    before: str
    denied: bool = False

    @property
    def start(self) -> int:
        """The first code point."""
        return self.places[0][0]

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.places[-1][1]

    @property
    def key(self) -> str:
        """What it is called in a ledger: the same for the same words in the same document."""
        return key_of(self.document, self.places)

    @property
    def sought(self) -> str:
        """The words that it is looked for by."""
        return f"{self.before} {self.told}".strip()


def key_of(document: str, places: Sequence[Sequence[int]]) -> str:
    """The key of the proposition at some places of a document."""
    return f"{document} {places[0][0]}-{places[-1][-1]}"


def propositions(report: Report) -> list[Proposition]:
    """The propositions of a report, in text order.

    Of a content that holds another attribution, only the sentences of which most is its own.
    What is no statement by itself is left out: a word or two, and what attributions leave of a
    sentence; but not a short quotation, clause or denial ("There is no sale"). Whoever states
    nothing is no voice: the sentence is told by the voice around them.
    """
    text, ends = report.text, sentence_ends(report.text)
    within: dict[str | None, list[Attribution]] = defaultdict(list)
    for one in report.attributions:
        within[one.parent].append(one)
    found: dict[tuple[int, int], Proposition] = {}
    silent: set[str] = set()
    for one in _innermost_first(within):
        inner = [child for child in within[one.id] if child.id not in silent]
        own = list(_stated(report, one, inner, ends))
        if not own and not inner and one.kind is Kind.INDIRECT:
            silent.add(one.id)
        for made in own:
            found.setdefault((made.start, made.end), made)
    for span in report.narration:
        for places in _pieces(text, ((span.start, span.end),), ends):
            made = _made(report, None, places, ends)
            whole = telling(made.text) == telling(_context(text, places, ends)[0])
            if telling(made.text) >= (_LEAST_TOLD if whole else _ENOUGH):
                found.setdefault((made.start, made.end), made)
    unheard = [one for one in within[None] if one.id in silent and one.content]
    for made in _left(report, unheard, list(found.values()), ends):
        found.setdefault((made.start, made.end), made)
    acts: dict[str | None, Act | None] = {one.id: one.act for one in report.attributions}
    return list(_parted(text, [found[place] for place in sorted(found)], acts, ends))


def _innermost_first(within: Mapping[str | None, Sequence[Attribution]]) -> Iterator[Attribution]:
    """The attributions, each after those within it, else in text order."""

    def under(id: str | None) -> Iterator[Attribution]:
        for one in within.get(id, ()):
            yield from under(one.id)
            yield one

    return under(None)


def _stated(
    report: Report, one: Attribution, inner: Sequence[Attribution], ends: Sequence[int]
) -> Iterator[Proposition]:
    """What an attribution states by itself, and none of those within it."""
    covered = _covered(inner)
    for places in _pieces(report.text, _offsets(one), ends):
        if _most(places, covered, report.text):
            continue
        made = _made(report, one, places, ends)
        clause = _CLAUSE.match(report.text, made.start, made.end) is not None
        least = _LEAST_CLAUSE if clause else _LEAST[one.kind]
        if one.act is Act.DENIES or telling(made.text) >= least:
            yield made


def _left(
    report: Report, unheard: Sequence[Attribution], made: Sequence[Proposition], ends: Sequence[int]
) -> Iterator[Proposition]:
    """The sentences of those who are no voice, where nobody else states anything."""
    size = len(report.text)
    taken = {around(*place, ends, size)[0] for one in made for place in one.places}
    for one in unheard:
        parts = [*one.source, *one.cue, *one.content]
        low, high = min(span.start for span in parts), max(span.end for span in parts)
        for places in _pieces(report.text, (around(low, high, ends, size),), ends):
            whole = _made(report, None, places, ends)
            free = around(whole.start, whole.end, ends, size)[0] not in taken
            if free and telling(whole.text) >= _LEAST_TOLD:
                yield whole


def _parted(
    text: str,
    made: Sequence[Proposition],
    acts: Mapping[str | None, Act | None],
    ends: Sequence[int],
) -> Iterator[Proposition]:
    """The same, but that what stands in another's sentence is not told by the whole of it.

    In "It had leaked for weeks before the order to leave was given" the order is no leak.
    """
    known = [
        (one, around(one.start, one.end, ends, len(text)), telling(one.text) >= _ENOUGH)
        for one in made
    ]
    full = {sentence for _, sentence, enough in known if enough}
    for one, sentence, enough in known:
        act = acts.get(one.attribution)
        if sentence in full and not enough and (act is None or act in _PLAIN):
            yield replace(one, told=one.text, before="")
        else:
            yield one


def _made(
    report: Report, one: Attribution | None, places: Places, ends: Sequence[int]
) -> Proposition:
    text = " ".join(" ".join(report.text[low:high].split()) for low, high in places)
    text = text[found.end() :] if (found := _THAT.match(text)) else text
    sentence, before = _context(report.text, places, ends)
    plain = one is None or one.act is None or one.act in _PLAIN
    few = telling(text) < _ENOUGH
    denied = one is not None and one.act is Act.DENIES and not few
    alone = (plain or denied) and not few
    return Proposition(
        report.document.id,
        one.id if one else None,
        places,
        text,
        text if alone else sentence,
        "" if alone else before,
        denied,
    )


def _offsets(one: Attribution) -> Places:
    return tuple((span.start, span.end) for span in one.content)


def _covered(inner: Sequence[Attribution]) -> Places:
    """What is said by some, with their sources and cues."""
    return tuple(
        (span.start, span.end)
        for one in inner
        for part in (one.source, one.cue, one.content)
        for span in part
    )


def _pieces(text: str, places: Places, ends: Sequence[int]) -> Iterator[Places]:
    """Places cut into sentences; one that a tag breaks goes on behind it."""
    open_: list[tuple[int, int]] = []
    for low, high in places:
        if open_ and not _goes_on(text, open_[-1][1], low, ends):
            yield tuple(open_)
            open_ = []
        *whole, last = between(low, high, ends)
        for one in whole:
            if (trimmed := _trimmed(text, *one)) is not None:
                open_.append(trimmed)
            if open_:
                yield tuple(open_)
            open_ = []
        if (trimmed := _trimmed(text, *last)) is not None:
            open_.append(trimmed)
    if open_:
        yield tuple(open_)


def _goes_on(text: str, end: int, start: int, ends: Sequence[int]) -> bool:
    return len(between(end, start, ends)) == 1 and text[:end].rstrip("”’\"' ")[-1:] not in ".!?"


def _trimmed(text: str, low: int, high: int) -> tuple[int, int] | None:
    words = text[low:high]
    found = [word.span() for word in WORD.finditer(words)]
    if not found:
        return None
    stop = len(words.rstrip())
    return low + found[0][0], low + max(found[-1][1], stop)


def _most(places: Places, others: Places, text: str) -> bool:
    """Whether more than half of the telling words at some places stand at others."""
    whole = sum(telling(text[low:high]) for low, high in places)
    shared = sum(
        telling(text[max(low, start) : min(high, end)])
        for low, high in places
        for start, end in _united(others)
        if max(low, start) < min(high, end)
    )
    return 2 * shared > whole


def _united(places: Places) -> Iterator[tuple[int, int]]:
    """Places in order, without overlaps."""
    reach = 0
    for low, high in sorted(places):
        if high > reach:
            yield max(low, reach), high
            reach = high


def telling(text: str) -> int:
    """How many words carry meaning."""
    return sum(map(tells, forms(text)))


def _context(text: str, places: Places, ends: Sequence[int]) -> tuple[str, str]:
    low, high = around(places[0][0], places[-1][1], ends, len(text))
    before = around(low - 1, low, ends, len(text)) if low else (0, 0)
    low = max(low, places[0][0] - _LONGEST)
    high = min(high, places[-1][1] + _LONGEST)
    start = max(before[0], before[1] - _LONGEST)
    return " ".join(text[low:high].split()), " ".join(text[start : before[1]].split())
