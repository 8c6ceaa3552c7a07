"""The text column: a document's text, character for character, with its marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from sayso.attribution import Attribution, Kind
from sayso.document import Span
from sayso.exporting.segments import Mark, Role, Segment, lanes, segments
from sayso.report import Report

_DEEPEST_LANE = 3
_BLANK_LINE = re.compile(r"\n\s*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_FEW_WORDS = re.compile(r"\A\s*\S{1,16}|\S{1,16}(?:\s+\S{1,16}){0,2}")
_BAR = '<i class="bar"></i>'
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """Turn text into HTML that shows it and does nothing else.

    Characters that reorder the text around them are shown by name and have no
    effect; carriage returns survive the parser.
    """
    return _REORDERING.sub(_named, escape(text).replace("\r", "&#13;"))


def plain(text: str) -> str:
    """Put text on one line, without reordering characters, for labels and titles."""
    return " ".join(_REORDERING.sub("", text).split())


def _named(found: re.Match[str]) -> str:
    return f'<bdi class="ctl" data-c="U+{ord(found[0]):04X}">{found[0]}</bdi>'


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs of a text lie, without the white space between them.

    Blank lines part paragraphs; a text without any is parted at its line ends.
    """
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    gap = _BLANK_LINE if _BLANK_LINE.search(text, first, last) else _LINE_END
    found: list[tuple[int, int]] = []
    for between in (*gap.finditer(text, first, last), None):
        end = between.start() if between else last
        end = first + len(text[first:end].rstrip())
        if first < end:
            found.append((first, end))
        first = between.end() if between else last
    return found


def marks_of(report: Report) -> list[Mark]:
    """List the marks of a report: its attributions, numbered from 1, and its narration."""
    contents = [
        (one.content.start, one.content.end) if one.content else (0, 0)
        for one in report.attributions
    ]
    marks = [Mark(span.start, span.end, Role.NARRATION) for span in report.narration]
    pairs = zip(report.attributions, lanes(contents), strict=True)
    for number, (attribution, lane) in enumerate(pairs, 1):
        marks.extend(_marks(attribution, number, lane))
    return marks


def _marks(attribution: Attribution, number: int, lane: int) -> list[Mark]:
    parts = (
        (Role.CONTENT, attribution.content, lane),
        (Role.SOURCE, attribution.source, 0),
        (Role.CUE, attribution.cue, 0),
    )
    return [
        Mark(span.start, span.end, role, number, at) for role, part, at in parts for span in part
    ]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the text that a link of an actor's card leads to."""

    id: str
    look: str


@dataclass(frozen=True, slots=True)
class Guide:
    """What the text column shows besides the report's own marks.

    ``labels`` say, for each attribution's number, what a screen reader should hear
    at its mark; ``mentions`` are marks of who is meant; ``anchors`` stand at code
    points of the text.
    """

    labels: Mapping[int, str] = field(default_factory=dict)
    mentions: Sequence[Mark] = ()
    anchors: Mapping[int, Sequence[Anchor]] = field(default_factory=dict)


class TextColumn:
    """Writes one report's text column.

    Taking the tags out of what :meth:`html` returns, and the character references
    back, gives the document's text exactly: numbers are drawn by the style sheet.
    ``prefix`` begins every anchor and every class that is one report's own.
    """

    def __init__(self, report: Report, prefix: str, guide: Guide) -> None:
        self._text = report.text
        self._prefix = prefix
        self._labels = guide.labels
        self._kinds: dict[int, Kind] = {n: one.kind for n, one in enumerate(report.attributions, 1)}
        self._marks = [*marks_of(report), *guide.mentions]
        self._anchors = guide.anchors
        self._waiting = {
            (number, place)
            for number, one in enumerate(report.attributions, 1)
            for place in badge_places(one)
        }
        self._anchored: set[int] = set()

    def html(self) -> str:
        """Write the whole column: paragraphs, and the white space between them as it was."""
        blocks = paragraphs(self._text)
        cuts = [*(edge for block in blocks for edge in block), *self._anchors]
        pieces = list(segments(0, len(self._text), self._marks, cuts)) if self._text else []
        out: list[str] = []
        index = 0
        for start, end in blocks:
            index = self._gap(pieces, index, start, out)
            inside = index
            while index < len(pieces) and pieces[index].start < end:
                index += 1
            out.append(self._paragraph(pieces[inside:index]))
        self._gap(pieces, index, len(self._text), out)
        out.extend(self._badge(number) for number in sorted(self._kinds.keys() - self._anchored))
        return "".join(out)

    def _gap(self, pieces: Sequence[Segment], index: int, end: int, out: list[str]) -> int:
        while index < len(pieces) and pieces[index].start < end:
            piece = pieces[index]
            out.append(self._arrivals(piece.start) + shown(self._text[piece.start : piece.end]))
            index += 1
        return index

    def _paragraph(self, pieces: Sequence[Segment]) -> str:
        return f'<p dir="auto">{"".join(self._segment(piece) for piece in pieces)}</p>'

    def _segment(self, segment: Segment) -> str:
        words = self._text[segment.start : segment.end]
        meant = [mark for mark in segment.marks if mark.role is Role.MENTION]
        numbered = [mark for mark in segment.marks if mark.number]
        narrated = any(mark.role is Role.NARRATION for mark in segment.marks) and not numbered
        opened = "".join(self._mention(mark, segment) for mark in meant)
        inner = _barred(words) if narrated else shown(words)
        inner = f"{opened}{inner}{'</span>' * len(meant)}"
        if numbered:
            numbers = " ".join(map(str, segment.numbers))
            opened = "".join(self._open(mark, segment) for mark in numbered)
            inner = f'<span data-n="{numbers}">{opened}{inner}{"</span>" * len(numbered)}</span>'
        elif narrated:
            inner = f'<span class="n">{inner}</span>'
        return self._arrivals(segment.start) + inner

    def _arrivals(self, place: int) -> str:
        return "".join(
            f'<i class="at {one.look}" id="{one.id}"></i>' for one in self._anchors.get(place, ())
        )

    def _open(self, mark: Mark, segment: Segment) -> str:
        classes = [f"{self._prefix}-{mark.number}", *self._look(mark), *_edges(mark, segment)]
        badge = self._due(mark)
        return f'<span class="{" ".join(classes)}">{badge}'

    def _mention(self, mark: Mark, segment: Segment) -> str:
        classes = ["m", f"{self._prefix}-m{mark.actor}", *_edges(mark, segment)]
        return f'<span class="{" ".join(classes)}">'

    def _look(self, mark: Mark) -> list[str]:
        if mark.role is Role.CONTENT:
            return ["q", self._kinds[mark.number].value, f"l{min(mark.lane, _DEEPEST_LANE)}"]
        return ["s" if mark.role is Role.SOURCE else "c"]

    def _due(self, mark: Mark) -> str:
        if (mark.number, mark.start) not in self._waiting:
            return ""
        self._waiting.discard((mark.number, mark.start))
        return self._badge(mark.number)

    def _badge(self, number: int) -> str:
        """Write the attribution's number, as a link to the list; an anchor the first time."""
        again = number in self._anchored
        self._anchored.add(number)
        anchor = "" if again else f' id="{self._prefix}-t{number}"'
        more = " (continued)" if again else ""
        label = escape(plain(self._labels[number]) + more)
        return (
            f'<a class="ref {self._kinds[number].value}"{anchor} href="#{self._prefix}-a{number}"'
            f' data-n="{number}" aria-label="{label}"></a>'
        )


def _edges(mark: Mark, segment: Segment) -> list[str]:
    first = ["first"] if segment.start == mark.start else []
    return [*first, "last"] if segment.end == mark.end else first


def _barred(words: str) -> str:
    """Narration with an empty element after its first word and every few words.

    The style sheet turns each into a bar at the margin of the line that it falls
    on, so that every line on which the narrator speaks has one.
    """
    out: list[str] = []
    done = 0
    for found in _FEW_WORDS.finditer(words):
        bar = _BAR if any(map(str.isalnum, found[0])) else ""
        out.append(shown(words[done : found.end()]) + bar)
        done = found.end()
    return "".join(out) + shown(words[done:])


def badge_places(attribution: Attribution) -> tuple[int, ...]:
    """Where its badges stand: each span of its content, or else of the first part it has."""
    parts = (attribution.content, attribution.cue, attribution.source)
    spans: tuple[Span, ...] = next((part.spans for part in parts if part), ())
    return tuple(span.start for span in spans)
