"""One encoder with two uses: the vector of a statement, and what two statements are to each other.

It starts as all-MiniLM-L6-v2, which is a sentence encoder (Reimers and Gurevych, EMNLP 2019), or
for a teacher as the first layers of a larger one.
Read alone, a statement keeps about the vector that it had; two read together, joined by a mark
as BERT's pairs are (Devlin et al. 2019), see one another, and a small head tells them apart by
the means of their pieces. Layers may be added that only pairs go through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from sayso.linking.relating import LONGEST
from training.network import Layer, Network, Shape
from training.relations.pairs import LABELS

HEAD = 128


_TOGETHER = 32
"""Statements that are read at once."""


class Relations(nn.Module):
    """The encoder, and a head for pairs.

    ``folder`` holds a BERT or MPNet encoder, of which the first ``layers`` are taken, or all.
    Those that it lacks are added above, and begin by handing on what they get. What is read
    alone does not go through them.
    """

    def __init__(self, folder: Path, tokenizer: Tokenizer, layers: int | None = None) -> None:
        super().__init__()
        shape = replace(Shape.of(folder), types=2)
        self.alone = min(layers or shape.layers, shape.layers)
        whole = Network(replace(shape, layers=self.alone))
        whole.load_pretrained(folder, tokenizer)
        self.encoder = whole.encoder
        self.encoder.layers.extend(Layer(shape) for _ in range(self.alone, layers or 0))
        self._idle()
        kinds = load_file(str(folder / "model.safetensors"))
        with torch.no_grad():
            given = kinds.get("embeddings.token_type_embeddings.weight", torch.zeros(()))
            self.encoder.types.weight.copy_(given.expand_as(self.encoder.types.weight))
        hidden = shape.hidden
        self.hidden = nn.Linear(4 * hidden, HEAD)
        self.out = nn.Linear(HEAD, len(LABELS))

    def take(self, state: dict[str, Tensor]) -> None:
        """Take over a trained network, which may lack the layers that only pairs go through."""
        added = tuple(f"encoder.layers.{at}." for at in range(self.alone, len(self.encoder.layers)))
        lacking = self.load_state_dict(state, strict=False).missing_keys
        wrong = [name for name in lacking if not name.startswith(added)]
        if wrong:
            raise ValueError(f"the weights lack {wrong[0]}")
        if lacking:
            self._idle()

    @torch.no_grad()
    def _idle(self) -> None:
        """Let the layers that only pairs go through hand on what the one below gives them.

        They are as that one, but add nothing to what comes in, and their norms undo themselves
        where numbers are spread as those of the norm below are. So they can learn.
        """
        below = cast(Layer, self.encoder.layers[self.alone - 1])
        given, added = below.norm.weight, below.norm.bias
        spread = (given.square().mean() + added.var(unbiased=False)).sqrt()
        for layer in self.encoder.layers[self.alone :]:
            one = cast(Layer, layer)
            one.load_state_dict(below.state_dict())
            for norm in (one.attention_norm, one.norm):
                norm.weight.fill_(float(spread))
                norm.bias.fill_(float(added.mean()))
            for last in (one.out, one.down):
                last.weight.zero_()
                last.bias.zero_()

    def states(self, ids: Tensor, types: Tensor, mask: Tensor, layers: int | None = None) -> Tensor:
        """The vectors of all pieces after so many layers, or all: (text, piece, hidden)."""
        one = self.encoder
        places = torch.arange(ids.shape[1]) + one.first_place
        states = one.words(ids) + one.places(places)[None] + one.types(types)
        states = one.drop(one.norm(states))
        bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        if one.relative is not None:
            bias = bias + one.relative(ids.shape[1])
        for layer in one.layers[:layers]:
            states = layer(states, bias)
        found: Tensor = states
        return found

    def vectors(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The vectors of statements read alone, each of length one: (text, hidden)."""
        states = self.states(ids, torch.zeros_like(ids), mask, self.alone)
        return functional.normalize(mean(states, mask), dim=-1)

    def forward(
        self, ids: Tensor, types: Tensor, mask: Tensor, first: Tensor, second: Tensor
    ) -> Tensor:
        """Scores of :data:`LABELS` for pairs; ``first`` and ``second`` mark their pieces."""
        states = self.states(ids, types, mask)
        return self.told(mean(states, first), mean(states, second))

    def told(self, a: Tensor, b: Tensor) -> Tensor:
        """The scores of two means."""
        met = torch.cat([a, b, (a - b).abs(), a * b], -1)
        found: Tensor = self.out(functional.gelu(self.hidden(met)))
        return found


@torch.no_grad()
def alone(network: Relations, texts: Sequence[str], pieces: Tokenizer) -> Tensor:
    """The vectors of statements read alone (text, hidden), those of one length together."""
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    found = torch.zeros(len(texts), network.hidden.in_features // 4)
    for start in range(0, len(order), _TOGETHER):
        some = order[start : start + _TOGETHER]
        found[some] = network.eval().vectors(*padded([texts[at] for at in some], pieces))
    return found


def padded(texts: Sequence[str], pieces: Tokenizer) -> tuple[Tensor, Tensor]:
    """Texts as numbers of pieces, and which of these are there."""
    ids = [pieces.encode(one).ids[:LONGEST] for one in texts]
    table = torch.zeros(len(ids), max(map(len, ids)), dtype=torch.long)
    for at, one in enumerate(ids):
        table[at, : len(one)] = torch.tensor(one)
    return table, (table > 0).long()


def mean(states: Tensor, chosen: Tensor) -> Tensor:
    """The mean of the chosen pieces."""
    weights = chosen[..., None].to(states.dtype)
    return (states * weights).sum(-2) / weights.sum(-2).clamp(min=1)
