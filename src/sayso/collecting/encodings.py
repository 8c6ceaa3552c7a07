"""Undoing the encodings of an HTTP body, to the last byte or not at all.

FastWARC and warcio take a gzip stream that breaks off for a whole one, so gzip and
deflate are undone here. Browser crawlers keep the headers of an encoding that they have
undone themselves: a body that is plainly not encoded is left as it is.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from typing import Protocol

from sayso.reading.limits import MAX_BYTES

_CHUNK_SIZE = re.compile(rb"[0-9a-fA-F]{1,15}[ \t]*(?:;[^\n]*)?\r?\n")
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_TEXT_START = re.compile(rb"\s*(?:<[!?a-zA-Z]|%PDF-)")
_STEP = 1024 * 1024


class _Reader(Protocol):
    def read(self, size: int = ...) -> bytes: ...


class TooLong(ValueError):
    """The body expands to more than the limit."""


def unchunked(body: bytes, encoding: str) -> bytes:
    """Undo a Transfer-Encoding. Raises ``ValueError`` for a body that breaks off."""
    if "chunked" not in encoding.lower() or not _CHUNK_SIZE.match(body):
        return body
    from fastwarc.stream_io import ChunkedReader

    return _all_of(lambda: ChunkedReader(io.BytesIO(body)), "its chunks are broken")


def decoded(body: bytes, encoding: str) -> bytes:
    """Undo a Content-Encoding; one that nobody knows is left alone.

    Raises ``ValueError`` for a body that is damaged or breaks off.
    """
    for name in reversed(encoding.lower().replace(" ", "").split(",")):
        body = _undo(body, name)
    return body


def _undo(body: bytes, name: str) -> bytes:
    if not body or (name in {"deflate", "br"} and _TEXT_START.match(body)):
        return body
    if name in {"gzip", "x-gzip"} and body.startswith(_GZIP):
        return inflated(body, 31)
    if name == "deflate":
        try:
            return inflated(body, 15)
        except TooLong:
            raise
        except ValueError:
            return inflated(body, -15)
    return _undo_newer(body, name)


def _undo_newer(body: bytes, name: str) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    if name == "br":
        return _all_of(lambda: BrotliReader(io.BytesIO(body)), "its compression is damaged")
    if name == "zstd" and body.startswith(_ZSTD):
        return _all_of(lambda: ZstdReader(io.BytesIO(body)), "its compression is damaged")
    return body


def inflated(body: bytes, form: int) -> bytes:
    """Undo gzip (``form`` 31), zlib (15) or bare deflate (-15), to at most the limit.

    Raises :class:`TooLong`, or ``ValueError`` for a body that is damaged or breaks off.
    """
    found = bytearray()
    while body:
        inflate = zlib.decompressobj(form)
        try:
            found += inflate.decompress(body, MAX_BYTES + 1 - len(found))
        except zlib.error as error:
            raise ValueError("its compression is damaged") from error
        if len(found) > MAX_BYTES:
            raise TooLong
        if not inflate.eof:
            raise ValueError("it breaks off in the middle of its compression")
        body = inflate.unused_data if inflate.unused_data.startswith(_GZIP) else b""
    return bytes(found)


def _all_of(opened: Callable[[], _Reader], problem: str) -> bytes:
    found = bytearray()
    try:
        reader = opened()
        while data := reader.read(_STEP):
            found += data
            if len(found) > MAX_BYTES:
                raise TooLong
    except (OSError, EOFError) as error:
        raise ValueError(problem) from error
    return bytes(found)
