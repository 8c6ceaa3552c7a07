"""Whom a report credits for what it carries: "(AP)", "first reported by the Harbour Post".

A credit at the head or foot of a report is for all of it; one in a sentence ("told the Harbour
Post") is for what stands around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.document import Span

_NAME = (
    r"(?P<name>(?:[Tt]he )?[A-Z][\w&'’.-]*"
    r"(?:(?: of(?: the)?| and| for| d[aeiou]l?| la|,)? [A-Z][\w&'’-]*(?:\.(?=\w))?){0,4})"
)
_WHOLE = tuple(
    (re.compile(pattern), how)
    for pattern, how in (
        (
            r"(?m)^\W*(?:[A-Z][\w.,' ]{1,40} )?\((?P<name>[A-Z][\w&. ]{1,30})\)\s*[-–—]",
            "its dateline credits",
        ),
        (r"(?m)\((?P<name>[A-Z]{2,6}|Reuters)\)\W*$", "its last line credits"),
        (
            r"(?m)^\((?P<name>[A-Z][\w&.]*(?: [A-Z][\w&.]*){0,4})\)\s+(?=[“\"‘A-Z])",
            "its dateline credits",
        ),
        (
            rf"(?i:first|originally|exclusively) (?i:reported|published|appeared|revealed|"
            rf"broadcast) (?:by|in|on) {_NAME}",
            "it was first reported by",
        ),
        (rf"\b{_NAME} (?:first|exclusively|originally) (?:reported|revealed)", "the first was"),
        (
            rf"(?im:^\W*(?:sources?|credit|via)\s*:\s*)(?-i:{_NAME})\W*$",
            "its source line names",
        ),
        (
            rf"(?i:with (?:additional )?(?:reporting|material|files) (?:by|from)|"
            rf"(?:reprinted|republished|distributed) (?:by|from)) {_NAME}",
            "it was made with",
        ),
        (
            r"(?m)^By (?P<name>[A-Z][\w&.’' -]{2,40}\b(?:Press|News|Wire|Agency|Service)s?)\W*$",
            "its byline names",
        ),
    )
)
_HERE = tuple(
    (re.compile(pattern), how)
    for pattern, how in (
        (
            rf"\b(?:told|(?:as|was|were|been) (?:first )?reported by|"
            rf"(?:an? |the )?interview (?:with|to)) {_NAME}",
            "it was told to",
        ),
        (rf"\b(?i:according to) {_NAME}", "it is according to"),
        (
            rf"\b(?i:as) (?:the [a-z]+ )?{_NAME} (?:(?:has|had|puts|put|tells|told) it\b|"
            r"(?:has |had )?(?:disclosed|reported|reports|revealed|written|wrote))",
            "it is as it stands in",
        ),
        (rf"{_NAME}, which (?:has it|had it|says|said|writes|wrote) that\b", "it stands in"),
        (rf"\b(?i:read|seen|stands|stood|is|was|it['’]s),? in {_NAME},? that\b", "it stands in"),
        (rf"\b(?i:to go by|per) (?:what )?{_NAME}", "it goes by"),
        (rf"\b(?i:if) {_NAME} is (?:to be believed|right|correct)\b", "it goes by"),
        (rf"\b(?i:if) [a-z ]{{2,20}} believe {_NAME}", "it goes by"),
        (rf"\b{_NAME} (?:has |had )?(?:reported|reports|wrote|writes|revealed)\b", "reported by"),
    )
)
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Credit:
    """A house that a report leans on by its own word.

    ``plain`` is its name for comparing, ``how`` what kind of credit it is in words, ``span``
    the name in the text; ``whole`` says that the credit is for all of the report.
    """

    plain: str
    how: str
    span: Span
    whole: bool


def credits_in(text: str) -> list[Credit]:
    """All credits of a report, in text order.

    People whom somebody tells something, and people who wrote something, are among them; they
    match no publisher.
    """
    found = [
        *(one for pattern, how in _WHOLE for one in _met(text, pattern, how, whole=True)),
        *(one for pattern, how in _HERE for one in _met(text, pattern, how, whole=False)),
    ]
    return sorted(found, key=lambda one: (one.span, not one.whole))


def _met(text: str, pattern: re.Pattern[str], how: str, *, whole: bool) -> Iterator[Credit]:
    for found in pattern.finditer(text):
        low, high = found.span("name")
        if name := plain(text[low:high]):
            yield Credit(name, how, Span(low, high, text[low:high]), whole)


def credited(text: str) -> frozenset[str]:
    """The names that a report credits, plain, however they are introduced.

    A dateline ("HALVERN (AP) —"), a closing "(Reuters)", "first reported by …", "told …",
    "an interview with …".
    """
    return frozenset(one.plain for one in credits_in(text))


def plain(name: str) -> str:
    """A publisher's name for comparing: no case, accents, points or article."""
    letters = unicodedata.normalize("NFKD", name.replace(".", "")).casefold()
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _BETWEEN.sub(" ", kept).strip().removeprefix("the ")
