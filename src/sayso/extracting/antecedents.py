"""Whom "they" means in a relative clause: "families looking for relatives who they say are held".

The one case of a pronoun that the sentence itself settles: the clause qualifies the
noun before "who", so that "they" are the people named before that noun. All other
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

_HEADS = rf"(?i:{'|'.join(_GROUPS)})\b"
_SMALL = (
    "a an and are at but by find finds for from had has have in is of on or said says that the "
    "to was were who whom with"
).split()
_MODIFIER = rf"\b(?!(?i:{'|'.join(_SMALL)})\b)[\w'’-]+\s+"
_NAME = r"[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*"
_GROUP = re.compile(
    r"(?:\b(?i:the|some|many|most|several|(?:dozens|hundreds|thousands)\s+of)\s+)?"
    rf"(?:{_MODIFIER}){{0,2}}\b{_HEADS}"
    rf"(?:\s+of\s+(?:the\s+)?(?:(?:{_MODIFIER}){{0,2}}\b{_HEADS}|{_NAME}))?"
)

_RELATIVE = re.compile(r"(?P<qualified>[\w'’-]+),?\s+(?:who|whom|which|that)\s+$")
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])|\n")
_FARTHEST = 400


def antecedent(document: Document, attribution: Attribution) -> Part | None:
    """Where the people are named who speak as "they" in a relative clause.

    ``None`` for every other source, and if the sentence names no such people.
    """
    source = attribution.source
    if len(source) != 1 or source.text.casefold() != "they":
        return None
    text, end = document.text, source.start
    begin = max(0, end - _FARTHEST)
    for stop in _SENTENCE.finditer(text, begin, end):
        begin = stop.end()
    relative = _RELATIVE.search(text, begin, end)
    if relative is None:
        return None
    named = list(_GROUP.finditer(text, begin, relative.start("qualified")))
    return document.part([named[-1].span()]) if named else None
