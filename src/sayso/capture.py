"""An original as it was met, before anything is read out of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Capture:
    """One original: its bytes, and how it was come by.

    ``data`` is the body exactly as received, with the transfer and content encodings of
    HTTP undone. ``source`` is the name under which it is found again: the path as given,
    the URL, ``FILE.warc.gz#<urn:uuid:…>`` for a record of an archive,
    ``FILE.wacz#archive/data.warc.gz#<urn:uuid:…>`` for a record of an archive in a WACZ.

    ``captured`` says when the bytes were taken from the web, in UTC and to the second
    (``2026-11-25T10:00:00Z``); it is ``None`` for a file, whose age nobody vouches for.
    ``url`` is where the bytes came from in the end, ``redirects`` the addresses left
    behind on the way there, in order. ``media_type``, ``charset``, ``status`` and
    ``headers`` are what the answer said of itself. ``record`` is the WARC-Record-ID.

    ``container`` is the WARC, WACZ, feed or sitemap that named it, as given. A feed may
    credit somebody else: ``feed_source`` is the name and ``feed_url`` the address.
    """

    data: bytes
    source: str
    captured: str | None = None
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    redirects: tuple[str, ...] = ()
    record: str | None = None
    container: str | None = None
    feed_source: str | None = None
    feed_url: str | None = None
