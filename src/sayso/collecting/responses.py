"""A record of a web archive as a capture, if it holds a report."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urljoin

from sayso.capture import Capture
from sayso.collecting.digests import agrees
from sayso.collecting.encodings import TooLong, decoded, unchunked
from sayso.collecting.names import printable
from sayso.collecting.records import HEAD_END, MAX_HEAD, Header, Record, parsed
from sayso.errors import DamagedArchive, ReadingError
from sayso.reading.limits import too_large

_OK = 200
_MOVED = {301, 302, 303, 307, 308}
_WEB = re.compile(r"https?://", re.IGNORECASE)
_PAGES = {"application/xhtml+xml", "application/pdf", "application/x-pdf"}
_NO_PAGES = {
    *("text/css", "text/javascript", "text/ecmascript", "text/x-javascript", "text/xml"),
    *("text/csv", "text/vtt", "text/calendar", "text/event-stream", "text/x-component"),
}
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]+)", re.IGNORECASE | re.ASCII)
_UNNAMED = {"", "application/octet-stream", "binary/octet-stream", "application/download"}
_PAGE_START = re.compile(rb"\s*(?:%PDF-|<!doctype\s+html|<html)", re.IGNORECASE)
_REMEDY = "look for another copy of the archive; its other records are read"


class Moved:
    """A redirect: who asked for ``source`` was sent on to ``target``."""

    def __init__(self, source: str, target: str) -> None:
        self.source = source
        self.target = target


def capture_of(
    record: Record, archive: str, container: str
) -> Capture | Moved | ReadingError | None:
    """Return what a record holds: a page, a redirect, an error, or ``None`` for no page.

    ``archive`` is the name of the WARC file, ``container`` what the user named. A page
    is a response with the status 200, or a resource, with an address on the web and a
    type that can be read. Digests that the record gives for itself are checked. Never
    raises a :class:`ReadingError`.
    """
    kind = record.header.get("warc-type").lower()
    target = record.header.get("warc-target-uri").removeprefix("<").removesuffix(">")
    if kind not in {"response", "resource"} or not _WEB.match(target):
        return None
    name = f"{archive}#{printable(record.name)}"
    try:
        if kind == "resource":
            return _resource(record, target, name, container)
        return _response(record, target, name, container)
    except TooLong:
        return too_large(name)
    except ValueError as error:
        return _damaged(record, name, str(error))


def _resource(
    record: Record, target: str, name: str, container: str
) -> Capture | ReadingError | None:
    media_type, charset = content_type(record.header.get("content-type"))
    if not _is_page(media_type, record.block):
        return None
    if record.oversize:
        return too_large(name)
    _check(record, record.block)
    return Capture(
        data=record.block,
        source=name,
        captured=_moment(record),
        url=target,
        media_type=media_type or None,
        charset=charset,
        record=record.header.get("warc-record-id") or None,
        container=container,
    )


def _response(
    record: Record, target: str, name: str, container: str
) -> Capture | Moved | ReadingError | None:
    http, body = _answer(record)
    if http.status in _MOVED and http.get("location"):
        return Moved(target, _without_fragment(urljoin(target, http.get("location"))))
    media_type, charset = content_type(http.get("content-type"))
    if http.status != _OK or not _may_be_page(media_type):
        return None
    if record.oversize:
        return too_large(name) if media_type not in _UNNAMED else None
    whole = unchunked(body, http.get("transfer-encoding"))
    data = decoded(whole, http.get("content-encoding"))
    _check(record, body, whole, data)
    if not _is_page(media_type, data):
        return None
    return Capture(
        data=data,
        source=name,
        captured=_moment(record),
        url=target,
        media_type=None if media_type in _UNNAMED else media_type,
        charset=charset,
        status=http.status,
        headers=http.fields,
        record=record.header.get("warc-record-id") or None,
        container=container,
    )


def _answer(record: Record) -> tuple[Header, bytes]:
    """Return the headers and the body of the HTTP answer in a record."""
    end = HEAD_END.search(record.block, 0, MAX_HEAD)
    if not record.block.startswith(b"HTTP/"):
        raise ValueError("there is no HTTP answer in it")
    if end is None:
        raise ValueError("its HTTP headers have no end")
    http = parsed(record.block[: end.end()])
    if http.status is None:
        raise ValueError("its HTTP answer has no status")
    return http, record.block[end.end() :]


def _check(record: Record, *payloads: bytes) -> None:
    """Raise ``ValueError`` where a digest is not that of the bytes.

    Programs do not agree about whether a payload's digest is taken before or after its
    encodings are undone, so either will do.
    """
    if not agrees(record.header.get("warc-block-digest"), record.block):
        raise ValueError("its bytes do not have the digest that it gives for them")
    if not agrees(record.header.get("warc-payload-digest"), *payloads):
        raise ValueError("its payload does not have the digest that it gives for it")


def content_type(value: str) -> tuple[str, str | None]:
    """Return media type (empty if there is none) and charset of a Content-Type field."""
    charset = _CHARSET.search(value)
    return value.partition(";")[0].strip().lower(), charset[1].lower() if charset else None


def _may_be_page(media_type: str) -> bool:
    if media_type in _UNNAMED or media_type in _PAGES:
        return True
    return media_type.startswith("text/") and media_type not in _NO_PAGES


def _is_page(media_type: str, data: bytes) -> bool:
    if media_type in _UNNAMED:
        return bool(_PAGE_START.match(data[:1024]))
    return _may_be_page(media_type)


def _moment(record: Record) -> str | None:
    """Return the WARC-Date in UTC, to the second; ``None`` if it is none."""
    try:
        moment = datetime.fromisoformat(record.header.get("warc-date"))
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:
        return None


def _without_fragment(address: str) -> str:
    return address.partition("#")[0]


def _damaged(record: Record, name: str, problem: str) -> ReadingError:
    return DamagedArchive(name, f"{record.place}: {problem}", _REMEDY)
