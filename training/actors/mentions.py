"""Teach the mention head, on the vectors of the shipped encoder.

The encoder stays as it is, so that attributions are found as before. GUM teaches spans and
sorts; of ECB+'s mentions only the sorts are learned.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.extracting.words import segment
from sayso.resolving.mentions import LONGEST, Sort
from training.actors.corpora import Marked
from training.actors.vectors import Vectors

_READ, _WIDTH = 256, 128
_BRINK = 0.5
"""The weight of learning where mentions begin and end, beside learning which they are."""
_SOME = 0.3
"""The share of the spans that are no mentions that a step looks at."""
_HINTED = 0.3
"""The weight of a mention of which only the sort is known."""


@dataclass(frozen=True, slots=True)
class Taught:
    """One text for the mention head: inputs, and what is marked.

    ``marks`` (unit, length) is the sort of the span from there, ``allowed`` where a span
    may lie. Of a text that is not ``whole`` only the marks are learned.
    """

    middle: Tensor
    final: Tensor
    shape: Tensor
    allowed: Tensor
    marks: Tensor
    whole: bool


def taught(text: Marked, vectors: Vectors) -> Taught:
    """A text laid out for the mention head."""
    words = segment(text.text)
    count = len(words)
    marks = torch.zeros(count, LONGEST, dtype=torch.long)
    for (start, end), sort in text.mentions.items():
        units = words.within(start, end)
        if 0 < units.stop - units.start <= LONGEST:
            marks[units.start, units.stop - units.start - 1] = int(sort)
    paragraph = torch.from_numpy(words.paragraph.astype(np.int64))
    until = torch.arange(count)[:, None] + torch.arange(LONGEST)[None]
    allowed = until < count
    until = until.clamp(max=count - 1)
    allowed &= paragraph[until] == paragraph[:, None]
    return Taught(
        middle=torch.from_numpy(vectors.middle.astype(np.float32)),
        final=torch.from_numpy(vectors.final.astype(np.float32)),
        shape=torch.from_numpy(words.shape.astype(np.int64)),
        allowed=allowed,
        marks=marks,
        whole=text.whole,
    )


class MentionHead(nn.Module):
    """See :mod:`sayso.resolving.mentions`, which runs it without PyTorch."""

    def __init__(self, hidden: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.middle = nn.Linear(hidden, _READ)
        self.final = nn.Linear(hidden, _READ, bias=False)
        self.shape = nn.Embedding(3, _READ)
        self.edge = nn.Linear(_READ, 2)
        self.begin = nn.Linear(_READ, 2 * _WIDTH)
        self.end = nn.Linear(_READ, 2 * _WIDTH)
        self.length = nn.Embedding(LONGEST, _WIDTH)
        self.out = nn.Linear(_WIDTH, len(Sort))
        self.drop = nn.Dropout(dropout)

    def forward(self, text: Taught, chosen: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of edges (unit, begin or end) and of the spans (unit, length) ``chosen``."""
        seen = self.middle(self.drop(text.middle)) + self.final(self.drop(text.final))
        vectors = self.drop(functional.relu(seen + self.shape(text.shape)))
        plus, times = self.begin(vectors).chunk(2, -1)
        end_plus, end_times = self.end(vectors).chunk(2, -1)
        first, length = chosen.nonzero(as_tuple=True)
        last = first + length
        state = plus[first] + end_plus[last] + times[first] * end_times[last]
        state = self.drop(functional.relu(state + self.length(length)))
        return self.edge(vectors), self.out(state)

    def arrays(self) -> dict[str, np.ndarray]:
        """Its numbers as the runtime takes them: weights (in, out)."""
        named = {
            f"mention.{name}": value.detach().numpy() for name, value in self.named_parameters()
        }
        found = {
            name: value.T if name.endswith(".weight") else value for name, value in named.items()
        }
        for name in ("mention.shape", "mention.length"):
            found[name] = found.pop(f"{name}.weight").T
        return found


def loss(head: MentionHead, text: Taught) -> Tensor:
    """How far the head is off, for each mention."""
    marked = (text.marks > 0) & text.allowed
    count = marked.sum().clamp(min=1)
    if not text.whole:
        _, scores = head(text, marked)
        return _HINTED * functional.cross_entropy(scores[:, 1:], text.marks[marked] - 1)
    chosen = marked | (text.allowed & (torch.rand(marked.shape) < _SOME))
    edge, scores = head(text, chosen)
    right = text.marks[chosen]
    weight = torch.where(right > 0, 1.0, 1.0 / _SOME)
    spans = (functional.cross_entropy(scores, right, reduction="none") * weight).sum()
    is_edge = torch.zeros_like(edge)
    starts, lengths = marked.nonzero(as_tuple=True)
    is_edge[starts, 0] = 1.0
    is_edge[starts + lengths, 1] = 1.0
    edges = functional.binary_cross_entropy_with_logits(edge, is_edge, reduction="sum")
    return (spans + _BRINK * edges) / count


def train(texts: list[Taught], epochs: int, *, seed: int = 1, rate: float = 2e-3) -> MentionHead:
    """A mention head taught by ``texts``."""
    torch.manual_seed(seed)
    head = MentionHead(texts[0].middle.shape[1])
    optimiser = torch.optim.AdamW(head.parameters(), rate, weight_decay=0.01)
    steps = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=epochs * len(texts))
    for _ in range(epochs):
        head.train()
        for index in torch.randperm(len(texts)).tolist():
            if not (texts[index].marks > 0).any():
                steps.step()
                continue
            wrong = loss(head, texts[index])
            optimiser.zero_grad()
            torch.autograd.backward(wrong)
            optimiser.step()
            steps.step()
    return head.eval()
