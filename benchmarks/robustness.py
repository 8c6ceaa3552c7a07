"""The same articles as other hands would have left them, and what that costs.

    SAYSO_CORPORA=... python benchmarks/robustness.py

PolNeAR's development articles with straight quotation marks, without any, in lower case,
and misread as a scanner misreads. Every change keeps the length of the text, so that the
gold stays true. None of them is made by the code that disturbs texts in training.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Callable
from pathlib import Path

from sayso import Document, Part, extract
from sayso.evaluating import GoldDocument, Labels, Measures, measure, read_gold

MARKS = '“”‘’„«»"`'
MISREAD = {
    "e": "c", "c": "e", "l": "1", "1": "l", "o": "0", "0": "O", "i": "1", "I": "l", "h": "b",
    "n": "u", "m": "n", "t": "f", "f": "t", "g": "q", "s": "5", "S": "5", "a": "o", "u": "v",
    "“": "\"", "”": "\"", "’": "'", ",": ".", ".": ",", "-": " ",
}  # fmt: skip
SHARE_MISREAD = 0.02


def main() -> None:
    """Measure each variant and print what it loses."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", default="default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    given = parser.parse_args()
    folder = os.environ.get("SAYSO_CORPORA")
    file = Path(folder or "") / "polnear_dev.jsonl"
    if not folder or not file.exists():
        print("robustness: skipped; SAYSO_CORPORA names no folder with polnear_dev.jsonl")
        return
    gold = read_gold(file)
    figures: dict[str, dict[str, float]] = {}
    print(f"{'':24} {'lenient':>8} {'strict':>8} {'cue':>8} {'direct':>8} {'indirect':>9}")
    for name, change in VARIANTS.items():
        figures[name] = _figures(_measured(gold, change, given.weights))
        cells = (f"{100 * value:8.1f}" for value in figures[name].values())
        print(f"{name:24} " + " ".join(cells), flush=True)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def straight(text: str) -> str:
    """Curly marks made straight."""
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def unmarked(text: str) -> str:
    """No quotation marks; apostrophes within words stay."""
    return "".join(" " if _is_mark(text, place) else text[place] for place in range(len(text)))


def lowered(text: str) -> str:
    """Lower case, letter by letter where that keeps the length."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def scanned(text: str) -> str:
    """One letter in fifty misread; the same ones every time."""
    dice = random.Random(len(text))
    return "".join(
        MISREAD.get(letter, letter) if dice.random() < SHARE_MISREAD else letter for letter in text
    )


VARIANTS: dict[str, Callable[[str], str]] = {
    "as published": str,
    "straight marks": straight,
    "no quotation marks": unmarked,
    "lower case": lowered,
    "misread by a scanner": scanned,
}


def _is_mark(text: str, place: int) -> bool:
    if text[place] not in MARKS + "'":
        return False
    inner = text[max(place - 1, 0) : place + 2]
    return not (
        text[place] in "’'" and len(inner) == 3 and inner[0].isalnum() and inner[2].isalnum()
    )


def _measured(gold: list[GoldDocument], change: Callable[[str], str], weights: str) -> Measures:
    """Measure what is found in changed texts against the gold of the texts as they were."""
    found = {one.id: outermost(one, change(one.text), weights) for one in gold}
    return measure(gold, found)


def outermost(gold: GoldDocument, text: str, weights: str) -> list[Labels]:
    """What is found in a text outside of others' words."""
    document = Document(
        id=gold.id, sha256="0" * 64, text=text, source=gold.id, media_type="text/plain"
    )
    return [
        Labels(one.id, _offsets(one.source), _offsets(one.cue), _offsets(one.content))
        for one in extract(document, weights=weights).attributions
        if one.parent is None
    ]


def _offsets(part: Part) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in part)


def _figures(measures: Measures) -> dict[str, float]:
    kinds = {kind.value: recall.lenient for kind, recall in measures.kinds.items()}
    return {
        "lenient": measures.scores["triple_lenient"].f1,
        "strict": measures.scores["triple_strict"].f1,
        "cue": measures.scores["cue_overlap"].f1,
        "direct": kinds["direct"],
        "indirect": kinds["indirect"],
    }


if __name__ == "__main__":
    main()
