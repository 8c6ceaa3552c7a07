"""Actors across documents, proposals and decisions, for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.cli.ledger.figures import moment
from sayso.cli.ledger.person import also
from sayso.cli.ledger.tables import Column, table
from sayso.cli.lines import clipped, counted, squeezed, wrapped

if TYPE_CHECKING:
    from sayso.ledger.deciding import Decided
    from sayso.ledger.people import Person
    from sayso.ledger.proposed import Proposal

_LONGEST_NAME = 60
_MARGIN = 7
_COLUMNS = (
    Column("name", gives=True, style="bold"),
    Column("also called", gives=True),
    Column("documents", right=True),
    Column("says", right=True),
    Column("id"),
)


def people(found: Sequence[Person], width: int) -> Iterator[Text]:
    """Yield who is in the ledger, a line each."""
    rows = [
        (one.name, also(one), f"{one.documents:,}", f"{one.statements:,}", one.id) for one in found
    ]
    yield from table(_COLUMNS, rows, width)


def proposals(found: Sequence[Proposal], console: Console, width: int) -> Iterator[Text]:
    """Yield the two names of each proposal, why they may be one, and what to do about it."""
    for one in found:
        names = (
            (one.one_shown, one.one_documents, one.one),
            (one.other_shown, one.other_documents, one.other),
        )
        for row, (name, documents, id) in enumerate(names):
            score = f"{one.score:.0%}" if not row else ""
            line = Text(clipped(name, _LONGEST_NAME), style="bold")
            line.append(f" · {counted(documents, 'document')} · {id}", style="not bold dim")
            yield from _entry(score, line, console, width)
        yield from _entry("", Text(one.reason, style="italic"), console, width)
        yield from _entry("", Text(f"sayso actors merge {one.one} {one.other}"), console, width)
        yield Text()
    if found:
        advice = "Not the same?  sayso actors split  with the two ids puts a proposal away."
        yield from wrapped(Text(advice, style="dim"), console, width)
    else:
        yield Text("No open proposals.")


def decisions(
    found: Iterable[Decided], named: Callable[[str], str], console: Console, width: int
) -> Iterator[Text]:
    """Yield what people decided, and what was taken back."""
    none = True
    for one in found:
        none = False
        line = Text(decided(one, named), style="strike" if one.undone_at else "")
        why = f": {squeezed(one.why)}" if one.why else ""
        line.append(f" · {squeezed(one.who)}, {moment(one.at)}{why}", style="dim")
        if one.undone_at:
            back = f" · taken back by {squeezed(one.undone_by or '')}, {moment(one.undone_at)}"
            line.append(back, style="not strike")
        yield from _entry(str(one.number), line, console, width)
    if none:
        yield Text("Nobody has decided anything yet.")


def decided(one: Decided, named: Callable[[str], str]) -> str:
    """A decision as a sentence: who is, or is not, whom."""
    first = clipped(named(one.one), _LONGEST_NAME)
    if one.document:
        return f"{first} in document {one.document} is somebody else"
    other = clipped(named(one.other), _LONGEST_NAME)
    return f"{first} {'is' if one.same else 'is not'} {other}"


def _entry(label: str, text: Text, console: Console, width: int) -> Iterator[Text]:
    for row, line in enumerate(wrapped(text, console, width - _MARGIN)):
        yield Text.assemble((f"{label if not row else '':<{_MARGIN}}", "dim"), line)
