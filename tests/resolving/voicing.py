"""Attributions made by hand and resolved, and what came of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from making import document

from sayso import Actor, Attribution, Document, Kind, Part, Report, extract
from sayso.extracting import Extractor
from sayso.extracting.words import segment
from sayso.resolving import Mentioned, load_heads, resolve
from sayso.resolving.mentions import Sort
from sayso.resolving.table import Table, scopes, tabulate, words_of
from sayso.resolving.traits import traits


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution by its words: of a source or cue that recurs, the nearest is meant.

    ``parent`` counts attributions from 1.
    """

    source: str
    cue: str
    content: str
    parent: int | None = None


def told(text: str, *every: Said, publisher: str | None = None) -> Report:
    """What becomes of attributions where their sources are all that is known of mentions."""
    of = replace(document(text), publisher=publisher)
    return _report(of, made(of, every), Mentioned(text, segment(text)))


def met(text: str, *every: Said) -> Report:
    """What becomes of attributions with the mentions that the shipped network meets."""
    of = document(text)
    words = segment(text)
    mentioned = Mentioned(text, words, load_heads("default"))
    Extractor.load().attributions(of, words, watch=mentioned.watch)
    return _report(of, made(of, every), mentioned)


@cache
def read(text: str) -> Report:
    """What the shipped network makes of a text; each text is read once."""
    return extract(document(text))


def made(of: Document, every: Sequence[Said]) -> list[Attribution]:
    """Attributions ``a1``, ``a2``, … in a document."""
    found = []
    for number, one in enumerate(every, 1):
        assert of.text.count(one.content) == 1, one.content
        start = of.text.index(one.content)
        content = (start, start + len(one.content))
        cue = _nearest(of.text, one.cue, content, content)
        source = _nearest(of.text, one.source, cue or content, content)
        found.append(
            Attribution(
                id=f"a{number}",
                source=of.part([source] if source else []),
                cue=of.part([cue] if cue else []),
                content=of.part([content]),
                kind=Kind.INDIRECT,
                confidence=0.5,
                parent=f"a{one.parent}" if one.parent else None,
            )
        )
    return found


def _nearest(
    text: str, phrase: str, near: tuple[int, int], outside: tuple[int, int]
) -> tuple[int, int] | None:
    """The place of a phrase that is the nearest to one stretch of text and outside another."""
    if not phrase:
        return None
    places = [
        place.span()
        for place in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
        if place.end() <= outside[0] or place.start() >= outside[1]
    ]
    return min(places, key=lambda place: max(near[0] - place[1], place[0] - near[1]))


def _report(of: Document, attributions: Sequence[Attribution], mentioned: Mentioned) -> Report:
    resolved = resolve(of, attributions, mentioned)
    return Report(of, resolved.attributions, resolved.actors, Part(), resolved.names)


def cast(report: Report) -> dict[str, list[str]]:
    """Every actor's mentions, by name."""
    found = {one.name: [span.text for span in one.mentions] for one in report.actors}
    assert len(found) == len(report.actors)
    return found


def speakers(report: Report) -> list[str | None]:
    """The name of who speaks in each attribution."""
    return [one.actor and report.name(one.actor) for one in report.attributions]


def chains(report: Report) -> list[tuple[str, ...]]:
    """The voices of each attribution, by name."""
    return [report.voices(one) for one in report.attributions]


def who(report: Report, name: str) -> Actor:
    """The only actor of this name."""
    (found,) = (one for one in report.actors if one.name == name)
    return found


def tabled(text: str, *mentions: str) -> Table:
    """The mentions of a text by their words in its order, all of them people."""
    words = segment(text)
    places, at = [], 0
    for one in mentions:
        start = text.index(one, at)
        units = words.within(start, start + len(one))
        places.append((units.start, units.stop))
        at = start + 1
    begin, stop = (np.asarray(column, dtype=np.int32) for column in zip(*places, strict=True))
    chances = np.zeros((len(places), len(Sort)), dtype=np.float32)
    chances[:, Sort.PERSON] = 1.0
    told = [traits(words_of(text, words, low, high)) for low, high in places]
    vectors = np.zeros((len(places), 1), dtype=np.float32)
    return tabulate(text, words, begin, stop, chances, vectors, told, scopes(text, words, []))
