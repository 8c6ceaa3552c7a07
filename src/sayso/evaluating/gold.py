"""Gold documents and predictions, read from JSON Lines and checked line by line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sayso.attribution import Attribution
from sayso.document import Document
from sayso.errors import GoldError
from sayso.evaluating.tokens import Offsets

ROLES = ("source", "cue", "content")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Labels:
    """One attribution, gold or predicted, as offsets alone (code points, end-exclusive).

    ``confidence`` is ``None`` where the file gives none, as gold does; ``parent``
    is the id of the attribution that this one was found in, if any.
    """

    id: str
    source: tuple[Offsets, ...] = ()
    cue: tuple[Offsets, ...] = ()
    content: tuple[Offsets, ...] = ()
    confidence: float | None = None
    parent: str | None = None

    @classmethod
    def of(cls, attribution: Attribution) -> Labels:
        """The labels of an attribution that Sayso extracted."""
        source, cue, content = (
            tuple((span.start, span.end) for span in part)
            for part in (attribution.source, attribution.cue, attribution.content)
        )
        return cls(attribution.id, source, cue, content, attribution.confidence, attribution.parent)

    def to_json(self) -> dict[str, Any]:
        """The labels in the form of the JSON contract."""
        return {
            "id": self.id,
            **{role: [list(span) for span in getattr(self, role)] for role in ROLES},
            "confidence": self.confidence,
            "parent": self.parent,
        }


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One text and the attributions that people found in it."""

    id: str
    text: str
    attributions: tuple[Labels, ...]

    def document(self) -> Document:
        """The text, exactly as given, as a document that the extractor takes."""
        raw = self.text.encode("utf-8", "surrogatepass")
        return Document(
            id=self.id,
            sha256=hashlib.sha256(raw).hexdigest(),
            text=self.text,
            source=self.id,
            media_type="text/plain",
        )


Predictions = Mapping[str, Sequence[Labels]]
"""Predicted attributions by the id of their document."""


def read_gold(path: str | Path) -> list[GoldDocument]:
    """Read the documents of a gold file, one JSON object a line.

    Only ``id``, ``text`` and ``attributions`` are needed. Raises
    :class:`sayso.errors.GoldError`, which names the file and the line, if the file
    cannot be read or breaks the contract.
    """
    documents: dict[str, GoldDocument] = {}
    for line in _lines(Path(path)):
        id = line.new_id(documents)
        text = line.string("text")
        documents[id] = GoldDocument(id, text, line.attributions(text))
    if not documents:
        raise GoldError(f"{path}: no documents; give one JSON object a line")
    return list(documents.values())


def read_predictions(path: str | Path, gold: Sequence[GoldDocument]) -> dict[str, list[Labels]]:
    """Read predictions in the form of the gold file; their ``text`` is not needed.

    A document without a line has no predictions; lines for documents that are not
    in ``gold`` are left out. Raises :class:`sayso.errors.GoldError` as
    :func:`read_gold` does; offsets are checked against the gold text.
    """
    texts = {document.id: document.text for document in gold}
    predictions: dict[str, list[Labels]] = {}
    for line in _lines(Path(path)):
        id = line.new_id(predictions)
        if id in texts:
            predictions[id] = list(line.attributions(texts[id]))
    return predictions


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a file, with its place for messages."""

    path: Path
    number: int
    fields: dict[str, Any]

    def fail(self, problem: str) -> NoReturn:
        raise GoldError(f"{self.path}, line {self.number}: {problem}")

    def string(self, key: str) -> str:
        value = self.fields.get(key)
        if not isinstance(value, str):
            self.fail(f'"{key}" must be a string' if key in self.fields else f'no "{key}"')
        return value

    def new_id(self, seen: Mapping[str, object]) -> str:
        id = self.string("id")
        if id in seen:
            self.fail(f'a second document with the id "{id}"')
        return id

    def attributions(self, text: str) -> tuple[Labels, ...]:
        rows = self.fields.get("attributions")
        if not isinstance(rows, list):
            self.fail('"attributions" must be a list' if rows is not None else 'no "attributions"')
        return tuple(self._labels(row, index, text) for index, row in enumerate(rows, 1))

    def _labels(self, row: object, index: int, text: str) -> Labels:
        if not isinstance(row, dict):
            self.fail(f"attribution {index} must be an object")
        id = str(row.get("id", index))
        source, cue, content = (
            tuple(
                self._offsets(span, f'{role} of attribution "{id}"', text)
                for span in self._spans(row, role, id)
            )
            for role in ROLES
        )
        parent = row.get("parent")
        return Labels(id, source, cue, content, self._confidence(row, id), parent and str(parent))

    def _spans(self, row: dict[str, Any], role: str, id: str) -> list[Any]:
        spans = row.get(role) or []
        if not isinstance(spans, list):
            self.fail(f'{role} of attribution "{id}" must be a list of [start, end]')
        return spans

    def _offsets(self, span: object, where: str, text: str) -> Offsets:
        if not (isinstance(span, list) and len(span) == 2 and all(type(x) is int for x in span)):
            self.fail(f"a span in the {where} must be [start, end], two whole numbers")
        start, end = span
        if start >= end:
            self.fail(f"empty span {start}-{end} in the {where}")
        if start < 0 or end > len(text):
            self.fail(
                f"span {start}-{end} in the {where} leaves the text, "
                f"which has {len(text)} code points"
            )
        return start, end

    def _confidence(self, row: dict[str, Any], id: str) -> float | None:
        value = row.get("confidence")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self.fail(f'the confidence of attribution "{id}" must be a number from 0 to 1')
        return float(value)


def _lines(path: Path) -> Iterator[_Line]:
    try:
        raw = path.read_bytes().removeprefix(_BOM)
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror or error}") from error
    for number, line in enumerate(raw.split(b"\n"), 1):
        if line.strip():
            yield _Line(path, number, _parse(path, number, line))


def _parse(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{path}, line {number}: not JSON in UTF-8: {error}") from error
    if not isinstance(fields, dict):
        raise GoldError(f"{path}, line {number}: must be a JSON object")
    return fields
