"""How many voices within voices are found: GUM's nested attributions.

    SAYSO_CORPORA=... python benchmarks/nested.py

PolNeAR marks the outermost layer only, GUM (Zeldes 2017) all of them. One of its nested
attributions is found if the content of one of ours shares half of the words (IoU), and
placed if moreover the attribution that we set it in is the one that GUM sets it in. GUM
counts thinking and knowing as attributions; saying stands apart from it here.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sayso
from sayso.evaluating.tokens import Tokens, TokenSet

MUSING = frozenset(
    "believe decide feel find guess hope know learn let make mean remember see think understand "
    "want wonder".split()
)


def main() -> None:
    """Read every document that has nested attributions, and print the recall."""
    folder = os.environ.get("SAYSO_CORPORA")
    gold = Path(folder or "") / "gum_train.jsonl"
    if not folder or not gold.exists():
        print("nested: skipped; SAYSO_CORPORA names no folder with gum_train.jsonl")
        return
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").split("\n") if line]
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if any(one["nested_in"] for one in row["attributions"]):
            counts += _count(row)
    print(f"{'':8} {'nested':>8} {'found':>8} {'placed':>8}")
    for kind in ("saying", "musing"):
        figures = [counts[kind, name] for name in ("nested", "found", "placed")]
        print(f"{kind:8} " + " ".join(f"{figure:8}" for figure in figures))


def _count(row: dict[str, Any]) -> Counter[tuple[str, str]]:
    tokens = Tokens(row["text"])
    found = sayso.extract(_document(row)).attributions
    contents = [tokens.within((span.start, span.end) for span in one.content) for one in found]
    gold = {one["id"]: tokens.within(one["content_spans"]) for one in row["attributions"]}
    counts: Counter[tuple[str, str]] = Counter()
    for one in row["attributions"]:
        if not one["nested_in"] or one["kind"] == "byline":
            continue
        kind = "musing" if one["cue_head_lemma"] in MUSING else "saying"
        counts[kind, "nested"] += 1
        place = _nearest(gold[one["id"]], contents)
        if place is None:
            continue
        counts[kind, "found"] += 1
        above = _nearest(gold.get(one["nested_in"], frozenset()), contents)
        counts[kind, "placed"] += above is not None and found[place].parent == found[above].id
    return counts


def _document(row: dict[str, Any]) -> sayso.Document:
    digest = hashlib.sha256(row["text"].encode()).hexdigest()
    return sayso.Document(
        id=row["id"], sha256=digest, text=row["text"], source=row["id"], media_type="text/plain"
    )


def _nearest(content: TokenSet, others: Sequence[TokenSet]) -> int | None:
    shares = [len(content & other) / max(1, len(content | other)) for other in others]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= 0.5 else None


if __name__ == "__main__":
    main()
