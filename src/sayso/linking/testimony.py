"""Testimonies: who tells a claim in one place, through whom, and on whose credit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sayso.document import Span
from sayso.linking.credits import Credit, plain
from sayso.resolving.kinds import BODIES

SOMEBODY = "somebody unnamed"
"""What to call a voice of which nothing is known."""
_WORD = r"[A-Z][\w&'’-]*"
_NAME = rf"(?:the )?(?P<name>{_WORD}(?:(?: of(?: the)?| and| for)? {_WORD})*)"
_SPEAKS = r"(?:spokes(?:man|woman|person|people)|press (?:officer|secretary|office)|speaker)"
_FOR = (
    re.compile(rf"\b(?i:{_SPEAKS}|speaking|on behalf) (?i:for|of|from|with) {_NAME}"),
    re.compile(rf"{_NAME}(?:['’]s?)?(?: [a-z]+){{0,2}} {_SPEAKS}\b"),
    re.compile(rf"\b(?i:statement|release|communiqué) (?i:by|from|of) {_NAME}"),
    re.compile(rf"{_NAME}['’]s? (?:people|side|camp|team|leaders|leadership|officials|office)\b"),
)


_PRESS = frozenset(
    """advertiser agency argus beacon broadcasting bugle bulletin channel chronicle citizen courier
    daily digest dispatch echo enquirer examiner express feed gazette globe guardian herald
    independent journal leader ledger magazine mail mercury messenger mirror monitor news newsfeed
    newspaper newswire observer online paper post press radio record recorder register reporter
    review sentinel sheet signal standard star sun telegraph television tidings times today tribune
    tv voice weekly wire world""".split()
)
"""Words that the names of papers, agencies and stations end with: houses that relay."""
_PRESS_FIRST = frozenset("radio agence agencia agência agenzia diario diário gazeta kanal".split())
_WIRES = frozenset("cable news press telegraph wire".split())
_WIRED = frozenset("association bureau service services".split())
_APART = re.compile(r"\w+")
_LETTER = re.compile(
    r"(?i)(?:an? |the |our )?(?:(?:open|joint|public|press) )*"
    r"(?:letter|statement|release|notice|declaration|communiqué|petition|appeal)\b"
)
"""How the title of a letter or statement begins."""
_I_OR_WE = re.compile(
    r"(?<![\w’'])(?:I|[Ww]e)(?![\w-])(?! (?:(?:have|had|[’']ve) )?(?:read|heard? (?:of|that)|"
    r"learn|understand|gather|believe|think|suppose|am told|are told|was told|were told)\b)|"
    r"\b(?:with|in front of|before) (?:me|us)\b"
)
"""The narrator who was there, and did not hear or read of it."""


@dataclass(frozen=True)
class Voice:
    """A voice of a chain after the narrator's.

    ``id`` is the actor's across documents, ``None`` for one that has no name; ``names`` are
    what it is called there, the fullest first, and ``words`` the words that introduce it;
    ``fronts`` are the organisations that it speaks for, ``calls`` what it is called in the text,
    with what is told of it right after. ``person`` is true of people, ``body`` of organisations. A
    voice is ``named`` if one could go and ask it; it ``reports`` if that is what its cue says.
    """

    names: tuple[str, ...]
    words: str = ""
    fronts: tuple[str, ...] = ()
    id: str | None = None
    span: Span | None = None
    named: bool = True
    person: bool = False
    document: bool = False
    body: bool = False
    calls: tuple[str, ...] = ()
    reports: bool = False

    @property
    def name(self) -> str:
        """The fullest name."""
        return self.names[0]

    @cached_property
    def forms(self) -> frozenset[str]:
        """Its names for comparing, and that of whom it speaks for; of a person only full names."""
        own = {plain(name) for name in self.names} if self.named else set()
        if self.person:
            own = {name for name in own if " " in name}
        return frozenset({*own, *self.speaks_for} - {""})

    @cached_property
    def speaks_for(self) -> frozenset[str]:
        """The organisation that it speaks for by its words: "a spokesman for the Port"."""
        texts = (self.words, *self.names)
        found = {
            plain(found["name"]) for text in texts for way in _FOR for found in way.finditer(text)
        }
        return frozenset({*found, *map(plain, self.fronts)})

    @property
    def definite(self) -> bool:
        """Whether it is called "the …" somewhere: one that is known, or of which there is one."""
        return any(call.casefold().startswith("the ") for call in self.calls)

    @property
    def known(self) -> bool:
        """Whether one could go and ask it, or those it speaks for."""
        return self.named or bool(self.speaks_for)

    @property
    def relays(self) -> bool:
        """Whether it is a paper, an agency or a station: by its name, or because it "reported"."""
        if self.person or self.document:
            return False
        return is_press(self.name) or (self.reports and not is_body(self.name))


@dataclass(frozen=True)
class Testimony:
    """A claim as one document tells it in one place.

    ``key`` names it in the ledger; ``houses`` are the names of the document's publisher and
    author; ``voices`` are those after the narrator, outermost first, none where the narrator
    tells it without a source; ``credits`` are those that count for this place, ``around`` is the
    text around it; ``about`` are the ids of those whom its words tell of. ``release`` says that the
    document is what a body hands to the press, or that the house names itself as the source.
    ``file`` is the last part of where it was read from.
    """

    key: str
    document: str
    houses: tuple[str, ...]
    published: str | None
    voices: tuple[Voice, ...]
    credits: tuple[Credit, ...]
    span: Span
    title: str | None = None
    around: Span | None = None
    about: frozenset[str] = frozenset()
    release: bool = False
    file: str = ""

    @property
    def speaker(self) -> Voice | None:
        """The innermost voice; ``None`` for the narrator."""
        return self.voices[-1] if self.voices else None

    @property
    def house(self) -> str:
        """What to call the document."""
        return self.houses[0] if self.houses else self.title or self.file or self.document

    @cached_property
    def house_forms(self) -> frozenset[str]:
        """The names of the house for comparing."""
        return frozenset(plain(name) for name in self.houses) - {""}

    @property
    def own(self) -> bool:
        """Whether it is the word of the house itself.

        That is so where a body that is no paper tells it in its own letter, statement or notice,
        and where the narrator was there: "I saw", "we heard".
        """
        if self.voices:
            return False
        letter = self.title is not None and _LETTER.match(self.title) is not None
        body = letter or self.release or is_body(self.house)
        seen = _I_OR_WE.search(self.span.text) is not None and not self._quoted
        return (body and not is_press(self.house)) or seen

    @property
    def _quoted(self) -> bool:
        """Whether any of it stands in quotation marks."""
        if any(mark in self.span.text for mark in '“”"'):
            return True
        around = self.around or self.span
        before = around.text[: self.span.start - around.start]
        return before.count('"') % 2 == 1 or before.count("“") > before.count("”")

    @property
    def witness(self) -> Voice | None:
        """Whose word it is: the innermost voice that is known, and no paper's.

        That is the house's own where it is a body that tells it in a letter or notice.
        """
        if self.own:
            return Voice(self.houses or (self.house,), span=self.span, body=True)
        return next((one for one in reversed(self.voices) if one.known and not one.relays), None)

    @property
    def firm(self) -> bool:
        """Whether it says from whom it has it, by a name that is no paper's, or is its own word."""
        return self.witness is not None

    @property
    def sourceless(self) -> bool:
        """Whether it names nobody that it has it from, or only papers and reports that relay it."""
        return not self.own and all(
            one.relays or (one.document and not one.known) for one in self.voices
        )

    @property
    def order(self) -> tuple[str, str]:
        """Sorts the earliest first; without a date last."""
        return self.published or "~", self.key


def other_mouths(one: Testimony, other: Testimony) -> bool:
    """Whether two are given as the words of two different named speakers."""
    mine, theirs = one.witness, other.witness
    return mine is not None and theirs is not None and not same_voice(mine, theirs)


def same_voice(mine: Voice, theirs: Voice) -> bool:
    """Whether two voices are one actor's, or of one and the same house."""
    if mine.id is not None and mine.id == theirs.id:
        return True
    return bool(mine.forms & theirs.forms)


def is_house(voice: Voice, houses: Iterable[str]) -> bool:
    """Whether a voice is that of a house, given by names for comparing, or by their end."""
    own = voice.forms | {plain(name) for name in voice.names if voice.named}
    return any(is_called(form, house) for form in own for house in houses)


def is_called(name: str, house: str) -> bool:
    """Whether a name is that of a house for short: "the Evening Gazette", "the Council", "SNA".

    Both are for comparing. One word at the beginning of a name is as a rule a place.
    """
    if name == house or (len(name) > 2 and house.endswith(f" {name}")):
        return True
    if " " in name:
        return house.startswith(f"{name} ")
    return len(name) > 2 and name == "".join(word[0] for word in house.split())


def is_press(name: str) -> bool:
    """Whether a name is a paper's, an agency's or a station's, by its last word.

    Or its first: "Agence …", "Radio …"; a "News Service" and a "Press Association" are agencies.
    """
    words = _APART.findall(name.casefold())
    if not words:
        return False
    wired = len(words) > 1 and words[-1] in _WIRED and words[-2] in _WIRES
    return wired or words[-1] in _PRESS or words[0] in _PRESS_FIRST


def is_body(name: str) -> bool:
    """Whether a name is a body's that speaks for itself, by its first or last word."""
    words = [word for word in _APART.findall(name.casefold()) if word not in ("the", "s")]
    return bool(words) and not is_press(name) and not BODIES.isdisjoint((words[0], words[-1]))
