"""Words as they are compared: without case, accents and points, contractions undone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from sayso.linking.small import CONTRACTIONS, NUMBERS, SHORT_OF_IS, SMALL, WRITTEN_OUT

WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*|&")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")


def forms(text: str) -> Iterator[str]:
    """The bare forms of a text's words, in their order."""
    return (form for word in WORD.findall(text) for form in bare(word))


def bare(word: str) -> Sequence[str]:
    """The bare forms of a word as it is written: "F.B.I." is "fbi", "isn't" is "is not".

    There is one at least; none is empty or has a space.
    """
    return [form for form in _bare(word) if form] or [word]


def _bare(word: str) -> Sequence[str]:
    plain = unicodedata.normalize("NFKD", word).casefold().replace("’", "'")
    plain = "".join(
        letter for letter in plain if not (unicodedata.combining(letter) or letter.isspace())
    )
    if _INITIALS.fullmatch(plain):
        plain = plain.replace(".", "")
        return (WRITTEN_OUT.get(plain, plain),)
    if plain.endswith("n't"):
        return (CONTRACTIONS.get(plain, plain[:-3]), "not")
    head, mark, tail = plain.rpartition("'")
    if mark and tail in CONTRACTIONS:
        return (head, CONTRACTIONS[tail])
    if mark and tail == "s" and head in SHORT_OF_IS:
        return (head, "is")
    if plain == "let's":
        return ("let", "us")
    form = head if mark and tail == "s" else plain.replace("'", "")
    return (NUMBERS.get(form) or WRITTEN_OUT.get(form, form),)


def tells(form: str) -> bool:
    """Whether a word carries meaning: it is a number, or none of the small words."""
    return form.isdigit() or (len(form) > 1 and form not in SMALL)
