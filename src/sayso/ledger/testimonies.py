"""Propositions of a ledger as testimonies: through whom, and on whose credit, each is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sqlalchemy import Connection, select

from sayso.attribution import NARRATOR, Act, Actor, ActorType, Attribution
from sayso.document import Span
from sayso.ledger import schema
from sayso.ledger.leaning import Leaning
from sayso.linking.credits import Credit, credits_in
from sayso.linking.propositions import Proposition
from sayso.linking.testimony import Testimony, Voice
from sayso.report import Report

_AROUND = 300
"""So many code points around it a credit in a sentence counts."""
_SOMEBODY = "somebody unnamed"
_BODIES = frozenset((ActorType.ORGANISATION, ActorType.GROUP, ActorType.PLACE))
_OFFICE = re.compile(
    r"(?i)\b(?:spokes(?:man|woman|person|people)|press (?:officer|secretary)|chair(?:s|man|woman|"
    r"person)?|president|speaks for|leads|heads|head of|managing director|chief executive)\b"
)
"""Offices that speak for the body that they are held in."""
_OFFICE_WITHIN = 90
_UP_TO_STOP = re.compile(r"[^.!?;“”\"\n]*")
_LOOKED_AT = 20
_DIRECT = 2
"""The voices of a chain that leads from the narrator straight to a source."""
_NOBODY = frozenset("i me my mine we us our ours who whom whose".split())


def _nobody(name: str) -> bool:
    """Whether an actor has nothing but a pronoun for a name."""
    return name.casefold() in _NOBODY


class Witnesses:
    """Makes testimonies of propositions; what it knows of a document is kept a while."""

    def __init__(self, connection: Connection, leaning: Leaning) -> None:
        self._connection = connection
        self._leaning = leaning
        self._known = lru_cache(256)(self._known_as)
        self._credits = lru_cache(256)(self._credited)
        self._fronts = lru_cache(1024)(self._fronts_of)

    def testimony(self, one: Proposition) -> Testimony:
        """A proposition as a testimony."""
        report = self._leaning.report(one.document)
        document = report.document
        return Testimony(
            key=one.key,
            document=one.document,
            houses=self._houses(report),
            published=document.published,
            voices=tuple(self._voices(report, one)),
            credits=self._near(report, one),
            span=document.span(one.start, one.end),
            title=document.title,
            around=document.span(
                max(0, one.start - _AROUND), min(len(document.text), one.end + _AROUND)
            ),
        )

    def _houses(self, report: Report) -> tuple[str, ...]:
        names, _, _ = self._leaning.origin(report.document.id)
        author = report.document.author
        return tuple(dict.fromkeys([*names, *([author] if author else [])]))

    def _voices(self, report: Report, one: Proposition) -> Iterator[Voice]:
        if one.attribution is None:
            return
        said = report.attribution(one.attribution)
        chain = said.chain
        if said.act is Act.OTHER and len(chain) > _DIRECT:
            chain = chain[:-1]
        for voice in chain:
            if voice != NARRATOR and not _nobody(report.actor(voice).name):
                yield from self._voice(report, report.actor(voice), said)
        if said.actor is None or (len(chain) == _DIRECT and _nobody(report.actor(said.actor).name)):
            yield Voice((_SOMEBODY,), said.source.text, span=_first(said.source), named=False)

    def _voice(self, report: Report, actor: Actor, said: Attribution) -> Iterator[Voice]:
        """The voice of an actor, and before it that of who wrote it, if it is a document."""
        own = said.actor == actor.id
        id = self._known(report.document.id).get(actor.id)
        document = actor.type is ActorType.DOCUMENT
        if document and actor.author:
            yield from self._voice(report, report.actor(actor.author), said)
        spoken = [one.text for one in actor.mentions if "spokes" in one.text]
        fronts = self._fronts(report.document.id, actor.id)
        yield Voice(
            names=(actor.name, *actor.aliases),
            words="; ".join([*([said.source.text] if own else []), *spoken]),
            fronts=fronts,
            id=id,
            span=_first(said.source if own else actor.mentions),
            named=not actor.unnamed and (id is not None or (document and _titled(actor.name))),
            person=actor.type is ActorType.PERSON,
            document=document,
        )

    def _fronts_of(self, document: str, label: str) -> tuple[str, ...]:
        """The organisations that an actor speaks for, by the words after its mentions."""
        report = self._leaning.report(document)
        found: dict[str, None] = {}
        for mention in report.actor(label).mentions[:_LOOKED_AT]:
            low, high = mention.start, mention.end + _OFFICE_WITHIN
            sentence = _UP_TO_STOP.match(report.text, mention.end, high)
            high = sentence.end() if sentence else mention.end
            if not _OFFICE.search(report.text, low, high):
                continue
            for other in report.actors:
                if (
                    other.id != label
                    and other.type in _BODIES
                    and any(low <= one.start and one.end <= high for one in other.mentions)
                ):
                    found[other.name] = None
        return tuple(found)

    def _near(self, report: Report, one: Proposition) -> tuple[Credit, ...]:
        found = self._credits(report.document.id)
        return tuple(
            credit
            for credit in found
            if credit.whole
            or (credit.span.start < one.end + _AROUND and one.start - _AROUND < credit.span.end)
        )

    def _credited(self, document: str) -> tuple[Credit, ...]:
        return tuple(credits_in(self._leaning.report(document).text))

    def _known_as(self, document: str) -> dict[str, str]:
        """The ids across documents of the actors that have a name, by their own."""
        actors, names = schema.actors, schema.names
        query = select(actors.c.label, names.c.actor).join(names, names.c.id == actors.c.known_as)
        rows = self._connection.execute(query.where(actors.c.document == document))
        return dict(rows.all())


def _first(spans: Iterable[Span]) -> Span | None:
    return next(iter(spans), None)


def _titled(name: str) -> bool:
    """Whether a document's name is one: with a capital after its first word."""
    return any(word[0].isupper() for word in name.split()[1:])
