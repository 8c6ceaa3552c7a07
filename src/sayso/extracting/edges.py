"""Where a content ends: with its clause, and with the item of a list."""

from __future__ import annotations

from sayso.extracting.runs import Run
from sayso.extracting.words import Words, form

RELATIVE = frozenset(("who", "whom", "whose", "which"))
AUXILIARIES = frozenset(
    "is are was were be been being has have had do does did will would can could may might must "
    "shall should not".split()
)
"""Verbs that help a cue."""


_BULLETS = frozenset("•·*‣▪")


def in_clause(text: str, words: Words, runs: list[Run], source: list[Run]) -> list[Run]:
    """What "families, who say that …, were sent away" say: it ends where their clause does."""
    first = source[0][0] if source else 0
    if (
        not first
        or form(text, words, first) not in RELATIVE
        or not _is_comma(text, words, first - 1)
    ):
        return runs
    for low, high in runs:
        for unit in range(max(low, first), high - 1):
            after = form(text, words, unit + 1)
            if _is_comma(text, words, unit) and not words.quoted[unit] and after in AUXILIARIES:
                return [(a, min(b, unit)) for a, b in runs if a < unit]
    return runs


def without_outrunner(text: str, words: Words, run: Run) -> Run:
    """A run without the one word of the next clause that it has run into: "…, went"."""
    comma, last = run[1] - 2, run[1] - 1
    if comma <= run[0] or run[1] >= len(words) or words.quoted[last]:
        return run
    breaks_off = words.is_word[last] and words.is_word[run[1]] and not words.shape[last]
    return (run[0], comma) if breaks_off and _is_comma(text, words, comma) else run


def with_item(text: str, words: Words, run: Run) -> Run:
    """A run with the whole of a list's item that it begins and breaks off."""
    paragraph = words.paragraph[run[1] - 1]
    first = int(words.paragraph.searchsorted(paragraph))
    first += int(words.is_break[first])
    if run[0] >= first or text[words.starts[first]] not in _BULLETS:
        return run
    return run[0], int(words.paragraph.searchsorted(paragraph + 1))


def _is_comma(text: str, words: Words, unit: int) -> bool:
    return text[words.starts[unit]] == ","
