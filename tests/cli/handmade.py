"""Reports made by hand, and a stand-in for ``sayso.read`` that gives them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sayso import Actor, ActorType, Attribution, Document, Kind, Part, Report
from sayso.errors import EmptySource, SourceNotFound

TEXT = (
    "Dam board denies that villages were flooded on purpose\n\n"
    "The Orlat Water Board on Tuesday rejected an open letter from residents of the "
    "Sarn valley.\n\n"
    "“We opened the gates to save the dam,” chair Ilda Merrow said. “Nobody was harmed "
    "by it.”\n\n"
    "The letter claims that families, who say they “got no warning”, lost their homes.\n\n"
    "It was reported that the inquiry would end in May. Rain fell all week."
)


def document(text: str, **details: object) -> Document:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    fields = {"source": "orlat.txt", "media_type": "text/plain", "language": "en", **details}
    return Document(id=digest[:12], sha256=digest, text=text, **fields)  # type: ignore[arg-type]


def part(document: Document, *words: str) -> Part:
    places = [(document.text.index(one), len(one)) for one in words]
    return document.part([(start, start + length) for start, length in places])


def orlat(**details: object) -> Report:
    """A report with every kind, a broken quotation, a nested voice and a nameless one."""
    doc = document(
        TEXT,
        **{
            "title": "Dam board denies that villages were flooded on purpose",
            "publisher": "The Orlat Courier",
            "published": "2031-04-02",
            **details,
        },
    )
    actors = (
        Actor("act-1", "Ilda Merrow", ActorType.PERSON, (), part(doc, "Ilda Merrow")),
        Actor("act-2", "Sarn valley letter", ActorType.DOCUMENT, (), part(doc, "The letter")),
        Actor("act-3", "families", ActorType.GROUP, (), part(doc, "families")),
    )
    found = (
        Attribution(
            "a1",
            part(doc, "chair Ilda Merrow"),
            part(doc, "said"),
            part(doc, "“We opened the gates to save the dam,”", "“Nobody was harmed by it.”"),
            Kind.DIRECT,
            0.97,
            ("narrator", "act-1"),
            actor="act-1",
        ),
        Attribution(
            "a2",
            part(doc, "The letter"),
            part(doc, "claims"),
            part(doc, "that families, who say they “got no warning”, lost their homes"),
            Kind.MIXED,
            0.81,
            ("narrator", "act-2"),
            actor="act-2",
        ),
        Attribution(
            "a3",
            part(doc, "families"),
            part(doc, "say"),
            part(doc, "they “got no warning”"),
            Kind.MIXED,
            0.64,
            ("narrator", "act-2", "act-3"),
            parent="a2",
            actor="act-3",
        ),
        Attribution(
            "a4",
            Part(),
            part(doc, "was reported"),
            part(doc, "that the inquiry would end in May"),
            Kind.INDIRECT,
            0.5,
        ),
    )
    return Report(doc, found, actors, part(doc, "Rain fell all week."))


def plain(text: str, **details: object) -> Report:
    """A report in which nobody is quoted."""
    doc = document(text, **details)
    return Report(doc, (), (), doc.part([(0, len(text))]))


def stand_in(source: str | Path, **_: object) -> Report:
    """Take a file's text for the whole report; some words in it have effects."""
    path = Path(source)
    if not path.exists():
        raise SourceNotFound(str(source), "no such file", "check the name")
    text = path.read_text(encoding="utf-8")
    if not text.strip():
        raise EmptySource(str(source), "it is empty", "give a file with text in it")
    if text.startswith("explode"):
        raise ZeroDivisionError("an\nodd thing")
    warnings = ("the language looks like Breton",) if "Breton" in text else ()
    if text == TEXT:
        return orlat(source=str(source), warnings=warnings)
    return plain(text, source=str(source), warnings=warnings)
