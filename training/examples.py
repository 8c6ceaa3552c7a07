"""Articles as training examples: windows with the right answer for every unit."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from sayso.extracting.nesting import FEWEST, unquoted
from sayso.extracting.roles import CONTENT, CUE, SOURCE, pair_features
from sayso.extracting.windows import Laid, Pieces, Window, lay, to_pieces, windows
from sayso.extracting.words import Words, segment
from training.corpora import Article, Gold
from training.noise import disturb

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Example:
    """One window of one article, with its cues and their roles."""

    words: Words
    pieces: Pieces
    window: Window
    cue_labels: np.ndarray
    cues: list[tuple[int, int]]
    roles: list[np.ndarray]

    @property
    def size(self) -> int:
        """The number of word pieces."""
        return int(self.pieces.first[self.window.end] - self.pieces.first[self.window.start])


@dataclass(frozen=True, slots=True)
class Tensors:
    """A batch as the network takes it, with the right answers."""

    ids: Tensor
    types: Tensor
    mask: Tensor
    heads: Tensor
    cue_labels: Tensor
    row: Tensor
    first: Tensor
    last: Tensor
    distance: Tensor
    leap: Tensor
    role_labels: Tensor


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A gold attribution in units: its cue, and the role of every unit of the text."""

    gold: Gold
    first: int
    last: int
    roles: np.ndarray


def examples(
    tokenizer: Tokenizer,
    articles: Sequence[Article],
    size: int,
    dice: random.Random,
    near: float,
    scanned: bool,
) -> list[Example]:
    """All windows of all articles, freshly disturbed and freshly cut.

    ``near`` is the share of attributions that are shown once more without anything
    around them, as the contents are that are read again for voices within. The
    contents of articles with several layers are shown so too.
    """
    found: list[Example] = []
    for article in articles:
        text = disturb(article.text, dice, scanned=scanned)
        words = segment(text)
        pieces = to_pieces(tokenizer, text, words)
        width = dice.randint(3 * size // 4, size)
        golds = [_labels(words, gold) for gold in article.attributions]
        outer = [one for one in golds if one and one.gold.parent is None]
        for window in windows(text, words, pieces, width, width // 24):
            found.append(_example(words, pieces, window, outer))
        for one in outer:
            if dice.random() < near:
                for window in windows(text, words, pieces, size, 0, _close(words, one, dice)):
                    found.append(_example(words, pieces, window, outer))
        if article.layered and near:
            found += _contents(text, words, pieces, size, golds)
    return found


def _contents(
    text: str, words: Words, pieces: Pieces, size: int, golds: list[_Labelled | None]
) -> list[Example]:
    """Every content as a text of its own, with the attributions right within it."""
    found: list[Example] = []
    for place, one in enumerate(golds):
        if one is None:
            continue
        inner = [each for each in golds if each and each.gold.parent == place]
        for start, end in one.gold.content:
            run = words.within(start, end)
            if run.stop - run.start < FEWEST:
                continue
            alone = unquoted(text, words, (run.start, run.stop))
            for window in windows(text, alone, pieces, size, 0, run):
                found.append(_example(alone, pieces, window, inner))
    return found


def _close(words: Words, one: _Labelled, dice: random.Random) -> slice:
    """The units of an attribution, with up to eight more on either side."""
    units = np.flatnonzero(one.roles > 0)
    low = max(int(units[0]) - dice.choice((0, 0, 1, 2, 4, 8)), 0)
    high = min(int(units[-1]) + 1 + dice.choice((0, 1, 1, 2, 4, 8)), len(words))
    return slice(low, high)


def _labels(words: Words, gold: Gold) -> _Labelled | None:
    """A gold attribution in units; ``None`` if it has no cue."""
    roles = np.zeros(len(words), dtype=np.int64)
    for label, spans in ((CONTENT, gold.content), (SOURCE, gold.source), (CUE, gold.cue)):
        for start, end in spans:
            roles[words.within(start, end)] = label
    cue = np.flatnonzero(roles == CUE)
    if not len(cue):
        return None
    roles[words.is_break] = IGNORED
    return _Labelled(gold, int(cue[0]), int(cue[-1]), roles)


def _example(words: Words, pieces: Pieces, window: Window, labelled: list[_Labelled]) -> Example:
    cue_labels = np.zeros(window.end - window.start, dtype=np.int64)
    cues: list[tuple[int, int]] = []
    roles: list[np.ndarray] = []
    for one in labelled:
        if one.first < window.start or one.last >= window.end:
            continue
        low, high = one.first - window.start, one.last - window.start
        if one.gold.doubtful:
            cue_labels[low : high + 1] = IGNORED
            continue
        cue_labels[low] = 1
        cue_labels[low + 1 : high + 1] = 2
        cues.append((low, high))
        roles.append(one.roles[window.start : window.end])
    return Example(words, pieces, window, cue_labels, cues, roles)


def batches(found: list[Example], count: int, dice: random.Random) -> Iterator[list[Example]]:
    """Shuffled batches of ``count`` windows of like length."""
    dice.shuffle(found)
    groups: list[list[Example]] = []
    for start in range(0, len(found), 32 * count):
        near = sorted(found[start : start + 32 * count], key=lambda one: one.size)
        groups += [near[at : at + count] for at in range(0, len(near), count)]
    dice.shuffle(groups)
    yield from groups


def _rounded(number: int, step: int) -> int:
    """``number`` rounded up: few distinct shapes, so that kernels are built once."""
    return -(-number // step) * step


def tensors(batch: list[Example], size: int) -> Tensors:
    """Lay a batch out as tensors, every window padded to the longest."""
    laid = [lay(one.words, one.pieces, one.window, size) for one in batch]
    pieces = _rounded(max(len(one.ids) for one in laid), 32)
    units = _rounded(max(len(one.heads) for one in laid), 32)
    cue_labels = np.full((len(batch), units), IGNORED, dtype=np.int64)
    for index, one in enumerate(batch):
        cue_labels[index, : len(one.cue_labels)] = one.cue_labels
    row, first, last, roles, distance, leap = _cues(batch, laid, units)
    return Tensors(
        ids=_padded([one.ids for one in laid], pieces),
        types=_padded([one.types for one in laid], pieces),
        mask=_padded([np.ones_like(one.ids) for one in laid], pieces),
        heads=_padded([one.heads for one in laid], units),
        cue_labels=torch.from_numpy(cue_labels),
        row=torch.from_numpy(row),
        first=torch.from_numpy(first),
        last=torch.from_numpy(last),
        distance=torch.from_numpy(distance),
        leap=torch.from_numpy(leap),
        role_labels=torch.from_numpy(roles),
    )


def _padded(rows: list[np.ndarray], width: int) -> Tensor:
    return torch.from_numpy(np.stack([np.pad(row, (0, width - len(row))) for row in rows]))


def _cues(batch: list[Example], laid: list[Laid], units: int) -> tuple[np.ndarray, ...]:
    """The cues of a batch: rows, first and last units, labels, distances, leaps.

    Their number is rounded up with copies of the last that count for nothing, so that
    kernels are built for few shapes.
    """
    spans = [(row, *span) for row, one in enumerate(batch) for span in one.cues]
    count = _rounded(len(spans), 8)
    places = np.asarray(spans + spans[-1:] * (count - len(spans)), dtype=np.int64).reshape(-1, 3)
    roles = np.full((count, units), IGNORED, dtype=np.int64)
    distance = np.zeros((count, units), dtype=np.int64)
    leap = np.zeros((count, units), dtype=np.int64)
    at = 0
    for one, window in zip(batch, laid, strict=True):
        inside = slice(at, at + len(one.cues))
        firsts = np.asarray([low for low, _ in one.cues], dtype=np.int64)
        paragraph = np.pad(window.paragraph, (0, units - len(window.paragraph)), mode="edge")
        if len(firsts):
            distance[inside], leap[inside] = pair_features(paragraph, firsts)
        for labels in one.roles:
            roles[at, : len(labels)] = labels
            at += 1
    return places[:, 0].copy(), places[:, 1].copy(), places[:, 2].copy(), roles, distance, leap
