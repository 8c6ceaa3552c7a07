"""Whether the accused side was heard: in each document that accuses somebody, do they speak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from sayso.attribution import Act, Attribution
from sayso.ledger import schema
from sayso.ledger.leaning import Leaning
from sayso.linking.propositions import Proposition
from sayso.report import Report


class Heard(StrEnum):
    """What a document gives of the accused side.

    ``answers``: it speaks there; ``declined``: it would not comment; ``not heard``: nothing.
    """

    ANSWERS = "answers"
    DECLINED = "declined to comment"
    NOT_HEARD = "not heard"


@dataclass(frozen=True, slots=True)
class Hearing:
    """What one document that accuses ``accused`` gives of their side; ``text`` shows it."""

    document: str
    publisher: str | None
    accused: str
    heard: Heard
    text: str | None


def hearings(
    connection: Connection, leaning: Leaning, members: Sequence[Proposition]
) -> Iterator[Hearing]:
    """One for each document of a claim that accuses somebody, in their order."""
    accused = _accused(connection, leaning, members)
    if accused is None:
        return
    name, ids = accused
    for document in dict.fromkeys(one.document for one in members):
        report = leaning.report(document)
        own = _bearers(connection, document, ids)
        said = [one for one in report.attributions if own & {*one.chain[1:], one.actor}]
        declined = [one for one in said if one.act is Act.DECLINES]
        answers = [one for one in said if one.act is not Act.DECLINES]
        heard = Heard.ANSWERS if answers else Heard.DECLINED if declined else Heard.NOT_HEARD
        first = next(iter(answers or declined), None)
        yield Hearing(document, report.document.publisher, name, heard, _sentence(report, first))


def _accused(
    connection: Connection, leaning: Leaning, members: Sequence[Proposition]
) -> tuple[str, set[str]] | None:
    """Whom the claim accuses, by name, and the ids of all the names that they bear."""
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    for one in members:
        report = leaning.report(one.document)
        said = report.attribution(one.attribution) if one.attribution else None
        if said is None or said.act is not Act.ACCUSES or said.target is None:
            continue
        actors, names = schema.actors, schema.names
        query = (
            select(names.c.actor)
            .join(actors, actors.c.known_as == names.c.id)
            .where(actors.c.document == one.document, actors.c.label == said.target)
        )
        id = connection.execute(query).scalar()
        if id is not None:
            counts[id] = counts.get(id, 0) + 1
            shown.setdefault(id, report.actor(said.target).name)
    if not counts:
        return None
    best = max(sorted(counts), key=lambda one: counts[one])
    names = schema.names
    ids = connection.execute(select(names.c.id).where(names.c.actor == best)).scalars()
    return shown[best], set(ids)


def _bearers(connection: Connection, document: str, ids: set[str]) -> set[str | None]:
    actors = schema.actors
    query = select(actors.c.label).where(
        actors.c.document == document, actors.c.known_as.in_(sorted(ids))
    )
    return set(connection.execute(query).scalars())


def _sentence(report: Report, said: Attribution | None) -> str | None:
    return " ".join(report.text[said.start : said.end].split()) if said else None
