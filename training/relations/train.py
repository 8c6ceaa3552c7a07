"""Teach the relation of two statements.

``python -m training.relations.train OUT.pt [--epochs N] [--seed N] [--real] [--measure]``
"""

from __future__ import annotations

import argparse
import math
import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from sayso.linking.relating import LONGEST, paired
from sayso.linking.sentences import between, sentence_ends
from training.corpora import rows
from training.denials.labels import pairs as denials
from training.examples import IGNORED
from training.relations.network import Relations, alone
from training.relations.pairs import LABELS, Pair, held_back, sentence, teaching, widened
from training.relations.planted import planted
from training.train import Average, pretrained_folder, share_of_peak, tokenizer

BATCH = 32
RATE = 8e-5
_SOFT = 0.7
"""The share of the loss that a larger network's answers have, where there is a label too."""
_UNASKED = (math.nan,) * len(LABELS)
_EITHER = frozenset(("negation agrees", "denied denial", "fits"))
"""Types of real pairs that say the same or do not: no label tells which."""
_FAR, _NEAR = 0.3, 0.6
"""How near two sentences are that speak of one event and of two things."""
KEPT = 4.0
"""What it costs to move the vector of a statement read alone."""


@dataclass(slots=True)
class Batch:
    """Pairs as numbers: pieces, kinds, which are there, and which are A's and B's own.

    ``scores`` are those of a larger network, not a number where it was not asked.
    """

    ids: Tensor
    types: Tensor
    mask: Tensor
    first: Tensor
    second: Tensor
    labels: Tensor
    scores: Tensor


def laid(pairs: Sequence[Pair], pieces: Tokenizer) -> Batch:
    """Pairs as a batch."""
    rows = [encoded(one, pieces) for one in pairs]
    longest = max(len(ids) for ids, *_ in rows)
    tables = [torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(5)]
    for at, (ids, types, first, second) in enumerate(rows):
        mask = [1] * len(ids)
        for table, values in zip(tables, (ids, types, mask, first, second), strict=True):
            table[at, : len(values)] = torch.tensor(values)
    labels = [LABELS.index(one.label) if one.label else IGNORED for one in pairs]
    scores = torch.tensor([one.scores or _UNASKED for one in pairs])
    pieces_of, kinds, there, own_a, own_b = tables
    return Batch(pieces_of, kinds, there, own_a, own_b, torch.tensor(labels), scores)


def encoded(one: Pair, pieces: Tokenizer) -> tuple[list[int], ...]:
    """The pieces of a pair, their kinds, and which are A's and B's."""
    before_a, a, before, b = (
        pieces.encode(text, add_special_tokens=False).ids[:LONGEST] if text else []
        for text in (one.before_a, one.a, one.before, one.b)
    )
    start, stop = (int(pieces.token_to_id(name) or 0) for name in ("[CLS]", "[SEP]"))
    return paired((before_a, a), (before, b), start, stop)


def real() -> list[Pair]:
    """The labelled pairs of statements of real reports (``training/denials``)."""
    folder = Path(os.environ["SAYSO_CORPORA"])
    found = []
    for one in denials(folder):
        if one.type.removeprefix("hard: ") in _EITHER:
            continue
        label = "denies" if one.denies else "same" if one.type == "same" else "none"
        a = sentence(one.a.text, one.a.source + one.a.cue + one.a.content)
        b = sentence(one.b.text, one.b.source + one.b.cue + one.b.content)
        kind = one.type.replace("hard: ", "")
        found.append(Pair(one.event, a[1], b[0], b[1], label, kind, before_a=a[0]))
    return found


def unrelated(network: Relations, pieces: Tokenizer, count: int) -> list[Pair]:
    """Sentences of two outlets on one event of BASIL that are near, and not very.

    As good as never do they say the same or deny one another.
    """
    events: dict[str, list[list[str]]] = {}
    for row in rows(Path(os.environ["SAYSO_CORPORA"]) / "basil_dev.jsonl"):
        text = row["text"]
        cut = between(0, len(text), sentence_ends(text))
        said = [" ".join(text[low:high].split()) for low, high in cut]
        events.setdefault(str(row["event"]), []).append([one for one in said if len(one) > 30])
    found: list[Pair] = []
    for event, outlets in events.items():
        vectors = [alone(network, said, pieces) for said in outlets]
        for one, other in combinations(range(len(outlets)), 2):
            near = vectors[one] @ vectors[other].T
            for a, b in ((near > _FAR) & (near < _NEAR)).nonzero().tolist():
                pair = outlets[one][a], outlets[other][b]
                found.append(Pair(f"basil:{event}", pair[0], "", pair[1], "none", "unrelated"))
    random.Random(0).shuffle(found)
    return found[:count]


def batches(pairs: list[Pair], pieces: Tokenizer, draw: random.Random) -> Iterator[Batch]:
    """All pairs once, those of one length together."""
    draw.shuffle(pairs)
    for start in range(0, len(pairs), 20 * BATCH):
        some = sorted(pairs[start : start + 20 * BATCH], key=_length)
        chunks = [some[at : at + BATCH] for at in range(0, len(some), BATCH)]
        draw.shuffle(chunks)
        for chunk in chunks:
            yield laid(chunk, pieces)


def _length(one: Pair) -> int:
    return len(one.before_a) + len(one.a) + len(one.before) + len(one.b)


def spared(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The pairs to learn from, and those of every sixteenth matter, for development."""
    kept = set(sorted({one.matter for one in pairs})[::16])
    return (
        [one for one in pairs if one.matter not in kept],
        [one for one in pairs if one.matter in kept],
    )


def train(
    pairs: Sequence[Pair],
    *,
    epochs: int,
    seed: int,
    measured: Sequence[Pair],
    start: Path | None = None,
    apart: int = 0,
    dossiers: int = 0,
    share: float = 1.0,
    half: bool = False,
    base: Path | None = None,
    layers: int | None = None,
    rate: float = RATE,
    answers: Path | None = None,
) -> Relations:
    """A network that has learnt the pairs; ``measured`` are told of after each epoch.

    Beside them it learns so many unrelated pairs, set ``apart``, and those of the ``dossiers``,
    so many times in an epoch; of ``pairs`` an epoch takes a ``share``.
    ``half``: multiply in bfloat16, which is faster where the processor can. ``base`` is the
    folder of another encoder to begin with, whose vectors of single statements are free to move;
    ``layers`` is how many of its first are taken, or how many there are with those to add. With
    ``answers`` it learns the pairs in that file (``teach.py``), and no others.
    """
    torch.manual_seed(seed)
    draw = random.Random(seed)
    pieces = tokenizer()
    network = Relations(base or pretrained_folder(), pieces, layers)
    near = Relations(pretrained_folder(), pieces).eval()
    still = None if base else near
    beside = unrelated(near, pieces, apart) if apart else []
    beside += dossiers * planted(near, pieces) if dossiers else []
    if start is not None:
        network.take(torch.load(start, weights_only=True))
    network.encoder.words.weight.requires_grad_(False)
    network.encoder.places.weight.requires_grad_(False)
    heads = [*network.hidden.parameters(), *network.out.parameters()]
    body = [
        one
        for name, one in network.named_parameters()
        if one.requires_grad and name.startswith("encoder.")
    ]
    optimiser = torch.optim.AdamW(
        [
            {"params": body, "lr": rate, "peak": rate},
            {"params": heads, "lr": 10 * rate, "peak": 10 * rate},
        ],
        weight_decay=0.01,
    )
    average = Average(network, 0.99)
    if answers is not None:
        pairs, beside, share = [], torch.load(answers, weights_only=False), 0.0
    size = int(share * len(widened(pairs, random.Random(0)))) + len(beside)
    total = epochs * (size // BATCH + 1)
    print(f"{len(pairs)} pairs, {total} steps", flush=True)
    step = 0
    for epoch in range(epochs):
        network.train()
        begun, lost = time.perf_counter(), 0.0
        own = widened(pairs, draw)
        taken = draw.sample(own, int(share * len(own)))
        for batch in batches([*taken, *beside], pieces, draw):
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * share_of_peak(step, total, 0.1)
            with torch.autocast("cpu", torch.bfloat16, enabled=half):
                loss = _loss(network, still if step % 4 == 0 else None, batch)
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            average.update(network)
            step, lost = step + 1, lost + float(loss.detach())
            if step % 40 == 0:
                print(f"  step {step} of {total}: {lost / 40:.3f}", flush=True)
                lost = 0.0
        told = figures(network, measured, pieces) if measured else ""
        torch.save(average.state, f"runs/relations-{seed}.pt")
        seconds = time.perf_counter() - begun
        print(f"epoch {epoch}: {seconds:.0f} s, {step} steps, {told}", flush=True)
    network.load_state_dict(average.state)
    return network.eval()


def _loss(network: Relations, still: Relations | None, batch: Batch) -> Tensor:
    """How wrong a network is, and how far its vectors moved away from those of ``still``."""
    scores = network(batch.ids, batch.types, batch.mask, batch.first, batch.second)
    loss = _missed(scores.float(), batch)
    if still is None:
        return loss
    mask = (batch.mask * (1 - batch.types))[:12]
    single = batch.ids[:12] * mask
    with torch.no_grad():
        before = still.vectors(single, mask)
    near = (network.vectors(single, mask) * before).sum(-1).float()
    return loss + KEPT * (1 - near).mean()


def _missed(scores: Tensor, batch: Batch) -> Tensor:
    """The mean distance of scores to labels, and to a larger network's answers."""
    hard = functional.cross_entropy(
        scores, batch.labels, label_smoothing=0.05, ignore_index=IGNORED, reduction="none"
    )
    asked = ~batch.scores[:, 0].isnan()
    if not asked.any():
        return hard.mean()
    wanted = batch.scores.nan_to_num().softmax(-1)
    soft = functional.kl_div(scores.log_softmax(-1), wanted, reduction="none").sum(-1)
    share = torch.where(batch.labels == IGNORED, 1.0, _SOFT) * asked
    return ((1 - share) * hard + share * soft).mean()


@torch.no_grad()
def chances(network: Relations, pairs: Sequence[Pair], pieces: Tokenizer) -> Tensor:
    """The chances of :data:`LABELS` for each pair."""
    network.eval()
    found = []
    for start in range(0, len(pairs), BATCH):
        one = laid(pairs[start : start + BATCH], pieces)
        found.append(network(one.ids, one.types, one.mask, one.first, one.second).softmax(-1))
    return torch.cat(found)


def figures(network: Relations, pairs: Sequence[Pair], pieces: Tokenizer) -> str:
    """Accuracy, and the F1 of each label, in words."""
    best = chances(network, pairs, pieces).argmax(-1).tolist()
    gold = [LABELS.index(one.label) for one in pairs]
    told = [f"accuracy {sum(map(int.__eq__, best, gold)) / len(gold):.1%}"]
    for place, name in enumerate(LABELS):
        both = sum(a == b == place for a, b in zip(best, gold, strict=True))
        count = Counter(best)[place] + Counter(gold)[place]
        told.append(f"{name} {2 * both / max(1, count):.1%}")
    return ", ".join(told)


def main() -> None:
    """Read the command line, teach and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--real", action="store_true", help="teach with training/denials too")
    parser.add_argument("--measure", action="store_true", help="measure the pairs held back too")
    parser.add_argument("--start", type=Path, help="go on from these weights")
    parser.add_argument("--apart", type=int, default=0, help="so many unrelated pairs of BASIL")
    parser.add_argument("--dossiers", type=int, default=0, help="those pairs, so many times over")
    parser.add_argument("--share", type=float, default=1.0, help="of the other pairs, an epoch")
    parser.add_argument("--half", action="store_true", help="multiply in bfloat16")
    parser.add_argument("--base", type=Path, help="the folder of another BERT or MPNet encoder")
    parser.add_argument("--layers", type=int, help="so many of its first layers, or more")
    parser.add_argument("--labels", type=Path, help="learn a larger network's answers instead")
    parser.add_argument("--rate", type=float, default=RATE, help="the encoder's learning rate")
    given = parser.parse_args()
    pairs, measured = spared(teaching())
    if given.measure:
        pairs, measured = teaching(), held_back()
    if given.real:
        pairs = [*pairs, *real()]
    network = train(
        pairs,
        epochs=given.epochs,
        seed=given.seed,
        measured=measured,
        start=given.start,
        apart=given.apart,
        dossiers=given.dossiers,
        share=given.share,
        half=given.half,
        base=given.base,
        layers=given.layers,
        rate=given.rate,
        answers=given.labels,
    )
    print(figures(network, measured, tokenizer()))
    torch.save(network.state_dict(), given.out)


if __name__ == "__main__":
    main()
