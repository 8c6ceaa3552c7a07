"""The index that statements are found by: full-text search, the same in both databases.

SQLite has FTS5 with its Porter stemmer, PostgreSQL a text search configuration of the same
stemmer's successor without stop words, made by the first migration. Letters lose their
accents before either sees them, and everything but letters and figures becomes space.
Beside its words a statement has *facets*: words of our own that say how it is said, by whom,
of whom, when and where, so that one look into the index answers a whole query.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, text

from sayso.ledger.roles import Role

CONFIGURATION = "sayso"
"""PostgreSQL's text search configuration."""

_BETWEEN = re.compile(r"[\W_]+")
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”')
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
_LONGEST = 900_000
"""PostgreSQL takes a megabyte of words for one row at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index knows of a statement: its row number, its words and its facets."""

    id: int
    words: str
    facets: tuple[str, ...]


def folded(words: str) -> str:
    """Words in small letters, without accents, vowel marks and punctuation."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", words)).casefold()
    return _BETWEEN.sub(" ", plain).strip()


def words_of(*parts: Sequence[Sequence[Any]]) -> str:
    """What is indexed of a statement's parts: their words in the order of the text."""
    spans = sorted((span for part in parts for span in part), key=lambda span: int(span[0]))
    return folded(" ".join(str(span[2]) for span in spans))[:_LONGEST]


def facet(name: str, value: str) -> str:
    """The facet for a value of something: any text becomes one word of the index."""
    return f"{name}{hashlib.sha256(value.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def year(published: str | None) -> Iterator[str]:
    """The facet for the year of an ISO date."""
    if published:
        yield f"y{published[:4]}"


def involved(role: Role, name: str) -> str:
    """The facet for an actor, by the id of its name, in a role."""
    return f"{_LETTERS[role]}{name.removeprefix('who-')}"


def described(role: Role, name: str) -> Iterator[str]:
    """The facets for an actor without a name of its own, by the words for it."""
    return (facet(f"{_LETTERS[role]}w", word) for word in folded(name).split())


_LETTERS = {Role.SOURCE: "s", Role.VOICE: "v", Role.TARGET: "t", Role.SUBJECT: "u"}


def remember(connection: Connection, entries: Iterable[Entry]) -> None:
    """Put statements into the index."""
    rows = [_row(entry) for entry in entries]
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        line = "INSERT INTO passages (rowid, words, facets) VALUES (:id, :words, :facets)"
    else:
        line = (
            "INSERT INTO passages (statement, words) VALUES (:id, "
            f"to_tsvector('{CONFIGURATION}', :words) || "
            "array_to_tsvector(string_to_array(:facets, ' ')))"
        )
        for row in rows:
            row["facets"] = " ".join(_apart(one) for one in row["facets"].split())
    connection.execute(text(line), rows)


def forget(connection: Connection, entries: Iterable[Entry]) -> None:
    """Take statements out of the index; the entries must be the ones that were put in."""
    rows = [_row(entry) for entry in entries]
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(
                "INSERT INTO passages (passages, rowid, words, facets) "
                "VALUES ('delete', :id, :words, :facets)"
            ),
            rows,
        )
    else:
        connection.execute(
            text("DELETE FROM passages WHERE statement IN :ids").bindparams(
                bindparam("ids", expanding=True)
            ),
            {"ids": [row["id"] for row in rows]},
        )


def _row(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "words": entry.words, "facets": " ".join(sorted(set(entry.facets)))}


def terms(asked: str) -> list[list[str]]:
    """A query as phrases, each a list of folded words.

    Words in quotation marks are one phrase, a star at a word's end stands for any ending.
    """
    found: list[list[str]] = []
    at = 0
    for quoted in _QUOTED.finditer(asked):
        found += [[word] for word in _words(asked[at : quoted.start()])]
        found.append(_words(quoted[1] or quoted[2] or ""))
        at = quoted.end()
    found += [[word] for word in _words(asked[at:])]
    return [phrase for phrase in found if phrase]


def _words(asked: str) -> list[str]:
    found: list[str] = []
    for piece in asked.split():
        words = folded(piece).split()
        if words and piece.endswith("*"):
            words[-1] += "*"
        found += words
    return found


def for_sqlite(phrases: Sequence[Sequence[str]], facets: Sequence[Sequence[str]]) -> str:
    """The query in FTS5's language: all phrases, and of each group of facets one."""
    groups = [
        "{words} : (" + " + ".join(_fts5(word) for word in phrase) + ")" for phrase in phrases
    ]
    groups += [
        "{facets} : (" + " OR ".join(f'"{one}"' for one in choices) + ")" for choices in facets
    ]
    return " AND ".join(groups)


def _fts5(word: str) -> str:
    return f'"{word[:-1]}" *' if word.endswith("*") else f'"{word}"'


def for_postgres(phrases: Sequence[Sequence[str]]) -> str:
    """The phrases in PostgreSQL's language for ``to_tsquery``."""
    return " & ".join(
        "(" + " <-> ".join(_lexeme(word) for word in phrase) + ")" for phrase in phrases
    )


def facets_for_postgres(facets: Sequence[Sequence[str]]) -> str:
    """The facets as a ``tsquery`` that is not taken apart again."""
    return " & ".join(
        "(" + " | ".join(f"'{_apart(one)}'" for one in choices) + ")" for choices in facets
    )


def _apart(facet: str) -> str:
    """A facet as PostgreSQL has it, beside the words: no word has a low line."""
    return f"_{facet}"


def _lexeme(word: str) -> str:
    return f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'"
