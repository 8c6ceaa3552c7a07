"""Read the invented texts: ``python -m training.written.read [FILE …]`` checks them.

``GUIDELINE.md`` says what the marks are and how they were set.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.corpora import MUSING, OWN, Article, Gold, Marked, Offsets

TEXTS = Path(__file__).parent / "texts"

WRITTEN_HELD_BACK = 0.12
"""The share of the invented texts that settings are tried on."""

_HEADING = re.compile(r"^=== ([a-z0-9-]+)\s*$", re.MULTILINE)
_MARK = re.compile(r"\{(\d+)([sct])\s+|\[([a-z][a-z0-9]+)\s+|[\[\]{}]")
_PARTS = {"s": "source", "c": "cue", "t": "content"}


@dataclass(frozen=True, slots=True)
class Written:
    """One invented text: its attributions, and what each mention (start, end) is a name for."""

    id: str
    text: str
    attributions: tuple[Gold, ...]
    mentions: tuple[tuple[int, int, str], ...]

    @property
    def article(self) -> Article:
        """The text as the extractor's training takes it."""
        return Article(self.id, self.text, self.attributions, Marked.ALL)


class MarkError(ValueError):
    """A mark that breaks the guideline; the message says which and where."""


@dataclass(slots=True)
class _Open:
    """A mark that is not closed yet: where its words start, and what it is."""

    start: int
    number: str
    part: str
    key: str


@dataclass(slots=True)
class _Parts:
    source: Offsets = field(default_factory=list)
    cue: Offsets = field(default_factory=list)
    content: Offsets = field(default_factory=list)


def written(folder: Path = TEXTS) -> list[Written]:
    """All texts of a folder. Raises MarkError at the first that is marked wrongly."""
    return [
        read(name, body) for file in sorted(folder.glob("*.txt")) for name, body in parted(file)
    ]


def parted(file: Path) -> Iterator[tuple[str, str]]:
    """The texts of a file under the names that they go by: the file's and their own."""
    _, *found = _HEADING.split(file.read_text(encoding="utf-8"))
    for name, body in zip(found[::2], found[1::2], strict=True):
        yield f"{file.stem}/{name}", body.strip()


def read(name: str, marked: str) -> Written:
    """One text without its marks, and the offsets of what they hold. Raises MarkError."""
    text: list[str] = []
    size = 0
    opened: list[_Open] = []
    parts: dict[str, _Parts] = {}
    mentions: list[tuple[int, int, str]] = []
    at = 0
    for mark in _MARK.finditer(marked):
        before = marked[at : mark.start()]
        text.append(before)
        size += len(before)
        at = mark.end()
        sign = mark[0][0]
        if sign in "{[":
            if not (mark[1] or mark[3]):
                raise MarkError(f"{name}: no number or key after {_near(marked, mark)}")
            opened.append(_Open(size, mark[1] or "", mark[2] or "", mark[3] or ""))
            continue
        if not opened or bool(opened[-1].key) != (sign == "]"):
            raise MarkError(f"{name}: closes what is not open: {_near(marked, mark)}")
        one = opened.pop()
        if one.start == size:
            raise MarkError(f"{name}: a mark around nothing: {_near(marked, mark)}")
        if one.key:
            mentions.append((one.start, size, one.key))
        else:
            spans: Offsets = getattr(parts.setdefault(one.number, _Parts()), _PARTS[one.part])
            spans.append([one.start, size])
    if opened:
        raise MarkError(f"{name}: never closed: {opened[-1]}")
    text.append(marked[at:])
    whole = "".join(text)
    return Written(name, whole, _attributions(name, whole, parts), tuple(sorted(mentions)))


def _near(marked: str, mark: re.Match[str]) -> str:
    return repr(marked[max(0, mark.start() - 60) : mark.end() + 30])


def _attributions(name: str, text: str, parts: dict[str, _Parts]) -> tuple[Gold, ...]:
    for number, one in parts.items():
        if len(one.cue) != 1 or not one.content or len(one.source) > 1:
            raise MarkError(
                f"{name}: attribution {number} has {len(one.source)} sources, {len(one.cue)} cues, "
                f"{len(one.content)} contents; it takes at most one, one, and at least one"
            )
    found = list(parts.values())
    aside = [_is_aside(text, one) for one in found]
    above = [_parent(one, found) for one in found]
    for place, parent in enumerate(above):
        while parent is not None and aside[parent]:
            parent = above[parent]
        above[place] = parent
    return tuple(
        Gold(one.source, one.cue, sorted(one.content), parent, aside=own)
        for one, parent, own in zip(found, above, aside, strict=True)
    )


def _is_aside(text: str, one: _Parts) -> bool:
    """Whether it is a mere "I think", which is no voice of its own."""
    source = " ".join(text[start:end] for start, end in one.source).lower()
    words = {word for start, end in one.cue for word in text[start:end].lower().split()}
    return source in OWN and bool(words & MUSING)


def _parent(one: _Parts, found: list[_Parts]) -> int | None:
    """The place of the attribution within whose content the cue lies: of several, the closest."""
    ((start, end),) = one.cue
    around = [
        (high - low, place)
        for place, other in enumerate(found)
        if other is not one
        for low, high in other.content
        if low <= start and end <= high
    ]
    return min(around)[1] if around else None


def main() -> None:
    """Read the command line, check files, and print what they hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*")
    given = parser.parse_args()
    for file in given.files or sorted(TEXTS.glob("*.txt")):
        wrong, texts = 0, []
        for name, body in parted(file):
            try:
                texts.append(read(name, body))
            except MarkError as error:
                wrong += 1
                print(error)
        found = [one for text in texts for one in text.attributions]
        print(
            f"{file.name}: {len(texts)} texts, "
            f"{sum(len(one.text.split()) for one in texts)} words, "
            f"{len(found)} attributions ({sum(one.parent is not None for one in found)} within "
            f"others, {sum(not one.source for one in found)} without a source), "
            f"{sum(len(one.mentions) for one in texts)} mentions; {wrong} texts marked wrongly"
        )


if __name__ == "__main__":
    main()
