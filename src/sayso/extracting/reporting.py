"""Words that report speech: a second look at what the network is unsure of.

The network was trained on the outermost voice of each sentence and hardly believes
in a cue within another's words. A verb whose meaning is to report is taken for one at
a far lower chance there, and in a relative clause that names its own speaker
("relatives who they say are held"). What the cue's roles are stays the network's
answer.
"""

from __future__ import annotations

import re

import numpy as np

from sayso.extracting.forms import verb_forms
from sayso.extracting.model import Floats
from sayso.extracting.words import Words, form

_REGULAR = (
    "accept accuse acknowledge add admit agree allege announce answer argue assert assure blame "
    "boast charge claim comment complain concede conclude confess confirm contend declare demand "
    "deny describe disclose dispute emphasise emphasize explain express hint imply indicate inform "
    "insist lament maintain mention note object pledge predict pretend proclaim promise protest "
    "recall recount reiterate relate remark reply report request respond reveal speculate state "
    "stress suggest testify threaten tweet urge voice vow warn whisper"
)
_IRREGULAR = (
    "say says said saying tell tells told telling write writes wrote written writing "
    "swear swears swore sworn swearing"
)


VERBS = frozenset(
    [*_IRREGULAR.split(), *(form for verb in _REGULAR.split() for form in verb_forms(verb))]
)

_BEFORE_NOUNS = frozenset(
    "a an the this that any no every each another his her its their our my your in of".split()
)

_RELATIVE = re.compile(
    r"\b(?:who|whom|which|that)\s+(?:they|he|she|it|we|you|I|(?:the\s+)?[\w-]+(?:\s+[A-Z][\w-]+)*)"
    r"\s+(?P<verb>[a-z]+)\s+(?=(?:\w+ly\s+)?(?:are|is|was|were|am|have|has|had|will|would|can|"
    r"could|may|might|must|shall|should|do|does|did|never|not|[a-z]+(?:ed|s))\b)"
)


def thresholds(words: Words, text: str, usual: float, low: float, *, inner: bool) -> Floats:
    """For each unit, the chance at which a cue begins there.

    ``low`` holds for reporting verbs: within another's words (``inner``) for all of
    them, otherwise in relative clauses alone. Within another's words, one with a
    "that" after it needs no chance at all.
    """
    least = np.full(len(words), usual, dtype=np.float32)
    places = _verbs(words, text)
    least[places if inner else _in_relatives(words, text)] = low
    least[[unit for unit in places if _before_that(words, text, unit)]] = 0.0 if inner else low
    return least


def _verbs(words: Words, text: str) -> list[int]:
    units = np.flatnonzero(words.is_word).tolist()
    return [unit for unit in units if form(text, words, unit) in VERBS]


def _in_relatives(words: Words, text: str) -> list[int]:
    return [
        words.within(*match.span("verb")).start
        for match in _RELATIVE.finditer(text)
        if match["verb"] in VERBS
    ]


def _before_that(words: Words, text: str, unit: int) -> bool:
    """Whether it is a verb with a clause: "to pretend that", not "the claim that"."""
    return (
        0 < unit < len(words) - 1
        and form(text, words, unit + 1) == "that"
        and form(text, words, unit - 1) not in _BEFORE_NOUNS
    )
