"""Versions of the same words, one under another, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.cli.ledger.figures import number, short
from sayso.cli.lines import clipped, counted, squeezed, wrapped

if TYPE_CHECKING:
    from sayso.ledger.families import Change, Family, Member, Tie

_STYLES = {"identical": "green", "shortened": "cyan", "altered": "yellow"}
_GRAVE = "bold red"
_LONGEST = 480
_LONGEST_NAME = 40


def blocks(found: Sequence[Family], console: Console, width: int) -> Iterator[Text]:
    """Yield the lines of all families, with a blank line between two of them."""
    for place, one in enumerate(found):
        if place:
            yield Text()
        yield from _block(one, console, width)


def _block(family: Family, console: Console, width: int) -> Iterator[Text]:
    documents = len({one.document for one in family.members})
    head = f"{counted(len(family.members), 'version')} in {counted(documents, 'document')}"
    line = Text.assemble((family.id, "bold"), (f" · {head}", "dim"))
    if any(one.grave for one in family.links):
        line.append(" · grave change", style=_GRAVE)
    yield from wrapped(line, console, width)
    order = sorted(
        range(len(family.members)), key=lambda at: (family.members[at].published or "9", at)
    )
    shown: list[int] = []
    for at in order:
        yield from _version(family, at, _tie(family, at, shown), console, width)
        shown.append(at)


def _tie(family: Family, at: int, shown: Sequence[int]) -> Tie | None:
    """The link to the version most like it that is shown already; of several the earliest."""
    ties = [one for one in family.links if at in (one.a, one.b)]
    ties = [one for one in ties if (one.b if one.a == at else one.a) in shown]
    return min(
        ties,
        key=lambda one: (_size(one), shown.index(one.b if one.a == at else one.a)),
        default=None,
    )


def _size(tie: Tie) -> int:
    """How many words are changed."""
    return sum(len(before) + len(after) for before, after, _ in tie.changes)


def _version(
    family: Family, at: int, tie: Tie | None, console: Console, width: int
) -> Iterator[Text]:
    one = family.members[at]
    label = "" if tie is None else tie.label.value.upper()
    style = _STYLES.get(tie.label.value, "") if tie else ""
    for row, line in enumerate(wrapped(_head(one), console, max(width - len(label) - 2, 10))):
        if row == 0 and label:
            line.pad_right(max(width - len(label) - line.cell_len, 1))
            line.append(label, style=_GRAVE if tie and tie.grave else f"bold {style}")
        yield line
    turned = tie is not None and tie.a == at
    changes = list(_turned(tie.changes)) if tie and turned else list(tie.changes if tie else ())
    for line in wrapped(_marked(one.text, changes), console, width - 2):
        yield Text.assemble(("│ ", style or "dim"), line)
    for note in _notes(family, at, tie, changes):
        for line in wrapped(note, console, width - 2):
            yield Text.assemble("  ", line)


def _turned(changes: Iterable[Change]) -> Iterator[Change]:
    return ((after, before, grave) for before, after, grave in changes)


def _head(one: Member) -> Text:
    told = [one.published or "no date", squeezed(one.publisher or one.title or one.source)]
    line = Text(" · ".join(clipped(each, _LONGEST_NAME) for each in told), style="dim")
    voices = " › ".join(clipped(each, _LONGEST_NAME) for each in one.voices)
    line.append(" · ").append(voices if one.attribution else "the narrator", style="not dim bold")
    line.append(f" · {short(one.document)}")
    if one.attribution:
        line.append(f" {number(one.attribution)}")
    return line


def _marked(text: str, changes: Iterable[Change]) -> Text:
    """The words of a version, those that are changed in it marked."""
    line = Text(clipped(text, _LONGEST))
    for _, after, grave in changes:
        for word in after:
            at = line.plain.casefold().find(word)
            if at >= 0:
                line.stylize(_GRAVE if grave else "bold underline", at, at + len(word))
    return line


def _notes(family: Family, at: int, tie: Tie | None, changes: Sequence[Change]) -> Iterator[Text]:
    """What was changed, and on whom the version leans."""
    from sayso.ledger.families import told
    from sayso.linking import Way

    if tie is None:
        return
    light = told(one for one in changes if not one[2])
    grave = told(one for one in changes if one[2])
    other = family.members[tie.b if tie.a == at else tie.a]
    name = clipped(other.publisher or other.title or other.source, _LONGEST_NAME)
    if tie.changes:
        yield Text(f"beside {name}:", style="dim")
    if grave:
        yield Text(f"! {grave}", style=_GRAVE)
    if light:
        yield Text(light)
    if tie.direction is not Way.UNKNOWN:
        leans = tie.a if tie.direction is Way.A_ON_B else tie.b
        why = tie.why.replace("the other credits", "it credits") if leans == tie.b else tie.why
        line = f"leans on {name}: {why}" if leans == at else f"{name} leans on it: {why}"
        yield Text(line, style="dim")
