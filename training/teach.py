"""Write down what a teacher says of every training text, gold or not.

``python -m training.teach --corpora DIR --teacher runs/NAME/epoch6.pt --weights DIR --out FILE``

The texts are PolNeAR's and GUM's training documents, less what is held back, and the
unannotated texts of BASIL and ECB+ (Hinton, Vinyals and Dean 2015, "Distilling the
Knowledge in a Neural Network"). The voices within others' words come from the whole
extractor with the teacher's exported weights: it reads each content as a text of its own,
whose outermost voices they are. A student learns to hear them in one reading.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import torch
from rich.progress import track
from tokenizers import Tokenizer
from torch import Tensor

from sayso.extracting import Extractor
from sayso.extracting.decoding import LABELS, cue_spans, softmax
from sayso.extracting.model import Model
from sayso.extracting.nesting import parents
from sayso.extracting.roles import pair_features
from sayso.extracting.runs import Run
from sayso.extracting.windows import Laid, lay, to_pieces, windows
from sayso.extracting.words import Words, segment
from training.corpora import UNMARKED, Article, Gold, Marked
from training.export import load
from training.network import Network, precision
from training.soft import Soft, SoftCue, save
from training.teachable import teachable
from training.train import tokenizer

_SIZE, _CONTEXT = 320, 40
_FAINTEST = 0.15
"""The chance at which the teacher's own cues count as such."""

_DEPTHS = tuple(one.value for one in Marked)

_MARKS = "“”\"‘’' "


@torch.inference_mode()
def soft_labels(
    network: Network, extractor: Extractor, pieces_of: Tokenizer, article: Article
) -> Soft:
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
    within = voices_within(extractor, article) if article.marked is Marked.OUTERMOST else ()
    return Soft(words.starts, cues, tuple(found), within)


def voices_within(extractor: Extractor, article: Article) -> tuple[Gold, ...]:
    """The attributions that the extractor finds in each content read by itself."""
    return tuple(
        voice
        for place, one in enumerate(article.attributions)
        for start, end in one.content
        for voice in _voices(extractor, article.text, start, end, place)
    )


def _voices(extractor: Extractor, text: str, start: int, end: int, parent: int) -> list[Gold]:
    """The voices from code point ``start`` to ``end``, without marks that enclose it all."""
    inner = text[start:end].lstrip(_MARKS)
    start = end - len(inner)
    words, found = extractor.parts(inner.rstrip(_MARKS))

    def offsets(runs: Sequence[Run]) -> list[list[int]]:
        return [
            [start + int(words.starts[low]), start + int(words.ends[high - 1])]
            for low, high in runs
        ]

    return [
        Gold(offsets(one.source), offsets(one.cue), offsets(one.content), parent)
        for one, above in zip(found, parents(found), strict=True)
        if above is None and one.cue
    ]


def _cue(words: Words, spans: Sequence[Sequence[int]]) -> tuple[int, int]:
    """The first and the last unit of a gold cue."""
    first = words.within(spans[0][0], spans[0][1]).start
    return first, max(words.within(spans[-1][0], spans[-1][1]).stop - 1, first)


def _encode(network: Network, laid: Laid) -> tuple[Tensor, Tensor]:
    ids, types, heads = (torch.from_numpy(one)[None] for one in (laid.ids, laid.types, laid.heads))
    with precision():
        units, scores = network.encoder(ids, types, torch.ones_like(ids), heads)
    return units.float(), scores[0, :, :LABELS].float()


def _roles(
    network: Network, laid: Laid, units: Tensor, spans: list[tuple[int, int]]
) -> list[np.ndarray]:
    if not spans:
        return []
    first, last = (np.asarray(column, dtype=np.int64) for column in zip(*spans, strict=True))
    distance, leap = (torch.from_numpy(one) for one in pair_features(laid.paragraph, first))
    row = torch.zeros(len(spans), dtype=torch.int64)
    places = torch.from_numpy(first), torch.from_numpy(last)
    with precision():
        scores = network.roles(units, network.roles.project(units), row, *places, distance, leap)
    return list(scores.float().numpy().astype(np.float16))


def teach(
    teacher: Path,
    weights: Path,
    corpora: Path,
    texts: Sequence[str],
    out: Path,
    marked: Collection[Marked] = frozenset(Marked),
) -> None:
    """Write to ``out`` what a checkpoint says, and exported weights, of texts so ``marked``."""
    network, pieces_of = load(teacher), tokenizer()
    extractor = Extractor(Model(weights))
    articles = [one for one in teachable(corpora, texts) if one.marked in marked]
    labels = {
        article.id: soft_labels(network, extractor, pieces_of, article)
        for article in track(articles, "Teaching")
    }
    save(labels, out)


def main() -> None:
    """Read the command line and write the labels."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="the same, exported")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--unmarked", nargs="*", choices=UNMARKED, default=UNMARKED)
    parser.add_argument(
        "--marked",
        nargs="*",
        choices=_DEPTHS,
        default=_DEPTHS,
        help="only texts in which people have marked so much (default: all)",
    )
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    marked = {Marked(one) for one in given.marked}
    teach(given.teacher, given.weights, given.corpora, given.unmarked, given.out, marked)


if __name__ == "__main__":
    main()
