"""Whether words that two passages share are the same words, or alike by chance.

What is asked of them depends on quotation marks. Two quotations have the same words if one
gives a whole piece of the other, from three words on. Where only one is quoted, it takes a
longer run, or nearly all of a clause; where none is, a long clause or a sentence that is alike
but for a word or two: people say a fact in much the same words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from sayso.linking.aligning import Shared
from sayso.linking.passages import Word

_QUOTATION, _SPEECH, _SENTENCE = map(attrgetter, ("quote", "speech", "sentence"))
"""What is a piece in itself, by the number that its words have."""

_LOW = frozenset("a an the and or of in on at to for from with by as".split())
"""Words that are written small even in titles."""


@dataclass(frozen=True, slots=True)
class Bars:
    """How much two passages must share.

    ``piece``, ``sentence``, ``row`` and ``telling`` have the values, of a few tried, that give
    the highest F1 over BASIL's labelled events; ``training/families/fit.py`` finds them again.
    The others were set by hand.

    ``many``: so many words of two quotations are never alike by chance. ``piece`` and
    ``sentence``: what one of them gives of the other's quotation, or of a sentence within it
    (or of a quotation of which a name and a word are all that carries meaning).
    Of a quotation that is told without marks, ``row`` words in a row are enough if they are most
    of a passage, or ``telling`` words that carry meaning. Where none is quoted it takes
    ``told`` words.
    """

    many: int = 12
    piece: float = 0.8
    sentence: float = 0.95
    row: int = 6
    telling: int = 4
    told: int = 12


BARS = Bars()


@dataclass(frozen=True, slots=True)
class Count:
    """What two passages share, counted.

    ``alike``: the words that both have; ``telling``: those of them that carry meaning;
    ``plain``: those that do and are no names; ``longest``: the longest run. ``density`` is
    their share of both stretches, ``kept`` of the shorter one; ``least`` and ``most`` are their
    shares of the one passage and of the other, the smaller first. ``piece`` is the largest
    share of a quotation or speech of three words or more, with its size, and ``sentence`` of
    a sentence of five or more. ``title``: all is written as in a name or a headline;
    ``quoted``: in how many of the two most of it is quoted; ``attributed``: both are somebody's.
    """

    alike: int
    telling: int
    plain: int
    longest: int
    density: float
    kept: float
    least: float
    most: float
    piece: tuple[float, int]
    sentence: tuple[float, int]
    title: bool
    quoted: int
    attributed: bool

    @classmethod
    def of(cls, found: Shared) -> Count:
        """Count what was found."""
        words = found.pairs
        telling = [pair for pair in words if pair[0].telling]
        stretches = len(found.mine), len(found.theirs)
        least, most = sorted(len(words) / len(one.words) for one in (found.one, found.other))
        pieces = (*_pieces(found, _QUOTATION, 3), *_pieces(found, _SPEECH, 3))
        return cls(
            alike=len(words),
            telling=len(telling),
            plain=sum(not (one.name and other.name) for one, other in telling),
            longest=max(length for _, _, length in found.blocks),
            density=2 * len(words) / sum(stretches),
            kept=len(words) / min(stretches),
            least=least,
            most=most,
            piece=max(pieces, default=(0.0, 0)),
            sentence=max(_pieces(found, _SENTENCE, 5), default=(0.0, 0)),
            title=all(word.name or word.form in _LOW for pair in words for word in pair),
            quoted=sum(map(_is_quoted, (found.mine, found.theirs))),
            attributed=bool(found.one.labels and found.other.labels),
        )


def quoted_alike(count: Count, bars: Bars = BARS) -> str | None:
    """Why two quotations have the same words; ``None`` if they may be alike by chance.

    Both have a dozen words of the other, or one gives nearly all of the other's quotation, or
    of a sentence of five words within it. Two words that carry meaning are wanted; a name or
    a title by itself says nothing ("Face the Nation", "In God We Trust").
    """
    if count.density < 0.6 and count.kept < 0.9:
        return None
    if count.alike >= bars.many:
        return f"both quote {count.alike} words alike"
    if count.telling < 2 or count.alike < 3 or count.title:
        return None
    piece = bars.piece if count.plain >= 2 or count.telling >= 3 else bars.sentence
    for (share, size), least in ((count.piece, piece), (count.sentence, bars.sentence)):
        if share >= least:
            return f"a quotation of {size} words, which the other quotes too"
    return None


def told_alike(count: Count, bars: Bars = BARS) -> str | None:
    """Why two passages that are not both quoted have the same words, or ``None``."""
    if count.quoted == 2:
        same = count.longest >= bars.many
    elif count.quoted == 1:
        same = _half_told(count, bars)
    elif count.attributed:
        same = _both_told(count, bars)
    else:
        same = _narrated(count)
    return f"both have {count.alike} words alike" if same else None


def _half_told(count: Count, bars: Bars) -> bool:
    """Words of a quotation that the other gives without marks.

    Six words in a row that are most of one passage; or four that carry meaning, in nearly all
    of a clause or of the quotation, or in a run that is half of a clause.
    """
    if count.density < 0.6 or count.telling < 2:
        return False
    if count.longest >= bars.row and count.most >= 0.8:
        return True
    if count.alike < 5 or count.telling < bars.telling or count.plain < bars.telling - 1:
        return False
    share, size = count.piece
    return (
        count.most >= 0.8
        or (share >= 0.8 and size >= 5)
        or (count.most >= 0.5 and (count.longest >= 5 or count.telling > bars.telling))
    )


def _both_told(count: Count, bars: Bars) -> bool:
    """A dozen words that are nearly all of a stretch, and half of both passages."""
    return (
        count.alike >= bars.told
        and count.density >= 0.85
        and count.least >= 0.5
        and count.plain >= 4
    )


def _narrated(count: Count) -> bool:
    """A whole sentence that both have, but for a word or two: they print the same agency."""
    return count.alike >= 6 and count.least >= 0.9 and count.plain >= 3


def _pieces(
    found: Shared, number: Callable[[Word], int], least: int
) -> Iterator[tuple[float, int]]:
    """For each piece with shared words, the share of it that is alike, and its size in words."""
    for side, passage in enumerate((found.one, found.other)):
        sizes = Counter(map(number, passage.words))
        for piece, times in Counter(number(pair[side]) for pair in found.pairs).items():
            if piece >= 0 and sizes[piece] >= least:
                yield times / sizes[piece], sizes[piece]


def _is_quoted(words: tuple[Word, ...]) -> bool:
    return sum(word.quote >= 0 for word in words) > len(words) / 2
