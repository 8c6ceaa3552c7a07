"""Who says what: source, cue and content, and the voices they passed through."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sayso.document import Part

NARRATOR = "narrator"
"""The first voice of every chain: the author or publisher of the document."""


class Kind(StrEnum):
    """How the content is given.

    ``direct``: all of it in quotation marks. ``indirect``: none of it. ``mixed``:
    the rest. Measured over the content's words, as PolNeAR (Newell, Margolin and
    Ruths 2018) does: nine words in ten within quotation marks make it direct.
    """

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Act(StrEnum):
    """What a source does with its words."""

    ASSERTS = "asserts"
    ACCUSES = "accuses"
    DENIES = "denies"
    DEMANDS = "demands"
    ASKS = "asks"
    PROMISES = "promises"
    WARNS = "warns"
    SUPPORTS = "supports"
    DOUBTS = "doubts"
    DECLINES = "declines to comment"
    BELIEVES = "believes"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that speaks: a person, a group, an institution, a document.

    ``mentions`` are the places in the text that name the actor.
    """

    id: str
    name: str
    type: str = "unknown"
    aliases: tuple[str, ...] = ()
    mentions: Part = field(default_factory=Part)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source, cue, content relation (PARC 3.0, PolNeAR).

    ``source`` and ``cue`` may be empty. ``parent`` is the id of the attribution
    whose content this one was found in, or ``None``. ``chain`` lists the voices
    that the words passed through, outermost first: ``"narrator"``, then the ids of
    actors; ``actor`` is the last of them, ``None`` where the text names no source.
    ``act`` is ``None`` where it was not resolved. ``confidence`` is the
    probability, from 0 to 1, that source and content are right in the sense of the
    lenient triple measure.
    """

    id: str
    source: Part
    cue: Part
    content: Part
    kind: Kind
    confidence: float
    chain: tuple[str, ...] = (NARRATOR,)
    parent: str | None = None
    actor: str | None = None
    act: Act | None = None

    @property
    def start(self) -> int:
        """The first code point of any of its parts."""
        return min(part.start for part in (self.source, self.cue, self.content) if part)

    @property
    def end(self) -> int:
        """One past the last code point of any of its parts."""
        return max(part.end for part in (self.source, self.cue, self.content) if part)
