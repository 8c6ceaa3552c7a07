"""Documents, words, parts and attributions made by hand."""

from __future__ import annotations

from collections.abc import Sequence

from sayso import Attribution, Document, Kind
from sayso.extracting.parts import Parts
from sayso.extracting.runs import Run
from sayso.extracting.words import Words, segment


def document(text: str) -> Document:
    return Document(
        id="d1", sha256="0" * 64, text=text, source="report.txt", media_type="text/plain"
    )


def place(text: str, phrase: str) -> tuple[int, int]:
    """Where the only occurrence of a phrase stands, in code points."""
    assert text.count(phrase) == 1, phrase
    start = text.index(phrase)
    return start, start + len(phrase)


def run(text: str, words: Words, phrase: str) -> Run:
    units = words.within(*place(text, phrase))
    return units.start, units.stop


def parts(
    text: str,
    *,
    source: str = "",
    cue: str = "",
    content: Sequence[str],
) -> Parts:
    words = segment(text)

    def runs(phrases: Sequence[str]) -> tuple[Run, ...]:
        return tuple(run(text, words, phrase) for phrase in phrases if phrase)

    return Parts(runs([source]), runs([cue]), runs(content))


def attribution(
    text: str,
    id: str,
    *,
    source: str = "",
    cue: str = "",
    content: Sequence[str],
    parent: str | None = None,
) -> Attribution:
    of = document(text)

    def part(phrases: Sequence[str]) -> list[tuple[int, int]]:
        return [place(text, phrase) for phrase in phrases if phrase]

    return Attribution(
        id=id,
        source=of.part(part([source])),
        cue=of.part(part([cue])),
        content=of.part(part(content)),
        kind=Kind.INDIRECT,
        confidence=0.5,
        parent=parent,
    )
