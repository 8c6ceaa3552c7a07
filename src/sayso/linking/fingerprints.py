"""What passages with the same words share before anyone compares them: marks to look up by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

from sayso.linking.passages import Passage

_BITS = 60
_SHORT = 3
"""So many words that carry meaning are few: a mark of such a piece is enough by itself."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The marks of a passage: numbers of at most 60 bits, the same in every process.

    A mark stands for two words that carry meaning and follow one another, small words aside.
    Those in ``enough`` are of a quotation, a sentence within one, or a whole passage, that has
    three such words at most; there, two with a third between them have a mark too.
    """

    marks: frozenset[int]
    enough: frozenset[int]

    def meets(self, other: Fingerprint) -> bool:
        """Whether two passages are worth comparing: two common marks, or one that is enough."""
        common = self.marks & other.marks
        return len(common) > 1 or bool(common & (self.enough | other.enough))


def fingerprint(passage: Passage) -> Fingerprint:
    """The marks of a passage: about two hundred for the passages of a page of news."""
    enough = {
        mark
        for piece in _pieces(passage)
        if len(piece) <= _SHORT
        for mark in (*_marks(piece), *_marks(piece[::2] if len(piece) == _SHORT else ()))
    }
    whole = [word.form for word in passage.words if word.telling]
    return Fingerprint(frozenset({*_marks(whole), *enough}), frozenset(enough))


def _pieces(passage: Passage) -> Iterator[Sequence[str]]:
    pieces: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in passage.words:
        if word.telling:
            pieces["whole", 0].append(word.form)
            if word.quote >= 0:
                pieces["quotation", word.quote].append(word.form)
                pieces["sentence", word.sentence].append(word.form)
    yield from pieces.values()


def _marks(forms: Sequence[str]) -> Iterator[int]:
    return (_mark(*pair) for pair in pairwise(forms))


def _mark(one: str, other: str) -> int:
    digest = blake2b(f"{one} {other}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> (64 - _BITS)
