"""The labelled pairs of statements, checked against the corpora, and their two parts.

``labels.jsonl`` holds offsets, short hashes and labels, no text. ``GUIDELINE.md`` says
what they mean. The texts are those of BASIL, PolNeAR and ECB+, in the folder that
``SAYSO_CORPORA`` names.

Run ``python -m training.denials.labels`` to check the file and count what is in it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.corpora import Offsets, digest, rows

CORPORA = ("basil_dev", "polnear_train", "ecbplus_train")
"""The corpora that the pairs come from: the names of their files."""

POSITIVE = ("explicit", "polarity", "number", "who", "other")
"""How B denies A."""

NEGATIVE = ("same", "other topic")
"""Plain negatives. The others begin with ``hard:``."""

HARD = (
    "other denial",
    "negation agrees",
    "denied denial",
    "other quantity",
    "fits",
    "other accusation",
    "detail",
    "other part",
    "opinion",
    "refusal",
    "later",
    "not known",
)
"""What makes a hard negative look like a denial."""

_FILE = Path(__file__).with_name("labels.jsonl")
_TYPES = {
    "denies": frozenset(POSITIVE),
    "none": frozenset((*NEGATIVE, *(f"hard: {word}" for word in HARD))),
}
_PLACE = 3
_TUNED = 0.5
"""The share of the events, by a byte of a hash of their names, to tune on.

Which byte was settled by the counts of the types in the two parts, before anything was
measured.
"""


class LabelError(ValueError):
    """A line of the labels that does not fit the corpora or itself."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One side of a pair: where it stands, and the words of its parts."""

    corpus: str
    document: str
    source: Offsets
    cue: Offsets
    content: Offsets
    text: str
    """The text of the whole document."""

    def words(self, offsets: Offsets) -> str:
        """The words at some offsets of the document, with blanks between the spans."""
        return _words(self.text, offsets)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements from two documents, and whether ``b`` denies ``a``."""

    event: str
    a: Statement
    b: Statement
    denies: bool
    type: str

    @property
    def measures(self) -> bool:
        """Whether the pair is for measuring only."""
        return measures(self.event)


def measures(event: str) -> bool:
    """Whether the pairs of an event are for measuring only; the others are to tune on."""
    return digest(event)[_PLACE] >= 256 * _TUNED


def pairs(corpora: Path, file: Path = _FILE) -> list[Pair]:
    """All labelled pairs, with their texts.

    Raises :class:`LabelError` if a line does not fit the corpora, and SystemExit if these
    are not there.
    """
    texts = {name: _texts(rows(corpora / f"{name}.jsonl")) for name in CORPORA}
    found = [
        _pair(json.loads(line), texts, f"{file.name}:{number}")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
    ]
    _keep_apart(found)
    return found


def _texts(articles: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for row in articles:
        texts.setdefault(row["id"], row["text"])
    return texts


def _pair(row: Mapping[str, Any], texts: Mapping[str, Mapping[str, str]], where: str) -> Pair:
    missing = {"event", "a", "b", "label", "type"} - row.keys()
    if missing:
        raise LabelError(f"{where}: no {', '.join(sorted(missing))}")
    if row["type"] not in _TYPES.get(row["label"], ()):
        raise LabelError(f"{where}: {row['type']!r} is no type of {row['label']!r}")
    a = _statement(row["a"], texts, f"{where}: a")
    b = _statement(row["b"], texts, f"{where}: b")
    if (a.corpus, a.document) == (b.corpus, b.document):
        raise LabelError(f"{where}: both statements are from {a.document}")
    return Pair(row["event"], a, b, row["label"] == "denies", row["type"])


def _statement(
    row: Mapping[str, Any], texts: Mapping[str, Mapping[str, str]], where: str
) -> Statement:
    if row["corpus"] not in texts:
        raise LabelError(f"{where}: there is no corpus {row['corpus']!r}")
    text = texts[row["corpus"]].get(row["document"])
    if text is None:
        raise LabelError(f"{where}: {row['corpus']} has no document {row['document']!r}")
    for part in ("source", "cue", "content"):
        _check(row[part], text, f"{where}: {part}")
    if not row["content"]:
        raise LabelError(f"{where}: no content")
    found = hashlib.sha256(_words(text, row["content"]).encode()).hexdigest()[:12]
    if found != row["sha256"]:
        raise LabelError(
            f"{where}: the content in {row['document']} is not the one that was labelled "
            f"({found}, not {row['sha256']}); is this the same version of the corpus?"
        )
    return Statement(
        row["corpus"], row["document"], row["source"], row["cue"], row["content"], text
    )


def _check(offsets: Offsets, text: str, where: str) -> None:
    before = 0
    for start, end in offsets:
        if not before <= start < end <= len(text):
            raise LabelError(
                f"{where}: {start}-{end} is empty, out of order or out of the text, "
                f"which has {len(text)} code points"
            )
        before = end


def _keep_apart(found: Iterable[Pair]) -> None:
    """Refuse labels in which a document is of two events: they may be of both parts."""
    events: dict[tuple[str, str], str] = {}
    for pair in found:
        for side in (pair.a, pair.b):
            event = events.setdefault((side.corpus, side.document), pair.event)
            if event != pair.event:
                raise LabelError(f"{side.document} is of two events, {event!r} and {pair.event!r}")


def _words(text: str, offsets: Offsets) -> str:
    return " ".join(text[start:end] for start, end in offsets)


def main() -> None:
    """Check the labels and print how many there are of each type in either part."""
    found = pairs(Path(os.environ.get("SAYSO_CORPORA", "corpora")))
    counts = Counter((pair.type, pair.measures) for pair in found)
    print(f"{'':24}{'tune':>6}{'measure':>9}")
    for type in (*POSITIVE, *NEGATIVE, *(f"hard: {word}" for word in HARD)):
        print(f"{type:24}{counts[type, False]:6}{counts[type, True]:9}")
    for name, denies in (("denies", True), ("none", False)):
        kept = Counter(pair.measures for pair in found if pair.denies == denies)
        print(f"{name:24}{kept[False]:6}{kept[True]:9}")


if __name__ == "__main__":
    main()
