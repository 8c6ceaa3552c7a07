"""The words of a statement that a search was for."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing

from rich.text import Text

_WORD = re.compile(r"\S+")
_STYLE = "bold underline"
_TABLE = "CREATE VIRTUAL TABLE seen USING fts5(words, tokenize='porter unicode61')"


class Highlight:
    """Marks the words that a query means, by the stemmer of the index itself.

    ``texts`` are all that will be shown, so that they are looked through at once.
    """

    def __init__(self, asked: str, texts: Iterable[str]) -> None:
        words = {found[0] for text in texts for found in _WORD.finditer(text)}
        self._meant = _meant(asked, sorted(words)) if asked else set()

    def first(self, text: str) -> int | None:
        """Where the first word that is meant begins."""
        places = (found.start() for found in _WORD.finditer(text) if found[0] in self._meant)
        return next(places, None)

    def marked(self, text: Text) -> Text:
        """The text with the words that are meant marked."""
        for found in _WORD.finditer(text.plain):
            if found[0] in self._meant:
                text.stylize(_STYLE, found.start(), found.end())
        return text


def _meant(asked: str, words: list[str]) -> set[str]:
    from sayso.ledger.index import folded, for_sqlite, terms

    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(_TABLE)
        rows = ((number, folded(word)) for number, word in enumerate(words))
        memory.executemany("INSERT INTO seen (rowid, words) VALUES (?, ?)", rows)
        single = [[word] for phrase in terms(asked) for word in phrase]
        return {
            words[number]
            for term in single
            for (number,) in memory.execute(
                "SELECT rowid FROM seen WHERE seen MATCH ?", [for_sqlite([term], [])]
            )
        }
