"""What reaches the screen: lines without control characters, and complaints of one line."""

from __future__ import annotations

import re
import sys

# Marks that a reader does not miss: soft hyphen, zero-width space, direction marks,
# word joiner, byte order mark. The joiners U+200C and U+200D shape letters and emoji.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]")

# Characters that can move the cursor, colour the screen or reverse the reading order.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2061-\u206f\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """The text with every character that could act on a terminal made visible.

    Control characters become their pictures (``␛``), others their names in angle
    brackets (``<U+202E>``). Line ends and tabs stay.
    """
    return _HARMFUL.sub(_picture, _INVISIBLE.sub("", text.replace("\r\n", "\n")))


def one_line(text: str) -> str:
    """As :func:`printable`, on one line."""
    return re.sub(r"\s*\n\s*", " ", printable(text)).strip()


def escaped(json_line: str) -> str:
    """JSON with every character that could act on a terminal escaped: the same JSON value."""
    return _HARMFUL.sub(_escape, json_line)


def complain(message: str) -> None:
    """Write one line to standard error."""
    print(f"sayso: {one_line(message)}", file=sys.stderr, flush=True)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
