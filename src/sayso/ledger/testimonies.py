"""Propositions of a ledger as testimonies: through whom, and on whose credit, each is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import Connection, select

from sayso.attribution import NARRATOR, Act, Actor, ActorType, Attribution, Kind
from sayso.document import Span
from sayso.ledger import schema
from sayso.ledger.leaning import Leaning
from sayso.linking.accounts import Owner, owner
from sayso.linking.credits import Credit, credits_in
from sayso.linking.propositions import Proposition
from sayso.linking.sentences import around, sentence_ends
from sayso.linking.testimony import SOMEBODY, Testimony, Voice, is_press
from sayso.report import Report
from sayso.resolving.kinds import DOCUMENTS

_AROUND = 300
"""So many code points around it a credit in a sentence counts."""
_BODIES = frozenset((ActorType.ORGANISATION, ActorType.GROUP, ActorType.PLACE))
_OFFICE = re.compile(
    r"(?i)\b(?:spokes(?:man|woman|person|people)|press (?:officer|secretary)|chair(?:s|man|woman|"
    r"person)?|president|speaks for|leads|heads|head of|director|chief executive)\b"
)
"""Offices that speak for the body that they are held in."""
_OFFICE_WITHIN = 90
_UP_TO_STOP = re.compile(r"[^.!?;“”\"\n]*")
_LOOKED_AT = 20
_APOSTROPHE = 2
"""The length of "'s"."""
_FOR = re.compile(r",? (?:writing |speaking )?(?:for|on behalf of) (?:the )?")
_OFFER = re.compile(r"(?i)\boffer(?:s|ed|ing)?\b")
_WANTS = re.compile(r"\bwant(?:s|ed)?\b")
_DEEDS = frozenset((Act.DEMANDS, Act.ASKS, Act.OTHER))
"""Acts that are no telling: what somebody orders, asks for or votes is told by who reports it."""
_OWNS = re.compile(r"['’]s? ")
_ARTICLE = re.compile(r"(?i)^(?:the|an?) ")
_REPORTS = re.compile(r"(?i)\breport(?:s|ed|ing)?\b")
_RELEASE = re.compile(
    r"(?im)^\W*(?:for immediate release|(?:press|media) (?:release|contacts?|enquiries)\b|"
    r"notes? (?:to|for) (?:the )?editors?\b|ends?\W*$)"
)
"""Lines that only what is handed to the press has."""
_NOBODY = frozenset("i me my mine we us our ours who whom whose".split())
_HOSTS = frozenset("admin anchor announcer host moderator newsreader presenter".split())
"""What a transcript calls those who speak for the house itself."""


def _nobody(name: str) -> bool:
    """Whether an actor has nothing but a pronoun for a name, or is "this paper", or its host."""
    plain = name.casefold()
    return plain in _NOBODY or plain in _HOSTS or (name.startswith("this ") and is_press(name))


def _unknown(name: str) -> bool:
    """Whether an actor speaks whom nothing names, and who is not the house's own host."""
    return _nobody(name) and name.casefold() not in _HOSTS


class Witnesses:
    """Makes testimonies of propositions; what it knows of a document is kept a while."""

    def __init__(self, connection: Connection, leaning: Leaning) -> None:
        self._connection = connection
        self._leaning = leaning
        self._known = lru_cache(256)(self._known_as)
        self._credits = lru_cache(256)(self._credited)
        self._fronts = lru_cache(1024)(self._fronts_of)
        self._cues = lru_cache(256)(self._cues_of)
        self._ends = lru_cache(256)(self._sentences)
        self._released = lru_cache(256)(self._is_release)

    def testimonies(self, members: Sequence[Proposition]) -> list[Testimony]:
        """The propositions of a claim as testimonies.

        For whom somebody speaks is learnt from all documents of the claim.
        """
        found = [self._testimony(one) for one in members]
        speaking = {voice.id for told in found for voice in told.voices}
        offices: dict[str, dict[str, None]] = {}
        for document in dict.fromkeys(one.document for one in members):
            for label, id in self._known(document).items():
                if id in speaking:
                    offices.setdefault(id, {}).update(dict.fromkeys(self._fronts(document, label)))
        return [
            replace(told, voices=tuple(_in_office(voice, offices) for voice in told.voices))
            for told in found
        ]

    def _testimony(self, one: Proposition) -> Testimony:
        report = self._leaning.report(one.document)
        document = report.document
        low, high = _paragraph(report, one)
        return Testimony(
            key=one.key,
            document=one.document,
            houses=self._houses(report),
            published=document.published,
            voices=tuple(self._voices(report, one)),
            credits=self._near(document.id, low, high),
            span=document.span(one.start, one.end),
            title=document.title,
            around=document.span(low, high),
            about=self._about(report, one),
            release=self._released(document.id) or _speaks_itself(report, one),
            file=document.source.rstrip("/").rpartition("/")[2],
        )

    def _houses(self, report: Report) -> tuple[str, ...]:
        names, _, _ = self._leaning.origin(report.document.id)
        author = report.document.author
        return tuple(dict.fromkeys([*names, *([author] if author else [])]))

    def _voices(self, report: Report, one: Proposition) -> Iterator[Voice]:
        said = report.attribution(one.attribution) if one.attribution else None
        if found := self._owner(report, one):
            yield from self._owning(report, found)
        elif said:
            yield from self._chain(report, said)

    def _sentences(self, document: str) -> list[int]:
        return sentence_ends(self._leaning.report(document).text)

    def _is_release(self, document: str) -> bool:
        """Whether a document is made for the press: it tells about its house, or whom to ask."""
        of = self._leaning.report(document).document
        about = rf"(?m)^About {re.escape(of.publisher)}\b" if of.publisher else None
        return bool(_RELEASE.search(of.text) or (about and re.search(about, of.text)))

    def _about(self, report: Report, one: Proposition) -> frozenset[str]:
        """The ids across documents of the people whom a proposition's words name, or tell of."""
        known = self._known(report.document.id)
        said = report.attribution(one.attribution) if one.attribution else None
        doer = said.actor if said and _is_deed(said) else None
        return frozenset(
            known[actor.id]
            for actor in report.actors
            if actor.id in known
            and actor.type is ActorType.PERSON
            and (actor.id == doer or _within(actor.mentions, one))
        )

    def _chain(self, report: Report, said: Attribution) -> Iterator[Voice]:
        """The voices of an attribution; who only does what others tell of is none."""
        done = _is_deed(said)
        by_actor = {one.actor: one for one in _upwards(report, said)}
        voices = [voice for voice in said.chain if voice != NARRATOR]
        for voice in voices[:-1] if done and said.actor in voices[-1:] else voices:
            if not _nobody(report.actor(voice).name):
                yield from self._voice(report, report.actor(voice), by_actor.get(voice))
        if done:
            return
        if said.actor is None or (len(voices) == 1 and _unknown(report.actor(said.actor).name)):
            yield Voice((SOMEBODY,), said.source.text, span=_first(said.source), named=False)

    def _owner(self, report: Report, one: Proposition) -> Owner | None:
        """Whose account a proposition gives, where no attribution says so."""
        low, high = around(one.start, one.end, self._ends(report.document.id), len(report.text))
        return owner(report.text, low, high, (one.start, one.end))

    def _owning(self, report: Report, found: Owner) -> Iterator[Voice]:
        """The voice of an account's owner; a letter's owner comes before the letter.

        Who speaks of another's account is no source of it.
        """
        for actor in report.actors:
            if any(_is_named(one, found) for one in actor.mentions):
                if actor.id != NARRATOR:
                    yield from self._voice(report, actor, said=None)
                return
        for words in _OWNS.split(found.words):
            span = Span(found.start, found.end, found.words)
            name = _ARTICLE.sub("", words)
            document = name.split()[-1] in DOCUMENTS
            yield Voice((name,), span=span, named=False, document=document, calls=(words,))

    def _voice(self, report: Report, actor: Actor, said: Attribution | None) -> Iterator[Voice]:
        """The voice of an actor, and before it that of who wrote it, if it is a document.

        ``said`` is what the actor is the source of.
        """
        id = self._known(report.document.id).get(actor.id)
        document = actor.type is ActorType.DOCUMENT
        if document and actor.author:
            yield from self._voice(report, report.actor(actor.author), None)
        spoken = [one.text for one in actor.mentions if "spokes" in one.text]
        yield Voice(
            names=(actor.name, *actor.aliases),
            words="; ".join([*([said.source.text] if said else []), *spoken]),
            fronts=self._fronts(report.document.id, actor.id),
            id=id,
            span=_first(said.source if said else actor.mentions),
            named=not actor.unnamed and (id is not None or (document and _titled(actor.name))),
            person=actor.type is ActorType.PERSON and not _thing(actor),
            document=document,
            body=actor.type is ActorType.ORGANISATION,
            calls=tuple(self._calls(report, actor)),
            reports=said is not None and _REPORTS.search(said.cue.text) is not None,
        )

    def _fronts_of(self, document: str, label: str) -> tuple[str, ...]:
        """The organisations that an actor speaks for, by the words after its mentions."""
        report = self._leaning.report(document)
        cues = self._cues(document)
        found: dict[str, None] = {}
        for mention in report.actor(label).mentions[:_LOOKED_AT]:
            high = _clause_end(report.text, mention, cues)
            low, rest = mention.start, report.text[mention.end : high]
            if not (_OFFICE.search(report.text, low, high) or _FOR.match(rest)):
                continue
            for other in report.actors:
                if (
                    other.id != label
                    and other.type in _BODIES
                    and any(low <= one.start and one.end <= high for one in other.mentions)
                ):
                    found[other.name] = None
            house = report.document.publisher
            if house and house in report.text[low:high]:
                found[house] = None
        return tuple(found)

    def _calls(self, report: Report, actor: Actor) -> Iterator[str]:
        """What an actor is called, with what is told right after: "Mara Quill, a vet in Sall"."""
        cues = self._cues(report.document.id)
        for mention in actor.mentions[:_LOOKED_AT]:
            rest = report.text[mention.end : _clause_end(report.text, mention, cues)]
            yield mention.text + (rest.rstrip() if rest.startswith((",", " who ")) else "")

    def _cues_of(self, document: str) -> list[int]:
        """Where the cues of a document begin."""
        report = self._leaning.report(document)
        return sorted(span.start for one in report.attributions for span in one.cue)

    def _near(self, document: str, low: int, high: int) -> tuple[Credit, ...]:
        """The credits that count for a paragraph: those in it, and those of the whole report."""
        return tuple(
            credit
            for credit in self._credits(document)
            if credit.whole or (low <= credit.span.start and credit.span.end <= high)
        )

    def _credited(self, document: str) -> tuple[Credit, ...]:
        return tuple(credits_in(self._leaning.report(document).text))

    def _known_as(self, document: str) -> dict[str, str]:
        """The ids across documents of the actors that have a name, by their own."""
        actors, names = schema.actors, schema.names
        query = select(actors.c.label, names.c.actor).join(names, names.c.id == actors.c.known_as)
        rows = self._connection.execute(query.where(actors.c.document == document))
        return dict(rows.all())


def _speaks_itself(report: Report, one: Proposition) -> bool:
    """Whether a house names itself as the source: "the Panel found that …"."""
    said = report.attribution(one.attribution) if one.attribution else None
    return said is not None and said.actor == NARRATOR and bool(said.source.text)


def _within(mentions: Iterable[Span], one: Proposition) -> bool:
    return any(
        low <= mention.start and mention.end <= high
        for mention in mentions
        for low, high in one.places
    )


def _is_deed(said: Attribution) -> bool:
    """Whether an act is no telling but what others tell of: "ordered it", "wanted money"."""
    wants = said.act is Act.BELIEVES and _WANTS.search(said.cue.text) is not None
    if wants or said.kind is Kind.DIRECT:
        return wants
    offers = said.act is Act.PROMISES and _OFFER.search(said.cue.text) is not None
    return said.act in _DEEDS or (offers and not said.content.text.startswith("to "))


def _upwards(report: Report, said: Attribution) -> Iterator[Attribution]:
    """An attribution and those that it stands in, the innermost last."""
    if said.parent:
        yield from _upwards(report, report.attribution(said.parent))
    yield said


def _paragraph(report: Report, one: Proposition) -> tuple[int, int]:
    """The paragraph of a proposition, or so much of it as is near."""
    low = max(report.text.rfind("\n", 0, one.start) + 1, one.start - _AROUND)
    line = report.text.find("\n", one.end)
    return low, min(len(report.text) if line < 0 else line, one.end + _AROUND)


def _in_office(voice: Voice, offices: Mapping[str, Iterable[str]]) -> Voice:
    held = offices.get(voice.id or "", ())
    return replace(voice, fronts=tuple(dict.fromkeys([*voice.fronts, *held])))


def _is_named(mention: Span, found: Owner) -> bool:
    """Whether an actor's mention is how the owner of an account is named."""
    ends = mention.end - found.end
    return mention.start < found.end and 0 <= ends <= _APOSTROPHE and found.start <= mention.end


def _clause_end(text: str, mention: Span, cues: Sequence[int]) -> int:
    """Where what is told of somebody ends: with the clause, or before what they say."""
    clause = _UP_TO_STOP.match(text, mention.end, mention.end + _OFFICE_WITHIN)
    ends = clause.end() if clause else mention.end
    at = bisect_left(cues, mention.end)
    return min(ends, cues[at]) if at < len(cues) else ends


def _thing(actor: Actor) -> bool:
    """Whether a name is nobody's, by an article: nobody is called "the Mara Quill"."""
    called = f"the {actor.name}".casefold()
    return actor.name[:1].isupper() and any(one.text.casefold() == called for one in actor.mentions)


def _first(spans: Iterable[Span]) -> Span | None:
    return next(iter(spans), None)


def _titled(name: str) -> bool:
    """Whether a document's name is one: with a capital after its first word."""
    return any(word[0].isupper() for word in name.split()[1:])
