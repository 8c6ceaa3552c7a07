"""From one source to one report: the whole way of the data in one call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sayso.document import Document
from sayso.report import Report

Progress = Callable[[int, int], None]
"""Called with the number of windows done and the number of all windows."""


def read(
    source: str | Path, *, weights: str = "default", progress: Progress | None = None
) -> Report:
    """Read one report and find who says what in it.

    ``source`` is a file name, an ``http(s)`` URL, or ``"-"`` for standard input.
    The model is loaded on the first call and kept; calls from several threads are
    safe. Raises :class:`sayso.errors.ReadingError` if the source cannot be read
    and :class:`sayso.errors.WeightsError` if the weights cannot be loaded.
    """
    from sayso.reading import read_document

    return extract(read_document(source), weights=weights, progress=progress)


def extract(
    document: Document, *, weights: str = "default", progress: Progress | None = None
) -> Report:
    """Find who says what, and whose voice it is, in a document that was read already.

    Raises :class:`sayso.errors.WeightsError` if the weights cannot be loaded.
    """
    from sayso.extracting import Extractor, narration
    from sayso.extracting.words import segment
    from sayso.reading.furniture import furniture_spans
    from sayso.resolving import Mentioned, load_heads, resolve

    extractor = Extractor.load(weights)
    words = segment(document.text)
    mentioned = Mentioned(document.text, words, load_heads(weights))
    found = extractor.attributions(document, words, watch=mentioned.watch, progress=progress)
    resolved = resolve(document, found, mentioned)
    return Report(
        document=document,
        attributions=resolved.attributions,
        actors=resolved.actors,
        narration=narration(document, found, furniture_spans(document.text)),
        names=resolved.names,
    )
