"""The labelled pairs of passages, and which of them are held back for measuring.

A pair is two passages of two outlets' reports of one BASIL event; GUIDELINE.md says what
a passage is and what the labels mean. The texts are not here: offsets are code points of
the corpus's texts, and every passage is checked against them before it is used.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from training.corpora import digest, rows

_FILE = Path(__file__).with_name("labels.jsonl")
_CORPUS = "basil_dev.jsonl"
_HELD_BACK = 0.5
"""The share of the events, by a hash of their numbers, whose pairs only measure."""


class Label(Enum):
    """What the one passage did with the other's words."""

    IDENTICAL = "identical"
    SHORTENED = "shortened"
    ALTERED = "altered"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one report: code points ``start`` to ``end``, end-exclusive."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages, and whether they are of one family. Neither comes first."""

    event: str
    a: Passage
    b: Passage
    label: Label
    grave: bool

    @property
    def family(self) -> bool:
        """Whether the words of both come from the same utterance or the same writing."""
        return self.label is not Label.NONE


def labels() -> list[dict[str, Any]]:
    """All labelled pairs as they are kept: where they are, and what they are to each other."""
    return [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]


def pairs(corpora: Path) -> list[Pair]:
    """All labelled pairs with their words, out of the folder that holds BASIL.

    Raises SystemExit if BASIL is not there, or if it is not the one that was labelled.
    """
    documents = {row["id"]: row for row in rows(corpora / _CORPUS)}
    return [_pair(label, place, documents) for place, label in enumerate(labels(), start=1)]


def held_back(event: str) -> bool:
    """Whether an event's pairs are for measuring only."""
    return digest(f"families {event}")[0] < 256 * _HELD_BACK


def _pair(label: dict[str, Any], place: int, documents: dict[str, dict[str, Any]]) -> Pair:
    where = f"{_FILE.name}, line {place}"
    try:
        kind = Label(label["label"])
    except ValueError:
        known = ", ".join(one.value for one in Label)
        raise SystemExit(f"{where}: no label {label['label']!r}; there are {known}") from None
    a, b = (_passage(label[side], label["event"], where, documents) for side in ("a", "b"))
    if documents[a.document]["source"] == documents[b.document]["source"]:
        raise SystemExit(f"{where}: {a.document} and {b.document} are of one outlet")
    grave = label.get("grave", False)
    if grave and kind is not Label.ALTERED:
        raise SystemExit(f"{where}: grave, but {kind.value}; only what is altered can be grave")
    return Pair(label["event"], a, b, kind, grave)


def _passage(
    kept: dict[str, Any], event: str, where: str, documents: dict[str, dict[str, Any]]
) -> Passage:
    id = kept["document"]
    start, end = kept["span"]
    if id not in documents:
        raise SystemExit(f"{where}: {id} is not in {_CORPUS}")
    if documents[id]["event"] != event:
        raise SystemExit(f"{where}: {id} is of event {documents[id]['event']}, not {event}")
    text = documents[id]["text"]
    if not 0 <= start < end <= len(text):
        raise SystemExit(f"{where}: {start}–{end} is not in {id}, which has {len(text)} characters")
    passage = text[start:end]
    if passage != passage.strip():
        raise SystemExit(f"{where}: {start}–{end} of {id} begins or ends with blank space")
    if hashlib.sha256(passage.encode()).hexdigest()[:12] != kept["sha256"]:
        raise SystemExit(f"{where}: {start}–{end} of {id} is not the text that was labelled")
    return Passage(id, start, end, passage)
