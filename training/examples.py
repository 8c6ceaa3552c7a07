"""Texts as training examples: windows with the right answer for every unit.

The cue head answers twice for every unit. The *outer* reading is for the outermost voice
alone, which is what PolNeAR marks. The *inner* reading is for a voice at any depth: GUM
marks it, and within the contents that PolNeAR marks, a teacher says what it hears there.
Where a teacher has read the text too, its scores are soft answers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from sayso.extracting.decoding import BEGINS, GOES_ON, softmax
from sayso.extracting.reporting import VERBS
from sayso.extracting.roles import CONTENT, CUE, ROLES, SOURCE, pair_features
from sayso.extracting.windows import Laid, Pieces, Window, lay, to_pieces, windows
from sayso.extracting.words import Words, segment
from training.corpora import Article, Gold, Marked
from training.noise import disturb
from training.soft import Soft

IGNORED = -100

_VERBS = VERBS | frozenset(
    "think thinks thought thinking know knows knew known knowing believe believes believed "
    "believing hope hopes hoped hoping want wants wanted feel feels felt expect expects expected "
    "show shows showed shown find finds found fear fears feared see sees saw learn learned decide "
    "decides decided agree agrees agreed understand understands understood remember remembers "
    "remembered wonder wonders wondered guess suppose imagine mean means meant".split()
)

_DENIED = 0.3
"""A teacher that gives a cue this chance keeps it from being taught as none."""


@dataclass(frozen=True, slots=True)
class Example:
    """One window of one text, with its cues and their roles.

    ``outer`` and ``inner`` label each unit for the two readings of the cue head, ``roles``
    each unit for each of ``cues`` (first and last unit). ``soft_outer`` (unit, BIO) and
    ``soft_roles`` (unit, role) are a teacher's scores, not a number where it has none.
    """

    words: Words
    pieces: Pieces
    window: Window
    outer: np.ndarray
    inner: np.ndarray
    soft_outer: np.ndarray
    cues: list[tuple[int, int]]
    roles: list[np.ndarray]
    soft_roles: list[np.ndarray]

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
    outer: Tensor
    inner: Tensor
    soft_outer: Tensor
    row: Tensor
    first: Tensor
    last: Tensor
    distance: Tensor
    leap: Tensor
    roles: Tensor
    soft_roles: Tensor


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A gold attribution in units: its cue, and the role of every unit of the text."""

    gold: Gold
    first: int
    last: int
    roles: np.ndarray


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with the answers for every unit of it."""

    words: Words
    outer: np.ndarray
    inner: np.ndarray
    soft_outer: np.ndarray
    golds: list[_Labelled]
    soft: Soft | None


def examples(
    tokenizer: Tokenizer,
    articles: Sequence[Article],
    size: int,
    dice: random.Random,
    teacher: Mapping[str, Soft],
) -> list[Example]:
    """All windows of all texts, freshly disturbed and freshly cut."""
    found: list[Example] = []
    for article in articles:
        text = disturb(article.text, dice)
        words = segment(text)
        pieces = to_pieces(tokenizer, text, words)
        width = dice.randint(3 * size // 4, size)
        answered = _answered(words, article, teacher.get(article.id))
        for window in windows(text, words, pieces, width, width // 24):
            found.append(_example(answered, pieces, window))
    return found


def _answered(words: Words, article: Article, soft: Soft | None) -> _Text:
    golds = [one for one in (_labels(words, gold) for gold in article.attributions) if one]
    start = IGNORED if article.marked is Marked.NOTHING else 0
    outer = np.full(len(words), start, dtype=np.int64)
    inner = outer.copy()
    soft_outer = np.full((len(words), 3), np.nan, dtype=np.float32)
    if soft is not None:
        soft_outer = soft.cues_at(soft.places(words, 0, len(words)))
    if article.marked is Marked.OUTERMOST:
        golds += _heard(words, article.text, golds, inner, soft)
    if article.marked is Marked.ALL:
        _doubt(outer, inner, soft_outer)
    for one in golds:
        _mark(inner, one, doubtful=one.gold.doubtful)
        if one.gold.parent is None:
            _mark(outer, one, doubtful=one.gold.doubtful or one.gold.aside)
            if article.marked is Marked.ALL:
                soft_outer[one.first : one.last + 1] = np.nan
    return _Text(words, outer, inner, soft_outer, golds, soft)


def _doubt(outer: np.ndarray, inner: np.ndarray, soft: np.ndarray) -> None:
    """Teach no "no" where the teacher says "perhaps".

    GUM marks fewer kinds of attribution than PolNeAR, so that its "no" is no answer in
    PolNeAR's terms; the teacher's is.
    """
    known = ~np.isnan(soft[:, 0])
    perhaps = np.zeros(len(soft), dtype=bool)
    perhaps[known] = softmax(soft[known])[:, 0] < 1 - _DENIED
    outer[:] = np.where(known, IGNORED, outer)
    inner[perhaps] = IGNORED


def _heard(
    words: Words, text: str, golds: Sequence[_Labelled], inner: np.ndarray, soft: Soft | None
) -> list[_Labelled]:
    """What a teacher hears within the contents of ``golds``.

    Nobody knows of the other verbs of saying and thinking there whether they are cues.
    """
    within = np.zeros(len(words), dtype=bool)
    known = np.zeros(len(words), dtype=bool)
    for one in golds:
        within[one.roles == CONTENT] = True
        known[one.first : one.last + 1] = True
    places = np.flatnonzero(within & words.is_word).tolist()
    verbs = [
        unit for unit in places if text[words.starts[unit] : words.ends[unit]].lower() in _VERBS
    ]
    inner[verbs] = IGNORED
    if soft is None:
        inner[within] = IGNORED
        return []
    heard = [one for one in (_labels(words, gold) for gold in soft.within) if one]
    return [one for one in heard if within[one.first] and not known[one.first : one.last + 1].any()]


def _mark(labels: np.ndarray, one: _Labelled, *, doubtful: bool) -> None:
    if doubtful:
        labels[one.first : one.last + 1] = IGNORED
    else:
        labels[one.first] = BEGINS
        labels[one.first + 1 : one.last + 1] = GOES_ON


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


def _example(text: _Text, pieces: Pieces, window: Window) -> Example:
    inside = slice(window.start, window.end)
    length = window.end - window.start
    places = text.soft.places(text.words, window.start, window.end) if text.soft else None
    soft = _soft_roles(text, window, places)
    cues: list[tuple[int, int]] = []
    roles: list[np.ndarray] = []
    soft_roles: list[np.ndarray] = []
    unknown = np.full((length, ROLES), np.nan, dtype=np.float32)
    for one in text.golds:
        if one.gold.doubtful or one.first < window.start or one.last >= window.end:
            continue
        span = (one.first - window.start, one.last - window.start)
        cues.append(span)
        roles.append(one.roles[inside])
        soft_roles.append(soft.pop(span, unknown))
    for span, scores in soft.items():
        if (text.outer[window.start + span[0]]) != IGNORED:
            continue
        cues.append(span)
        roles.append(np.full(length, IGNORED, dtype=np.int64))
        soft_roles.append(scores)
    outer, inner, soft_outer = text.outer[inside], text.inner[inside], text.soft_outer[inside]
    return Example(text.words, pieces, window, outer, inner, soft_outer, cues, roles, soft_roles)


def _soft_roles(
    text: _Text, window: Window, places: np.ndarray | None
) -> dict[tuple[int, int], np.ndarray]:
    """The teacher's role scores for each cue that it saw in a window."""
    if text.soft is None or places is None:
        return {}
    starts = text.words.starts
    low, high = int(starts[window.start]), int(text.words.ends[window.end - 1])
    found: dict[tuple[int, int], np.ndarray] = {}
    for cue in text.soft.roles:
        if low <= cue.start and cue.end <= high:
            units = text.words.within(cue.start, cue.end)
            span = (units.start - window.start, units.stop - 1 - window.start)
            if span[0] <= span[1]:
                found[span] = text.soft.roles_at(cue, places)
    return found


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
    cues = _cues(batch, laid, units)
    return Tensors(
        ids=_padded([one.ids for one in laid], pieces, 0),
        types=_padded([one.types for one in laid], pieces, 0),
        mask=_padded([np.ones_like(one.ids) for one in laid], pieces, 0),
        heads=_padded([one.heads for one in laid], units, 0),
        outer=_padded([one.outer for one in batch], units, IGNORED),
        inner=_padded([one.inner for one in batch], units, IGNORED),
        soft_outer=_padded([one.soft_outer for one in batch], units, np.nan),
        **{name: torch.from_numpy(array) for name, array in cues.items()},
    )


def _padded(rows: list[np.ndarray], width: int, filler: float) -> Tensor:
    """Rows as one tensor, filled up to ``width``."""
    shape = (len(rows), width, *rows[0].shape[1:])
    padded = np.full(shape, filler, dtype=rows[0].dtype)
    for index, row in enumerate(rows):
        padded[index, : len(row)] = row
    return torch.from_numpy(padded)


def _cues(batch: list[Example], laid: list[Laid], units: int) -> dict[str, np.ndarray]:
    """The cues of a batch, under the names that :class:`Tensors` has for them.

    Their number is rounded up with copies of the last that count for nothing, so that
    kernels are built for few shapes.
    """
    spans = [(row, *span) for row, one in enumerate(batch) for span in one.cues]
    count = _rounded(len(spans), 8)
    places = np.asarray(spans + spans[-1:] * (count - len(spans)), dtype=np.int64).reshape(-1, 3)
    roles = np.full((count, units), IGNORED, dtype=np.int64)
    soft = np.full((count, units, ROLES), np.nan, dtype=np.float32)
    distance = np.zeros((count, units), dtype=np.int64)
    leap = np.zeros((count, units), dtype=np.int64)
    at = 0
    for one, window in zip(batch, laid, strict=True):
        inside = slice(at, at + len(one.cues))
        firsts = np.asarray([low for low, _ in one.cues], dtype=np.int64)
        paragraph = np.pad(window.paragraph, (0, units - len(window.paragraph)), mode="edge")
        if len(firsts):
            distance[inside], leap[inside] = pair_features(paragraph, firsts)
        for labels, scores in zip(one.roles, one.soft_roles, strict=True):
            roles[at, : len(labels)] = labels
            soft[at, : len(scores)] = scores
            at += 1
    row, first, last = (np.ascontiguousarray(column) for column in places.T)
    return {
        **{"row": row, "first": first, "last": last, "distance": distance, "leap": leap},
        **{"roles": roles, "soft_roles": soft},
    }
