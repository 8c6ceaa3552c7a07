"""Reports made by hand, or by chance: invented people say invented things."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from sayso import (
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
)
from sayso.capture import Capture

Told = tuple[Capture, Report]

_examples = os.environ.get("SAYSO_EXAMPLES")
some = settings(
    max_examples=int(_examples or 8),
    derandomize=not _examples,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
"""A few examples, the same ones each time; as many new ones as SAYSO_EXAMPLES asks for."""


@dataclass(frozen=True)
class Who:
    """An actor of a story by its name, its other names and the words that mention it."""

    id: str
    name: str
    type: ActorType = ActorType.PERSON
    aliases: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    unnamed: bool = False


@dataclass(frozen=True)
class Said:
    """A statement of a story by its words, each of which stands in the text only once."""

    source: str
    cue: str
    content: tuple[str, ...]
    by: str | None
    act: Act = Act.ASSERTS
    kind: Kind = Kind.INDIRECT
    target: str | None = None
    through: tuple[str, ...] = ()
    parent: str | None = None


def story(
    source: str, text: str, who: Sequence[Who], said: Sequence[Said], **about: str | None
) -> Told:
    """A document in which somebody says something."""
    data = text.encode()
    document = Document(
        id=hashlib.sha256(data).hexdigest()[:16],
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        source=source,
        media_type="text/plain",
        **about,
    )

    def part(*phrases: str) -> Part:
        places = []
        for phrase in phrases:
            if phrase:
                assert text.count(phrase) == 1, (phrase, text.count(phrase))
                places.append([text.index(phrase), text.index(phrase) + len(phrase)])
        return document.part(sorted(places))

    attributions = tuple(
        Attribution(
            id=f"a{number}",
            source=part(one.source),
            cue=part(one.cue),
            content=part(*one.content),
            kind=one.kind,
            confidence=0.5 + number / 64,
            chain=("narrator", *one.through, *((one.by,) if one.by else ())),
            parent=one.parent,
            actor=one.by,
            act=one.act,
            target=one.target,
        )
        for number, one in enumerate(said, 1)
    )
    actors = tuple(
        Actor(one.id, one.name, one.type, one.aliases, part(*one.mentions), unnamed=one.unnamed)
        for one in who
    )
    names = tuple(
        Naming(one.id, "narrator", one.name, Part(one.mentions[:1]))
        for one in actors
        if one.mentions
    )
    told = "It rained." if "It rained." in text else ""
    return Capture(data, source, media_type="text/plain"), Report(
        document, attributions, actors, part(told), names
    )


STORIES: tuple[Told, ...] = (
    story(
        "weir.txt",
        "Mara Quill said the weir at Örnsund had leaked for years. She accused the Harlow Water "
        "Board of hiding it. “We measured nothing unusual,” replied Tomas Haldane. It rained.",
        (
            Who("act-1", "Mara Quill", aliases=("Quill",), mentions=("Mara Quill", "She")),
            Who(
                "act-2",
                "Harlow Water Board",
                ActorType.ORGANISATION,
                ("HWB",),
                ("Harlow Water Board",),
            ),
            Who("act-3", "Tomas Haldane", mentions=("Tomas Haldane",)),
        ),
        (
            Said("Mara Quill", "said", ("the weir at Örnsund had leaked for years",), "act-1"),
            Said(
                "She",
                "accused",
                ("the Harlow Water Board of hiding it",),
                "act-1",
                Act.ACCUSES,
                target="act-2",
            ),
            Said(
                "Tomas Haldane",
                "replied",
                ("“We measured nothing unusual,”",),
                "act-3",
                Act.DENIES,
                Kind.DIRECT,
            ),
        ),
        title="The weir",
        publisher="Tolmere Courier",
        published="2014-05-02",
        language="en",
    ),
    story(
        "letter.txt",
        "A letter from ferry crews says that Quill never asked them. According to it the "
        "engineer Élodie Garçon admitted that the naïve façade of the lock was cracking.",
        (
            Who("act-1", "ferry crews", ActorType.GROUP, mentions=("ferry crews",)),
            Who("act-2", "Quill", mentions=("Quill",)),
            Who("act-3", "Élodie Garçon", mentions=("Élodie Garçon",)),
            Who("act-4", "A letter", ActorType.DOCUMENT, mentions=("A letter", "it the")),
        ),
        (
            Said(
                "A letter from ferry crews",
                "says",
                ("that Quill never asked them",),
                "act-1",
                through=("act-4",),
            ),
            Said(
                "it the engineer",
                "According to",
                ("engineer Élodie Garçon admitted that the naïve façade of the lock was cracking",),
                "act-4",
            ),
            Said(
                "Élodie Garçon",
                "admitted",
                ("the naïve façade of the lock was cracking",),
                "act-3",
                through=("act-4",),
                parent="a2",
            ),
        ),
        title="Crews write",
        publisher="Saltmarsh Gazette",
        published="2015-11-30",
        language="en",
    ),
    story(
        "arabic.txt",
        "قالَ عمر الفارسي إنّ السفينة غرقت قرب الميناء. ولم يعلّق المتحدث.",
        (
            Who("act-1", "عمر الفارسي", mentions=("عمر الفارسي",)),
            Who("act-2", "المتحدث", mentions=("المتحدث",), unnamed=True),
        ),
        (
            Said("عمر الفارسي", "قالَ", ("إنّ السفينة غرقت قرب الميناء",), "act-1"),
            Said("المتحدث", "", ("ولم يعلّق",), "act-2", Act.DECLINES),
        ),
        publisher="صحيفة المرفأ",
        published="2016-01-01",
        language="ar",
    ),
    story(
        "minutes.txt",
        "MARA QUILL promised new ferries 🚢 by 3pm. “Leaks, leaks and leaking pipes,” the HWB "
        "warned residents. It rained.",
        (
            Who("act-1", "MARA QUILL", mentions=("MARA QUILL",)),
            Who("act-2", "HWB", ActorType.ORGANISATION, mentions=("HWB",)),
            Who("act-3", "residents", ActorType.GROUP, mentions=("residents",)),
        ),
        (
            Said("MARA QUILL", "promised", ("new ferries 🚢 by 3pm",), "act-1", Act.PROMISES),
            Said(
                "the HWB",
                "warned",
                ("“Leaks, leaks and leaking pipes,”",),
                "act-2",
                Act.WARNS,
                Kind.DIRECT,
                target="act-3",
            ),
        ),
        title="Minutes",
        publisher="Harlow Water Board",
        published="2015-12-31",
        language="en",
    ),
    story(
        "undated.txt",
        "Tomas Quill doubted that the lock gates of the Harlow Water Board leak.",
        (
            Who("act-1", "Tomas Quill", aliases=("Quill",), mentions=("Tomas Quill",)),
            Who(
                "act-2",
                "Harlow Water Board",
                ActorType.ORGANISATION,
                mentions=("Harlow Water Board",),
            ),
        ),
        (
            Said(
                "Tomas Quill",
                "doubted",
                ("that the lock gates of the Harlow Water Board leak",),
                "act-1",
                Act.DOUBTS,
            ),
        ),
    ),
)
"""Five documents: names that are one actor's and names that are not, two scripts, accents."""

_PIECES = (
    *("ferry", "leaks", "said", "don't", "naïve", "e\u0301tude", "İzmir", "Straße", "ﬁne"),
    *("“quoted”", "‘so’", '"straight"', "—", "\n\n", "\u2028", "\u00a0", "\t", "\r\n"),
    *("🚢", "👩‍👩‍👧", "🇳🇴", "𝔘𝔫𝔦", "قالَ", "العربيّة", "שָׁלוֹם", "नमस्ते", "日本語", "\u200f"),
    *("%", "_", "\\", "'; DROP TABLE names; --", "NULL", "NEAR(", "*", '"', "\x07", "\ufffd"),
)
NAMES = (
    *("Mara Quill", "MARA QUILL", "Quill", "Mara J. Quill", "M. Quill", "Dr Mara Quill"),
    *("Tomas Quill", "Marra Quill", "Harlow Water Board", "HWB", "the Harlow Water Board"),
    *("Water Board", "Élodie Garçon", "Elodie Garcon", "E. Garçon", "Garçon", "عمر الفارسي"),
    *("residents", "he", "Saltmarsh Trust Ltd", "Saltmarsh Trust", "Örnsund", "🚢", "3 officials"),
)

texts = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=25).map(" ".join)
words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)


@st.composite
def parts(draw: st.DrawFn, document: Document, least: int = 0, most: int = 3) -> Part:
    """Spans anywhere in a text, in order and apart."""
    length = len(document.text)
    cuts = st.lists(st.integers(0, length), min_size=2 * least, max_size=2 * most, unique=True).map(
        sorted
    )
    found = draw(cuts)
    return document.part([found[at : at + 2] for at in range(0, len(found) - 1, 2)])


@st.composite
def reports(draw: st.DrawFn, number: int = 0) -> Told:
    """Any report that keeps the contract, with any circumstances of its original."""
    whole = draw(texts)
    data = f"{number}\n{whole}".encode()
    maybe = st.none() | words
    document = Document(
        id=hashlib.sha256(data).hexdigest()[:16],
        sha256=hashlib.sha256(data).hexdigest(),
        text=whole,
        source=f"{number}/{draw(words)}",
        media_type="text/html",
        title=draw(maybe),
        author=draw(maybe),
        publisher=draw(st.none() | st.sampled_from(("Tolmere Courier", "صحيفة المرفأ"))),
        published=draw(st.none() | st.dates().map(str)),
        language=draw(st.none() | st.sampled_from(("en", "ar"))),
        url=draw(maybe),
        redirects=tuple(draw(st.lists(words, max_size=2))),
        warnings=tuple(draw(st.lists(words, max_size=2))),
    )
    count = draw(st.integers(0, 4))
    ids = [f"act-{place + 1}" for place in range(count)]
    if draw(st.booleans()):
        ids.append("narrator")
    actors = tuple(draw(_actors(document, id, ids)) for id in ids)
    placed = range(draw(st.integers(0, 4)))
    attributions = tuple(draw(_attributions(document, place, ids)) for place in placed)
    names = tuple(
        Naming(
            draw(st.sampled_from(ids)),
            draw(st.sampled_from([*ids, "narrator"])),
            draw(words),
            draw(parts(document)),
        )
        for _ in range(draw(st.integers(0, 2)) if ids else 0)
    )
    report = Report(document, attributions, actors, draw(parts(document)), names)
    return draw(_captures(data, document)), report


@st.composite
def _actors(draw: st.DrawFn, document: Document, id: str, ids: list[str]) -> Actor:
    return Actor(
        id=id,
        name=draw(st.sampled_from(NAMES) | words),
        type=draw(st.sampled_from(ActorType)),
        aliases=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))),
        mentions=draw(parts(document)),
        count=draw(st.none() | st.integers(0, 2**31 - 1)),
        unnamed=draw(st.booleans()),
        author=draw(st.none() | st.sampled_from(ids)),
    )


@st.composite
def _attributions(draw: st.DrawFn, document: Document, place: int, ids: list[str]) -> Attribution:
    source = draw(st.none() | st.sampled_from(ids)) if ids else None
    inner = tuple(draw(st.lists(st.sampled_from(ids), max_size=2))) if ids else ()
    return Attribution(
        id=f"a{place + 1}",
        source=draw(parts(document)),
        cue=draw(parts(document)),
        content=draw(parts(document, least=1 if len(document.text) > 1 else 0)),
        kind=draw(st.sampled_from(Kind)),
        confidence=draw(st.floats(0, 1)),
        chain=("narrator", *inner, *((source,) if source else ())),
        parent=f"a{draw(st.integers(1, place))}" if place and draw(st.booleans()) else None,
        actor=source,
        act=draw(st.none() | st.sampled_from(Act)),
        target=draw(st.none() | st.sampled_from(ids)) if ids else None,
        stance=draw(st.none() | st.sampled_from(Stance)),
    )


@st.composite
def _captures(draw: st.DrawFn, data: bytes, document: Document) -> Capture:
    maybe = st.none() | words
    return Capture(
        data=data,
        source=document.source,
        captured=draw(st.none() | st.just("2026-11-25T10:00:00Z")),
        url=document.url,
        media_type=document.media_type,
        charset=draw(maybe),
        status=draw(st.none() | st.integers(100, 599)),
        headers=tuple(draw(st.lists(st.tuples(words, words), max_size=2))),
        redirects=document.redirects,
        record=draw(maybe),
        container=draw(maybe),
        feed_source=draw(maybe),
        feed_url=draw(maybe),
    )


@st.composite
def collections(draw: st.DrawFn, least: int = 1, most: int = 4) -> list[Told]:
    """Several reports of different originals."""
    return [draw(reports(number)) for number in range(draw(st.integers(least, most)))]
