"""The corpora that the weights are trained on, in one form.

The corpora are not part of this repository. ``SAYSO_CORPORA`` (or ``--corpora``)
names the folder that holds them as JSON Lines: PolNeAR (Newell, Margolin and Ruths,
LREC 2018) as ``polnear_train.jsonl`` and ``polnear_dev.jsonl``, GUM (Zeldes 2017) as
``gum_train.jsonl``. The texts of BASIL (Fan and others 2019, ``basil_dev.jsonl``) and
ECB+ (Cybulska and Vossen 2014, ``ecbplus_train.jsonl``) have no attributions marked; a
teacher marks them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Protocol, TypeVar

Offsets = list[list[int]]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution: the code-point offsets of its parts.

    ``parent`` is the place, in the article's list, of the attribution whose content
    it lies in. The network is neither taught to find nor to leave out what is
    ``doubtful``. An ``aside`` is the narrator's own "I think": it counts as a voice
    where every depth counts, and is doubtful where the outermost alone does.
    """

    source: Offsets
    cue: Offsets
    content: Offsets
    parent: int | None = None
    doubtful: bool = False
    aside: bool = False


class Marked(Enum):
    """How much of a text's attributions people have marked."""

    NOTHING = "nothing"
    OUTERMOST = "outermost"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Article:
    """One text, with the attributions that people have marked in it."""

    id: str
    text: str
    attributions: tuple[Gold, ...]
    marked: Marked


def polnear(folder: Path, part: str) -> list[Article]:
    """PolNeAR's ``train`` or ``dev`` articles."""
    return [_article(row) for row in rows(folder / f"polnear_{part}.jsonl")]


def gum(folder: Path) -> list[Article]:
    """GUM's training documents, with their attributions at all depths.

    Bylines are left out. A narrator's own "I think" is an aside; what has no cue is
    doubtful.
    """
    return [_layered(row) for row in rows(folder / "gum_train.jsonl")]


UNMARKED = ("basil_dev", "ecbplus_train")
"""The corpora without attributions: BASIL and ECB+."""


def unmarked(folder: Path, names: Sequence[str] = UNMARKED) -> list[Article]:
    """The texts of the corpora in which nobody has marked attributions."""
    texts = (row for name in names for row in rows(folder / f"{name}.jsonl"))
    return [Article(row["id"], row["text"], (), Marked.NOTHING) for row in texts]


POLNEAR_HELD_BACK = 0.04
"""The share of PolNeAR's training articles that the confidence is fitted on."""

GUM_HELD_BACK = 0.25
"""The share of GUM's training documents that is kept for development."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Named = TypeVar("Named", bound=_Named)


def held_back(articles: list[Named], share: float) -> tuple[list[Named], list[Named]]:
    """Split off about ``share`` of the texts, by a hash of their ids: (rest, held back)."""
    rest: list[Named] = []
    back: list[Named] = []
    for article in articles:
        (back if digest(article.id)[0] < 256 * share else rest).append(article)
    return rest, back


def digest(id: str) -> bytes:
    """What splits a corpus: always the same way, whatever else is in it."""
    return hashlib.sha256(id.encode()).digest()


def _unpointed(text: str, content: Offsets) -> Offsets:
    """A content without the mark of punctuation that closes its clause, as PolNeAR has it."""
    *before, (start, end) = content
    return [*before, [start, end - 1 if text[end - 1] in ".,;:?!" and end - start > 1 else end]]


OWN = frozenset({"i", "we", "me", "us", "my", "you"})
MUSING = frozenset(
    "think know mean want feel guess hope wonder believe see find remember make let learn decide "
    "understand suppose imagine sure notice realize assume wish bet like love".split()
)


def _layered(row: dict[str, Any]) -> Article:
    kept = [one for one in row["attributions"] if one["kind"] != "byline" and one["content_spans"]]
    places = {one["id"]: place for place, one in enumerate(kept)}
    musing = [_is_musing(row["text"], one) for one in kept]
    found: list[Gold] = []
    for one, own in zip(kept, musing, strict=True):
        above = places.get(one["nested_in"])
        while above is not None and musing[above]:
            above = places.get(kept[above]["nested_in"])
        found.append(
            Gold(
                source=one["source_spans"] if one["source_ok"] else [],
                cue=_cue(one),
                content=_unpointed(row["text"], one["content_spans"]),
                parent=above,
                doubtful=not one["source_ok"] or not one["cue_spans"],
                aside=own,
            )
        )
    return Article(row["id"], row["text"], tuple(found), Marked.ALL)


def _cue(row: dict[str, Any]) -> Offsets:
    """The span of the cue that holds its head: GUM's cues are taken from whole clauses."""
    head = row["cue_head_auto"]
    if not head:
        return list(row["cue_spans"][:1])
    return [one for one in row["cue_spans"] if one[0] < head[1] and head[0] < one[1]] or [head]


def _is_musing(text: str, row: dict[str, Any]) -> bool:
    source = " ".join(text[start:end] for start, end in row["source_spans"]).lower()
    return source in OWN and row["cue_head_lemma"] in MUSING


def rows(file: Path) -> list[dict[str, Any]]:
    """The objects of a corpus in JSON Lines. Raises SystemExit if it is not there."""
    if not file.exists():
        raise SystemExit(f"{file}: not there; name the folder of the corpora with --corpora")
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _article(row: dict[str, Any]) -> Article:
    attributions = tuple(
        Gold(one["source"], one["cue"], one["content"])
        for one in row["attributions"]
        if one["cue"] and one["content"]
    )
    return Article(row["id"], row["text"], attributions, Marked.OUTERMOST)
