"""The voices that the words of an attribution passed through."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.attribution import NARRATOR, Attribution


def chain(
    attribution: Attribution, by_id: Mapping[str, Attribution], speakers: Mapping[str, str]
) -> tuple[str, ...]:
    """From the narrator through the sources of all parents to the source itself.

    ``speakers`` has the actor who is the source of each attribution that has one.
    """
    inner: list[str] = []
    one: Attribution | None = attribution
    while one is not None:
        voice = speakers.get(one.id, NARRATOR)
        if voice != NARRATOR and voice not in inner[-1:]:
            inner.append(voice)
        one = by_id[one.parent] if one.parent else None
    return (NARRATOR, *reversed(inner))
