"""Feeds and sitemaps: the addresses that they list, and whom a feed credits."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from sayso.collecting.encodings import inflated
from sayso.collecting.xml import local, maybe_listing, tree
from sayso.errors import MissingExtra, TooLarge

_FEEDS = {"rss", "rdf", "feed"}
_RSS_1 = "http://purl.org/rss/1.0/"
_MOST_ENTRIES = 100_000
_MOST_TAGS = 3_000_000
_MOST_FEED_TAGS = 500_000
_FEEDPARSER_FAILS = (ValueError, LookupError, TypeError, AttributeError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Entry:
    """One address of a listing; ``source`` and ``source_url`` are whom a feed credits.

    ``url`` is empty for an item of a feed that gives none, and ``title`` names it then.
    """

    url: str
    source: str | None = None
    source_url: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed's pages, a sitemap's pages, or an index's sitemaps, each address once."""

    entries: tuple[Entry, ...]
    of_sitemaps: bool = False


def listing(data: bytes, name: str, base: str | None = None) -> Listing | None:
    """Return what a feed or a sitemap lists, ``None`` where ``data`` is neither.

    ``name`` is what to call it, ``base`` the address that ``data`` came from. A sitemap
    may be packed with gzip.
    Entities are not expanded, and what is broken is read as far as can be. Raises
    :class:`MissingExtra` for a feed without the library for it, and :class:`TooLarge`
    where it has more tags than any feed or sitemap has.
    """
    if data.startswith(b"\x1f\x8b"):
        try:
            data = inflated(data, 31)
        except ValueError:
            return None
    if not maybe_listing(data):
        return None
    _refuse_long(data, _MOST_TAGS, name)
    root = tree(data)
    kind = local(root) if root is not None else ""
    if kind == "urlset":
        return Listing(_once(_locations(root, "url", base)))
    if kind == "sitemapindex":
        return Listing(_once(_locations(root, "sitemap", base)), of_sitemaps=True)
    if kind in _FEEDS and (kind != "rdf" or _RSS_1.encode() in data):
        _refuse_long(data, _MOST_FEED_TAGS, name)
        return Listing(_once(_items(root, base)))
    return None


def _refuse_long(data: bytes, most: int, name: str) -> None:
    if data.count(b"<") > most:
        raise TooLarge(
            name, f"it has more than {most:,} tags", "give the addresses of its pages as a list"
        )


def _locations(root: Any, kind: str, base: str | None) -> list[Entry]:
    found = []
    for element in root:
        if local(element) != kind:
            continue
        place = next((child for child in element if local(child) == "loc"), None)
        address = "" if place is None else "".join(place.itertext()).strip()
        if address:
            found.append(Entry(_absolute(address, base)))
    return found


def _items(root: Any, base: str | None) -> list[Entry]:
    try:
        import feedparser
    except ImportError:
        raise MissingExtra("reading feeds", "web") from None
    from lxml import etree

    # Well-formed XML, and as a stream: a name would be opened, and feedparser's way with
    # broken feeds takes minutes for some that are made for it.
    clean = io.BytesIO(etree.tostring(root, encoding="utf-8", xml_declaration=True))
    try:
        feed = feedparser.parse(
            clean,
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-location": base or "", "content-type": "application/xml"},
        )
        return [_item(item, base) for item in feed.entries]
    except _FEEDPARSER_FAILS:
        return []


def _item(item: Any, base: str | None) -> Entry:
    source = item.get("source") or {}
    title = " ".join(str(source.get("title") or "").split())
    return Entry(
        url=_absolute(str(item.get("link") or "").strip(), base),
        source=title or None,
        source_url=source.get("href") or source.get("link") or None,
        title=" ".join(str(item.get("title") or "").split())[:80],
    )


def _absolute(address: str, base: str | None) -> str:
    try:
        return urljoin(base, address) if base and address else address
    except ValueError:
        return address


def _once(entries: list[Entry]) -> tuple[Entry, ...]:
    met: dict[str, Entry] = {}
    for place, entry in enumerate(entries[:_MOST_ENTRIES]):
        met.setdefault(entry.url or f" {place}", entry)
    return tuple(met.values())
