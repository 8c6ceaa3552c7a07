"""The cards of a report's actors, and what each of them points at in the text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from sayso.attribution import NARRATOR, ActorType, Attribution, Kind, Naming
from sayso.document import Part
from sayso.exporting.cast import Cast, Figure, Loaded, Voice, people
from sayso.exporting.markup import Anchor, badge_places, plain
from sayso.exporting.segments import Mark, Role
from sayso.report import Report

_MOST_SHOWN = 12
_MOST_ALIASES = 6
_MOST_BADGES = 12
_MOST_STATEMENTS = 100
_MOST_ABOUT = 20
_MOST_VOICES = 6
_MOST_LABELS = 6
_LONGEST_WORDS = 180
_MOST_CUES = 12
_MOST_THUMBS = 12


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement on a card: ``anchor`` is where it stands in the text."""

    number: int
    kind: Kind
    who: str
    cue: str
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label that a voice uses for an actor, and where it first stands."""

    name: str
    times: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Named:
    """What one voice calls an actor; ``more`` labels are left out."""

    voice: str
    labels: tuple[Label, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Card:
    """One actor as the page shows it.

    ``id`` is the card's anchor, and the class of every anchor in the text that keeps the
    actor chosen. ``lit`` tells whether choosing it marks the text.
    """

    id: str
    number: int
    name: str
    facts: tuple[str, ...]
    unnamed: bool
    aliases: tuple[str, ...]
    more_aliases: int
    author: str
    author_card: str | None
    by: tuple[Statement, ...]
    about: tuple[Statement, ...]
    more_by: int
    more_about: int
    acts: tuple[tuple[str, int], ...]
    names: tuple[Named, ...]
    more_voices: int
    lit: bool
    numbers: tuple[int, ...]

    @property
    def said(self) -> int:
        """How many statements the actor makes."""
        return len(self.numbers)

    @property
    def said_about(self) -> int:
        """How many statements of others are about the actor."""
        return len(self.about) + self.more_about

    @property
    def badges(self) -> int:
        """How many numbers stand in one row before the rest are only counted."""
        return _MOST_BADGES


class Cards:
    """All cards of one report, and what they need in its text column.

    The first ``most_lit`` of them mark the text when they are chosen: each of these needs
    a rule in the style sheet.
    """

    def __init__(self, report: Report, cast: Cast, prefix: str, most_lit: int) -> None:
        self._report = report
        self._cast = cast
        self._prefix = prefix
        self._numbers = {one.actor.id: n for n, one in enumerate(cast.figures, 1)}
        self.anchors: dict[int, list[Anchor]] = {}
        self.mentions: list[Mark] = []
        self.all = tuple(
            self._card(number, figure, lit=number <= most_lit)
            for number, figure in enumerate(cast.figures, 1)
        )
        speaking = [card for card in self.all if card.said] or list(self.all)
        self.shown = tuple(speaking[:_MOST_SHOWN])
        self.folded = self.all[len(self.shown) :]

    @property
    def rest(self) -> str:
        """What is folded away, in words."""
        speaking = sum(card.said > 0 for card in self.folded)
        silent = len(self.folded) - speaking
        parts = [
            f"{speaking} more who speak{'' if speaking > 1 else 's'}" if speaking else "",
            f"{silent}{'' if speaking else ' more'} only spoken about" if silent else "",
        ]
        return ", ".join(part for part in parts if part)

    def number(self, actor: str | None) -> int | None:
        """The number of an actor's card, if it has one."""
        return self._numbers.get(actor) if actor else None

    def href(self, actor: str | None) -> str | None:
        """The link to an actor's card, if it has one."""
        number = self.number(actor)
        return f"#{self._prefix}-w{number}" if number else None

    def _card(self, number: int, figure: Figure, lit: bool) -> Card:
        actor, id = figure.actor, f"{self._prefix}-w{number}"
        if lit:
            self._mark(actor.mentions, number)
        by = tuple(self._statement(n, id) for n in figure.by[:_MOST_STATEMENTS])
        about = tuple(self._statement(n, None) for n in figure.about[:_MOST_ABOUT])
        kind = actor.type.value if actor.type is not ActorType.UNKNOWN else ""
        return Card(
            id=id,
            number=number,
            name=plain(self._cast.name(actor.id)),
            facts=tuple(fact for fact in (kind, people(actor)) if fact),
            unnamed=actor.unnamed,
            aliases=tuple(plain(alias) for alias in actor.aliases[:_MOST_ALIASES]),
            more_aliases=len(actor.aliases[_MOST_ALIASES:]),
            author=plain(self._cast.author(actor.id) or ""),
            author_card=self.href(actor.author),
            by=by,
            about=about,
            more_by=len(figure.by) - len(by),
            more_about=len(figure.about) - len(about),
            acts=tuple((act.value, times) for act, times in figure.acts),
            names=tuple(self._named(voice, figure, id) for voice in figure.names[:_MOST_VOICES]),
            more_voices=len(figure.names[_MOST_VOICES:]),
            lit=lit,
            numbers=figure.by,
        )

    def _statement(self, number: int, card: str | None) -> Statement:
        one = self._report.attributions[number - 1]
        anchor = f"{self._prefix}-t{number}"
        places = badge_places(one)
        if card and places:
            anchor = f"{card}-s{number}"
            self.anchors.setdefault(places[0], []).append(Anchor(anchor, card))
        return Statement(
            number=number,
            kind=one.kind,
            who=self._who(one),
            cue=clipped(one.cue.text, 40),
            words=clipped(one.content.text, _LONGEST_WORDS),
            anchor=anchor,
        )

    def _who(self, one: Attribution) -> str:
        return plain(self._cast.name(one.actor) if one.actor else one.source.text)

    def _named(self, voice: Voice, figure: Figure, card: str) -> Named:
        own = voice.id == figure.actor.id
        return Named(
            voice="own words" if own else plain(self._cast.name(voice.id)),
            labels=tuple(self._label(one, card) for one in voice.labels[:_MOST_LABELS]),
            more=len(voice.labels[_MOST_LABELS:]),
        )

    def _label(self, naming: Naming, card: str) -> Label:
        place = naming.places.start
        there = self.anchors.setdefault(place, [])
        anchor = f"{card}-n{place}"
        if all(one.id != anchor for one in there):
            there.append(Anchor(anchor, card))
        return Label(plain(naming.name), len(naming.places), anchor)

    def _mark(self, mentions: Part, number: int) -> None:
        self.mentions.extend(
            Mark(span.start, span.end, Role.MENTION, actor=number) for span in mentions
        )


@dataclass(frozen=True, slots=True)
class Thumb:
    """The cues of one voice that take one stance, each with its first entry's number."""

    voice: str
    stance: str
    cues: tuple[tuple[str, int, int], ...]
    more: int


def thumbs(cast: Cast) -> tuple[Thumb, ...]:
    """The loaded cues of a report, the narrator's (whose ``voice`` is empty) first."""
    found: dict[tuple[str, str], list[Loaded]] = {}
    for one in cast.loaded():
        found.setdefault((one.voice, one.stance.value), []).append(one)
    lines = (
        Thumb(
            voice="" if voice == NARRATOR else plain(cast.name(voice)),
            stance=stance,
            cues=tuple((plain(x.cue), len(x.numbers), x.numbers[0]) for x in cues[:_MOST_CUES]),
            more=len(cues[_MOST_CUES:]),
        )
        for (voice, stance), cues in found.items()
    )
    return tuple(islice(lines, _MOST_THUMBS))


def clipped(text: str, longest: int) -> str:
    """The text on one line, cut after a whole word if it is too long."""
    line = plain(text)
    if len(line) <= longest:
        return line
    return f"{line[:longest].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
