"""What reading a document again has changed, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.cli.ledger.figures import short
from sayso.cli.lines import clipped, wrapped

if TYPE_CHECKING:
    from sayso.attribution import Attribution
    from sayso.ledger.rereading import Change

_LONGEST = 140
_LONGEST_PART = 40
_LONGEST_TITLE = 70
_MARGIN = 9


def lines(change: Change, console: Console, width: int) -> Iterator[Text]:
    """Yield a heading, and each statement that is gone, new or told otherwise."""
    title = clipped(change.title or "without a title", _LONGEST_TITLE)
    heading = Text.assemble((title, "bold"), (" · ", "dim"), short(change.document))
    yield from wrapped(heading, console, width)
    if change.text_changed:
        yield Text("the text is read differently, so places do not compare", style="yellow")
    for one in change.gone:
        yield from _entry("gone", "red", _told(one), console, width)
    for one in change.new:
        yield from _entry("new", "green", _told(one), console, width)
    for before, after in change.changed:
        yield from _entry("changed", "yellow", _content(after), console, width)
        yield from _entry("", "", _difference(before, after), console, width)


def _entry(label: str, style: str, text: Text, console: Console, width: int) -> Iterator[Text]:
    for row, line in enumerate(wrapped(text, console, width - _MARGIN)):
        name = label if not row else ""
        yield Text.assemble((f"{name:<{_MARGIN}}", style), line)


def _told(one: Attribution) -> Text:
    source = clipped(one.source.text, _LONGEST_PART) if one.source else "no source named"
    cue = f" · {clipped(one.cue.text, _LONGEST_PART)}" if one.cue else ""
    return Text.assemble((f"{source}{cue}: ", "dim"), _content(one))


def _content(one: Attribution) -> Text:
    return Text(clipped(one.content.text, _LONGEST)) if one.content else Text("(no words)")


def _difference(before: Attribution, after: Attribution) -> Text:
    """Each thing that is told otherwise, before and after."""
    found = [
        f"{name} {old or 'none'} → {new or 'none'}"
        for (name, old), (_, new) in zip(_facts(before), _facts(after), strict=True)
        if old != new
    ]
    return Text("; ".join(found) or "other actors, by the same words", style="dim")


def _facts(one: Attribution) -> list[tuple[str, str]]:
    return [
        ("source", f"“{clipped(one.source.text, _LONGEST_PART)}”" if one.source else ""),
        ("cue", f"“{clipped(one.cue.text, _LONGEST_PART)}”" if one.cue else ""),
        ("kind", one.kind.value),
        ("act", one.act.value if one.act else ""),
        ("stance", one.stance.value if one.stance else ""),
    ]
