"""Reports made by hand: the dossier's letter, annotated by finding its words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest
import stories

from sayso import (
    NARRATOR,
    Act,
    Actor,
    ActorType,
    Attribution,
    Document,
    Kind,
    Naming,
    Part,
    Report,
    Stance,
    dossier,
)

Found = str | Sequence[str]


class Annotator:
    """Builds a report out of a text and the words that fill each role."""

    def __init__(self, text: str, **facts: object) -> None:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        defaults: dict[str, object] = {
            "id": digest[:12],
            "sha256": digest,
            "text": text,
            "source": "document.txt",
            "media_type": "text/plain",
            "language": "en",
        }
        self.document = Document(**{**defaults, **facts})  # type: ignore[arg-type]
        self.actors: dict[str, Actor] = {}
        self.made: list[Attribution] = []
        self.names: list[Naming] = []

    def find(self, words: Found, after: int = 0) -> Part:
        spans = []
        for piece in [words] if isinstance(words, str) else words:
            if piece:
                start = self.document.text.index(piece, after)
                spans.append(self.document.span(start, start + len(piece)))
        return Part(tuple(sorted(spans)))

    def actor(
        self,
        name: str,
        type: str = "person",
        aliases: tuple[str, ...] = (),
        mentions: Sequence[str] = (),
        **facts: object,
    ) -> str:
        """Add an actor; each mention is sought after the one before it."""
        id = f"act-{len(self.actors) + 1}"
        meant = self.each(mentions)
        self.actors[id] = Actor(id, name, ActorType(type), aliases, meant, **facts)  # type: ignore[arg-type]
        return id

    def each(self, words: Sequence[str]) -> Part:
        spans, after = [], 0
        for piece in words:
            spans.extend(self.find(piece, after))
            after = spans[-1].end
        return Part(tuple(spans))

    def calls(self, voice: str, actor: str, name: str, *, times: int = 1, near: str = "") -> None:
        after = self.document.text.index(near) if near else 0
        places = Part()
        for _ in range(times):
            places = Part((*places, *self.find(name, after)))
            after = places.end
        self.names.append(Naming(actor, voice, name, places))

    def says(
        self,
        source: Found,
        cue: Found,
        content: Found,
        kind: str,
        *,
        actor: str | None = None,
        parent: str | None = None,
        act: Act | None = Act.ASSERTS,
        confidence: float = 0.9,
        near: str = "",
        target: str | None = None,
        stance: Stance | None = None,
    ) -> str:
        after = self.document.text.index(near) if near else 0
        id = f"a{len(self.made) + 1}"
        chain: tuple[str, ...] = (NARRATOR,)
        if parent:
            chain = next(one.chain for one in self.made if one.id == parent)
        self.made.append(
            Attribution(
                id=id,
                source=self.find(source, after),
                cue=self.find(cue, after),
                content=self.find(content, after),
                kind=Kind(kind),
                confidence=confidence,
                chain=(*chain, actor) if actor else chain,
                parent=parent,
                actor=actor,
                act=act,
                target=target,
                stance=stance,
            )
        )
        return id

    def report(self) -> Report:
        taken = bytearray(len(self.document.text))
        for one in self.made:
            for span in (*one.source, *one.cue, *one.content):
                taken[span.start : span.end] = b"\1" * (span.end - span.start)
        ordered = tuple(sorted(self.made, key=lambda one: (one.start, -one.end)))
        actors = tuple(self.actors.values())
        return Report(self.document, ordered, actors, self._free(taken), tuple(self.names))

    def _free(self, taken: bytearray) -> Part:
        offsets: list[list[int]] = []
        for at, used in enumerate(taken):
            if used or self.document.text[at] == "\n":
                continue
            if offsets and offsets[-1][1] == at:
                offsets[-1][1] = at + 1
            else:
                offsets.append([at, at + 1])
        return self.document.part(
            [o for o in offsets if self.document.text[slice(*o)].strip(" .,“”")]
        )


@pytest.fixture(scope="session")
def annotate() -> type[Annotator]:
    return Annotator


@pytest.fixture(scope="session")
def letter() -> Report:
    return letter_report()


@pytest.fixture(scope="session")
def ferry() -> Report:
    return stories.ferry(Annotator)


def letter_report() -> Report:
    """The open letter of the dossier with sixteen attributions, nested and in parts."""
    path = dossier.paths()[0]
    a = Annotator(
        path.read_text(encoding="utf-8"),
        source=path.name,
        title="Open letter to the Minister of Rivers",
        author="Hanno Brisk and others",
        publisher="Former keepers of Weir Seven",
        published="2019-06-02",
    )
    us = a.actor("The former gate-keepers", "group", ("We",))
    rules = a.actor("The League’s standing instructions", "document")
    adric = a.actor("Pell Adric")
    families = a.actor("Families in Lower Hathe", "group")
    clerk = a.actor("A clerk of the League")
    ilse = a.actor("Ilse Maradine")
    league = a.actor("The League of Upland Irrigators", "organisation", ("LUI", "UIL"))
    fenwarrow = a.actor("Odile Fenwarrow")
    orrely = a.actor("Tam Orrely")
    down = a.actor("People downstream", "group")
    a.says(
        "people downstream",
        "tell us",
        "that nobody who worked there will speak of it",
        "indirect",
        actor=down,
        confidence=0.88,
    )
    a.says(
        "The League’s standing instructions",
        "say",
        "that the lower gates must stay open by at least two hands’ breadth from May to "
        "September, “whatever the level of the upper pool.”",
        "mixed",
        actor=rules,
        act=Act.DEMANDS,
        confidence=0.95,
    )
    a.says(
        "Our shift leader, Pell Adric",
        "told us",
        "that the order had come from the office in Grennick and that “you will write what the "
        "board reads, not what the gauge reads.”",
        "mixed",
        actor=adric,
        confidence=0.94,
        near="Our shift leader",
    )
    a.says(
        "Families in Lower Hathe, who",
        "say",
        "that their wells turned salt in the second week of August",
        "indirect",
        actor=families,
        confidence=0.91,
        near="Families in",
    )
    told = a.says(
        "They",
        "say",
        "that a clerk told them the books had been damaged by damp, and "
        "that “there is nothing in them for you anyway…”",
        "mixed",
        actor=families,
        confidence=0.86,
        near="They say that a clerk",
    )
    a.says(
        "a clerk",
        "told",
        "the books had been damaged by damp, and that “there is nothing in them for you anyway…”",
        "mixed",
        actor=clerk,
        parent=told,
        confidence=0.78,
        near="a clerk told",
    )
    a.says(
        "she",
        "told us",
        [
            "“It was clear in June,”",
            "“and by the Feast of Boats I would not have given it to a goat.”",
        ],
        "direct",
        actor=ilse,
        confidence=0.97,
        near="“It was clear",
    )
    a.says(
        "",
        "It is said in the uplands",
        "that we were dismissed for drinking and that we want revenge",
        "indirect",
        act=Act.ACCUSES,
        confidence=0.52,
        near="It is said",
    )
    a.says(
        "We", "deny", "it", "indirect", actor=us, act=Act.DENIES, confidence=0.58, near="We deny"
    )
    a.says(
        "he",
        "believed",
        "to be false",
        "indirect",
        actor=a.actor("Hanno Brisk"),
        act=Act.BELIEVES,
        confidence=0.71,
        near="Hanno Brisk, resigned",
    )
    a.says(
        "The League",
        "has said",
        "that the pool was too low to feed both sides",
        "indirect",
        actor=league,
        confidence=0.93,
        near="The League has said",
    )
    a.says(
        "one of its commissioners, Odile Fenwarrow,",
        "told",
        "“not one gate was moved without a written order,”",
        "direct",
        actor=fenwarrow,
        act=Act.DENIES,
        confidence=0.96,
        near="one of its commissioners",
    )
    a.says(
        "Our late colleague Tam Orrely",
        "left a note",
        [
            "“I have watched this river for thirty-one years, and I never thought the gauge was "
            "mine to correct. I wrote down what I saw.",
            "“If they ask you to write something else, put down the pencil and go home.”",
        ],
        "direct",
        actor=orrely,
        confidence=0.83,
    )
    a.says(
        "We",
        "ask",
        "the Government of Marenth (GOM) to invite hydrologists from outside "
        "Marenth to inspect Weir Seven, with free access to the gates and to every gauge book "
        "since 2010",
        "indirect",
        actor=us,
        act=Act.ASKS,
        confidence=0.92,
        near="We ask the Gov",
    )
    a.says(
        "We",
        "ask",
        "it to take sworn statements from those who worked there, and to protect "
        "those who still do",
        "indirect",
        actor=us,
        act=Act.ASKS,
        confidence=0.9,
        near="We ask it",
    )
    a.says(
        "We",
        "demand",
        "of the League only that it keep its papers safe until then",
        "indirect",
        actor=us,
        act=Act.DEMANDS,
        confidence=0.89,
        near="We demand",
    )
    return a.report()
