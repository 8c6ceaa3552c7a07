"""What was read: a document's text, where it came from, and exact places in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from sayso.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, with the text itself.

    ``start`` and ``end`` count Unicode code points from the beginning of the
    document's text; ``end`` is exclusive.
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"a span must satisfy 0 <= start < end, not {self.start}, {self.end}")
        if len(self.text) != self.end - self.start:
            raise SpanError(
                f"span {self.start}-{self.end} holds {len(self.text)} code points "
                f"where {self.end - self.start} are needed"
            )


@dataclass(frozen=True, slots=True)
class Part(Sequence[Span]):
    """One role of an attribution: the spans that fill it, in text order.

    A part may be empty (a sourceless attribution) or discontinuous (a quotation
    that "he said" breaks in two).
    """

    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        for before, after in zip(self.spans, self.spans[1:], strict=False):
            if after.start < before.end:
                raise SpanError(
                    f"spans of one part must be in order and apart: "
                    f"{before.start}-{before.end} and {after.start}-{after.end} are not"
                )

    @property
    def text(self) -> str:
        """The words of the part; an ellipsis in brackets stands for each gap."""
        return " […] ".join(span.text for span in self.spans)

    @property
    def offsets(self) -> list[list[int]]:
        """``[[start, end], …]`` in code points, as the JSON contract has them."""
        return [[span.start, span.end] for span in self.spans]

    @property
    def start(self) -> int:
        """Where the part begins. Raises :class:`SpanError` if the part is empty."""
        return self._first().start

    @property
    def end(self) -> int:
        """Where the part ends (exclusive). Raises :class:`SpanError` if it is empty."""
        self._first()
        return self.spans[-1].end

    def _first(self) -> Span:
        if not self.spans:
            raise SpanError("an empty part has no place in the text")
        return self.spans[0]

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __len__(self) -> int:
        return len(self.spans)

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Span, ...]: ...
    def __getitem__(self, index: int | slice) -> Span | tuple[Span, ...]:
        return self.spans[index]


@dataclass(frozen=True, slots=True)
class Document:
    """One report: the text read from its bytes, and what its bytes say of themselves.

    Nothing here is a judgement of ours. ``title``, ``author``, ``publisher`` and
    ``published`` are ``None`` where the bytes do not say; ``published`` is an ISO
    8601 date (``2010-12-09``). ``sha256`` is the hex digest of the original bytes,
    ``source`` the file name or URL as the user gave it, ``language`` an ISO 639-1
    code or ``None``. ``id`` is derived from the bytes, so the same bytes always
    have the same id.
    """

    id: str
    sha256: str
    text: str
    source: str
    media_type: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    redirects: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def span(self, start: int, end: int) -> Span:
        """The span from code point ``start`` up to ``end``.

        Raises :class:`SpanError` if it is empty or leaves the text.
        """
        if end > len(self.text):
            raise SpanError(
                f"span {start}-{end} leaves the text, which has {len(self.text)} code points"
            )
        return Span(start, end, self.text[start:end])

    def part(self, offsets: Sequence[Sequence[int]]) -> Part:
        """The part made of the spans ``[[start, end], …]``."""
        return Part(tuple(self.span(start, end) for start, end in offsets))
