"""A document together with everything Sayso read out of it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.attribution import NARRATOR, Actor, Attribution
from sayso.document import Document, Part


@dataclass(frozen=True, slots=True)
class Report:
    """One document, its attributions in text order, its actors and its narration.

    ``narration`` holds the spans that nobody is quoted for: what the narrator
    states in their own voice.
    """

    document: Document
    attributions: tuple[Attribution, ...]
    actors: tuple[Actor, ...]
    narration: Part

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

    def children(self, id: str) -> tuple[Attribution, ...]:
        """The attributions found within the content of the one with this id."""
        return tuple(one for one in self.attributions if one.parent == id)

    def voices(self, attribution: Attribution) -> tuple[str, ...]:
        """The names along an attribution's chain, outermost first, ``"narrator"`` included."""
        return tuple(
            voice if voice == NARRATOR else self.actor(voice).name for voice in attribution.chain
        )
