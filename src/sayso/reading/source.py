"""The front door: a file, a URL, standard input or bytes become one Document."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path
from typing import BinaryIO

from sayso.document import Document
from sayso.errors import EmptySource, SourceIsFolder, SourceNotFound, UnreadableSource
from sayso.reading.draft import Draft
from sayso.reading.language import detect, warnings_for
from sayso.reading.limits import MAX_BYTES, too_large
from sayso.reading.plain import read_plain
from sayso.reading.sniff import Form, sniff

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):/", re.IGNORECASE)
_ID_LENGTH = 16


def read_document(source: str | Path) -> Document:
    """Read one report from a file name, an ``http(s)`` URL, or ``"-"`` for standard input.

    Raises a :class:`sayso.errors.ReadingError` that names the source and says what to do.
    """
    if isinstance(source, Path):
        return _read_file(source, _printable(str(source)))
    name = _printable(source)
    if source == "-":
        return read_bytes(_standard_input(), source=name)
    scheme = _SCHEME.match(source)
    if scheme is None:
        return _read_file(Path(source), name)
    if scheme[1].lower() not in {"http", "https"}:
        raise UnreadableSource(
            name,
            "only http and https addresses are read",
            "give the name of a file, or an address that begins with http:// or https://",
        )
    return _read_url(name)


def read_bytes(
    data: bytes,
    *,
    source: str,
    media_type: str | None = None,
    charset: str | None = None,
    url: str | None = None,
    redirects: tuple[str, ...] = (),
) -> Document:
    """Read one report from its bytes.

    ``source`` is what to call it. ``media_type`` and ``charset`` are what an HTTP header
    said, ``url`` where the bytes came from in the end and ``redirects`` the addresses that
    led there. The text of a plain text is the decoded bytes, character for character; a
    byte order mark is a sign of the encoding, not a part of it. A page that was not
    fetched has as ``url`` the address that it gives for itself.

    The same bytes always give the same ``id``, the first 16 hex digits of their SHA-256.
    Raises a :class:`sayso.errors.ReadingError`.
    """
    name = _printable(source)
    if len(data) > MAX_BYTES:
        raise too_large(name)
    if not data.strip():
        raise _empty(name)
    draft = _draft(data, name, media_type, charset, url)
    if not draft.text.strip():
        raise _empty(name)
    language = detect(draft.text)
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        id=digest[:_ID_LENGTH],
        sha256=digest,
        text=draft.text,
        source=name,
        media_type=draft.media_type,
        title=draft.title,
        author=draft.author,
        publisher=draft.publisher,
        published=draft.published,
        language=language,
        url=url or draft.url,
        redirects=redirects,
        warnings=(*_moved(redirects, url), *draft.warnings, *warnings_for(language)),
    )


def _draft(
    data: bytes, source: str, media_type: str | None, charset: str | None, url: str | None
) -> Draft:
    form = sniff(data, source=url or source, media_type=media_type)
    if form is Form.TEXT:
        return read_plain(data, source=source, charset=charset)
    if form is Form.PDF:
        return _read_pdf(data, source)
    from sayso.reading.html import read_page

    return read_page(data, source=source, charset=charset, url=url)


def _read_pdf(data: bytes, source: str) -> Draft:
    from sayso.reading.pdf import pdf_text

    found = pdf_text(data, source=source)
    return Draft(
        text=found.text,
        media_type=Form.PDF,
        title=found.title,
        author=found.author,
        published=found.published,
    )


def _read_file(path: Path, name: str) -> Document:
    try:
        if path.is_dir():
            raise SourceIsFolder(name, "this is a folder", "name the files in it, such as *.html")
        with path.open("rb") as file:
            data = _bounded(file, name)
    except FileNotFoundError:
        raise SourceNotFound(name, "there is no such file", "check the name") from None
    except PermissionError:
        raise UnreadableSource(
            name, "permission to read it is denied", "ask its owner, or read a copy of your own"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableSource(
            name, f"it cannot be opened ({reason})", "check the name and the disk"
        ) from None
    return read_bytes(data, source=name)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise EmptySource("-", "there is no standard input", "give a file name instead")
    return _bounded(sys.stdin.buffer, "-")


def _bounded(file: BinaryIO, name: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_large(name)
    return data


def _read_url(name: str) -> Document:
    from sayso.reading.fetch import fetch

    page = fetch(name)
    return read_bytes(
        page.data,
        source=name,
        media_type=page.media_type,
        charset=page.charset,
        url=page.url,
        redirects=page.redirects,
    )


def _moved(redirects: tuple[str, ...], url: str | None) -> tuple[str, ...]:
    """Return a warning where the redirects ended at another host than they began at."""
    from urllib.parse import urlsplit

    if not redirects or not url or urlsplit(redirects[0]).hostname == urlsplit(url).hostname:
        return ()
    return (f"redirected to {url}",)


def _printable(source: str) -> str:
    """Return the name as text: a file name's undecodable bytes are written as escapes."""
    return source.encode("utf-8", "backslashreplace").decode("utf-8")


def _empty(source: str) -> EmptySource:
    return EmptySource(
        source, "it is empty or holds only white space", "check that it was saved whole"
    )
