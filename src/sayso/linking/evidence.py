"""Whether words that two passages share are the same words, or alike by chance.

What is asked of them depends on quotation marks. Two quotations have the same words if one
gives a whole piece of the other, from three words on. Where only one is quoted, or none is, it
takes longer runs: people say a fact in much the same words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from sayso.linking.aligning import Shared
from sayso.linking.passages import Word

_MANY = 12
"""So many words of a quotation are not alike by chance."""

_UNITS: tuple[tuple[Callable[[Word], int], int], ...] = (
    (attrgetter("quote"), 3),
    (attrgetter("speech"), 3),
    (attrgetter("sentence"), 5),
)
"""What is a piece in itself, by the number that its words have, and its least size."""


@dataclass(frozen=True, slots=True)
class Count:
    """What two passages share, counted.

    ``alike``: the words that both have; ``telling``: those of them that carry meaning;
    ``plain``: those that do and are no names; ``longest``: the longest run. ``density`` is
    their share of both stretches, ``kept`` of the shorter one; ``least`` and ``most`` are their
    shares of the one passage and of the other, the smaller first.
    """

    alike: int
    telling: int
    plain: int
    longest: int
    density: float
    kept: float
    least: float
    most: float

    @classmethod
    def of(cls, found: Shared) -> Count:
        """Count what was found."""
        words = found.pairs
        telling = [pair for pair in words if pair[0].telling]
        stretches = len(found.mine), len(found.theirs)
        least, most = sorted(len(words) / len(one.words) for one in (found.one, found.other))
        return cls(
            alike=len(words),
            telling=len(telling),
            plain=sum(not (one.name and other.name) for one, other in telling),
            longest=max(length for _, _, length in found.blocks),
            density=2 * len(words) / sum(stretches),
            kept=len(words) / min(stretches),
            least=least,
            most=most,
        )


def quoted_alike(found: Shared) -> str | None:
    """Why two quotations have the same words; ``None`` if they may be alike by chance.

    Both have a dozen words of the other, or one gives a quotation, a sentence of five words or
    all that is said of the other: nine words in ten of it, or seven where three words carry
    meaning. Two words that carry meaning are wanted; a name alone says nothing ("Face the
    Nation"), unless two words that are no names stand by it ("do a Frank Pentangeli").
    """
    count = Count.of(found)
    if count.density < 0.6 and count.kept < 0.9:
        return None
    if count.alike >= _MANY:
        return f"both quote {count.alike} words alike"
    if count.telling < 2 or not (count.plain or count.alike - count.telling >= 2):
        return None
    share, size = max(((share, size) for size, share in _pieces(found)), default=(0.0, 0))
    if count.alike >= 3 and share >= (0.7 if count.plain >= 3 else 0.9):
        return f"a quotation of {size} words, which the other quotes too"
    return None


def told_alike(found: Shared) -> str | None:
    """Why two passages that are not both quoted have the same words, or ``None``."""
    count = Count.of(found)
    quoted = sum(_quoted(words) for words in (found.mine, found.theirs))
    if quoted == 2:
        same = count.longest >= _MANY
    elif quoted == 1:
        same = _half_told(count) or _repeated(found, count)
    elif found.one.labels and found.other.labels:
        same = _both_told(count)
    else:
        same = _narrated(count)
    return f"both have {count.alike} words alike" if same else None


def _half_told(count: Count) -> bool:
    """Five words in a row, or nearly a whole clause, that are half of one passage at least."""
    if count.density < 0.65 or count.most < 0.5 or count.plain < 2:
        return False
    if count.longest >= 5 or (count.plain >= 4 and count.telling >= 5):
        return True
    return count.longest >= 4 and count.alike >= 5 and count.most >= 0.9


def _repeated(found: Shared, count: Count) -> bool:
    """A quotation of five words or more, of which the other tells nearly all without marks."""
    return (
        count.plain >= 3
        and count.longest >= 5
        and any(size >= 5 and share >= 0.8 for size, share in _pieces(found, _UNITS[:1]))
    )


def _both_told(count: Count) -> bool:
    """Nearly all of a longer clause, or eight words in a row that are most of one."""
    if count.density < 0.85 or count.plain < 4:
        return False
    if count.alike >= _MANY and count.least >= 0.5:
        return True
    return count.longest >= 8 and count.most >= 0.6


def _narrated(count: Count) -> bool:
    """A whole sentence that both have, but for a word or two: they print the same agency."""
    if count.least >= 0.95:
        return count.alike >= 6 and count.plain >= 3
    return count.least >= 0.8 and count.density >= 0.85 and count.alike >= 8 and count.plain >= 4


def _pieces(
    found: Shared, units: tuple[tuple[Callable[[Word], int], int], ...] = _UNITS
) -> Iterator[tuple[int, float]]:
    """The size in words of each piece with shared words, and the share of it that is alike."""
    for side, passage in enumerate((found.one, found.other)):
        alike = [pair[side] for pair in found.pairs]
        for number, least in units:
            sizes = Counter(map(number, passage.words))
            for piece, times in Counter(map(number, alike)).items():
                if piece >= 0 and sizes[piece] >= least:
                    yield sizes[piece], times / sizes[piece]


def _quoted(words: tuple[Word, ...]) -> bool:
    return sum(word.quote >= 0 for word in words) > len(words) / 2
