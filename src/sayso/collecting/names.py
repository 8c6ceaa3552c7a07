"""What a name can be: an address, a file, or a line of a list on standard input."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from sayso.errors import UnreadableSource

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):/", re.IGNORECASE)
_WEB = {"http", "https"}
_LIKE_A_FILE = re.compile(r"[^\s<>]*(?:/[^\s<>]*|\.[a-z0-9]{1,6})", re.IGNORECASE | re.ASCII)
_LINES_LOOKED_AT = 200
_BREAKING = {"Cc", "Cs", "Zl", "Zp"}


def printable(name: str) -> str:
    """Return ``name`` on one line: control characters and undecodable bytes as escapes."""
    return "".join(
        char.encode("unicode_escape").decode("ascii")
        if unicodedata.category(char) in _BREAKING
        else char
        for char in name
    )


def is_address(name: str) -> bool:
    """Return whether ``name`` is an ``http`` or ``https`` address.

    Raises :class:`UnreadableSource` for an address of another scheme.
    """
    scheme = _SCHEME.match(name)
    if scheme is None:
        return False
    if scheme[1].lower() in _WEB:
        return True
    raise UnreadableSource(
        printable(name),
        "only http and https addresses are read",
        "give the name of a file, or an address that begins with http:// or https://",
    )


def listed(data: bytes) -> list[str] | None:
    """Return the names listed in ``data``, ``None`` if it is a report and no list.

    A list has one name a line; empty lines and those that begin with ``#`` are left out.
    It is taken for one if at least half of its lines (of the first 200) are addresses, or
    name something that is there, or look like a file's name: without white space, and
    with a slash or a short ending.
    """
    if b"\x00" in data or b"%PDF-" in data[:1024]:
        return None
    lines = (os.fsdecode(line).strip() for line in data.removeprefix(b"\xef\xbb\xbf").splitlines())
    names = [line for line in lines if line and not line.startswith("#")]
    looked_at = names[:_LINES_LOOKED_AT]
    if sum(_is_name(line) for line in looked_at) * 2 < len(looked_at):
        return None
    return names


def _is_name(line: str) -> bool:
    scheme = _SCHEME.match(line)
    if scheme is not None and not re.search(r"\s", line):
        return True
    if _LIKE_A_FILE.fullmatch(line):
        return True
    try:
        return Path(line).exists()
    except (OSError, ValueError):
        return False
