"""Who speaks: sources grouped by name, and the chain of voices to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.attribution import NARRATOR, Actor, Attribution
from sayso.document import Document, Part
from sayso.extracting.antecedents import antecedent

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


_AUTHOR = "the narrator"
_NARRATOR_KEY = "\0narrator"
_SELF = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine", "ours"})


def voices(
    document: Document, attributions: Sequence[Attribution]
) -> tuple[tuple[Attribution, ...], tuple[Actor, ...]]:
    """Give each attribution its actor and its chain, and list the actors.

    An actor is every source of the same name, case and article aside. "I" and "we"
    are whoever speaks there: the source of the attribution around them, or the
    narrator; "who" and "they" of a relative clause are those named before it. Other
    pronouns and longer or shorter forms of a name are not resolved, each stays an
    actor of its own. Attributions may come before their parents.
    """
    by_id = {one.id: one for one in attributions}
    named = {one.id: antecedent(document, one) or one.source for one in attributions}
    groups: dict[str, list[Attribution]] = {}
    for one in attributions:
        if one.source:
            groups.setdefault(_speaker(one, by_id, named), []).append(one)
    actors: list[Actor] = []
    speaker: dict[str, str] = {}
    for number, (key, members) in enumerate(groups.items(), 1):
        id = NARRATOR if key == _NARRATOR_KEY else f"act-{number}"
        actors.append(_actor(document, id, members, named))
        speaker.update({one.id: id for one in members})
    voiced = tuple(
        replace(one, actor=speaker.get(one.id), chain=_chain(one, by_id, speaker))
        for one in attributions
    )
    return voiced, tuple(actors)


def _speaker(
    attribution: Attribution, by_id: dict[str, Attribution], named: dict[str, Part]
) -> str:
    """What tells a source from others: its name, or whose "I" it is."""
    one = attribution
    while _is_self(one.source):
        if one.parent is None:
            return _NARRATOR_KEY
        one = by_id[one.parent]
        if not one.source:
            return f"\0{one.id}"
    return _key(named[one.id])


def _is_self(source: Part) -> bool:
    return source.text.casefold() in _SELF


def _key(source: Part) -> str:
    return _ARTICLE.sub("", " ".join(source.text.split())).casefold()


def _actor(
    document: Document, id: str, members: Sequence[Attribution], named: dict[str, Part]
) -> Actor:
    mentions = sorted(
        {(span.start, span.end) for one in members for span in (*one.source, *named[one.id])}
    )
    names = [named[one.id] for one in members if not _is_self(one.source)]
    name = _ARTICLE.sub("", " ".join((names or [members[0].source])[0].text.split()))
    apart = [mentions[0]]
    apart += [after for before, after in pairwise(mentions) if after[0] >= before[1]]
    name = _AUTHOR if id == NARRATOR else name
    return Actor(id=id, name=name, mentions=document.part(apart))


def _chain(
    attribution: Attribution, by_id: dict[str, Attribution], speaker: dict[str, str]
) -> tuple[str, ...]:
    """From the narrator through the sources of all parents to the source itself."""
    inner: list[str] = []
    one: Attribution | None = attribution
    while one is not None:
        voice = speaker.get(one.id, NARRATOR)
        if voice != NARRATOR and voice not in inner[-1:]:
            inner.append(voice)
        one = by_id[one.parent] if one.parent else None
    return (NARRATOR, *reversed(inner))
