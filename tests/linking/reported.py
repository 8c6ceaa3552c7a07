"""Reports made by hand: a text, and what is attributed in it."""

from __future__ import annotations

from sayso import Attribution, Document, Kind, Report
from sayso.document import Part
from sayso.linking import Link, links, passages

Said = tuple[str, str]
"""A cue and the content that goes with it; a content in pieces has ``|`` between them."""


def report(id: str, text: str, *said: Said) -> Report:
    """A report in which nobody else says anything; what is left is narration."""
    document = Document(id=id, sha256="0" * 64, text=text, source=id, media_type="text/plain")
    found = []
    for number, (cue, content) in enumerate(said, 1):
        places = [_place(text, piece) for piece in content.split("|")]
        cues = [_place(text, cue)] if cue else []
        found.append(
            Attribution(
                id=f"a{number}",
                source=Part(),
                cue=document.part(cues),
                content=document.part(places),
                kind=Kind.MIXED,
                confidence=0.9,
            )
        )
    taken = sorted((span.start, span.end) for one in found for span in one.content)
    rest, at = [], 0
    for low, high in [*taken, (len(text), len(text))]:
        if text[at:low].strip():
            rest.append((at, low))
        at = max(at, high)
    return Report(document, tuple(found), (), document.part(rest))


def between(one: Report, other: Report) -> list[Link]:
    """All links between two reports."""
    return [
        link for mine in passages(one) for theirs in passages(other) for link in links(mine, theirs)
    ]


def quoted(id: str, words: str, marks: str = "“”") -> Report:
    """A report with one quotation, said by the harbour master."""
    content = f"{marks[0]}{words}{marks[-1]}"
    return report(id, f"{content} said Mara Quill on Monday.", ("said", content))


def one_link(mine: str, theirs: str) -> Link:
    """The only link between two reports of one quotation each."""
    (link,) = between(quoted("a", mine), quoted("b", theirs))
    return link


def _place(text: str, phrase: str) -> tuple[int, int]:
    assert text.count(phrase) == 1, phrase
    return text.index(phrase), text.index(phrase) + len(phrase)
