"""Other genres than news, and voices within voices: GUM's attributions.

    SAYSO_CORPORA=... python benchmarks/gum.py            the documents kept out of training
    SAYSO_CORPORA=... python benchmarks/gum.py --all      the others too

GUM (Zeldes 2017) has letters, interviews, court records, fiction, talk. An attribution of
it is found if the content of one of ours shares half of the words (IoU); its source is
right if the sources share a word. A nested one is placed if moreover the attribution that
we set it in is the one that GUM sets it in. GUM counts thinking and knowing as
attributions: they stand apart here from saying. Bylines, and what has no cue, do not count.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import sayso
from sayso.evaluating.tokens import Tokens, TokenSet

MUSING = frozenset(
    "believe decide feel find guess hope know learn let make mean remember see think understand "
    "want wonder".split()
)
HELD_BACK = 0.25
"""The share of the documents, by a hash of their ids, that training keeps out."""

Counts = Counter[tuple[str, str]]


def main() -> None:
    """Read the documents and print what was found in them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", action="store_true", help="not only what training kept out")
    parser.add_argument("--weights", default="default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    given = parser.parse_args()
    folder = os.environ.get("SAYSO_CORPORA")
    gold = Path(folder or "") / "gum_train.jsonl"
    if not folder or not gold.exists():
        print("gum: skipped; SAYSO_CORPORA names no folder with gum_train.jsonl")
        return
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").split("\n") if line]
    chosen = [row for row in rows if given.all or _held_back(row["id"])]
    counts: Counts = Counter()
    for row in chosen:
        counts += _count(row, sayso.extract(_document(row), weights=given.weights))
    figures = dict(_figures(counts)) | {"documents": len(chosen)}
    print(_table(figures))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _held_back(id: str) -> bool:
    return hashlib.sha256(id.encode()).digest()[0] < 256 * HELD_BACK


def _count(row: dict[str, Any], report: sayso.Report) -> Counts:
    tokens = Tokens(row["text"])
    found = report.attributions
    contents = [tokens.within((span.start, span.end) for span in one.content) for one in found]
    gold = {one["id"]: tokens.within(one["content_spans"]) for one in row["attributions"]}
    counts: Counts = Counter()
    for one in row["attributions"]:
        if one["kind"] == "byline" or not one["cue_spans"] or not gold[one["id"]]:
            continue
        kind = "musing" if one["cue_head_lemma"] in MUSING else "saying"
        place = _nearest(gold[one["id"]], contents)
        counts[kind, "gold"] += 1
        counts[kind, "found"] += place is not None
        nested = one["nested_in"] in gold
        counts[kind, "nested"] += nested
        if place is None:
            continue
        if one["source_ok"] and one["source_spans"]:
            source = tokens.within((span.start, span.end) for span in found[place].source)
            counts[kind, "with source"] += 1
            counts[kind, "source right"] += bool(source & tokens.within(one["source_spans"]))
        if nested:
            above = _nearest(gold[one["nested_in"]], contents)
            counts[kind, "nested found"] += 1
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


def _figures(counts: Counts) -> Iterator[tuple[str, int]]:
    for kind in ("saying", "musing"):
        for name in (
            *("gold", "found", "with source", "source right"),
            *("nested", "nested found", "placed"),
        ):
            yield f"{kind}, {name}", counts[kind, name]


def _table(figures: dict[str, int]) -> str:
    lines = [f"{figures['documents']} documents"]
    for kind in ("saying", "musing"):
        shares = [
            ("content found", "found", "gold"),
            ("source right, given the content", "source right", "with source"),
            ("nested, found", "nested found", "nested"),
            ("nested, in the right attribution", "placed", "nested"),
        ]
        for title, part, whole in shares:
            some, all_ = figures[f"{kind}, {part}"], figures[f"{kind}, {whole}"]
            lines.append(f"{kind:7} {title:34} {some:4} of {all_:4}  {some / max(1, all_):6.1%}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
