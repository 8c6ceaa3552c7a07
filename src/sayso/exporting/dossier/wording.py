"""Numbers, dates and names as the page words them."""

from __future__ import annotations

import re
import unicodedata
from typing import Protocol

from sayso.exporting.markup import plain

_MONTHS = "January February March April May June July August September October November December"
MONTHS = tuple(_MONTHS.split())
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?![\d-])", re.ASCII)
_OPENERS, _CLOSERS = "“‘«„‹", "”’»“›"
_WEB = re.compile(r"https?://[^\s/?#@:]+(?::\d+)?(?:[/?#]\S*)?\Z", re.ASCII | re.IGNORECASE)
_NARROW = frozenset("iljtfrI.,:;'’‘|!()[]- ")
_BROAD = frozenset("mwMW@%—…&")


class Published(Protocol):
    """What has a house: a document, or a place in one."""

    @property
    def publisher(self) -> str | None:
        """Its publisher."""

    @property
    def title(self) -> str | None:
        """Its title."""

    @property
    def source(self) -> str:
        """Where it was taken from."""


def house(one: Published) -> str:
    """What to call a document: by its publisher, its title or its source."""
    return plain(one.publisher or one.title or one.source)


def counted(number: int, noun: str, more: str = "") -> str:
    """The number and the noun, in the plural (with an s, if not said) unless it is one."""
    return f"{number:,} {noun if number == 1 else more or f'{noun}s'}"


def between(least: int, most: int, noun: str) -> str:
    """``1 to 2 origins``, or the one number if both bounds are the same."""
    return counted(most, noun) if least == most else f"{least:,} to {counted(most, noun)}"


def dated(published: str | None) -> str:
    """``2019-06-03`` as ``3 June 2019``; what is no date as it stands, nothing as no date."""
    if not published:
        return "no date"
    found = _DATE.match(published)
    if not found:
        return plain(published)
    year, month, day = found.groups()
    return " ".join(part for part in (str(int(day)) if day else "", month_of(month), year) if part)


def brief(published: str | None) -> str:
    """As :func:`dated`, with the first three letters of the month."""
    told = dated(published)
    return re.sub("|".join(MONTHS), lambda found: found[0][:3], told)


def quoted(words: str) -> str:
    """Words between quotation marks, if they bring none along."""
    line = plain(words)
    return line if any(mark in line for mark in '“”"„«»') else f"“{line}”"


def month_of(number: str | None) -> str:
    """The name of a month by its two digits, nothing without them."""
    return MONTHS[int(number) - 1] if number else ""


def span_of(first: str | None, last: str | None) -> str:
    """From one date to another in words, or one date if they are the same day."""
    one, other = dated(first), dated(last)
    return one if one == other else f"{one} to {other}"


def tidied(words: str) -> str:
    """A statement's words on one line, without the half of a pair of marks or a last comma."""
    text = plain(words)
    before = None
    while text and text != before:
        before = text
        text = text.strip(" ,;:–—-")
        if text[-1:] in tuple(_CLOSERS) and not any(mark in text[:-1] for mark in _OPENERS):
            text = text[:-1]
        if text[:1] in tuple(_OPENERS) and not any(mark in text[1:] for mark in _CLOSERS):
            text = text[1:]
        if text.count('"') == 1 and '"' in (text[0], text[-1]):
            text = text.strip('"')
    return text or plain(words)


def clipped(text: str, longest: int) -> str:
    """A text on one line, cut with an ellipsis after so many characters."""
    line = plain(text)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def web(address: str | None) -> str | None:
    """The address if it is one that a link may lead to: http or https, with no name before it."""
    return address if address and _WEB.match(address) else None


def width_of(text: str, size: float) -> float:
    """About how wide a line is in a sans-serif type of this size; rather too wide than not."""
    return size * sum(map(_width, text))


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.38
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return 1.05
    if unicodedata.combining(letter):
        return 0.0
    if letter in _BROAD or ord(letter) > 0x2FFF:
        return 1.05
    return 0.74 if letter.isupper() else 0.62


def fitted(text: str, width: float, size: float) -> str:
    """A text on one line, cut with an ellipsis where it would be wider than this."""
    line = plain(text)
    if width_of(line, size) <= width:
        return line
    while line and width_of(f"{line}…", size) > width:
        line = line[:-1].rstrip()
    return f"{line}…"
