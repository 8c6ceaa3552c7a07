"""Acts by a linear head on the encoder's vectors of the cue, to measure the word lists against.

    python -m training.acts.head --corpora FOLDER

Learns from the labels that the lists were made on and is measured on those held back. The
word lists measure better (training/README.md), so that no head is shipped.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from sayso.document import Document
from sayso.extracting import Extractor
from sayso.extracting.model import Floats
from sayso.extracting.words import segment
from training.acts.labels import held_back, labels
from training.corpora import rows

_AROUND = 400


def main() -> None:
    """Learn, measure, print."""
    parser = argparse.ArgumentParser(description="acts by a linear head on the cue's vectors")
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--weights", default="default")
    given = parser.parse_args()
    texts = {row["id"]: row["text"] for row in rows(given.corpora / "polnear_train.jsonl")}
    every = labels()
    acts = sorted({label["act"] for label in every})
    extractor = Extractor.load(given.weights)
    seen = torch.from_numpy(
        np.stack([_vector(extractor, texts[label["article"]], label) for label in every])
    )
    right = torch.tensor([acts.index(label["act"]) for label in every])
    held = torch.tensor([held_back(label) for label in every])
    found = _learned(seen[~held], right[~held], len(acts))(seen[held]).argmax(1)
    scores = [_f1(found == number, right[held] == number) for number in range(len(acts))]
    for act, score in zip(acts, scores, strict=True):
        print(f"{act:10} F1 {score:6.1%}")
    print(f"{'macro':10} F1 {sum(scores) / len(scores):6.1%}")


def _vector(extractor: Extractor, text: str, label: dict[str, Any]) -> Floats:
    """The mean of the vectors of the cue's units, halfway and at the end."""
    begin = max(0, label["cue"][0][0] - _AROUND)
    piece = text[begin : label["cue"][-1][1] + _AROUND]
    words = segment(piece)
    middles: list[Floats] = []
    finals: list[Floats] = []

    def watch(_first: int, middle: Floats, final: Floats) -> None:
        middles.append(middle)
        finals.append(final)

    document = Document("a", "0" * 64, piece, "a", "text/plain")
    extractor.attributions(document, words, watch=watch)
    units = np.concatenate(
        [
            np.arange(len(words))[words.within(low - begin, high - begin)]
            for low, high in label["cue"]
        ]
    )
    both = np.concatenate([np.concatenate(middles)[units], np.concatenate(finals)[units]], axis=1)
    mean: Floats = both.mean(0)
    return mean


def _learned(seen: torch.Tensor, right: torch.Tensor, acts: int) -> nn.Linear:
    torch.manual_seed(1)
    head = nn.Linear(seen.shape[1], acts)
    optimiser = torch.optim.AdamW(head.parameters(), 3e-3, weight_decay=0.1)
    for _ in range(300):
        wrong = functional.cross_entropy(head(seen), right)
        optimiser.zero_grad()
        torch.autograd.backward(wrong)
        optimiser.step()
    return head


def _f1(found: torch.Tensor, right: torch.Tensor) -> float:
    both = int((found & right).sum())
    return 2 * both / max(1, int(found.sum()) + int(right.sum()))


if __name__ == "__main__":
    main()
