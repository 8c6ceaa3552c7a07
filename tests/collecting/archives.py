"""WARC files made by hand, so that they can be broken in any way."""

from __future__ import annotations

import gzip
import hashlib
import os

from sayso.capture import Capture
from sayso.collecting import Collection
from sayso.errors import ReadingError

PAGE = (
    b"<html><body><p>The ferry did not sail, the harbour office of Tolmere says.</p></body></html>"
)
HTML = "Content-Type: text/html; charset=utf-8\r\n"


def http(body: bytes = PAGE, fields: str = HTML, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + body


def record(
    number: int | str,
    block: bytes | None = None,
    *,
    kind: str = "response",
    length: object = None,
    url: str = "",
    fields: str = "",
) -> bytes:
    block = http() if block is None else block
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: {url or f'https://tolmere.example/{number}'}\r\n"
        f"WARC-Date: 2024-03-0{number}T10:00:00.25Z\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n{fields}\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def sha256(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def collected(*names: object) -> tuple[list[Capture], list[ReadingError]]:
    """Return what a collection yields, and check its own count of it."""
    collection = Collection([os.fspath(name) for name in names])
    items = list(collection)
    assert collection.expected == len(items) + collection.skipped_known
    for error in items:
        if isinstance(error, ReadingError):
            assert "\n" not in str(error)
            assert error.remedy
    return (
        [item for item in items if isinstance(item, Capture)],
        [item for item in items if isinstance(item, ReadingError)],
    )
