"""One report as lines for a terminal: who, how, the words, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from sayso.attribution import NARRATOR, Act, Attribution, Kind
from sayso.cli.actors import actors, loaded
from sayso.cli.lines import clipped, counted, squeezed, wrapped
from sayso.cli.messages import one_line, printable
from sayso.exporting.cast import Cast, through
from sayso.report import Report

WIDEST = 100
"""Lines longer than this are hard to read, however wide the terminal."""

_STEP = 4
_DEEPEST = 4
_SHORT_HASH = 16
_LONGEST_CUE = 40
_UNNAMED = "no source named"
_KIND_STYLES = {Kind.DIRECT: "green", Kind.MIXED: "yellow", Kind.INDIRECT: "cyan"}
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def render(report: Report, console: Console) -> Iterator[Text]:
    """Yield the lines of the report, none of them wider than the console."""
    width = min(console.width, WIDEST)
    yield from _head(report, console, width)
    cast = Cast(report)
    starts = paragraph_starts(report.text)
    margin = max(len(str(len(report.attributions))), 3) + 2
    for number, depth, attribution in _tree(report):
        yield Text()
        indent = _STEP * min(depth, _DEEPEST)
        entry = _entry(cast, attribution, starts, console, width - indent - margin)
        for row, line in enumerate(entry):
            label = f"{number}  ".rjust(margin) if row == 0 else " " * margin
            yield Text.assemble(" " * indent, (label, "dim"), line)
    for section in (actors(cast, console, width), loaded(cast, console, width)):
        yield from section
    yield Text()
    yield from _summary(report, console, width)


def paragraph_starts(text: str) -> list[int]:
    """Return where each paragraph begins, in code points.

    Blank lines part paragraphs; a text without any has one paragraph a line.
    """
    breaks = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else re.compile(r"\s*\n\s*")
    first = len(text) - len(text.lstrip())
    starts = [first, *(found.end() for found in breaks.finditer(text) if found.end() > first)]
    return [start for start in starts if start < len(text)]


def _tree(report: Report) -> Iterator[tuple[int, int, Attribution]]:
    """Yield each attribution after its parent, with its number in text order and its depth."""
    known = {attribution.id for attribution in report.attributions}
    below: dict[str | None, list[tuple[int, Attribution]]] = {}
    for number, attribution in enumerate(report.attributions, 1):
        parent = attribution.parent if attribution.parent in known else None
        below.setdefault(parent, []).append((number, attribution))
    waiting = [(0, *one) for one in reversed(below.get(None, []))]
    while waiting:
        depth, number, attribution = waiting.pop()
        yield number, depth, attribution
        children = reversed(below.get(attribution.id, []))
        waiting.extend((depth + 1, *child) for child in children)


def _head(report: Report, console: Console, width: int) -> Iterator[Text]:
    document = report.document
    source = "standard input" if document.source == "-" else document.source
    yield Text("━" * width, style="dim")
    yield from wrapped(Text(one_line(document.title or source), style="bold"), console, width)
    by = [document.publisher, document.author, document.published]
    if any(by):
        line = " · ".join(one_line(part) for part in by if part)
        yield from wrapped(Text(line), console, width)
    words = f"{len(report.text.split()):,} words"
    details = [source, words, document.language, f"sha256 {document.sha256[:_SHORT_HASH]}…"]
    line = " · ".join(one_line(part) for part in details if part)
    yield from wrapped(Text(line, style="dim"), console, width)
    yield Text("─" * width, style="dim")


def _entry(
    cast: Cast, attribution: Attribution, starts: list[int], console: Console, width: int
) -> Iterator[Text]:
    kind = attribution.kind
    label = kind.value.upper()
    voices = wrapped(_voices(cast, attribution), console, max(width - len(label) - 2, 10))
    for row, line in enumerate(voices):
        if row == 0:
            line.pad_right(max(width - len(label) - line.cell_len, 1))
            line.append(label, style=f"bold {_KIND_STYLES[kind]}")
        yield line
    for paragraph in _paragraphs(attribution.content.text):
        for line in wrapped(Text(paragraph), console, width - 2):
            yield Text.assemble(("│ ", _KIND_STYLES[kind]), line)
    yield from wrapped(_below(cast, attribution, starts), console, width)


def _below(cast: Cast, attribution: Attribution, starts: list[int]) -> Text:
    """Return what the source does, to whom, the stance of the cue, and where it all stands."""
    words = attribution.content
    place = f"¶ {bisect_right(starts, attribution.start) or 1}"
    points = f"code points {words.start}–{words.end}" if words else ""
    line = _deed(cast, attribution)
    for part in (place, points, f"confidence {attribution.confidence:.0%}"):
        if part:
            line.append(" · " if line else "", style="dim").append(part, style="dim")
    return line


def _deed(cast: Cast, attribution: Attribution) -> Text:
    line = Text()
    act, stance = attribution.act, attribution.stance
    if attribution.target:
        verb = "speaks" if act in (None, Act.OTHER) else act.value
        line.append(f"{verb} → {squeezed(cast.name(attribution.target))}")
    elif act not in (None, Act.OTHER):
        line.append(act.value)
    if stance:
        line.append(" · " if line else "", style="dim")
        cue = f"“{clipped(attribution.cue.text, _LONGEST_CUE)}” " if attribution.cue else ""
        line.append(f"{cue}{stance.value}", style="magenta")
    return line


def _voices(cast: Cast, attribution: Attribution) -> Text:
    """Return the source, after the voices its words passed through, and the cue.

    The narrator alone is before most sources, and is not said again at each.
    """
    before = through(attribution)
    line = Text()
    if before != (NARRATOR,):
        for voice in before:
            line.append(f"{squeezed(cast.signed(voice))} › ", style="dim")
    line.append_text(_source(cast, attribution))
    if attribution.cue:
        line.append(" · ", style="dim")
        line.append(squeezed(attribution.cue.text), style="italic")
    return line


def _source(cast: Cast, attribution: Attribution) -> Text:
    if not attribution.source:
        return Text(_UNNAMED, style="dim italic")
    words = squeezed(attribution.source.text)
    line = Text(words, style="bold")
    if attribution.actor is not None:
        name = squeezed(cast.name(attribution.actor))
        author = squeezed(cast.author(attribution.actor) or "")
        behind = [name, f"by {author}" if author else ""]
        new = [
            two for one, two in zip((name, author), behind, strict=True) if not _within(one, words)
        ]
        if new:
            line.append(f" ({' '.join(new)})", style="not bold")
    return line


def _within(name: str, words: str) -> bool:
    return name.casefold() in words.casefold()


def _summary(report: Report, console: Console, width: int) -> Iterator[Text]:
    yield Text("─" * width, style="dim")
    found = report.attributions
    if not found:
        yield from wrapped(Text("No attributions: nobody is quoted here."), console, width)
    else:
        kinds = Counter(attribution.kind for attribution in found)
        by_kind = ", ".join(f"{kinds[kind]} {kind.value}" for kind in Kind)
        nested = sum(attribution.parent is not None for attribution in found)
        within = f"; {nested} within another" if nested else ""
        total = f"{counted(len(found), 'attribution')}: {by_kind}{within}"
        yield from wrapped(Text(total, style="bold"), console, width)
        sources = counted(len(_distinct_sources(report)), "distinct source")
        unnamed = sum(not attribution.source for attribution in found)
        nameless = f"; {counted(unnamed, 'attribution')} without one" if unnamed else ""
        yield from wrapped(Text(f"{sources}{nameless}"), console, width)
    told = f"{report.narrated:.0%} of the text is the narrator's own voice"
    yield from wrapped(Text(told), console, width)


def _distinct_sources(report: Report) -> set[str]:
    return {
        attribution.actor or squeezed(attribution.source.text).casefold()
        for attribution in report.attributions
        if attribution.source
    }


def _paragraphs(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in printable(text).split("\n"))
    return [line for line in lines if line]
