"""Statements that were found, as blocks of lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.cli.ledger.figures import number, short
from sayso.cli.ledger.highlight import Highlight
from sayso.cli.lines import clipped, squeezed, wrapped

if TYPE_CHECKING:
    from sayso.ledger import Hit

_STYLES = {"direct": "green", "mixed": "yellow", "indirect": "cyan", "narration": "dim"}
_LONGEST = 480
_BEFORE = 160
_LONGEST_TITLE = 60
_LONGEST_NAME = 60
_LONGEST_SOURCE = 80
_LOW = 0.5
_NO_ACT = (None, "other")


def blocks(hits: Sequence[Hit], asked: str, console: Console, width: int) -> Iterator[Text]:
    """Yield the lines of all statements, with a blank line between two of them."""
    texts = [
        squeezed(part.text) for hit in hits for part in (hit.source, hit.cue, hit.content) if part
    ]
    highlight = Highlight(asked, texts)
    for place, hit in enumerate(hits):
        if place:
            yield Text()
        yield from _block(hit, highlight, console, width)


def _block(hit: Hit, highlight: Highlight, console: Console, width: int) -> Iterator[Text]:
    label = hit.kind.upper()
    style = _STYLES.get(hit.kind, "")
    head = highlight.marked(_voices(hit))
    for row, line in enumerate(wrapped(head, console, max(width - len(label) - 2, 10))):
        if row == 0:
            line.pad_right(max(width - len(label) - line.cell_len, 1))
            line.append(label, style=f"bold {style}" if style != "dim" else style)
        yield line
    words = highlight.marked(Text(_shown(squeezed(hit.content.text), highlight)))
    for line in wrapped(words, console, width - 2):
        yield Text.assemble(("│ ", style), line)
    yield from wrapped(_foot(hit), console, width)


def _voices(hit: Hit) -> Text:
    """The voices, outermost first, the source's own words and the cue."""
    line = Text()
    *before, last = (clipped(voice, _LONGEST_NAME) for voice in hit.voices)
    for voice in before:
        line.append(f"{voice} › ", style="dim")
    if hit.label is not None and not hit.source and not before:
        line.append(f"{last} › ", style="dim").append("no source named", style="italic dim")
    else:
        line.append(last, style="bold")
    source = clipped(hit.source.text, _LONGEST_SOURCE) if hit.source else ""
    if source and source.casefold() != last.casefold():
        line.append(f" ({source})", style="not bold")
    if hit.cue:
        line.append(" · ", style="dim").append(squeezed(hit.cue.text), style="italic")
    return line


def _foot(hit: Hit) -> Text:
    """What is done with the words, and the document they stand in."""
    line = Text()
    if hit.act not in _NO_ACT:
        line.append(f"{hit.act} · ")
    title = clipped(hit.title or hit.origin, _LONGEST_TITLE)
    told = [title, squeezed(hit.publisher or ""), hit.published or ""]
    line.append(" · ".join([one for one in told if one]), style="dim")
    line.append(" · ", style="dim").append(short(hit.document))
    if hit.label is not None:
        line.append(f" {number(hit.label)}")
    if hit.confidence is not None and hit.confidence < _LOW:
        line.append(f" · confidence {hit.confidence:.0%}", style="dim")
    return line


def _shown(words: str, highlight: Highlight) -> str:
    """A long statement cut down to what stands around the first word that is meant."""
    if len(words) <= _LONGEST:
        return words
    start = max((highlight.first(words) or 0) - _BEFORE, 0)
    start = words.rfind(" ", 0, start) + 1 if start else 0
    end = start + _LONGEST
    piece = words[start:end] if end >= len(words) else words[start:end].rpartition(" ")[0]
    before, after = "… " * bool(start), " …" * (end < len(words))
    return f"{before}{piece}{after}"
