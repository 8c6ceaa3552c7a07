"""A document together with everything Sayso read out of it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.attribution import NARRATOR, Actor, Attribution, Naming
from sayso.document import Document, Part


@dataclass(frozen=True, slots=True)
class Report:
    """One document, its attributions in text order, its actors and its narration.

    ``narration`` holds the spans that nobody is quoted for: what the narrator
    states in their own voice. ``names`` is what each voice calls each actor.
    """

    document: Document
    attributions: tuple[Attribution, ...]
    actors: tuple[Actor, ...]
    narration: Part
    names: tuple[Naming, ...] = ()

    @property
    def text(self) -> str:
        """The text that every span points into."""
        return self.document.text

    @property
    def title(self) -> str | None:
        """The document's title, where its bytes give one."""
        return self.document.title

    @property
    def narrated(self) -> float:
        """The narration's share of the text, between 0 and 1, white space aside."""
        whole = len("".join(self.text.split()))
        told = sum(len("".join(span.text.split())) for span in self.narration)
        return told / whole if whole else 0.0

    def attribution(self, id: str) -> Attribution:
        """The attribution with this id. Raises :class:`KeyError` if there is none."""
        for attribution in self.attributions:
            if attribution.id == id:
                return attribution
        raise KeyError(id)

    def actor(self, id: str) -> Actor:
        """The actor with this id. Raises :class:`KeyError` if there is none."""
        for actor in self.actors:
            if actor.id == id:
                return actor
        raise KeyError(id)

    def said_by(self, id: str) -> tuple[Attribution, ...]:
        """What the actor with this id is the source of."""
        return tuple(one for one in self.attributions if one.actor == id)

    def said_about(self, id: str) -> tuple[Attribution, ...]:
        """What others say in which the actor is mentioned, or that is turned on the actor."""
        mentions = self.actor(id).mentions
        return tuple(
            one
            for one in self.attributions
            if one.actor != id and (one.target == id or _overlap(one.content, mentions))
        )

    def names_of(self, id: str) -> tuple[Naming, ...]:
        """What each voice calls the actor with this id."""
        return tuple(one for one in self.names if one.actor == id)

    def children(self, id: str) -> tuple[Attribution, ...]:
        """The attributions found within the content of the one with this id."""
        return tuple(one for one in self.attributions if one.parent == id)

    def voices(self, attribution: Attribution) -> tuple[str, ...]:
        """The names along an attribution's chain, outermost first.

        The narrator is the publisher of the document, where its bytes name one.
        """
        return tuple(self.name(voice) for voice in attribution.chain)

    def name(self, voice: str) -> str:
        """The name of the actor with this id, or of the narrator.

        Raises :class:`KeyError` if there is no such actor.
        """
        if voice == NARRATOR:
            return self.document.publisher or NARRATOR
        return self.actor(voice).name


def _overlap(part: Part, other: Part) -> bool:
    return any(one.start < two.end and two.start < one.end for one in part for two in other)
