"""The text of a PDF, in reading order, with what the file says about itself."""

from __future__ import annotations

import re
import threading
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sayso.errors import EncryptedPDF, ScannedPDF, UnreadableSource
from sayso.reading.glyphs import clean, read_page
from sayso.reading.layout import Page, paragraphs

_ONE_AT_A_TIME = threading.Lock()  # PDFium is not safe for threads

_SCANNED_SHARE = 0.9
_FILLED_IN = re.compile(r"untitled|\(?anonymous\)?|unspecified|unknown|none", re.I)
_FILE_NAME = re.compile(r"^Microsoft \w+ - |\.(?:docx?|odt|pdf|rtf|indd|tex|html?)$", re.I)
_CREATED = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF holds: its text, and what its metadata says.

    ``text`` has one blank line between paragraphs and no line breaks within one.
    ``published`` is the day the file was created (``YYYY-MM-DD``, as written in the
    file); None if it is missing, broken or after today (UTC).
    """

    text: str
    title: str | None
    author: str | None
    published: str | None


def pdf_text(data: bytes, *, source: str) -> PdfText:
    """Read the text of a PDF in reading order.

    One column and several columns are handled, headings over columns come first;
    running headers, footers and page numbers are dropped; words broken at the end
    of a line are closed (see :mod:`sayso.reading.hyphens`).

    ``source`` names the input in errors.

    Raises :class:`EncryptedPDF` if the PDF asks for a password, :class:`ScannedPDF`
    if (nearly) all pages are pictures without text, and :class:`UnreadableSource`
    if it is damaged.
    """
    with _ONE_AT_A_TIME:
        pages, metadata = _read(data, source)
    text = "\n\n".join(paragraphs(pages))
    return PdfText(
        text=text,
        title=_stated(metadata.get("Title", "")),
        author=_stated(metadata.get("Author", "")),
        published=_created(metadata.get("CreationDate", "")),
    )


def _read(data: bytes, source: str) -> tuple[list[Page], dict[str, str]]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise EncryptedPDF(
                source, "the PDF asks for a password", "save a copy without one and read that"
            ) from None
        raise _damaged(source, "the PDF is damaged") from None
    with closing(document):
        pages = []
        scanned = 0
        for number in range(len(document)):
            try:
                page, is_scan = read_page(document, number)
            except pypdfium2.PdfiumError:
                raise _damaged(source, f"page {number + 1} of the PDF is damaged") from None
            pages.append(page)
            scanned += is_scan
        _check(pages, scanned, source)
        return pages, {key: _metadata(document, key) for key in ("Title", "Author", "CreationDate")}


def _metadata(document: Any, key: str) -> str:
    try:
        return str(document.get_metadata_value(key))
    except UnicodeDecodeError:
        return ""


def _damaged(source: str, problem: str) -> UnreadableSource:
    return UnreadableSource(source, problem, "open it in a PDF viewer and save it again")


def _check(pages: list[Page], scanned: int, source: str) -> None:
    if not pages:
        raise _damaged(source, "the PDF has no pages")
    written = sum(bool(page.pieces) for page in pages)
    if not written or scanned > _SCANNED_SHARE * max(written, scanned):
        raise ScannedPDF(
            source,
            "the PDF holds pictures of pages, not text" if scanned else "the PDF holds no text",
            "add a text layer with `ocrmypdf in.pdf out.pdf` and read out.pdf",
        )


def _stated(value: str) -> str | None:
    """Return a title or author, unless it is what a program fills in by itself."""
    stated = " ".join(clean(value).split())
    if not stated or _FILLED_IN.fullmatch(stated) or _FILE_NAME.search(stated):
        return None
    return stated


def _created(value: str) -> str | None:
    match = _CREATED.match(value.strip())
    if match is None:
        return None
    try:
        day = date(*map(int, match.groups()))
    except ValueError:
        return None
    return day.isoformat() if day <= datetime.now(UTC).date() else None
