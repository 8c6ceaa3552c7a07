"""Pages from the web: one address, or those that a feed or sitemap lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from sayso.capture import Capture
from sayso.collecting.listings import Entry, Listing, listing
from sayso.collecting.names import is_address, printable
from sayso.collecting.tally import Tally
from sayso.errors import EmptySource, FetchError, ReadingError, UnreadableSource

MOST_LEVELS = 3
"""How deep indexes of sitemaps may name others."""

_LISTINGS = (
    *("application/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    *("application/gzip", "application/x-gzip", "application/feed+xml"),
)


class Web:
    """Fetches what is not known already, and counts it."""

    def __init__(self, known: Callable[[str], bool], tally: Tally) -> None:
        self._known = known
        self._tally = tally

    def collect(self, name: str) -> Iterator[Capture | ReadingError]:
        """Yield the page at an address, or the pages of the feed or sitemap there."""
        if self._skipped(name):
            return
        try:
            page = _fetched(name, _LISTINGS)
            found = _listed(page)
        except ReadingError as error:
            yield error
            return
        if found is None:
            yield page
        else:
            yield from self.listed(found, printable(name), {page.url or name, name})

    def listed(
        self, found: Listing, container: str, met: set[str] | None = None, level: int = 1
    ) -> Iterator[Capture | ReadingError]:
        """Yield the pages of a listing; ``container`` is its name.

        The listing was counted as one item, and its entries are from here on. ``met`` are
        the sitemaps read already.
        """
        self._tally.items += len(found.entries) - 1
        if not found.entries:
            self._tally.items += 1
            yield EmptySource(container, "it lists no pages", "check the address in a browser")
        for entry in found.entries:
            if found.of_sitemaps:
                yield from self._sitemap(entry, container, met if met is not None else set(), level)
            else:
                yield from self._page(entry, container)

    def _page(self, entry: Entry, container: str) -> Iterator[Capture | ReadingError]:
        try:
            if not entry.url or not is_address(entry.url):
                shown = printable(entry.url or entry.title) or "an item"
                raise UnreadableSource(
                    container, f"“{shown}” has no address on the web", "look for it by hand"
                )
            if not self._skipped(entry.url):
                yield _fetched(entry.url, (), entry, container)
        except ReadingError as error:
            yield error

    def _sitemap(
        self, entry: Entry, container: str, met: set[str], level: int
    ) -> Iterator[Capture | ReadingError]:
        try:
            if entry.url in met or level >= MOST_LEVELS:
                raise UnreadableSource(
                    container,
                    f"the sitemap {printable(entry.url)} is named again or too deep",
                    "add that sitemap by itself",
                )
            is_address(entry.url)
            met.add(entry.url)
            page = _fetched(entry.url, _LISTINGS)
            found = _listed(page)
            if found is None:
                raise UnreadableSource(
                    printable(entry.url), "this is no sitemap", "check it in a browser"
                )
        except ReadingError as error:
            yield error
            return
        yield from self.listed(found, printable(entry.url), met, level + 1)

    def _skipped(self, url: str) -> bool:
        known = self._known(url)
        self._tally.skipped += known
        return known


def _listed(page: Capture) -> Listing | None:
    """Return what a page lists if it is a feed or a sitemap."""
    found = listing(page.data, page.source, page.url)
    if found is None and page.data.startswith((b"\x1f\x8b", b"WARC/")):
        raise UnreadableSource(
            page.source, "this is an archive, not a page", "download it and add the file"
        )
    return found


def _fetched(
    url: str, also: tuple[str, ...], entry: Entry | None = None, container: str | None = None
) -> Capture:
    from sayso.reading.fetch import fetch

    try:
        page = fetch(url, also=also)
    except ReadingError as error:
        raise type(error)(printable(url), error.problem, error.remedy) from None
    except ValueError:
        raise FetchError(
            printable(url), "this is not a valid address", "check the address"
        ) from None
    return Capture(
        data=page.data,
        source=printable(url),
        captured=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        url=page.url,
        media_type=page.media_type,
        charset=page.charset,
        status=page.status,
        headers=page.headers,
        redirects=page.redirects,
        container=container,
        feed_source=entry.source if entry else None,
        feed_url=entry.source_url if entry else None,
    )
