"""Look up a quotation: is it in the ledger in these words, in fewer, or from another mouth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from sayso.errors import LedgerError
from sayso.ledger import schema
from sayso.ledger.families import Change, Member, member, told
from sayso.ledger.leaning import Leaning
from sayso.ledger.people import named
from sayso.ledger.repeating import lookup, stored
from sayso.linking import Label, Link, Passage, fingerprint, links, quotation


class Found(StrEnum):
    """How the ledger has a quotation, the surest first.

    ``verbatim``: all of its words stand there in a row; ``shortened``: one has words that the
    other leaves out; ``altered``: words are not the same; ``by others``: it is there, but not
    from whom it is said to be; ``not found``: nothing like it is there.
    """

    VERBATIM = "verbatim"
    SHORTENED = "shortened"
    ALTERED = "altered"
    OTHERS = "by others"
    NOWHERE = "not found"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that has the words; ``changes`` lead from the quotation to it.

    ``said``: it is said there by the one who was asked about (true if nobody was).
    """

    member: Member
    found: Found
    changes: tuple[Change, ...]
    grave: bool
    said: bool

    @property
    def changed(self) -> str:
        """The changes in words."""
        return told(self.changes)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the ledger has of a quotation, the surest evidence first."""

    found: Found
    evidence: tuple[Evidence, ...]


_ORDER = list(Found)


def check(connection: Connection, words: str, by: str | None = None) -> Checked:
    """Look a quotation up; ``by`` is who is said to have said it, by name or id.

    Raises :class:`sayso.LedgerError` if it has fewer than two words that carry meaning.
    """
    asked = quotation(words)
    if asked is None or not (print := fingerprint(asked)).marks:
        raise LedgerError("give more of the quotation: two words that carry meaning at least")
    (near,), _ = lookup(connection, [print])
    meant = set(named(connection, by)) if by else None
    leaning = Leaning(connection)
    evidence = [
        one
        for passage in stored(connection, near)
        for one in _evidence(connection, asked, passage, meant, leaning)
    ]
    evidence.sort(
        key=lambda one: (
            not one.said,
            _ORDER.index(one.found),
            one.member.published or "9",
            one.member.document,
            one.member.span,
        )
    )
    if not evidence:
        return Checked(Found.NOWHERE, ())
    best = evidence[0]
    return Checked(best.found if best.said else Found.OTHERS, tuple(evidence))


def _evidence(
    connection: Connection,
    asked: Passage,
    passage: Passage,
    meant: set[str] | None,
    leaning: Leaning,
) -> Iterator[Evidence]:
    for link in links(asked, passage):
        part = link.shared.other
        place = member(passage.document, (part.start, part.end), leaning)
        changes = tuple((one.before, one.after, one.grave) for one in link.changes)
        said = meant is None or bool(meant & _speakers(connection, place, leaning))
        yield Evidence(place, _found(link), changes, link.grave, said)


def _found(link: Link) -> Found:
    whole = len(link.shared.mine) == len(link.shared.one.words)
    if whole and not link.changes:
        return Found.VERBATIM
    return Found.ALTERED if link.label is Label.ALTERED else Found.SHORTENED


def _speakers(connection: Connection, place: Member, leaning: Leaning) -> set[str]:
    """The ids of the names of all whose voice a passage is."""
    if place.attribution is None:
        return set()
    chain = leaning.report(place.document).attribution(place.attribution).chain
    actors = schema.actors
    query = select(actors.c.known_as).where(
        actors.c.document == place.document,
        actors.c.label.in_(chain),
        actors.c.known_as.is_not(None),
    )
    return set(connection.execute(query).scalars())
