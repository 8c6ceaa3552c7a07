"""Whose account a sentence gives where no verb of saying does: "the union's claim that …".

The owner of an account, a finding, an allegation is the voice of what it says; so is who "puts
the number at 340".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.linking.propositions import telling

_NOUNS = """account accusation admission allegation announcement argument assertion assurance belief
    claim complaint conclusion confession contention declaration description estimate evidence
    finding insistence memory recollection report statement story suggestion suspicion testimony
    theory verdict version warning""".split()
_NOUN = rf"(?:{'|'.join(_NOUNS)})s?"
_CAPITALS = r"[A-Z][\w.&’'-]*(?: (?:(?:of|and|for)(?: the)? )?[A-Z][\w.&’'-]*){0,5}?"
_SMALL = r"(?:of|in|by|from|to|with|on|at|for|and|that|which|who|was|is)\b"
_PLAIN = rf"(?i:the|an?) (?:(?!{_SMALL})[\w’'-]+ ){{0,4}}?(?!{_SMALL})[\w-]+"
_PHRASE = rf"\b(?P<owner>{_PLAIN}|{_CAPITALS})"
"""How somebody is called: by capitals, or with an article and a few words."""
_OPENS = r"(?: (?:that|of|about|how)\b|[,:]) "
"""What leads from such a noun to what is said."""
_WAYS = (
    re.compile(
        rf"(?:{_PHRASE}['’]s?|\b(?P<pronoun>(?i:his|her|their|its))) "
        rf"(?:[a-z-]+ ){{0,2}}(?:{_NOUN}{_OPENS}|(?:{_NOUN}|case|line|position|view) "
        r"(?:is|was|remains|remained) that )"
    ),
    re.compile(
        rf"\b(?i:in|by|on) (?:{_PHRASE}['’]s?|(?P<pronoun>(?i:his|her|their|its))) (?:own )?"
        r"(?:account|memory|opinion|recollection|reckoning|story|telling|version|view|words),? "
    ),
    re.compile(rf"(?<!['’]s )\b{_NOUN} (?:[a-z]+ )?(?:by|from|in|of) {_PHRASE},? that "),
    re.compile(
        rf"{_PHRASE}(?:, (?:which|who))? (?:has |have |had )?(?:puts?|gives?|gave|sets?|counts?) "
        r"(?:the|its|their|his|her) [^,;:.!?“”\"]{0,70}?\b(?:at|as)\b"
    ),
)
_ENDS_WITH_IT = 3
"""The last of the ways: what is said is all of the clause, its subject aside."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose account it is: where they are named, in code points, and in which words."""

    start: int
    end: int
    words: str


def owner(text: str, low: int, high: int, told: tuple[int, int]) -> Owner | None:
    """Whose account the words at ``told`` are, in their sentence from ``low`` to ``high``.

    What the account says must be the most of them: at least as many words that carry meaning as
    stand before it. ``None`` if they are nobody's account. All places are in code points of
    ``text``.
    """
    found = [
        one
        for one, starts, begins in _accounts(text, low, high)
        if telling(text[max(begins, told[0]) : told[1]]) >= max(1, telling(text[told[0] : starts]))
    ]
    return max(found, key=lambda one: one.start, default=None)


def _accounts(text: str, low: int, high: int) -> Iterator[tuple[Owner, int, int]]:
    """The owners of accounts in a sentence, with where each account starts and what it says."""
    for number, way in enumerate(_WAYS):
        for met in way.finditer(text, low, high):
            group = "owner" if met["owner"] else "pronoun"
            begins = met.end(group) if number == _ENDS_WITH_IT else met.end()
            yield Owner(*met.span(group), met[group]), met.start(), begins
