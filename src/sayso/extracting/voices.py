"""Who speaks: sources grouped by name, and the chain of voices to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.attribution import NARRATOR, Actor, Attribution
from sayso.document import Document, Part

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def voices(
    document: Document, attributions: Sequence[Attribution]
) -> tuple[tuple[Attribution, ...], tuple[Actor, ...]]:
    """Give each attribution its actor and its chain, and list the actors.

    An actor is every source of the same name, case and article aside; pronouns and
    longer or shorter forms of a name are not resolved, each stays an actor of its
    own. Attributions must come with their parents' ids, which may stand later.
    """
    groups: dict[str, list[Attribution]] = {}
    for one in attributions:
        if one.source:
            groups.setdefault(_key(one.source), []).append(one)
    actors: list[Actor] = []
    speaker: dict[str, str] = {}
    for number, members in enumerate(groups.values(), 1):
        actor = _actor(document, f"act-{number}", members)
        actors.append(actor)
        speaker.update({one.id: actor.id for one in members})
    by_id = {one.id: one for one in attributions}
    voiced = tuple(
        replace(one, actor=speaker.get(one.id), chain=_chain(one, by_id, speaker))
        for one in attributions
    )
    return voiced, tuple(actors)


def _key(source: Part) -> str:
    return _ARTICLE.sub("", " ".join(source.text.split())).casefold()


def _actor(document: Document, id: str, members: Sequence[Attribution]) -> Actor:
    mentions = sorted({(span.start, span.end) for one in members for span in one.source})
    name = _ARTICLE.sub("", " ".join(members[0].source.text.split()))
    apart = [mentions[0]]
    apart += [
        after for before, after in zip(mentions, mentions[1:], strict=False) if after[0] >= before[1]
    ]
    return Actor(id=id, name=name, mentions=document.part(apart))


def _chain(
    attribution: Attribution, by_id: dict[str, Attribution], speaker: dict[str, str]
) -> tuple[str, ...]:
    """From the narrator through the sources of all parents to the source itself."""
    inner: list[str] = []
    one: Attribution | None = attribution
    while one is not None:
        if one.id in speaker:
            inner.append(speaker[one.id])
        one = by_id[one.parent] if one.parent else None
    return (NARRATOR, *reversed(inner))
