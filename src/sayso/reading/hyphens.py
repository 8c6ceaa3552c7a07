"""Joining lines to running text, with the hyphens of line breaks undone.

A hyphen at the end of a line either was put there by the typesetter
("govern-/ment") or belongs to the word ("self-/inflicted"). No rule decides all
cases. These do, the first that applies:

1. a soft hyphen (U+00AD) always goes;
2. the hyphen stays beside a digit, before a capital (unless both halves are in
   capitals), and, with a space, before "and", "or" and "to" ("pre- and post-war");
3. the spelling the document uses elsewhere wins: "government" or "long-term";
4. it stays after elements that mostly keep it ("self-", "twenty-"), before
   such ("-based", "-funded") and in a word with an earlier hyphen ("state-of-the-");
5. it stays if both halves are words of four letters or more that the document
   uses on their own; "well-" and its like may be the first half too;
6. otherwise it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

SOFT_HYPHEN = "\u00ad"

_LAST_WORD = re.compile(r"([^\W_][\w'’‐-]*)?[-‐]$")
_FIRST_WORD = re.compile(r"[\w'’]+")
_WORD = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*")
_SUSPENDED = frozenset({"and", "or", "to"})
_FIRST_HALVES = frozenset(
    {
        "half",
        "quasi",
        "self",
        "vice",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
    }
)
# These begin other words too ("wellness", "lower"): see the fifth rule.
_SHORT_HALVES = frozenset({"all", "far", "ill", "low", "off", "well"})
_SECOND_HALVES = frozenset(
    {
        "backed",
        "based",
        "called",
        "elect",
        "funded",
        "level",
        "owned",
        "related",
        "scale",
        "style",
        "term",
        "year",
        "years",
    }
)


class Vocabulary:
    """The words of a document, without the halves on both sides of a line break."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        is_cut = False
        for line in lines:
            words = [_plain(word) for word in _WORD.findall(line)][is_cut:]
            is_cut = line.endswith(("-", "‐", SOFT_HYPHEN))
            self._words.update(words[:-1] if is_cut else words)

    def __contains__(self, word: str) -> bool:
        return _plain(word) in self._words


def join_lines(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """Join the lines of one paragraph, undoing hyphens at their ends."""
    text = ""
    for line in lines:
        text = _joined(text, line.strip(), vocabulary)
    return text.replace(SOFT_HYPHEN, "")


def _joined(text: str, line: str, vocabulary: Vocabulary) -> str:
    if not text or not line:
        return text or line
    if text.endswith(SOFT_HYPHEN):
        return text[:-1] + line
    if text.endswith("—") and not text.endswith(" —"):
        return text + line
    ending, beginning = _LAST_WORD.search(text), _FIRST_WORD.match(line)
    if not ending or not ending[1] or not beginning:
        return f"{text} {line}"
    if beginning[0] in _SUSPENDED:
        return f"{text} {line}"
    if _keeps_hyphen(ending[1], beginning[0], vocabulary):
        return text + line
    return text[:-1] + line


def _keeps_hyphen(first: str, second: str, vocabulary: Vocabulary) -> bool:
    if first[-1].isdigit() or second[0].isdigit():
        return True
    if second[0].isupper() and not (first.isupper() and second.isupper()):
        return True
    if first + second in vocabulary:
        return False
    if f"{first}-{second}" in vocabulary or "-" in _plain(first):
        return True
    if first.lower() in _FIRST_HALVES or second.lower() in _SECOND_HALVES:
        return True
    if first.lower() not in _SHORT_HALVES and (len(first) < 4 or first not in vocabulary):
        return False
    return len(second) >= 4 and second in vocabulary


def _plain(word: str) -> str:
    return word.casefold().replace("‐", "-")
