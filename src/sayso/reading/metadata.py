"""What a page says of itself: title, author, publisher, date and address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from sayso.reading.tree import parse, text_of

_LONGEST_TITLE = 400
_HEAD_LENGTH = 400_000
_SEPARATOR = re.compile(r"\s+[|–—\-·•»«:/]{1,2}\s+")
_SITE_NAMES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_NOT_A_NAME = re.compile(r"https?:|@|^\W*$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; ``None`` where it does not.

    ``headline`` is the title as the page shows it above its text (its ``h1``),
    ``page_title`` what stands in ``<title>``, ``published`` an ISO 8601 date.
    """

    title: str | None
    headline: str | None
    page_title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    url: str | None

    def looks_for(self, pattern: re.Pattern[str]) -> bool:
        """Whether the whole of a title, or of a title less the site's name, is ``pattern``."""
        for title in (self.page_title, self.headline, self.title):
            parts = [title, *_SEPARATOR.split(title)] if title else []
            if any(pattern.fullmatch(part.strip()) for part in parts if part):
                return True
        return False


def metadata_of(
    tree: html.HtmlElement, text: str, *, url: str | None = None, huge: bool = False
) -> Metadata:
    """Read the metadata of a page from its ``tree`` (or, if ``huge``, from the start of ``text``).

    ``url`` is where the page was fetched from, if it was. A date after today (UTC) is
    refused. The publisher is what the page names as such, or else the host of its address.
    """
    if huge:
        tree = parse(text[:_HEAD_LENGTH]) if len(text) > _HEAD_LENGTH else tree
    linked = list(_json_ld(tree))
    address = url or _own_address(tree)
    named = _publisher(tree, linked)
    headline = _headline(tree, named)
    page_title = _page_title(tree)
    title = headline or _first(_meta(tree, _TITLES)) or _json_headline(linked) or page_title
    return Metadata(
        title=_without_site(title, named) if title else None,
        headline=headline,
        page_title=page_title,
        author=_author(tree, named),
        publisher=named or _host(address),
        published=_published(tree, address),
        url=address,
    )


def _headline(tree: html.HtmlElement, publisher: str | None) -> str | None:
    """Return the ``h1`` of the report, not of the site: the one that the title repeats."""
    shown = [text_of(h1) for h1 in tree.iter("h1")]
    candidates = [one for one in shown if one and len(one) < _LONGEST_TITLE and one != publisher]
    named = _first(_meta(tree, _TITLES)) or _page_title(tree)
    if named is None or not candidates:
        return candidates[0] if len(candidates) == 1 else None
    best = max(candidates, key=lambda one: _shared(one, named))
    if _shared(best, named) >= 0.5:
        return best
    has_body_title = len(candidates) == 1 and len(best.split()) >= 4
    return best if has_body_title else None


def _shared(one: str, other: str) -> float:
    """Return the share of the first text's words that the second has too."""
    words, others = set(re.findall(r"\w+", one.casefold())), re.findall(r"\w+", other.casefold())
    return len(words.intersection(others)) / len(words) if words else 0.0


def _page_title(tree: html.HtmlElement) -> str | None:
    element = tree.find(".//title")
    return text_of(element)[:_LONGEST_TITLE] or None if element is not None else None


def _without_site(title: str, publisher: str | None) -> str:
    """Return the title without " | Publisher" at its end or "Publisher: " at its beginning."""
    if publisher is None:
        return title
    wanted = publisher.casefold()
    parts = _SEPARATOR.split(title)
    places = [found.span() for found in _SEPARATOR.finditer(title)]
    if len(parts) > 1 and parts[-1].strip().casefold() == wanted:
        return title[: places[-1][0]].strip()
    if len(parts) > 1 and parts[0].strip().casefold() == wanted:
        return title[places[0][1] :].strip()
    return title


def _publisher(tree: html.HtmlElement, linked: list[dict[str, Any]]) -> str | None:
    names = [
        *_meta(tree, _SITE_NAMES[:1]),
        *_json_publishers(linked),
        *_meta(tree, _SITE_NAMES[1:]),
    ]
    return next((name for name in names if not _NOT_A_NAME.search(name)), None)


def _author(tree: html.HtmlElement, publisher: str | None) -> str | None:
    from trafilatura.metadata import extract_metadata

    # A date search costs time and has its own call with its own limits.
    author = extract_metadata(tree, None, {"extensive_search": False}, False).author
    if not author or _NOT_A_NAME.search(author) or len(author) > _LONGEST_TITLE:
        return None
    return None if publisher and author.casefold() == publisher.casefold() else str(author)


def _published(tree: html.HtmlElement, address: str | None) -> str | None:
    from htmldate import find_date

    today = datetime.now(UTC).date()
    found = find_date(
        tree,
        extensive_search=False,
        original_date=True,
        url=address,
        max_date=today.isoformat(),
    )
    return not_after(found, today)


def not_after(found: str | None, today: date) -> str | None:
    """Return the ISO date ``found``, or ``None`` if it is no date or lies after ``today``."""
    try:
        day = date.fromisoformat(found or "")
    except ValueError:
        return None
    return day.isoformat() if day <= today else None


def _meta(tree: html.HtmlElement, names: tuple[str, ...]) -> list[str]:
    """Return the contents of the ``meta`` elements with these names, in the order of the names."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if name in names and content and len(content) < _LONGEST_TITLE:
            found.setdefault(name, content)
    return [found[name] for name in names if name in found]


def _own_address(tree: html.HtmlElement) -> str | None:
    links = (
        element.get("href") or ""
        for element in tree.iter("link")
        if (element.get("rel") or "").strip().lower() == "canonical"
    )
    for address in (*links, *_meta(tree, ("og:url",))):
        if _host(address.strip()):
            return address.strip()
    return None


def _host(address: str | None) -> str | None:
    try:
        parts = urlsplit(address or "")
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and parts.scheme in {"http", "https"} else None


def _json_ld(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Return the objects of the page's JSON-LD, those of its graphs included."""
    for script in tree.iter("script"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [data]
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting.extend(one)
            elif isinstance(one, dict):
                yield one
                waiting.append(one.get("@graph"))


def _json_publishers(linked: list[dict[str, Any]]) -> Iterator[str]:
    for one in linked:
        publisher = one.get("publisher")
        for candidate in publisher if isinstance(publisher, list) else [publisher]:
            name = candidate.get("name") if isinstance(candidate, dict) else candidate
            if isinstance(name, str) and 0 < len(name.strip()) < _LONGEST_TITLE:
                yield " ".join(name.split())


def _json_headline(linked: list[dict[str, Any]]) -> str | None:
    headlines = (one.get("headline") for one in linked)
    return next((" ".join(h.split()) for h in headlines if isinstance(h, str) and h.strip()), None)


def _first(values: list[str]) -> str | None:
    return values[0] if values else None
