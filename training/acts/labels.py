"""The labels of acts, and which of them are held back for measuring."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from training.corpora import digest

_FILE = Path(__file__).with_name("labels.jsonl")
_HELD_BACK = 0.4
"""The share of the articles, by a hash of their ids, whose labels only measure."""


def labels() -> list[dict[str, Any]]:
    """All labelled attributions: where they are, what the two readers gave, and the act."""
    return [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]


def held_back(label: dict[str, Any]) -> bool:
    """Whether a label is for measuring only."""
    return digest(label["article"])[2] < 256 * _HELD_BACK
