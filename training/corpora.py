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
    """One annotated attribution: the code-point offsets of its parts."""

    source: Offsets
    cue: Offsets
    content: Offsets


@dataclass(frozen=True, slots=True)
class Article:
    """One annotated text. ``weight`` scales its loss."""

    id: str
    text: str
    attributions: tuple[Gold, ...]
    weight: float = 1.0


def polnear(folder: Path, part: str) -> list[Article]:
    """PolNeAR's ``train`` or ``dev`` articles."""
    return [_article(row) for row in _rows(folder / f"polnear_{part}.jsonl")]


def held_back(articles: list[Article], share: float) -> tuple[list[Article], list[Article]]:
    """Split off about ``share`` of the articles, by a hash of their ids: (rest, held back)."""
    rest: list[Article] = []
    back: list[Article] = []
    for article in articles:
        digest = hashlib.sha256(article.id.encode()).digest()
        (back if digest[0] < 256 * share else rest).append(article)
    return rest, back


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
