"""Whom a report credits for what it carries: "(AP)", "first reported by the Harbour Post"."""

from __future__ import annotations

import re
import unicodedata

_NAME = r"((?:[Tt]he )?[A-Z][\w&'’.-]*(?:(?: of| and|,)? [A-Z][\w&'’.-]*){0,4})"
_CREDITS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?m)^\W*(?:[A-Z][\w.,' ]{1,40} )?\(([A-Z][\w&. ]{1,30})\)\s*[-–—]",
        r"(?m)\(([A-Z]{2,6}|Reuters)\)\W*$",
        rf"(?i:first|originally|exclusively) (?:reported|published|appeared) (?:by|in|on) {_NAME}",
        rf"\b(?:told|(?:as|was|were|been) reported by|(?:an? |the )?interview (?:with|to)) {_NAME}",
        rf"\b{_NAME} (?:first|exclusively|originally) reported",
    )
)
_BETWEEN = re.compile(r"[\W_]+")


def credited(text: str) -> frozenset[str]:
    """The names that a report credits, plain, however they are introduced.

    A dateline ("HALVERN (AP) —"), a closing "(Reuters)", "first reported by …", "told …",
    "an interview with …". People whom somebody tells something are among them; they match no
    publisher.
    """
    return frozenset(
        plain(found[1]) for pattern in _CREDITS for found in pattern.finditer(text) if found[1]
    )


def plain(name: str) -> str:
    """A publisher's name for comparing: no case, accents, points or article."""
    letters = unicodedata.normalize("NFKD", name.replace(".", "")).casefold()
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _BETWEEN.sub(" ", kept).strip().removeprefix("the ")
