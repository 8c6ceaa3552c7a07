"""Write down what a teacher says of every training text, gold or not.

``python -m training.teach --corpora DIR --teacher runs/NAME/epoch3.pt --out labels.pt``

The texts are PolNeAR's and GUM's training documents, less what is held back, and the
unannotated texts of BASIL and ECB+ (Hinton, Vinyals and Dean 2015, "Distilling the
Knowledge in a Neural Network").
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from rich.progress import track
from tokenizers import Tokenizer
from torch import Tensor

from sayso.extracting.decoding import cue_spans, softmax
from sayso.extracting.roles import pair_features
from sayso.extracting.windows import Laid, lay, to_pieces, windows
from sayso.extracting.words import Words, segment
from training.corpora import Article, teachable
from training.export import load
from training.network import Network
from training.soft import Soft, SoftCue, save
from training.train import tokenizer

_SIZE, _CONTEXT = 320, 40
_FAINTEST = 0.15
"""The chance at which the teacher's own cues count as such."""


@torch.inference_mode()
def soft_labels(network: Network, pieces_of: Tokenizer, article: Article) -> Soft:
    """The teacher's scores for one text, for gold cues and for its own."""
    text = article.text
    words = segment(text)
    pieces = to_pieces(pieces_of, text, words)
    cues = np.zeros((len(words), 3), dtype=np.float16)
    found: list[SoftCue] = []
    gold = sorted({_cue(words, one.cue) for one in article.attributions if one.cue})
    for window in windows(text, words, pieces, _SIZE, _CONTEXT):
        laid = lay(words, pieces, window, _SIZE)
        units, scores = _encode(network, laid)
        low, high = window.first - window.start, window.stop - window.start
        cues[window.first : window.stop] = scores[low:high].numpy()
        own = cue_spans(softmax(scores.numpy()), _FAINTEST)
        spans = {(a - window.start, b - window.start) for a, b in gold} | set(own)
        kept = sorted(span for span in spans if low <= span[0] < high and span[1] < len(scores))
        for (first, last), roles in zip(kept, _roles(network, laid, units, kept), strict=True):
            start = int(words.starts[window.start + first])
            end = int(words.ends[window.start + last])
            found.append(SoftCue(start, end, window.start, roles))
    return Soft(words.starts, cues, tuple(found))


def _cue(words: Words, spans: Sequence[Sequence[int]]) -> tuple[int, int]:
    """The first and the last unit of a gold cue."""
    first = words.within(spans[0][0], spans[0][1]).start
    return first, max(words.within(spans[-1][0], spans[-1][1]).stop - 1, first)


def _encode(network: Network, laid: Laid) -> tuple[Tensor, Tensor]:
    ids, types, heads = (torch.from_numpy(one)[None] for one in (laid.ids, laid.types, laid.heads))
    with torch.autocast("cpu", torch.bfloat16):
        units, scores = network.encoder(ids, types, torch.ones_like(ids), heads)
    return units.float(), scores[0].float()


def _roles(
    network: Network, laid: Laid, units: Tensor, spans: list[tuple[int, int]]
) -> list[np.ndarray]:
    if not spans:
        return []
    first, last = (np.asarray(column, dtype=np.int64) for column in zip(*spans, strict=True))
    distance, leap = (torch.from_numpy(one) for one in pair_features(laid.paragraph, first))
    row = torch.zeros(len(spans), dtype=torch.int64)
    places = torch.from_numpy(first), torch.from_numpy(last)
    with torch.autocast("cpu", torch.bfloat16):
        scores = network.roles(units, network.roles.project(units), row, *places, distance, leap)
    return list(scores.float().numpy().astype(np.float16))


def main() -> None:
    """Read the command line and write the labels."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    network, pieces_of = load(given.teacher), tokenizer()
    labels = {
        article.id: soft_labels(network, pieces_of, article)
        for article in track(teachable(given.corpora), "Teaching")
    }
    save(labels, given.out)


if __name__ == "__main__":
    main()
