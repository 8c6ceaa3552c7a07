"""The corpora that the weights are trained on, in one form.

The corpora are not part of this repository. ``SAYSO_CORPORA`` (or ``--corpora``)
names the folder that holds them as JSON Lines: PolNeAR (Newell, Margolin and Ruths,
LREC 2018) as ``polnear_train.jsonl`` and ``polnear_dev.jsonl``, GUM (Zeldes 2017) as
``gum_train.jsonl``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Offsets = list[list[int]]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution: the code-point offsets of its parts.

    ``parent`` is the place, in the article's list, of the attribution whose content
    it lies in. The network is neither taught to find nor to leave out what is
    ``doubtful``.
    """

    source: Offsets
    cue: Offsets
    content: Offsets
    parent: int | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One annotated text. ``layered`` if voices within voices are annotated too."""

    id: str
    text: str
    attributions: tuple[Gold, ...]
    layered: bool = False


def polnear(folder: Path, part: str) -> list[Article]:
    """PolNeAR's ``train`` or ``dev`` articles."""
    return [_article(row) for row in _rows(folder / f"polnear_{part}.jsonl")]


def gum(folder: Path) -> list[Article]:
    """GUM's training documents, with their attributions at all depths.

    Bylines are left out. A narrator's own "I think" is doubtful: it opens no second
    voice. So is what has no cue.
    """
    return [_layered(row) for row in _rows(folder / "gum_train.jsonl")]


def held_back(articles: list[Article], share: float) -> tuple[list[Article], list[Article]]:
    """Split off about ``share`` of the articles, by a hash of their ids: (rest, held back)."""
    rest: list[Article] = []
    back: list[Article] = []
    for article in articles:
        digest = hashlib.sha256(article.id.encode()).digest()
        (back if digest[0] < 256 * share else rest).append(article)
    return rest, back


_OWN = frozenset({"i", "we", "me", "us", "my", "you"})
_MUSING = frozenset(
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
                cue=one["cue_spans"] or ([one["cue_head_auto"]] if one["cue_head_auto"] else []),
                content=one["content_spans"],
                parent=above,
                doubtful=own or not one["source_ok"] or not one["cue_spans"],
            )
        )
    return Article(row["id"], row["text"], tuple(found), layered=True)


def _is_musing(text: str, row: dict[str, Any]) -> bool:
    source = " ".join(text[start:end] for start, end in row["source_spans"]).lower()
    return source in _OWN and row["cue_head_lemma"] in _MUSING


def _rows(file: Path) -> list[dict[str, Any]]:
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
    return Article(row["id"], row["text"], attributions)
