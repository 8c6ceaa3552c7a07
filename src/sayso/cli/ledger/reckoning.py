"""Claims and the reckoning of their origins, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.cli.ledger.figures import number, short
from sayso.cli.lines import clipped, counted, squeezed, wrapped

if TYPE_CHECKING:
    from sayso.ledger.claims import Claim, Teller
    from sayso.ledger.hearing import Hearing
    from sayso.linking.origins import Group, Origins

_LONGEST = 240
_LONGEST_NAME = 40
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def listed(found: Sequence[Claim], console: Console, width: int) -> Iterator[Text]:
    """Yield a few lines for each claim, with a blank line between two of them."""
    for place, one in enumerate(found):
        if place:
            yield Text()
        yield from _head(one, console, width)
        for letter, group in zip(_lettered(one.origins), one.origins.groups, strict=True):
            line = Text(f"({letter}) ", style="dim")
            line.append(clipped(group.name, _LONGEST_NAME), style="bold")
            line.append(f", behind {len(group.members)}", style="dim")
            yield from _hanging(line, console, width)
        if one.denies:
            names = dict.fromkeys(
                clipped(each.teller.speaker, _LONGEST_NAME) for each in one.denies
            )
            line = Text.assemble(("denied by ", "magenta"), ", ".join(names))
            yield from _hanging(line, console, width)


def _head(one: Claim, console: Console, width: int) -> Iterator[Text]:
    yield from wrapped(
        Text.assemble((one.id, "bold"), (" · ", "dim"), Text(told_counts(one))), console, width
    )
    for line in wrapped(Text(f"“{clipped(one.statement, _LONGEST)}”"), console, width - 2):
        yield Text.assemble(("│ ", "dim"), line)


def told_counts(one: Claim) -> str:
    """How often and where a claim is told, and how many origins stand behind it."""
    documents = counted(one.documents, "document")
    times = "once" if len(one.asserts) == 1 else f"{len(one.asserts)} times"
    return f"{documents}, told {times}, {told_origins(one.origins)}"


def told_origins(origins: Origins) -> str:
    """The number of origins in words: "1 origin", "1 to 3 origins"."""
    if origins.least == origins.most:
        return counted(origins.most, "origin")
    return f"{origins.least} to {origins.most} origins"


def whole(one: Claim, console: Console, width: int) -> Iterator[Text]:
    """Yield all lines of one claim: its places, the reckoning, denials, and who was heard."""
    yield from _head(one, console, width)
    places = {teller.key: place for place, teller in enumerate(one.asserts, 1)}
    for letter, group in zip(_lettered(one.origins), one.origins.groups, strict=True):
        yield Text()
        yield from _group(one, letter, group, places, console, width)
    if one.origins.doubts:
        yield Text()
        count = one.origins.least
        yield from wrapped(Text(f"It may be only {counted(count, 'origin')}:"), console, width)
        for joining in one.origins.doubts:
            ends = f"{places[joining.one]}, {places[joining.other]}"
            line = Text.assemble(f"{squeezed(joining.why)} ", (f"({ends})", "dim"))
            yield from _hanging(line, console, width, "? ")
    yield from _denials(one, console, width)
    yield from _heard(one.heard, console, width)


def _group(
    one: Claim,
    letter: str,
    group: Group,
    places: dict[str, int],
    console: Console,
    width: int,
) -> Iterator[Text]:
    head = Text(f"({letter}) ", style="dim")
    head.append(clipped(group.name, _LONGEST_NAME), style="bold green")
    head.append(f" · behind {len(group.members)}", style="dim")
    yield from wrapped(head, console, width)
    tellers = {teller.key: teller for teller in one.asserts}
    for key in group.members:
        yield from _teller(tellers[key], f"{places[key]:>3} ", console, width)
    for joining in group.joinings:
        ends = f"{places[joining.one]}, {places[joining.other]}"
        line = Text.assemble(f"{squeezed(joining.why)} ", (f"({ends})", "dim"))
        yield from _hanging(line, console, width, "  = ")


def _teller(one: Teller, mark: str, console: Console, width: int) -> Iterator[Text]:
    line = Text(f"{one.published or 'no date'} · ", style="dim")
    house = one.publisher or one.title or one.source
    voices = [clipped(each, _LONGEST_NAME) for each in one.voices]
    if one.publisher is None:
        line.append(f"{clipped(house, _LONGEST_NAME)} · ")
    line.append(" › ".join(voices), style="not dim")
    if one.own:
        line.append(" in its own words")
    line.append(f" · {short(one.document)}")
    if one.attribution:
        line.append(f" {number(one.attribution)}")
    yield from _hanging(line, console, width, mark)
    words = Text(f"“{clipped(one.text, _LONGEST)}”")
    yield from _hanging(words, console, width, " " * len(mark))


def _denials(one: Claim, console: Console, width: int) -> Iterator[Text]:
    if not one.denies:
        return
    yield Text()
    yield Text(f"Denied {counted(len(one.denies), 'time')}:", style="bold magenta")
    for place, denial in enumerate(one.denies, 1):
        yield from _teller(denial.teller, f" d{place} ", console, width)


def _heard(heard: Sequence[Hearing], console: Console, width: int) -> Iterator[Text]:
    if not heard:
        return
    yield Text()
    yield Text(f"Was {clipped(heard[0].accused, _LONGEST_NAME)} heard?", style="bold")
    for one in heard:
        house = clipped(one.publisher or one.document, _LONGEST_NAME)
        line = Text.assemble(f"{house}: {one.heard.value}")
        if one.text:
            line.append(f" “{clipped(one.text, _LONGEST // 2)}”", style="dim")
        yield from _hanging(line, console, width, "  ")


def _hanging(line: Text, console: Console, width: int, mark: str = "  ") -> Iterator[Text]:
    for row, part in enumerate(wrapped(line, console, width - len(mark))):
        yield Text.assemble((mark if row == 0 else " " * len(mark), "dim"), part)


def _lettered(origins: Origins) -> Iterator[str]:
    for place in range(len(origins.groups)):
        letter = _LETTERS[place % len(_LETTERS)]
        yield letter * (place // len(_LETTERS) + 1)
