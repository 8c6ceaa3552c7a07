"""The cast of a report: who speaks or is spoken about, and under which names.

What both views of a report, the terminal and the page, say of its actors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.attribution import NARRATOR, Act, Actor, ActorType, Attribution, Naming, Stance
from sayso.report import Report

_COUNTED = {
    ActorType.ORGANISATION: ("organisation", "organisations"),
    ActorType.PLACE: ("government or place", "governments or places"),
    ActorType.DOCUMENT: ("document", "documents"),
}
_PEOPLE = ("person", "people")
_BEFORE_TARGET = {Act.ASSERTS: "to ", Act.DEMANDS: "of ", Act.DECLINES: "to ", Act.OTHER: "to "}


@dataclass(frozen=True, slots=True)
class Voice:
    """What one voice calls an actor: its labels, the most frequent first."""

    id: str
    labels: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """An actor that speaks or is spoken about.

    ``by`` and ``about`` are numbers of attributions, counted from 1 in text order;
    ``acts`` is what the actor does with its words, and how often.
    """

    actor: Actor
    by: tuple[int, ...]
    about: tuple[int, ...]
    acts: tuple[tuple[Act, int], ...]
    names: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A word for saying that takes a stance: whose word it is, and in which attributions."""

    voice: str
    stance: Stance
    cue: str
    numbers: tuple[int, ...]


class Cast:
    """The figures of a report, most statements first, and what to call its voices."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._actors = {actor.id: actor for actor in report.actors}
        self._numbers = {one.id: number for number, one in enumerate(report.attributions, 1)}
        found = (self._figure(actor) for actor in report.actors)
        heard = [one for one in found if one.by or one.about]
        self.figures = tuple(sorted(heard, key=lambda one: (-len(one.by), -len(one.about))))

    def name(self, voice: str) -> str:
        """The name of the actor with this id; of the narrator, the publisher's if known."""
        if voice == NARRATOR:
            return self._report.document.publisher or "the narrator"
        return self._actors[voice].name if voice in self._actors else voice

    def author(self, voice: str) -> str | None:
        """The name of whoever wrote the document with this id, if the text says so."""
        actor = self._actors.get(voice)
        return self.name(actor.author) if actor and actor.author else None

    def signed(self, voice: str) -> str:
        """As :meth:`name`, with a document's author in brackets."""
        author = self.author(voice)
        return f"{self.name(voice)} ({author})" if author else self.name(voice)

    def loaded(self) -> tuple[Loaded, ...]:
        """The cues that take a stance: the narrator's first, by stance, the most frequent first.

        Within another's content, the cue is that voice's word and not the narrator's.
        """
        found: dict[tuple[str, Stance, str], list[int]] = {}
        for number, one in enumerate(self._report.attributions, 1):
            cue = " ".join(one.cue.text.split()).casefold()
            if one.stance and cue:
                found.setdefault((through(one)[-1], one.stance, cue), []).append(number)
        made = (Loaded(*key, tuple(numbers)) for key, numbers in found.items())
        return tuple(sorted(made, key=_rank))

    def _figure(self, actor: Actor) -> Figure:
        by = self._report.said_by(actor.id)
        acts = Counter(one.act for one in by if one.act)
        return Figure(
            actor=actor,
            by=tuple(self._numbers[one.id] for one in by),
            about=tuple(self._numbers[one.id] for one in self._report.said_about(actor.id)),
            acts=tuple(acts.most_common()),
            names=tuple(self._voices(actor)),
        )

    def _voices(self, actor: Actor) -> Iterator[Voice]:
        """Yield the narrator, those who have a label of their own, and those who use the name."""
        by_voice: dict[str, list[Naming]] = {}
        for naming in self._report.names_of(actor.id):
            if naming.places:
                by_voice.setdefault(naming.voice, []).append(naming)
        own = self.name(actor.id).casefold()

        def rank(voice: str) -> tuple[bool, bool, int]:
            plain = all(one.name.casefold() == own for one in by_voice[voice])
            return voice != NARRATOR, plain, -sum(len(one.places) for one in by_voice[voice])

        for voice in sorted(by_voice, key=rank):
            ordered = sorted(by_voice[voice], key=lambda one: (-len(one.places), one.places.start))
            yield Voice(voice, tuple(ordered))


def through(attribution: Attribution) -> tuple[str, ...]:
    """The voices that the words passed through before their source, outermost first."""
    before = attribution.chain if attribution.actor is None else attribution.chain[:-1]
    return before or (NARRATOR,)


def people(actor: Actor) -> str | None:
    """How many they are, in words ("3 people"), where the text says so."""
    if actor.count is None:
        return None
    one, more = _COUNTED.get(actor.type, _PEOPLE)
    return f"{actor.count:,} {one if actor.count == 1 else more}"


def doing(act: Act | None, target: str | None) -> str | None:
    """The act as the words before a target's name ("asks", "demands of"), or on its own.

    An act that is none of the known ones is worth a word only if it is turned on somebody.
    """
    if act is None or (act is Act.OTHER and not target):
        return None
    if not target:
        return act.value
    verb = "speaks" if act is Act.OTHER else act.value
    return f"{verb} {_BEFORE_TARGET.get(act, '')}".rstrip()


def _rank(one: Loaded) -> tuple[bool, str, int, int]:
    return one.voice != NARRATOR, one.voice, list(Stance).index(one.stance), -len(one.numbers)
