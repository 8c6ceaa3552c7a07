"""An actor across documents, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.cli.ledger.figures import short
from sayso.cli.ledger.hits import blocks
from sayso.cli.lines import clipped, counted, squeezed, wrapped

if TYPE_CHECKING:
    from sayso.ledger import Hit
    from sayso.ledger.listing import Listed
    from sayso.ledger.people import Person

_LONGEST_TITLE = 56
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that is known of an actor; ``limit`` is how many documents and statements to show.

    ``about`` is what others say.
    """

    person: Person
    documents: Sequence[Listed]
    by: Sequence[Hit]
    about: Sequence[Hit]
    limit: int


def portrait(one: Portrait, console: Console, width: int) -> Iterator[Text]:
    """Yield the names, the documents, and what is said by and about the actor."""
    person = one.person
    yield Text("━" * width, style="dim")
    yield from wrapped(Text(squeezed(person.name), style="bold"), console, width)
    others = [squeezed(name) for _, name in person.names if name != person.name]
    if others:
        yield from wrapped(Text(f"also called {', '.join(others)}"), console, width)
    told = [counted(person.documents, "document"), counted(person.statements, "statement")]
    yield from wrapped(Text(" · ".join([*told, person.id]), style="dim"), console, width)
    yield Text("─" * width, style="dim")
    yield from _documents(one, console, width)
    yield from _said(one, "by", console, width)
    yield from _said(one, "about", console, width)


def also(person: Person, most: int = 3) -> str:
    """The other names of an actor, the first few of them."""
    others = [clipped(name, _LONGEST_NAME) for _, name in person.names if name != person.name]
    rest = f" +{len(others) - most}" if len(others) > most else ""
    return f"{', '.join(others[:most])}{rest}"


def _documents(one: Portrait, console: Console, width: int) -> Iterator[Text]:
    yield Text("Documents", style="bold")
    for document in one.documents[: one.limit]:
        line = Text(f"{document.published or '–':<10}  ", style="dim")
        title = clipped(document.title or document.source, _LONGEST_TITLE)
        line.append(title, style="not dim")
        if document.publisher:
            line.append(f" · {squeezed(document.publisher)}")
        line.append(f" · {short(document.id)}", style="not dim")
        for row, part in enumerate(wrapped(line, console, width - 2)):
            yield Text.assemble("  " if not row else " " * 14, part)
    if len(one.documents) > one.limit:
        yield Text(f"  … and {len(one.documents) - one.limit} more", style="dim")


def _said(one: Portrait, how: str, console: Console, width: int) -> Iterator[Text]:
    hits = one.by if how == "by" else one.about
    yield Text()
    name = clipped(one.person.name, _LONGEST_NAME)
    yield Text(f"Said {how} {name}" if hits else f"Nothing is said {how} {name}", style="bold")
    if not hits:
        return
    yield Text()
    yield from blocks(hits[: one.limit], "", console, width)
    if len(hits) > one.limit:
        yield Text()
        yield Text(f"There are more: sayso search --{how} {one.person.id}", style="dim")
