"""Telling HTML, PDF and text apart: by the bytes first, by what they are called second."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath
from urllib.parse import urlsplit

from sayso.errors import UnreadableSource


class Form(StrEnum):
    """The forms of source that can be read; the values are media types."""

    HTML = "text/html"
    PDF = "application/pdf"
    TEXT = "text/plain"


_HEAD = 2048
_PDF_HEAD = 1024
_PAGE_ENDINGS = {".html", ".htm", ".xhtml", ".xht", ".shtml"}
_PAGE_TYPES = {"text/html", "application/xhtml+xml"}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

_PAGE_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(rb"<(?:[a-z][a-z0-9]*|/[a-z]+|!--|!doctype)[\s>/-]", re.IGNORECASE)

_AS_PDF_OR_TEXT = "save it as PDF or plain text and read that"
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a Word, OpenDocument or zip file", _AS_PDF_OR_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office file", _AS_PDF_OR_TEXT),
    (b"{\\rtf", "a rich text (RTF) file", _AS_PDF_OR_TEXT),
    (b"\x1f\x8b", "a gzip file", "unpack it and read what is in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file", "unpack it and read what is in it"),
    (b"Rar!\x1a\x07", "a RAR file", "unpack it and read what is in it"),
    (b"\x89PNG\r\n", "a PNG picture", "turn it into text with an OCR tool such as ocrmypdf"),
    (b"\xff\xd8\xff", "a JPEG picture", "turn it into text with an OCR tool such as ocrmypdf"),
    (b"GIF8", "a GIF picture", "turn it into text with an OCR tool such as ocrmypdf"),
    (b"II*\x00", "a TIFF picture", "turn it into text with an OCR tool such as ocrmypdf"),
    (b"MM\x00*", "a TIFF picture", "turn it into text with an OCR tool such as ocrmypdf"),
    (b"\x7fELF", "a program", "give an HTML page, a PDF or a plain text"),
)
_WEB_ARCHIVE = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?content-type:\s*multipart/related", re.IGNORECASE
)


def sniff(data: bytes, *, source: str, media_type: str | None = None) -> Form:
    """Return the form of ``data``, which must not be empty.

    The bytes decide where they can: ``%PDF-`` near the start, an HTML document's
    first tag. Otherwise ``media_type`` (of an HTTP header) and then the ending of
    ``source`` do. Raises :class:`UnreadableSource` for formats that are known and not
    read, such as Word files and pictures, and for a media type that is none of ours.
    """
    _refuse_foreign(data, source)
    head = _without_nul(data[:_HEAD])
    if b"%PDF-" in data[:_PDF_HEAD]:
        return Form.PDF
    if _PAGE_START.match(head):
        return Form.HTML
    declared = (media_type or "").partition(";")[0].strip().lower()
    if declared:
        return _declared_form(declared, head, source)
    if _ending(source) in _PAGE_ENDINGS and _ANY_TAG.search(_without_nul(data)):
        return Form.HTML
    if _ending(source) == ".pdf":
        raise UnreadableSource(
            source,
            "it is called a PDF but does not hold one",
            "open it in a PDF reader and save it again",
        )
    return Form.TEXT


def _declared_form(declared: str, head: bytes, source: str) -> Form:
    if declared in _PAGE_TYPES:
        return Form.HTML
    if declared.startswith("text/") or declared in {"application/octet-stream", "application/xml"}:
        page = _ending(source) in _PAGE_ENDINGS and _ANY_TAG.search(head)
        return Form.HTML if page else Form.TEXT
    raise UnreadableSource(
        source,
        f"its content type is {_shown(declared)}",
        "give an HTML page, a PDF or a plain text",
    )


def _refuse_foreign(data: bytes, source: str) -> None:
    for signature, name, remedy in _FOREIGN:
        if data.startswith(signature):
            raise UnreadableSource(source, f"this is {name}", remedy)
    if data[4:8] == b"ftyp" or data.startswith((b"ID3", b"OggS")):
        raise UnreadableSource(source, "this is a sound or video file", "give its transcript")
    if _WEB_ARCHIVE.match(data[:_HEAD]):
        raise UnreadableSource(
            source,
            "this is a web archive (MHTML)",
            "open it in a browser and save it as “web page, HTML only”",
        )


def _without_nul(data: bytes) -> bytes:
    """Return the ASCII of ``data``, also where it is UTF-16, without a byte order mark."""
    for bom in _BOMS:
        data = data.removeprefix(bom)
    return data.replace(b"\x00", b"")


def _ending(source: str) -> str:
    name = urlsplit(source).path if re.match(r"https?://", source, re.IGNORECASE) else source
    return PurePath(name).suffix.lower()


def _shown(declared: str) -> str:
    return declared if re.fullmatch(r"[\w.+-]+/[\w.+-]+", declared) else "not one Sayso knows"
