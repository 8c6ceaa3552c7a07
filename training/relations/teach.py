"""Write down what a larger network says of pairs, those labelled and those that nobody labelled.

``python -m training.relations.teach TEACHER.pt OUT.pt --base MPNET --layers 8``

The pairs are those that teach (``pairs.py``, ``planted.py``), and sentences that are near one
another in two reports of a dossier, or of BASIL's or ECB+'s on one event. A smaller network
learns from the answers (Hinton, Vinyals and Dean 2015, "Distilling the knowledge in a neural
network"): ``training.relations.train NEXT.pt --labels OUT.pt``.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from rich.progress import track
from tokenizers import Tokenizer

from training.actors.corpora import ECB_HELD_BACK
from training.corpora import rows
from training.network import precision
from training.relations.network import Relations, alone
from training.relations.pairs import Pair, Scores, teaching, widened
from training.relations.planted import TEACHING, Told, dossiers, planted, sentences
from training.relations.train import BATCH, laid, real, spared, unrelated
from training.train import pretrained_folder, tokenizer

_APART = 1_500
"""Unrelated pairs of BASIL."""
_SHORTEST = 30
"""Code points of a sentence that says something."""
_LOOKED_AT, _NEAREST = 40, 4
"""So many sentences are looked at, of which so many of other documents are taken."""


def labelled(share: float, draw: random.Random) -> list[Pair]:
    """The pairs with a label: a ``share`` of the invented ones, and all of the dossiers."""
    pieces = tokenizer()
    near = Relations(pretrained_folder(), pieces).eval()
    own = [*spared(teaching())[0], *real()]
    wide = widened(own, draw)
    return [
        *draw.sample(wide, int(share * len(wide))),
        *planted(near, pieces),
        *unrelated(near, pieces, _APART),
    ]


def unlabelled(count: int, draw: random.Random) -> list[Pair]:
    """So many pairs each of the dossiers, of BASIL and of ECB+: sentences that are near."""
    corpora, pieces = Path(os.environ["SAYSO_CORPORA"]), tokenizer()
    near = Relations(pretrained_folder(), pieces).eval()
    found: list[Pair] = []
    for events in (
        [one.said for one in dossiers(TEACHING)],
        _events(corpora / "basil_dev.jsonl", "event"),
        _events(corpora / "ecbplus_train.jsonl", "topic"),
    ):
        laid_out = track(events, "Looking for what is near")
        some = [pair for said in laid_out for pair in _near(said, near, pieces, draw)]
        found += draw.sample(some, min(count, len(some)))
    return found


def _events(file: Path, key: str) -> list[list[Told]]:
    """The sentences of each event's reports, ECB+'s last topics left out, which measure."""
    found: dict[str, list[Told]] = {}
    for row in rows(file):
        if key == "event" or int(row[key]) < ECB_HELD_BACK:
            found.setdefault(str(row[key]), []).extend(sentences(row["id"], row["text"]))
    return list(found.values())


def _near(
    said: Sequence[Told], network: Relations, pieces: Tokenizer, draw: random.Random
) -> Iterator[Pair]:
    """Each sentence with those of other documents that are nearest, one of the two first."""
    said = [one for one in said if len(one.sentence) >= _SHORTEST]
    vectors = alone(network, [one.sentence for one in said], pieces)
    for at, one in enumerate(said):
        nearness = vectors @ vectors[at]
        others = (said[place] for place in nearness.argsort(descending=True)[:_LOOKED_AT].tolist())
        apart = [told for told in others if told.document != one.document]
        for other in apart[:_NEAREST]:
            a, b = draw.sample((one, other), 2)
            before_a, before = (told.before if draw.random() < 0.3 else "" for told in (a, b))
            yield Pair("", a.sentence, before, b.sentence, "", "near", before_a=before_a)


@torch.inference_mode()
def answered(network: Relations, pairs: Sequence[Pair], pieces: Tokenizer) -> list[Pair]:
    """The pairs with the scores that a network gives them, those of one length together."""
    network.eval()
    order = sorted(pairs, key=lambda one: len(one.before_a + one.a + one.before + one.b))
    found = []
    for start in track(range(0, len(order), BATCH), "Asking"):
        some = order[start : start + BATCH]
        batch = laid(some, pieces)
        with precision():
            scores = network(batch.ids, batch.types, batch.mask, batch.first, batch.second)
        for one, own in zip(some, scores.float().tolist(), strict=True):
            found.append(replace(one, scores=Scores(*own)))
    return found


def main() -> None:
    """Read the command line, ask and save."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("teacher", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, required=True, help="the teacher's first encoder")
    parser.add_argument("--layers", type=int)
    parser.add_argument("--share", type=float, default=0.5, help="of the invented pairs")
    parser.add_argument("--count", type=int, default=10_000, help="near pairs of each corpus")
    given = parser.parse_args()
    draw, pieces = random.Random(1), tokenizer()
    network = Relations(given.base, pieces, given.layers)
    network.load_state_dict(torch.load(given.teacher, weights_only=True))
    pairs = [*labelled(given.share, draw), *unlabelled(given.count, draw)]
    torch.save(answered(network, pairs, pieces), given.out)


if __name__ == "__main__":
    main()
