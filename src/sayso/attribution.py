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


class Stance(StrEnum):
    """What the narrator's word for the saying says of the saying: a thumb on the scale.

    ``distances``: it leaves open whether the content is so, or hints that it is not
    ("claimed", "alleged", "so-called"). ``affirms``: it takes the content for so
    ("admitted", "pointed out", "revealed"). ``colours``: it judges how it was said
    ("boasted", "ranted"). A plain word ("said", "told") takes none.
    """

    DISTANCES = "distances"
    AFFIRMS = "affirms"
    COLOURS = "colours"


class ActorType(StrEnum):
    """What an actor is. A country may be a place or its government: one type for both."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    PLACE = "government or place"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that speaks or is spoken of.

    ``name`` is the fullest form that the text uses; ``aliases`` are the other names and
    abbreviations; ``mentions`` are the places in the text that mean the actor, pronouns
    and roles included (where mentions overlap, the longest). ``count`` is how many they
    are, if the text says so ("three officials"). ``unnamed`` is true of a source whom the
    text keeps nameless ("a source close to the ministry"). ``author`` is the id of the
    actor who wrote a document, if the text says so.
    """

    id: str
    name: str
    type: ActorType = ActorType.UNKNOWN
    aliases: tuple[str, ...] = ()
    mentions: Part = field(default_factory=Part)
    count: int | None = None
    unnamed: bool = False
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """What one voice calls one actor: a name or a label, and where.

    ``actor`` and ``voice`` are ids of actors, or ``"narrator"``; pronouns are no names.
    """

    actor: str
    voice: str
    name: str
    places: Part


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source, cue, content relation (PARC 3.0, PolNeAR).

    ``source`` and ``cue`` may be empty. ``parent`` is the id of the attribution
    whose content this one was found in, or ``None``. ``chain`` lists the voices
    that the words passed through, outermost first: ``"narrator"``, then the ids of
    actors; ``actor`` is the last of them, ``None`` where the text names no source.
    ``act`` is ``None`` where it was not resolved; ``target`` is the id of the actor whom
    the act is turned on (accused, asked, warned), if the text names one; ``stance`` is the
    one that the cue takes, if it takes any. ``confidence`` is the
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
    target: str | None = None
    stance: Stance | None = None

    @property
    def start(self) -> int:
        """The first code point of any of its parts."""
        return min(part.start for part in (self.source, self.cue, self.content) if part)

    @property
    def end(self) -> int:
        """One past the last code point of any of its parts."""
        return max(part.end for part in (self.source, self.cue, self.content) if part)
