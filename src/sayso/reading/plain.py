"""Plain text, kept character for character."""

from __future__ import annotations

from sayso.reading.charset import decode_plain
from sayso.reading.draft import Draft
from sayso.reading.sniff import Form

_TITLE_WORDS = 25
_TITLE_LENGTH = 200


def read_plain(data: bytes, *, source: str, charset: str | None = None) -> Draft:
    """Return the decoded text, line ends and all; only a byte order mark is not part of it.

    Raises :class:`sayso.errors.UnreadableSource` for bytes that are not text.
    """
    decoded = decode_plain(data, source=source, declared=charset)
    return Draft(
        text=decoded.text,
        media_type=Form.TEXT.value,
        title=headline(decoded.text),
        warnings=decoded.warnings,
    )


def headline(text: str) -> str | None:
    """Return the first line that is not blank, if it looks like a headline.

    A headline is short, stands above more text, and does not end as a sentence does.
    """
    first, _, rest = text.lstrip().partition("\n")
    line = " ".join(first.split())
    if not rest.strip() or len(line) > _TITLE_LENGTH or len(line.split()) > _TITLE_WORDS:
        return None
    if not any(character.isalpha() for character in line) or line[-1] in ".,;:…-":
        return None
    return None if _is_quoted_sentence(line) else line


def _is_quoted_sentence(line: str) -> bool:
    return line.rstrip("”\"'’»)").endswith((".", ",", ";"))
