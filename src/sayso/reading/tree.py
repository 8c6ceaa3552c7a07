"""An HTML page as an lxml tree that is safe and quick to work on."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from sayso.reading.charset import REPLACEMENT

PARAGRAPH_MARK = "\ue00b"
"""A private-use character that stands for an empty line made of ``<br><br>``."""

MANY_ELEMENTS = 20_000
"""A page with more elements than this is read by the quicker ways only."""

_DEEPEST = 150
_UNSEEN = ("script", "style", "template", "svg", "math", "object", "embed", "iframe", "link")
_INLINE = (
    *("abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i", "ins"),
    *("kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt"),
    *("u", "var", "wbr"),
)
_AS_SPACES = {0x0B: " ", 0x0C: " "}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(
    r"&#(?:0*(\d{1,7})(?!\d)|x0*([0-9a-f]{1,6})(?![0-9a-f]));?", re.IGNORECASE | re.ASCII
)
_JSON_LD = "application/ld+json"


def parse(text: str) -> html.HtmlElement | None:
    """Return the tree of a page, ``None`` if there is none in it.

    Comments, scripts and what else no reader sees are out; JSON-LD stays. Nothing is
    fetched and no entity beyond HTML's own is expanded. What XML cannot hold, such
    as a NUL, becomes U+FFFD. Elements nested deeper than 150 levels are lifted up, since
    the work on the tree is recursive.
    """
    text = _for_xml(text.replace(PARAGRAPH_MARK, ""))
    tree, too_deep = _parsed(text)
    if too_deep:
        tree, _ = _parsed(_without_wrappers(text))
    if tree is None:
        return None
    _drop_unseen(tree)
    _lift_deep(tree)
    _mark_paragraphs(tree)
    return tree


def is_huge(tree: html.HtmlElement) -> bool:
    """Whether the tree has more than :data:`MANY_ELEMENTS` elements."""
    return any(number > MANY_ELEMENTS for number, _ in enumerate(tree.iter()))


def without_inline(tree: html.HtmlElement) -> html.HtmlElement:
    """Return the page without the tags of bold, italic and the like; their text stays.

    Extraction takes time with the square of the number of siblings. The tree is made
    anew, since lxml reads text in many adjacent nodes in such time, too.
    """
    etree.strip_tags(tree, *_INLINE)
    anew, _ = _parsed(html.tostring(tree, encoding="unicode"))
    return tree if anew is None else anew


def text_of(element: html.HtmlElement) -> str:
    """Return the text of an element on one line, with its line breaks as spaces."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag == "br" or node.tag == "p":
            parts.append(" ")
        if isinstance(node.tag, str) and node.text:
            parts.append(node.text)
        if node is not element and node.tail:
            parts.append(node.tail)
    return " ".join("".join(parts).replace(PARAGRAPH_MARK, " ").split())


def _for_xml(text: str) -> str:
    """Return the page without characters, and references to them, that lxml refuses to set."""
    return _REFERENCE.sub(_character, _NOT_XML.sub(REPLACEMENT, text.translate(_AS_SPACES)))


def _character(reference: re.Match[str]) -> str:
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    if 0x80 <= code < 0xA0:  # meant as Windows-1252, and read so by browsers
        return bytes([code]).decode("cp1252", "replace")
    is_character = code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return reference[0] if is_character and not _NOT_XML.match(chr(code)) else REPLACEMENT


def _parsed(text: str) -> tuple[html.HtmlElement | None, bool]:
    parser: Any = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=True,
        collect_ids=False,
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        tree = None
    too_deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return tree, too_deep


def _without_wrappers(text: str) -> str:
    """Return the page without the tags that nest deeply: the parser gives up at 2,048 levels."""
    inline = "|".join((*_INLINE, "a", "center"))
    text = re.sub(rf"</?(?:{inline})(?=[\s>/])[^<>]*>", "", text, flags=re.IGNORECASE)
    blocks = "div|section|article|main|blockquote|ul|ol|li|dl|dd|table|tbody|tr|td"
    return re.sub(rf"</?(?:{blocks})(?=[\s>/])[^<>]*>", "<p>", text, flags=re.IGNORECASE)


def _drop_unseen(tree: html.HtmlElement) -> None:
    for element in list(tree.iter(*_UNSEEN)):
        if not _says_something(element) and element.getparent() is not None:
            element.drop_tree()


def _says_something(element: html.HtmlElement) -> bool:
    """Whether an element that is not shown tells something about the page."""
    if element.tag == "link":
        return "canonical" in (element.get("rel") or "")
    return element.tag == "script" and (element.get("type") or "").strip().lower() == _JSON_LD


def _lift_deep(tree: html.HtmlElement) -> None:
    deep: list[html.HtmlElement] = []
    stack = [(tree, 0)]
    while stack:
        element, depth = stack.pop()
        if depth > _DEEPEST:
            deep.append(element)
        stack.extend((child, depth + 1) for child in element)
    for element in reversed(deep):
        if element.tag in {"div", "section", "article", "blockquote", "li", "td", *_INLINE, "a"}:
            element.drop_tag()


def _mark_paragraphs(tree: html.HtmlElement) -> None:
    for element in tree.iter("br"):
        following = element.getnext()
        if following is not None and following.tag == "br" and not (element.tail or "").strip():
            element.tail = PARAGRAPH_MARK
