"""The axes on which statements of one matter lie near one another.

``python -m training.relations.axes RELATIONS.pt src/sayso/linking/weights``

They begin as those on which sentences of the corpora (``SAYSO_CORPORA``) differ most. Then they
are turned until, in the dossiers that teach (``planted.py``), who tells or denies a claim lies
nearer to whoever tells it than any other sentence of another document does: the loss is that of
van den Oord, Li and Vinyals ("Representation learning with contrastive predictive coding", 2018).
Denials count as near, for what is not near is never asked about. The encoder is left as it is.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, product
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.linking.sentences import between, sentence_ends
from training.corpora import rows
from training.relations.network import Relations, alone
from training.relations.planted import TEACHING, Told, dossiers
from training.train import pretrained_folder, tokenizer

AXES = 128
SENTENCES = 6_000
_TEXTS = ("basil_dev", "ecbplus_train", "polnear_train")
_STEPS = 300
_DOSSIERS = 2
_PAIRS = 24
"""Dossiers of a step, and pairs of each."""
_RATE = 1e-3
_TEMPERATURE = 0.07
"""With this one pairs that are worth asking about lie from about 0.3 on (``kinship.NEAR``)."""
_KEPT = 0.03
"""What it costs to turn the axes."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A dossier's statements: their vectors, and pairs with the others of other documents."""

    vectors: Tensor
    pairs: list[tuple[int, int, Tensor]]


def spread(network: Relations, corpora: Path) -> Tensor:
    """The axes on which vectors of sentences differ most, one a row."""
    vectors = alone(network, _sentences(corpora), tokenizer())
    _, wide = torch.linalg.eigh(vectors.T @ vectors)
    return wide.flip(1)[:, :AXES].T.contiguous()


def matters(network: Relations) -> list[Matter]:
    """All dossiers that teach."""
    pieces = tokenizer()
    found = []
    for one in dossiers(TEACHING):
        places = [told for claim in one.claims for told in (*claim.members, *claim.denials)]
        texts = sorted({t for told in (*one.said, *places) for t in (told.words, told.sentence)})
        at = {text: number for number, text in enumerate(texts)}
        pairs = []
        for claim in one.claims:
            taken = {told.sentence for told in (*claim.members, *claim.denials)}
            free = [told for told in one.said if told.sentence not in taken]
            both = (*permutations(claim.members, 2), *product(claim.members, claim.denials))
            for a, b in both:
                if a.document != b.document:
                    others = _numbers([told for told in free if told.document != a.document], at)
                    pairs.append((at[a.words], at[b.words], others))
                    pairs.append((at[a.sentence], at[b.sentence], others))
        if pairs:
            found.append(Matter(alone(network, texts, pieces), pairs))
    return found


def _numbers(told: Sequence[Told], at: dict[str, int]) -> Tensor:
    return torch.tensor([at[one.sentence] for one in told], dtype=torch.long)


def turned(axes: Tensor, taught: Sequence[Matter]) -> Tensor:
    """The axes after learning."""
    draw = random.Random(0)
    own = axes.clone().requires_grad_()
    optimiser = torch.optim.Adam([own], lr=_RATE)
    for step in range(_STEPS):
        loss = _KEPT * ((own - axes) ** 2).sum()
        for matter in draw.choices(taught, k=_DOSSIERS):
            near = functional.normalize(matter.vectors @ own.T, dim=-1)
            some = draw.sample(matter.pairs, min(_PAIRS, len(matter.pairs)))
            for a, b, others in some:
                scores = near[torch.cat([torch.tensor([b]), others])] @ near[a] / _TEMPERATURE
                loss = loss - scores.log_softmax(0)[0] / len(some) / _DOSSIERS
        optimiser.param_groups[0]["lr"] = _RATE * (1 - step / _STEPS)
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
    return own.detach()


def _sentences(corpora: Path) -> list[str]:
    found: list[str] = []
    for name in _TEXTS:
        for row in rows(corpora / f"{name}.jsonl"):
            text = row["text"]
            for low, high in between(0, len(text), sentence_ends(text)):
                words = " ".join(text[low:high].split())
                if len(words) > 30:
                    found.append(words)
    random.Random(0).shuffle(found)
    return found[:SENTENCES]


def main() -> None:
    """Read the command line, learn and save."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    network = Relations(pretrained_folder(), tokenizer())
    network.load_state_dict(torch.load(given.checkpoint, weights_only=True))
    found = turned(spread(network, Path(os.environ["SAYSO_CORPORA"])), matters(network))
    np.save(given.folder / "axes.npy", found.numpy().astype(np.float16))


if __name__ == "__main__":
    main()
