"""Families: the passages of many documents that carry the same words, version by version.

A family is what links hang together. Two links hang together where they meet in a passage and
the stretches that they are about overlap there: two sentences of one speech that others quote
apart are two families.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from sayso.joining.sets import Sets
from sayso.ledger import schema
from sayso.ledger.leaning import Leaning
from sayso.ledger.neighbours import batches
from sayso.linking import Label, Way

Change = tuple[tuple[str, ...], tuple[str, ...], bool]
"""Words of the one, what the other has instead, and whether that is grave."""


@dataclass(frozen=True, slots=True)
class Member:
    """One version: a passage of a document, in code points, and who says it there.

    ``attribution`` is its id in the document, ``None`` in narration; ``voices`` are outermost
    first; ``source`` is the document's, as added.
    """

    document: str
    source: str
    attribution: str | None
    span: tuple[int, int]
    text: str
    voices: tuple[str, ...]
    title: str | None
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Tie:
    """What two members of a family have in common; ``a`` and ``b`` are their places in it.

    ``direction`` says which leans on which ("a>b": a had it from b), ``why`` what that rests on.
    """

    a: int
    b: int
    label: Label
    changes: tuple[Change, ...]
    grave: bool
    direction: Way
    why: str

    @property
    def changed(self) -> str:
        """The changes from a to b in words."""
        return told(self.changes)


@dataclass(frozen=True, slots=True)
class Family:
    """Versions of the same words; ``id`` depends on the first of its members alone."""

    id: str
    members: tuple[Member, ...]
    links: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class _End:
    """One side of a link: the passage, what was compared of it and what is shared."""

    passage: int
    document: str
    part: tuple[int, int]
    stretch: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Brief:
    """As much of a link as it takes to see which ones hang together."""

    one: int
    other: int
    number: int
    altered: bool
    stretches: tuple[tuple[int, int], tuple[int, int]]

    @property
    def ends(self) -> tuple[tuple[int, tuple[int, int]], tuple[int, tuple[int, int]]]:
        """The passages, each with the stretch that is shared."""
        return (self.one, self.stretches[0]), (self.other, self.stretches[1])


@dataclass(frozen=True, slots=True)
class _Link:
    ends: tuple[_End, _End]
    label: Label
    changes: tuple[Change, ...]
    grave: bool


def families(
    connection: Connection,
    *,
    document: str | None = None,
    altered: bool = False,
    limit: int = -1,
) -> list[Family]:
    """The families, those with most members first; of one ``document``, if it is named.

    ``altered``: only those in which a word was changed on the way. A negative ``limit`` gives
    all of them.
    """
    briefs = _briefs(connection, document)
    home = _homes(connection, {id for one in briefs for id in (one.one, one.other)})
    grouped = _grouped(briefs)
    if document:
        grouped = [some for some in grouped if document in _documents(some, home)]
    if altered:
        grouped = [some for some in grouped if any(one.altered for one in some)]
    grouped.sort(key=lambda some: (-len(_documents(some, home)), _first(some, home)))
    leaning = Leaning(connection)
    chosen = grouped if limit < 0 else grouped[:limit]
    return [_family(_links(connection, some, home), leaning) for some in chosen]


def _documents(briefs: Iterable[_Brief], home: Mapping[int, str]) -> set[str]:
    return {home[passage] for one in briefs for passage, _ in one.ends}


def _first(briefs: Iterable[_Brief], home: Mapping[int, str]) -> tuple[str, int]:
    return min((home[passage], low) for one in briefs for passage, (low, _) in one.ends)


def _grouped(briefs: Sequence[_Brief]) -> list[list[_Brief]]:
    """The links that hang together."""
    sets = Sets(len(briefs))
    within: dict[int, list[tuple[tuple[int, int], int]]] = defaultdict(list)
    for number, one in enumerate(briefs):
        for passage, stretch in one.ends:
            within[passage].append((stretch, number))
    for stretches in within.values():
        reach, before = -1, -1
        for (low, high), number in sorted(stretches):
            if low < reach:
                sets.join(before, number)
            if high > reach:
                reach, before = high, number
    found: dict[int, list[_Brief]] = defaultdict(list)
    for number, one in enumerate(briefs):
        found[sets.find(number)].append(one)
    return list(found.values())


def _briefs(connection: Connection, document: str | None) -> list[_Brief]:
    """All links, or all that can be reached from the passages of one document."""
    repeats, carried = schema.repeats, schema.carried
    if document is None:
        columns = (repeats.c[name] for name in ("one", "other", "number", "label", "stretches"))
        return [_brief(row) for row in connection.execute(select(*columns))]
    own = select(carried.c.id).where(carried.c.document == document)
    return [_brief(row) for row in _reached(connection, set(connection.execute(own).scalars()))]


def _brief(row: Any) -> _Brief:
    (a, b), (c, d) = row.stretches
    altered = row.label == Label.ALTERED.value
    return _Brief(row.one, row.other, row.number, altered, ((a, b), (c, d)))


def _homes(connection: Connection, passages: Iterable[int]) -> dict[int, str]:
    """The document of each passage."""
    carried = schema.carried
    found: dict[int, str] = {}
    for some in batches(passages):
        query = select(carried.c.id, carried.c.document).where(carried.c.id.in_(some))
        found |= dict(connection.execute(query).all())
    return found


def _links(
    connection: Connection, briefs: Sequence[_Brief], home: Mapping[int, str]
) -> list[_Link]:
    """The links of one family, whole and in order."""
    repeats = schema.repeats
    wanted = {(one.one, one.other, one.number) for one in briefs}
    rows = [
        row
        for some in batches({one.one for one in briefs})
        for row in connection.execute(select(repeats).where(repeats.c.one.in_(some)))
        if (row.one, row.other, row.number) in wanted
    ]
    rows.sort(key=lambda row: (row.one, row.other, row.number))
    return [_link(row, home) for row in rows]


def _reached(connection: Connection, fresh: set[int]) -> list[Any]:
    repeats = schema.repeats
    found: dict[tuple[int, int, int], Any] = {}
    seen = set(fresh)
    while fresh:
        reached: set[int] = set()
        for some in batches(fresh):
            near = or_(repeats.c.one.in_(some), repeats.c.other.in_(some))
            for row in connection.execute(select(repeats).where(near)):
                found[row.one, row.other, row.number] = row
                reached |= {row.one, row.other}
        fresh = reached - seen
        seen |= fresh
    return list(found.values())


def _link(row: Any, documents: Mapping[int, str]) -> _Link:
    one, other = (
        _End(id, documents[id], tuple(part), tuple(stretch))
        for id, part, stretch in zip((row.one, row.other), row.parts, row.stretches, strict=True)
    )
    changes = tuple((tuple(before), tuple(after), grave) for before, after, grave in row.changes)
    return _Link((one, other), Label(row.label), changes, row.grave)


def _family(links: Sequence[_Link], leaning: Leaning) -> Family:
    parts: dict[tuple[str, int], tuple[int, int]] = {}
    for end in (end for link in links for end in link.ends):
        low, high = parts.get((end.document, end.passage), end.part)
        parts[end.document, end.passage] = min(low, end.part[0]), max(high, end.part[1])
    order = sorted(parts, key=lambda key: (key[0], parts[key]))
    places = {key: place for place, key in enumerate(order)}
    members = tuple(member(key[0], parts[key], leaning) for key in order)
    ties = sorted(
        (_tie(link, places, leaning) for link in links), key=lambda tie: (tie.a, tie.b, tie.label)
    )
    first = f"{members[0].document} {members[0].span[0]}"
    return Family(f"f{hashlib.sha256(first.encode()).hexdigest()[:8]}", members, tuple(ties))


def member(document: str, span: tuple[int, int], leaning: Leaning) -> Member:
    """The version that stands in a document between two code points."""
    report = leaning.report(document)
    of = report.document
    said = [
        one
        for one in report.attributions
        if one.parent is None and any(a.start < span[1] and span[0] < a.end for a in one.content)
    ]
    return Member(
        document=document,
        source=of.source,
        attribution=said[0].id if said else None,
        span=span,
        text=of.text[span[0] : span[1]],
        voices=report.voices(said[0]) if said else (of.publisher or "narrator",),
        title=of.title,
        publisher=of.publisher,
        published=of.published,
    )


def _tie(link: _Link, places: Mapping[tuple[str, int], int], leaning: Leaning) -> Tie:
    one, other = link.ends
    way, why = leaning.between(one.document, other.document)
    return Tie(
        places[one.document, one.passage],
        places[other.document, other.passage],
        link.label,
        link.changes,
        link.grave,
        way,
        why,
    )


def told(changes: Iterable[Change]) -> str:
    """Changes in words."""
    return "; ".join(_told(" ".join(before), " ".join(after)) for before, after, _ in changes)


def _told(before: str, after: str) -> str:
    if not before:
        return f"“{after}” put in"
    return f"“{before}” → “{after}”" if after else f"“{before}” left out"
