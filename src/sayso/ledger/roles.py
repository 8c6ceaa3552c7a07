"""Which part an actor has in a statement."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from sayso.attribution import Actor, Attribution
from sayso.document import Part

NARRATION = "narration"
"""The kind of a statement that nobody is quoted for."""


class Role(IntEnum):
    """An actor's part: the source, a voice that the words passed through, or what is spoken of."""

    SOURCE = 0
    VOICE = 1
    TARGET = 2
    SUBJECT = 3


def roles_in(attribution: Attribution, actors: list[Actor]) -> Iterator[tuple[str, Role]]:
    """Each actor's id with each of its roles in an attribution, once."""
    if attribution.actor:
        yield attribution.actor, Role.SOURCE
    for voice in dict.fromkeys(attribution.chain):
        if voice != attribution.actor and any(one.id == voice for one in actors):
            yield voice, Role.VOICE
    if attribution.target:
        yield attribution.target, Role.TARGET
    for actor in actors:
        if meets(actor.mentions, attribution.content):
            yield actor.id, Role.SUBJECT


def meets(one: Part, other: Part) -> bool:
    """Whether any span of one overlaps any of the other; both are in text order."""
    mine, theirs = iter(one), iter(other)
    a, b = next(mine, None), next(theirs, None)
    while a is not None and b is not None:
        if a.start < b.end and b.start < a.end:
            return True
        if a.end <= b.end:
            a = next(mine, None)
        else:
            b = next(theirs, None)
    return False
