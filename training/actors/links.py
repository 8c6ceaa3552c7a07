"""Teach the link head which mentions go together: GUM's clusters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.extracting.words import segment
from sayso.resolving.heads import Heads
from sayso.resolving.links import own
from sayso.resolving.mentions import Sort, find_spans
from sayso.resolving.pairs import candidates, features
from sayso.resolving.prominence import standing
from sayso.resolving.table import scopes, tabulate, words_of
from sayso.resolving.traits import traits
from training.actors.corpora import Marked
from training.actors.vectors import Vectors

READ, WIDTH = 160, 96


@dataclass(frozen=True, slots=True)
class Linked:
    """One text for the link head.

    ``vectors`` (mention, four times hidden) is what the encoder gives, ``alone`` what is
    seen of each mention, ``seen`` of each pair of ``later`` and ``earlier``. ``same`` says
    which pairs are of one cluster; ``bounds`` is the first pair of each mention.
    """

    vectors: Tensor
    alone: Tensor
    later: Tensor
    earlier: Tensor
    seen: Tensor
    same: Tensor
    counted: Tensor


def linked(text: Marked, vectors: Vectors, heads: Heads, least: float) -> Linked:
    """A text laid out for the link head, with the mentions found and those marked."""
    words = segment(text.text)
    middle, final = vectors.middle.astype(np.float32), vectors.final.astype(np.float32)
    found = find_spans(heads, words, 0, middle, final, least)
    chances = {
        (int(low), int(high)): row
        for low, high, row in zip(found.start, found.end, found.chances, strict=True)
    }
    cluster: dict[tuple[int, int], int] = {}
    for number, one in enumerate(text.clusters):
        for start, end in one:
            units = words.within(start, end)
            if units.stop > units.start:
                cluster[units.start, units.stop] = number
    for (start, end), sort in text.mentions.items():
        units = words.within(start, end)
        if units.stop > units.start:
            sure = np.zeros(len(Sort), dtype=np.float32)
            sure[sort] = 1.0
            chances.setdefault((units.start, units.stop), sure)
    known = {(one.start, one.stop) for one in (words.within(*span) for span in text.mentions)}
    places = sorted(chances, key=lambda place: (place[0], -place[1]))
    begin, stop = (np.asarray(column, dtype=np.int32) for column in zip(*places, strict=True))
    told = [traits(words_of(text.text, words, low, high)) for low, high in places]
    table = tabulate(
        text.text,
        words,
        begin,
        stop,
        np.stack([chances[place] for place in places]),
        np.zeros((len(places), 0), dtype=np.float32),
        told,
        scopes(text.text, words, vectors.attributions),
    )
    later, earlier = candidates(table)
    if not text.whole:
        marked = np.asarray([place in known for place in places])
        both = marked[later] & marked[earlier]
        later, earlier = later[both], earlier[both]
    number_of = np.asarray([cluster.get(place, -1 - row) for row, place in enumerate(places)])
    seen = np.concatenate(
        [middle[begin], middle[stop - 1], middle[table.head], final[table.head]], axis=1
    )
    return Linked(
        vectors=torch.from_numpy(seen),
        alone=torch.from_numpy(own(table)),
        later=torch.from_numpy(later.astype(np.int64)),
        earlier=torch.from_numpy(earlier.astype(np.int64)),
        seen=torch.from_numpy(features(words, table, standing(table), later, earlier)),
        same=torch.from_numpy(number_of[later] == number_of[earlier]),
        counted=torch.tensor([text.whole or place in known for place in places]),
    )


class LinkHead(nn.Module):
    """See :mod:`sayso.resolving.links`, which runs it without PyTorch."""

    def __init__(self, hidden: int, alone: int, seen: int, dropout: float = 0.3) -> None:
        super().__init__()
        self.read = nn.Linear(4 * hidden, READ)
        self.later = nn.Linear(READ, 2 * WIDTH)
        self.earlier = nn.Linear(READ, 2 * WIDTH)
        self.seen = nn.Linear(seen, WIDTH, bias=False)
        self.out = nn.Linear(WIDTH, 1)
        self.new = nn.Linear(READ + alone, WIDTH)
        self.new_out = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, text: Linked) -> tuple[Tensor, Tensor]:
        """Scores of being new (mention) and of pairs (pair)."""
        vectors = self.drop(functional.relu(self.read(self.drop(text.vectors))))
        plus, times = self.later(vectors)[text.later].chunk(2, -1)
        other_plus, other_times = self.earlier(vectors)[text.earlier].chunk(2, -1)
        state = plus + other_plus + times * other_times + self.seen(text.seen)
        pairs = self.out(self.drop(functional.relu(state)))[:, 0]
        alone = self.new(torch.cat([vectors, text.alone], -1))
        return self.new_out(self.drop(functional.relu(alone)))[:, 0], pairs

    def arrays(self) -> dict[str, np.ndarray]:
        """Its numbers as the runtime takes them: weights (in, out)."""
        named = {f"link.{name}": value.detach().numpy() for name, value in self.named_parameters()}
        return {
            name: value.T if name.endswith(".weight") else value for name, value in named.items()
        }


def loss(head: LinkHead, text: Linked) -> Tensor:
    """The marginal log-likelihood of all right answers of a mention (Lee and others 2017)."""
    new, pairs = head(text)
    right = torch.where(text.same, pairs, torch.full_like(pairs, -1e4))
    every = _log_sums(new, pairs, text.later)
    has = torch.zeros_like(new).index_put_((text.later,), text.same.float(), accumulate=True) > 0
    good = _log_sums(torch.where(has, torch.full_like(new, -1e4), new), right, text.later)
    return (every - good)[text.counted].mean()


def _log_sums(new: Tensor, pairs: Tensor, later: Tensor) -> Tensor:
    """For each mention the log of the sum of the exponentials of all its scores."""
    most = new.detach().scatter_reduce(0, later, pairs.detach(), "amax")
    total = (new - most).exp().index_put((later,), (pairs - most[later]).exp(), accumulate=True)
    return total.clamp(min=1e-30).log() + most


def train(texts: list[Linked], epochs: int, *, seed: int = 1, rate: float = 1e-3) -> LinkHead:
    """A link head taught by ``texts``."""
    torch.manual_seed(seed)
    one = texts[0]
    head = LinkHead(one.vectors.shape[1] // 4, one.alone.shape[1], one.seen.shape[1])
    optimiser = torch.optim.AdamW(head.parameters(), rate, weight_decay=0.01)
    steps = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=epochs * len(texts))
    for _ in range(epochs):
        head.train()
        for index in torch.randperm(len(texts)).tolist():
            wrong = loss(head, texts[index])
            optimiser.zero_grad()
            torch.autograd.backward(wrong)
            optimiser.step()
            steps.step()
    return head.eval()
