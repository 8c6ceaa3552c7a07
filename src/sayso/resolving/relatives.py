"""Whom "who" and "they" mean in relative clauses.

The cases of a pronoun that the sentence itself settles. "Who" is whoever is named
right before it. In "families looking for relatives who they say are held" the clause
qualifies the relatives, so that "they" are the people named before those. All other
pronouns stay as they stand.
"""

from __future__ import annotations

import re

from sayso.attribution import Attribution
from sayso.document import Document, Part

_GROUPS = (
    "activists advocates allies analysts attorneys aunts authors authorities backers brothers "
    "campaigners children citizens civilians clergy colleagues communities critics daughters "
    "defectors defenders delegates demonstrators deputies detainees diplomats directors doctors "
    "dissidents employees executives exiles experts families farmers fathers fighters friends "
    "guards groups heirs hostages inhabitants inmates inspectors investigators journalists "
    "judges lawmakers lawyers leaders loyalists members men migrants militants ministers "
    "monitors mothers neighbors neighbours nurses observers officers officials operatives "
    "opponents organisations organizations owners parents participants patients people pilots "
    "police politicians prisoners prosecutors protesters protestors rebels refugees relatives "
    "reporters representatives rescuers researchers residents scholars scientists senators "
    "settlers sisters soldiers sons students supporters survivors teachers tenants troops "
    "unions victims villagers volunteers voters widows witnesses wives women workers"
).split()

PEOPLE = frozenset(_GROUPS)
"""Words for people together."""

_HEADS = rf"(?i:{'|'.join(_GROUPS)})\b"
_QUALITIES = (
    "armed bereaved close displaced dozen elderly five former four hundred injured missing nearby "
    "older other poor retired senior six state three two wounded young"
).split()
_ENDINGS = "al ary ern ese ian ic ish ive less ous".split()
_ADJECTIVE = rf"[A-Z][\w'’-]*|\w+(?:{'|'.join(_ENDINGS)})|{'|'.join(_QUALITIES)}|\w+-\w+"
_MODIFIER = rf"\b(?!(?i:the|a|an|and|they|he|she|it|we|but|that|who)\b)(?:{_ADJECTIVE})\s+"
_SINGLES = [*(one.removesuffix("s") for one in _GROUPS if one.endswith("s")), "man", "woman"]
_NAME = r"[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*"
_GROUP = re.compile(
    r"(?:\b(?i:the|some|many|most|several|(?:dozens|hundreds|thousands)\s+of)\s+)?"
    rf"(?:{_MODIFIER}){{0,2}}\b{_HEADS}"
    rf"(?:\s+of\s+(?:the\s+)?(?:(?:{_MODIFIER}){{0,2}}\b{_HEADS}|{_NAME}))?"
)

_ONE = rf"(?:[Aa]n?|[Oo]ne|[Tt]he)\s+(?:{_MODIFIER}){{0,2}}\b(?i:{'|'.join(_SINGLES)})\b"
_AFTER_NONE = "".join(rf"(?<!\b{word} )" for word in "at for from in of the".split())
_PLAIN = r"\s+[^\s,;:.!?“”\"()]+"
_PLACED = rf"(?:\s+(?:at|from|in|near|of|on|outside|with)(?:{_PLAIN}){{1,5}})?"
_NAMED = re.compile(rf"(?:{_GROUP.pattern}|{_ONE}|{_AFTER_NONE}\b{_NAME}){_PLACED}(?P<end>,?\s+)$")

_RELATIVE = re.compile(r"(?P<qualified>[\w'’-]+),?\s+(?:who|whom|which|that)\s+$")
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])|\n")
_FARTHEST = 400


def antecedent(document: Document, attribution: Attribution) -> Part | None:
    """Where those are named who speak as "who" or "they" in a relative clause.

    ``None`` for every other source, and if the sentence names nobody.
    """
    source = attribution.source
    find = {"they": _they, "who": _who}.get(source.text.casefold())
    if len(source) != 1 or find is None:
        return None
    begin = max(0, source.start - _FARTHEST)
    for stop in _SENTENCE.finditer(document.text, begin, source.start):
        begin = stop.end()
    found = find(document.text, begin, source.start)
    return document.part([found]) if found else None


def _they(text: str, begin: int, end: int) -> tuple[int, int] | None:
    relative = _RELATIVE.search(text, begin, end)
    if relative is None:
        return None
    named = list(_GROUP.finditer(text, begin, relative.start("qualified")))
    return named[-1].span() if named else None


def _who(text: str, begin: int, end: int) -> tuple[int, int] | None:
    named = _NAMED.search(text, begin, end)
    return (named.start(), named.start("end")) if named else None
