"""Whether a text is talk without labels: turns of which nobody says whose they are.

An interview or a conversation in which each paragraph is somebody's turn has no narrator
who says "I". Who speaks in a turn is not written there.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sayso.extracting.words import Words

_SELF = re.compile(r"\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Yy]our)\b")
_FEWEST = 8
_SHORT = 40
_QUESTIONS, _FEW_QUESTIONS = 0.12, 0.03
_TALKING, _REPLIES = 0.3, 0.3


def is_talk(text: str, words: Words) -> bool:
    """Whether a text's paragraphs are turns of talk.

    They are many, say "I" and "you", and many of them ask, or some ask and many are as short
    as "Right."
    """
    paragraphs = [one for one in _paragraphs(text, words) if one]
    count = len(paragraphs)
    if count < _FEWEST:
        return False
    asking = sum(one.endswith("?") for one in paragraphs) / count
    talking = sum(bool(_SELF.search(one)) for one in paragraphs) / count
    replies = sum(len(one) < _SHORT and one[-1] in ".?!—…" for one in paragraphs) / count
    if talking < _TALKING:
        return False
    return asking >= _QUESTIONS or (asking >= _FEW_QUESTIONS and replies >= _REPLIES)


def _paragraphs(text: str, words: Words) -> list[str]:
    breaks = [0, *words.starts[words.is_break].tolist(), len(text)]
    return [text[low:high].strip() for low, high in pairwise(breaks)]
