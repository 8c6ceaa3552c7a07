"""XML from anywhere, read so that it cannot do harm: no entities, no network, no depth."""

from __future__ import annotations

import html
import re
from typing import Any

from lxml import etree

_SIGNS = re.compile(rb"<(?:[\w.-]+:)?(rss|rdf|feed|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_HEAD = 16 * 1024


def maybe_listing(data: bytes) -> bool:
    """Return whether ``data`` could be a feed or a sitemap; cheap, and wrong now and then."""
    head = data[:_HEAD].replace(b"\x00", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and bool(
        _SIGNS.search(head)
    )


def tree(data: bytes) -> Any | None:
    """Return the root element, ``None`` where there is none.

    What is broken is mended as far as can be. HTML's names for characters become these
    characters; other entities are dropped, so nothing is expanded and nothing fetched.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data.lstrip(b" \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None
    if root is not None:
        _without_entities(root)
    return root


def local(element: Any) -> str:
    """Return an element's name without its namespace, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _without_entities(root: Any) -> None:
    for entity in list(root.iter(etree.Entity)):
        char = html.unescape(entity.text or "")
        text = ("" if char.startswith("&") else char) + (entity.tail or "")
        parent, before = entity.getparent(), entity.getprevious()
        if parent is None:
            continue
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text
        entity.tail = None
        parent.remove(entity)
