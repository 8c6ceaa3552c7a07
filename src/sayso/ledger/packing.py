"""A passage's words as one short string, so that others can be compared with them at once.

Numbers are written as differences, which are small. Fields are parted by line ends: the bare
forms, the steps from one beginning to the next, the lengths, the numbers of quotation, speech
and sentence in runs, and the places of the words that begin with a capital.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby

from sayso.linking import Passage, Word
from sayso.linking.forms import tells


def packed(passage: Passage) -> str:
    """The words of a passage as a string."""
    words = passage.words
    fields: list[Iterable[object]] = [
        (word.form for word in words),
        _steps([word.start for word in words]),
        (word.end - word.start for word in words),
        _runs([word.quote for word in words]),
        _runs([word.speech for word in words]),
        _runs([word.sentence for word in words]),
        _steps([place for place, word in enumerate(words) if word.name]),
    ]
    return "\n".join(" ".join(map(str, field)) for field in fields)


def unpacked(document: str, place: int, labels: Sequence[str], kept: str) -> Passage:
    """The passage again. Raises :class:`ValueError` for a string that is none."""
    forms, *rest = (field.split(" ") if field else [] for field in kept.split("\n"))
    steps, lengths, quotes, speeches, sentences, names = rest
    capitals = set(accumulate(map(int, names)))
    words = tuple(
        Word(start, start + int(length), form, quote, speech, sentence, tells(form), at in capitals)
        for at, (form, start, length, quote, speech, sentence) in enumerate(
            zip(
                forms,
                accumulate(map(int, steps)),
                lengths,
                _unrolled(quotes),
                _unrolled(speeches),
                _unrolled(sentences),
                strict=True,
            )
        )
    )
    return Passage(document, place, tuple(labels), words)


def _steps(numbers: Sequence[int]) -> list[int]:
    return [after - before for before, after in zip([0, *numbers], numbers, strict=False)]


def _runs(numbers: Sequence[int]) -> list[str]:
    return [f"{number}:{len(list(same))}" for number, same in groupby(numbers)]


def _unrolled(runs: Iterable[str]) -> Iterator[int]:
    for run in runs:
        number, times = run.split(":")
        for _ in range(int(times)):
            yield int(number)
