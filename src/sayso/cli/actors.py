"""The actors of a report as a table for a terminal, and its loaded cues as a line."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from sayso.attribution import NARRATOR, ActorType, Stance
from sayso.cli.lines import clipped, squeezed, wrapped
from sayso.exporting.cast import Cast, Figure, Loaded, people

_MOST_ACTORS = 12
_MOST_ALIASES = 3
_MOST_LABELS = 3
_MOST_CUES = 6
_LONGEST_NAME = 60
_COLUMN = 7


def actors(cast: Cast, console: Console, width: int) -> Iterator[Text]:
    """Yield a blank line and the table: who, how many statements by it, how many about it.

    Under each actor stands what others call it; nothing at all without actors.
    """
    if not cast.figures:
        return
    yield Text()
    yield _row(Text("Actors", style="bold"), "says", "about", width, "dim")
    for figure in cast.figures[:_MOST_ACTORS]:
        counts = str(len(figure.by) or "–"), str(len(figure.about) or "–")
        lines = wrapped(_who(cast, figure), console, width - 2 * _COLUMN)
        for number, line in enumerate(lines):
            yield line if number else _row(line, *counts, width, "")
        if labels := _labels(cast, figure):
            for line in wrapped(labels, console, width - 2):
                yield Text.assemble("  ", line)
    left = len(cast.figures) - _MOST_ACTORS
    if left > 0:
        yield Text(f"… and {left} more", style="dim")


def loaded(cast: Cast, console: Console, width: int) -> Iterator[Text]:
    """Yield a blank line and the cues that take a stance, by stance; nothing without any.

    A cue within another's content is that voice's word, and says whose it is.
    """
    found = cast.loaded()
    if not found:
        return
    line = Text("Loaded cues: ", style="bold")
    stances = [stance for stance in Stance if any(one.stance is stance for one in found)]
    for place, stance in enumerate(stances):
        cues = [one for one in found if one.stance is stance]
        line.append("; " if place else "", style="not bold")
        line.append(f"{stance.value}: ", style="not bold magenta")
        shown = ", ".join(_cue(cast, one) for one in cues[:_MOST_CUES])
        line.append(f"{shown}{_rest(len(cues) - _MOST_CUES)}", style="not bold")
    yield Text()
    yield from wrapped(line, console, width)


def _row(line: Text, says: str, about: str, width: int, style: str) -> Text:
    row = line.copy()
    row.pad_right(max(width - 2 * _COLUMN - line.cell_len, 0))
    row.append(f"{says:>{_COLUMN}}{about:>{_COLUMN}}", style=style)
    return row


def _who(cast: Cast, figure: Figure) -> Text:
    """Return the name, and in brackets what else is known of the actor."""
    actor = figure.actor
    author = cast.author(actor.id)
    aliases = ", ".join(clipped(alias, _LONGEST_NAME) for alias in actor.aliases[:_MOST_ALIASES])
    facts = [
        actor.type.value if actor.type is not ActorType.UNKNOWN else None,
        people(actor),
        "unnamed" if actor.unnamed else None,
        author and f"by {clipped(author, _LONGEST_NAME)}",
        aliases and f"{aliases}{_rest(len(actor.aliases) - _MOST_ALIASES)}",
    ]
    line = Text(clipped(cast.name(actor.id), _LONGEST_NAME), style="bold")
    known = "; ".join(fact for fact in facts if fact)
    return line.append(f" ({known})", style="not bold dim") if known else line


def _labels(cast: Cast, figure: Figure) -> Text:
    """Return what other voices call the actor, its own name aside."""
    name = cast.name(figure.actor.id).casefold()
    found = [
        (label, voice.id)
        for voice in figure.names
        if voice.id != figure.actor.id
        for label in voice.labels
        if label.name.casefold() != name
    ]
    line = Text(style="dim")
    said_by = None
    for label, voice in found[:_MOST_LABELS]:
        if voice != said_by:
            whose = clipped(cast.name(voice), _LONGEST_NAME)
            line.append(f"{'; ' if said_by else ''}{whose}: ")
        else:
            line.append(", ")
        line.append(f"“{clipped(label.name, _LONGEST_NAME)}”{_times(len(label.places))}")
        said_by = voice
    return line.append(_rest(len(found) - _MOST_LABELS))


def _cue(cast: Cast, one: Loaded) -> str:
    whose = "" if one.voice == NARRATOR else f" (by {clipped(cast.name(one.voice), _LONGEST_NAME)})"
    return f"{squeezed(one.cue)}{_times(len(one.numbers))}{whose}"


def _times(number: int) -> str:
    return f" ×{number}" if number > 1 else ""


def _rest(left: int) -> str:
    return f" +{left}" if left > 0 else ""
