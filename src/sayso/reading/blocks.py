"""From the tree that extraction leaves to blocks of text: paragraphs, lists, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sayso.reading.tree import PARAGRAPH_MARK

_GROUPS = {"body", "div", "quote", "section", "article", "blockquote", "main", "doc", "html"}
_LISTS = {"list", "ul", "ol", "dl"}
_BREAKS = {"lb", "br"}
_NEVER = {"graphic", "img"}
_ROWS = {"row", "tr"}
_CELLS = {"cell", "td", "th"}
_BLOCKS = (
    _GROUPS
    | _LISTS
    | _CELLS
    | _ROWS
    | {"p", "head", "table", "pre"}
    | {f"h{level}" for level in range(1, 7)}
)

_LONGEST_CELL = 400

_SPACES = re.compile(r"[^\S\n]+")


def blocks_of(body: Any) -> list[str]:
    """Return the blocks of an extracted body, in order.

    The items of a list and the rows of a table are lines of one block; the cells of a
    row are parted by `` | ``.
    """
    blocks: list[str] = []
    for raw in _raw_blocks(body):
        for paragraph in raw.split(PARAGRAPH_MARK):
            lines = (_SPACES.sub(" ", line).strip() for line in paragraph.split("\n"))
            block = "\n".join(filter(None, lines))
            if block:
                blocks.append(block)
    return blocks


def _raw_blocks(element: Any) -> Iterator[str]:
    """Blocks with their line breaks, before white space is tidied."""
    tag = element.tag
    if tag == "table" and not _is_layout(element):
        yield "\n".join(_rows(element))
    elif tag in _LISTS:
        yield "\n".join(_items(element))
    else:
        yield from _grouped(element)


def _is_layout(table: Any) -> bool:
    """Whether a table only places running text on the page."""
    return any(len("".join(cell.itertext())) > _LONGEST_CELL for cell in table.iter(*_CELLS))


def _grouped(element: Any) -> Iterator[str]:
    """Return the blocks of an element; text that stands loose in it makes blocks of its own."""
    loose = [_one_line(element.text)]
    for child in element:
        if child.tag in _BLOCKS:
            yield "".join(loose)
            loose = []
            yield from _raw_blocks(child)
        else:
            loose.append(_flat(child))
        loose.append(_one_line(child.tail))
    yield "".join(loose)


def _flat(element: Any) -> str:
    if not isinstance(element.tag, str) or element.tag in _NEVER:
        return ""
    if element.tag in _BREAKS:
        return "\n"
    parts = [_one_line(element.text)]
    for child in element:
        parts.extend((_flat(child), _one_line(child.tail)))
    around = "\n" if element.tag in _BLOCKS else ""
    return around + "".join(parts) + around


def _items(element: Any) -> Iterator[str]:
    for item in element:
        if item.tag in _LISTS:
            yield from _items(item)
        else:
            yield from _item(item)


def _item(item: Any) -> Iterator[str]:
    parts = [_one_line(item.text)]
    for child in item:
        if child.tag in _LISTS:
            yield "".join(parts)
            parts = []
            yield from _items(child)
        else:
            parts.append(_flat(child))
        parts.append(_one_line(child.tail))
    yield "".join(parts)


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(*_ROWS):
        cells = (_flat(cell).replace("\n", " ").strip() for cell in row if cell.tag in _CELLS)
        yield " | ".join(filter(None, cells))


def _one_line(text: str | None) -> str:
    """Text of the source, whose line ends mean no more than a space."""
    return (text or "").replace("\n", " ").replace("\r", " ")
