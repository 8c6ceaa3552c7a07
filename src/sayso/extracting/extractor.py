"""A document read by the model: its attributions, actors and narration."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.attribution import Attribution, Kind
from sayso.document import Document
from sayso.extracting.confidence import confidence
from sayso.extracting.coordination import apart, with_shared_sources
from sayso.extracting.dashes import with_dashes
from sayso.extracting.decoding import Found, Thresholds, Watch, find
from sayso.extracting.frames import Frame, bare, frames, with_frames
from sayso.extracting.interruptions import interrupted
from sayso.extracting.inversion import mended
from sayso.extracting.leftovers import with_leftovers
from sayso.extracting.model import Floats, Model, load_model
from sayso.extracting.nesting import parents, unquoted
from sayso.extracting.parts import Parts, parts_of
from sayso.extracting.reporting import thresholds
from sayso.extracting.runs import Run
from sayso.extracting.transcripts import with_turns
from sayso.extracting.windows import Pieces, to_pieces, windows
from sayso.extracting.words import Words, segment
from sayso.reading.furniture import furniture_spans

Progress = Callable[[int, int], None]

_TOGETHER = 16
"""Windows that are decoded together: more save no time and cost memory."""

_ASIDE = 0.5
"""The chance at which a cue that is none of an outermost voice counts outside of contents."""


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    words: Words
    pieces: Pieces
    furniture: list[tuple[int, int]]


class Extractor:
    """One set of weights, ready to read. Safe to share between threads."""

    def __init__(self, model: Model) -> None:
        self.model = model

    @classmethod
    def load(cls, weights: str = "default") -> Extractor:
        """The extractor with the weights of this name, loaded once a process.

        Raises :class:`sayso.errors.WeightsError` if they cannot be loaded.
        """
        return cls(load_model(weights))

    def attributions(
        self,
        document: Document,
        words: Words | None = None,
        *,
        watch: Watch | None = None,
        progress: Progress | None = None,
    ) -> tuple[Attribution, ...]:
        """The attributions of a document in text order, nested ones after their parents.

        Their chains end with the narrator: who their sources are is resolved later.
        ``words`` are the text's units, if they are known already. ``watch`` is shown the
        vectors that the encoder gives them;
        ``progress`` is called with the number of windows read and of all windows.
        """
        left_out = furniture_spans(document.text)
        words, found = self.parts(document.text, left_out, progress, watch, words)
        return tuple(_in_order(document, words, found, self.model.settings.calibration))

    def parts(
        self,
        text: str,
        left_out: Sequence[tuple[int, int]] = (),
        progress: Progress | None = None,
        watch: Watch | None = None,
        words: Words | None = None,
    ) -> tuple[Words, list[Parts]]:
        """A text's units, and the parts of its attributions in units.

        Nothing is found within the code points of ``left_out``.
        """
        words = words or segment(text)
        if not len(words):
            return words, []
        pieces = to_pieces(self.model.tokenizer, text, words)
        read = _Text(text, words, pieces, list(left_out))
        framed = frames(text, words)
        outer, inner = self._read(read, framed, progress, watch)
        outer = with_frames(outer, framed)
        outer = [one for one in with_dashes(text, words, outer) if not _in_furniture(read, one)]
        outer = with_turns(text, words, mended(text, words, outer))
        outer = with_shared_sources(text, words, outer)
        outer = apart(text, words, outer)
        outer = with_leftovers(text, words, outer, read.furniture)
        return words, interrupted(words, outer + _within(read, outer, inner))

    def _read(
        self,
        read: _Text,
        framed: Sequence[Frame],
        progress: Progress | None,
        watch: Watch | None,
    ) -> tuple[list[Parts], list[Found]]:
        """The outermost attributions, and the cues that may be of voices within them."""
        settings = self.model.settings
        looks = list(windows(read.text, read.words, read.pieces, settings.window, settings.context))
        least = Thresholds(
            thresholds(read.words, read.text, settings.cue, settings.reported, inner=False),
            thresholds(read.words, read.text, settings.nested_cue, settings.reported, inner=True),
        )
        for frame in framed:
            least.outer[slice(*frame.cue)] = settings.reported
        whole = (0, len(read.words))
        outer: list[Parts] = []
        inner: list[Found] = []
        for done in range(0, len(looks), _TOGETHER):
            some = looks[done : done + _TOGETHER]
            for seen in find(self.model, read.words, read.pieces, some, least, watch):
                for cue in seen.outer:
                    likely = _parts(read, read.words, [cue], whole)
                    if not likely and cue.chance >= settings.cue:
                        likely = bare(read.text, read.words, cue, framed)
                    if all(self._sure(read, one, least.outer) for one in likely):
                        outer += likely
                    else:
                        inner.append(cue)
                inner += seen.inner
            if progress:
                progress(done + len(some), len(looks))
        return outer, inner

    def _sure(self, read: _Text, parts: Parts, chances: Floats) -> bool:
        """Whether an outermost attribution is likely enough to be told.

        Where ``chances`` lets a cue begin at less than the usual chance, it is; and so
        is one that quotes, for what it quotes is somebody's word anyway.
        """
        settings = self.model.settings
        quotes = kind_of(read.words, parts.content) is not Kind.INDIRECT
        if quotes or chances[parts.cue[0][0]] < settings.cue:
            return True
        least = settings.sure if parts.source else settings.sure_nameless
        return confidence(read.text, read.words, parts, settings.calibration) >= least


def _within(read: _Text, outer: list[Parts], cues: list[Found]) -> list[Parts]:
    """The voices at other depths than the outermost, of those that ``cues`` may belong to.

    Those within the contents of ``outer``; and asides such as "I think" around one of
    ``outer``, which then lies within theirs.
    """
    runs = sorted({run for one in outer for run in one.content}, key=lambda run: run[0] - run[1])
    place = np.full(len(read.words), -1, dtype=np.int32)
    for index, (low, high) in enumerate(runs):
        place[low:high] = index
    for one in outer:
        for low, high in one.cue:
            place[low:high] = -1
    held = [(cue, int(place[cue.first])) for cue in cues if place[cue.first] == place[cue.last]]
    words = unquoted(read.text, read.words, [runs[at] for _, at in held if at >= 0])
    found: list[Parts] = []
    for cue, at in held:
        if at >= 0:
            found += _parts(read, words, [cue], runs[at])
    asides = [cue for cue, at in held if at < 0 and cue.chance >= _ASIDE]
    return found + _around(outer, _parts(read, read.words, asides, (0, len(read.words))))


def _around(outer: list[Parts], asides: list[Parts]) -> list[Parts]:
    """Those of ``asides`` whose content one of ``outer`` lies in."""
    whole = [*outer, *asides]
    holders = {above for above in parents(whole)[: len(outer)] if above is not None}
    return [one for index, one in enumerate(asides, len(outer)) if index in holders]


def _parts(read: _Text, words: Words, cues: list[Found], bounds: Run) -> list[Parts]:
    found = (parts_of(read.text, words, cue, bounds) for cue in cues)
    return [one for one in found if one is not None and not _in_furniture(read, one)]


def _in_furniture(read: _Text, parts: Parts) -> bool:
    start = int(read.words.starts[(parts.cue or parts.content)[0][0]])
    return any(low <= start < high for low, high in read.furniture)


def _in_order(
    document: Document, words: Words, found: list[Parts], calibration: Sequence[float]
) -> list[Attribution]:
    """Attributions with ids in text order and parents by id."""
    above = parents(found)
    order = sorted(range(len(found)), key=lambda index: _place(found[index]))
    ids = {index: f"a{number}" for number, index in enumerate(order, 1)}
    result = []
    for index in order:
        parts = found[index]
        parent = above[index]
        source, cue = _uncontracted(
            document.text, _spans(words, parts.source), _spans(words, parts.cue)
        )
        result.append(
            Attribution(
                id=ids[index],
                source=document.part(source),
                cue=document.part(cue),
                content=document.part(_spans(words, parts.content)),
                kind=Kind.DIRECT if parts.verbatim else kind_of(words, parts.content),
                confidence=confidence(document.text, words, parts, calibration),
                parent=None if parent is None else ids[parent],
            )
        )
    return result


def _place(parts: Parts) -> tuple[int, int]:
    runs = [*parts.cue, *parts.content]
    return min(run[0] for run in runs), -max(run[1] for run in runs)


def _spans(words: Words, runs: Sequence[Run]) -> list[tuple[int, int]]:
    return [(int(words.starts[low]), int(words.ends[high - 1])) for low, high in runs]


def _uncontracted(
    text: str, source: list[tuple[int, int]], cue: list[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """A source and a cue that share a word, as "he's claiming" do, parted at the apostrophe."""
    if len(source) != 1 or not cue or source[0][0] != cue[0][0]:
        return source, cue
    (low, high), (_, end) = source[0], cue[0]
    place = re.search("['’]", text[low:high])
    if place is None or high >= end:
        return source, cue
    middle = low + place.start()
    return [(low, middle)], [(middle, end), *cue[1:]]


def kind_of(words: Words, content: Sequence[Run]) -> Kind:
    """Direct if nine words in ten stand in quotation marks, indirect if none does."""
    total = sum(int(words.is_word[low:high].sum()) for low, high in content)
    quoted = sum(
        int((words.is_word[low:high] & words.quoted[low:high]).sum()) for low, high in content
    )
    if not quoted:
        return Kind.INDIRECT
    return Kind.DIRECT if quoted >= 0.9 * total else Kind.MIXED
