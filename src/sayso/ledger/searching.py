"""Search over everything in a ledger: words, who said it, about whom, how, where and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, TextClause, column, func, select, text

from sayso.attribution import NARRATOR, Act, Kind
from sayso.document import Part
from sayso.errors import LedgerError
from sayso.ledger import schema
from sayso.ledger.index import (
    CONFIGURATION,
    described,
    facet,
    facets_for_postgres,
    folded,
    for_postgres,
    for_sqlite,
    involved,
    terms,
    year,
)
from sayso.ledger.people import named
from sayso.ledger.reading import document_id, part
from sayso.ledger.roles import NARRATION, Role

RANKED = 2000
"""So many statements, the latest that were added, are put in order; a query for common words
finds more than anybody reads."""

_ROLES = {"by": (Role.SOURCE,), "through": (Role.VOICE,), "about": (Role.TARGET, Role.SUBJECT)}


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; what is ``None`` or empty does not count.

    ``words`` as a search engine takes them: quotation marks for a phrase, a star for any
    ending. ``by`` and ``about`` name an actor, or give an actor's id; ``through`` one whose
    mouth the words passed. ``after`` and ``before`` are ISO dates of publication, the day
    itself counted. ``kind`` may be ``narration``, ``document`` the beginning of an id.
    """

    words: str = ""
    by: str | None = None
    about: str | None = None
    through: str | None = None
    act: str | None = None
    kind: str | None = None
    after: str | None = None
    before: str | None = None
    publisher: str | None = None
    language: str | None = None
    document: str | None = None

    def checked(self) -> Query:
        """The query, if it makes sense. Raises :class:`sayso.LedgerError` if not."""
        for name, known in (("act", [*Act]), ("kind", [*Kind, NARRATION])):
            value = getattr(self, name)
            if value is not None and value not in known:
                raise LedgerError(f"there is no {name} {value!r}; choose one of {', '.join(known)}")
        for value in (self.after, self.before):
            try:
                date.fromisoformat(value or "2000-01-01")
            except ValueError:
                raise LedgerError(f"{value!r} is no date; write it as 2010-12-09") from None
        if self.words and not terms(self.words):
            raise LedgerError(f"{self.words!r} holds no word to look for")
        if not any(getattr(self, one.name) for one in fields(self)):
            raise LedgerError("name a word or an option to search by")
        return self


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found, with its document.

    ``label`` is the attribution's id in the document, ``None`` for narration; ``voices``
    the names along its chain, outermost first. ``origin`` is the document's source as it
    was added.
    """

    document: str
    label: str | None
    kind: str
    act: str | None
    confidence: float | None
    voices: tuple[str, ...]
    source: Part
    cue: Part
    content: Part
    title: str | None
    publisher: str | None
    published: str | None
    origin: str

    @property
    def start(self) -> int:
        """Where the statement begins in its document (code points)."""
        return min(one.start for one in (self.source, self.cue, self.content) if one)


def search(connection: Connection, query: Query, limit: int = 20, offset: int = 0) -> list[Hit]:
    """The statements that a query means, the best first.

    With words, the best is by BM25 in SQLite and by cover density in PostgreSQL; without,
    the latest by publication. Raises :class:`sayso.LedgerError` for a query that means
    nothing and :class:`sayso.UnknownRecord` for an actor whom nobody names.
    """
    query = query.checked()
    statements, documents = schema.statements, schema.documents
    found = _candidates(connection, query).columns(column("id"), column("rank")).subquery("found")
    latest = func.coalesce(documents.c.published, "").desc()
    order: Sequence[Any] = (
        (found.c.rank, statements.c.id.desc())
        if query.words
        else (latest, documents.c.id, statements.c.place)
    )
    rows = connection.execute(
        select(
            statements,
            *(documents.c[name] for name in ("title", "publisher", "published")),
            documents.c.source.label("origin"),
        )
        .join(found, found.c.id == statements.c.id)
        .join(documents, documents.c.id == statements.c.document)
        .order_by(*order)
        .limit(limit)
        .offset(offset)
    ).all()
    names = _names(connection, rows)
    return [_hit(row, names) for row in rows]


def _candidates(connection: Connection, query: Query) -> TextClause:
    phrases, facets = terms(query.words), list(_facets(connection, query))
    dates = [f"d.published {sign} :{name}" for name, sign in _SIGNS if getattr(query, name)]
    values = {name: getattr(query, name) for name, _ in _SIGNS if getattr(query, name)}
    if connection.dialect.name == "sqlite":
        key, match = "passages.rowid", "passages MATCH :asked"
        rank = "bm25(passages, 1.0, 0.0)" if phrases else "0"
        values["asked"] = for_sqlite(phrases, facets)
    else:
        words = f"to_tsquery('{CONFIGURATION}', :words)"
        asked = [words] * bool(phrases) + ["CAST(:facets AS tsquery)"] * bool(facets)
        key, match = "passages.statement", f"passages.words @@ ({' && '.join(asked) or _ANYTHING})"
        rank = f"-ts_rank_cd(passages.words, {words})" if phrases else "0"
        values |= {"words": for_postgres(phrases)} if phrases else {}
        values |= {"facets": facets_for_postgres(facets)} if facets else {}
    join = "CROSS JOIN" if connection.dialect.name == "sqlite" else "JOIN"
    joined = f"{join} statements s ON s.id = {key} {join} documents d ON d.id = s.document"
    line = (
        f"SELECT {key} AS id, {rank} AS rank FROM passages {joined if dates else ''} "
        f"WHERE {' AND '.join([match, *dates])} ORDER BY {key} DESC LIMIT {RANKED}"
    )
    return text(line).bindparams(**values)


_SIGNS = (("after", ">="), ("before", "<="))
_ANYTHING = "''::tsquery"


def _facets(connection: Connection, query: Query) -> Iterator[list[str]]:
    """Groups of facets: a statement must have one of each."""
    for option, roles in _ROLES.items():
        if asked := getattr(query, option):
            yield from _actor(connection, asked, roles)
    for option in ("kind", "act", "language"):
        if asked := getattr(query, option):
            yield [facet(option[0], asked)]
    if query.publisher:
        yield [facet("p", one) for one in _publishers(connection, query.publisher)] or [_NOTHING]
    if query.document:
        yield [facet("d", document_id(connection, query.document))]
    if query.after or query.before:
        yield [one for number in _years(connection, query) for one in year(number)] or [_NOTHING]


_NOTHING = "nothing"


def _actor(connection: Connection, asked: str, roles: Sequence[Role]) -> Iterator[list[str]]:
    """The facets for an actor of this name, or else for one whom these words describe."""
    known = named(connection, asked)
    if known:
        yield [involved(role, name) for role in roles for name in known]
        return
    words = [list(described(role, asked)) for role in roles]
    yield from (list(choices) for choices in zip(*words, strict=True))
    if not any(words):
        yield [_NOTHING]


def _publishers(connection: Connection, asked: str) -> list[str]:
    found = connection.execute(select(schema.documents.c.publisher).distinct()).scalars()
    wanted = folded(asked)
    return [one for one in found if one and wanted in folded(one)]


def _years(connection: Connection, query: Query) -> list[str]:
    found = connection.execute(
        select(func.substr(schema.documents.c.published, 1, 4)).distinct()
    ).scalars()
    low, high = (query.after or "")[:4], (query.before or "9999")[:4]
    return [one for one in found if one and low <= one <= high]


def _names(connection: Connection, rows: Sequence[Any]) -> dict[tuple[str, str], str]:
    actors = schema.actors
    found = connection.execute(
        select(actors.c.document, actors.c.label, actors.c.name).where(
            actors.c.document.in_({row.document for row in rows})
        )
    )
    return {(document, label): name for document, label, name in found}


def _hit(row: Any, names: dict[tuple[str, str], str]) -> Hit:
    voices = (
        (row.publisher or NARRATOR) if voice == NARRATOR else names[row.document, voice]
        for voice in row.chain
    )
    return Hit(
        document=row.document,
        label=row.label,
        kind=row.kind,
        act=row.act,
        confidence=row.confidence,
        voices=tuple(voices),
        source=part(row.source),
        cue=part(row.cue),
        content=part(row.content),
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        origin=row.origin,
    )
