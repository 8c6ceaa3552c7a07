"""What stands around a report but is no part of it: related posts, share bars, tags.

:func:`furniture_spans` finds it in any text; the other functions mend what taking a
page apart leaves behind. All of them take time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

_LONGEST_LINE = 300
_MOST_WORDS = 20
_HEADLINE_PLACES = 4
_BETWEEN = "\n\n"

_HOLE = re.compile(r"\([^\S\n]*[,;)]")
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"(?<!\.)(?:[.!]|\?[!?]*(?=[\"'”’»)\]]))[\"'”’»)\]]*$")
_EDGES = " \t\xa0#*_=-–—•·|>»›→↓▼:"

_THINGS = r"(?:articles?|posts?|stor(?:y|ies)|news|content|reading|reads?|links?|topics?|coverage)"

# Headings over a list of other pages.
_LIST_HEADING = re.compile(
    rf"""
      related (?:\s {_THINGS})?
    | (?:read|see) \s (?:more|next|also)
    | see \s also
    | you \s (?:may|might|could) \s also \s (?:like|enjoy|be \s interested \s in)
    | (?:recommended|suggested) (?:\s for \s you | \s {_THINGS})?
    | more \s {_THINGS}
    | more \s (?:from|on|like) \s (?:this|us|the \s (?:web|author|section|same \s author))
      (?:\s {_THINGS})?
    | (?:most|latest|recent|popular|trending|top|other) \s {_THINGS}
    | most \s (?:popular|viewed|shared)
    | (?:trending|popular) (?:\s now)?
    | what \s to \s read \s next
    | don['’]t \s miss
    | editors?['’]?s? ['’]? \s picks?
    | (?:previous|next) \s (?:post|article|story)
    """,
    re.I | re.X,
)

# Lines that stand alone, or name other pages on the same line.
_SINGLE = re.compile(
    r"""
      share (?:\s (?:this|the) (?:\s (?:article|post|story|page|entry|news))?)?
      (?:\s (?:on|via|with) \s (?:your \s friends|social \s media|[\w.]+))? (?:\s? : .*)?
    | click \s to \s share .*
    | (?:tags?|tagged(?:\s (?:as|with))?|filed \s under|categor(?:y|ies)|topics|keywords) \s? : .*
    | follow \s us (?:\s (?:on|at|via) \s .*)? (?:\s? : .*)?
    | (?:subscribe|sign \s up) (?:\s (?:now|here|(?:to|for) \s (?:our|the) \s [\w\s]*))?
    | advertisements? (?:\s [-–—] .*)?
    | (?:story|article) \s continues \s below .*
    | sponsored (?:\s (?:content|links?|post))? | promoted (?:\s content)?
    | (?:read|see) \s (?:more|next|also) \s? : .*
    | related \s? : .*
    | continue \s reading .*
    | leave \s a \s (?:comment|reply)
    | comments \s are \s closed\.? | no \s comments \s yet | \d+ \s comments?
    | copy \s link | print \s (?:this \s)? (?:article|page) | back \s to \s top
    """,
    re.I | re.X,
)

_SITES = frozenset(
    {"facebook", "twitter", "whatsapp", "telegram", "linkedin", "reddit", "pinterest", "email"}
)
_SHARING = _SITES | frozenset(
    {"x", "instagram", "youtube", "tiktok", "threads", "bluesky", "mastodon", "tumblr"}
    | {"pocket", "viber", "messenger", "e-mail", "mail", "print", "share", "post", "tweet"}
    | {"pin", "send", "copy", "link", "save", "by", "via", "on"}
)


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    words: str

    @cached_property
    def bare(self) -> str:
        return re.sub(r"\s+", " ", self.words).strip(_EDGES)

    @cached_property
    def is_short(self) -> bool:
        return len(self.words) <= _LONGEST_LINE and len(self.words.split()) <= _MOST_WORDS

    @cached_property
    def is_sentence(self) -> bool:
        return _SENTENCE_END.search(self.words[-8:]) is not None

    @property
    def is_teaser(self) -> bool:
        return self.is_short and not self.is_sentence

    @cached_property
    def is_list_heading(self) -> bool:
        return self.is_short and _LIST_HEADING.fullmatch(self.bare) is not None

    @cached_property
    def is_single(self) -> bool:
        return len(self.words) <= _LONGEST_LINE and (
            _is_share_bar(self.bare)
            or (_SINGLE.fullmatch(self.bare) is not None and self._is_no_sentence)
        )

    @property
    def _is_no_sentence(self) -> bool:
        return not self.is_sentence or "closed" in self.bare


def furniture_spans(text: str) -> list[tuple[int, int]]:
    """Find the furniture of a text: ``[(start, end), …]``, in order and apart.

    Offsets count code points, ends are exclusive. A span covers whole lines: a line
    of its own such as "Related posts", "Share this" or "Tags: …", and after a
    heading over a list the teasers that follow it, lines of at most 20 words that
    do not end as a sentence does. A paragraph that ends as a sentence is never part
    of a span.
    """
    lines = list(_lines(text))
    spans: list[tuple[int, int]] = []
    for first, last in _runs(lines):
        start, end = lines[first].start, lines[last].end
        if spans and not text[spans[-1][1] : start].strip():
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def without_furniture(blocks: Sequence[str]) -> list[str]:
    """Return the blocks (paragraphs, lists, tables) of a page that are not furniture."""
    text = _BETWEEN.join(blocks)
    spans = iter(furniture_spans(text))
    span = next(spans, None)
    kept, start = [], 0
    for block in blocks:
        end = start + len(block)
        while span is not None and span[1] <= start:
            span = next(spans, None)
        if span is None or span[0] > start or span[1] < end:
            kept.append(block)
        start = end + len(_BETWEEN)
    return kept


def without_doubled_headline(blocks: Sequence[str]) -> list[str]:
    """Return the blocks with the first one, the headline, kept once.

    A copy among the next few blocks, after a byline perhaps, is left out; a first block
    of more than 300 characters is no headline.
    """
    headline = comparable(blocks[0]) if blocks and len(blocks[0]) <= _LONGEST_LINE else ""
    if not headline:
        return list(blocks)
    return [
        block
        for place, block in enumerate(blocks)
        if not 0 < place < _HEADLINE_PLACES or comparable(block) != headline
    ]


def comparable(text: str) -> str:
    """Return the letters and digits of a text, without regard to case."""
    return "".join(filter(str.isalnum, text.casefold()))


def mend_brackets(text: str) -> str:
    """Close the holes that links without text leave in brackets.

    "the letter (, to the Minister" becomes "the letter, to the Minister",
    "(, 1996)" becomes "(1996)", and empty brackets go. Afterwards no bracket is
    followed by a comma, a semicolon or its own closing mark.
    """
    if _HOLE.search(text) is None:
        return text
    return "\n".join(_mend_line(line) for line in text.split("\n"))


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if words:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield _Line(start, start + len(words), words)


def _runs(lines: list[_Line]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each piece of furniture."""
    at, in_report = 0, False
    while at < len(lines):
        line = lines[at]
        if line.is_list_heading:
            last = _last_teaser(lines, at, in_report)
        elif line.is_single:
            last = _last_of_bar(lines, at)
        else:
            in_report = in_report or line.is_sentence
            at += 1
            continue
        yield at, last
        at = last + 1


def _last_teaser(lines: list[_Line], heading: int, in_report: bool) -> int:
    end = heading + 1
    while end < len(lines) and (lines[end].is_teaser or lines[end].is_single):
        end += 1
    is_report_below = end < len(lines)
    if is_report_below and not in_report and end > heading + 1:
        end -= 1  # before the report begins, the last line is its headline
    return end - 1


def _last_of_bar(lines: list[_Line], first: int) -> int:
    last = first
    while last + 1 < len(lines) and lines[last + 1].bare.lower() in _SHARING:
        last += 1
    return last


def _is_share_bar(line: str) -> bool:
    words = re.findall(r"[\w-]+", line.lower())
    return len(words) > 1 and _SHARING.issuperset(words) and not _SITES.isdisjoint(words)


def _mend_line(line: str) -> str:
    closed = _closed_brackets(line)
    out: list[str] = []
    opened: list[bool] = []  # of each bracket in out, whether it is closed later on
    skip_space = False
    for place, char in enumerate(line):
        if skip_space and char.isspace():
            continue
        skip_space = False
        if char in ",;" and _ends_with_open(out):
            skip_space = _drop_before_comma(out, opened)
            if skip_space:
                continue
        elif char == ")" and _ends_with_open(out):
            _drop_bracket(out, opened)
            continue
        elif char == "(":
            opened.append(place in closed)
        out.append(char)
    return "".join(out)


def _closed_brackets(line: str) -> set[int]:
    waiting: list[int] = []
    closed = set()
    for match in re.finditer(r"[()]", line):
        if match[0] == "(":
            waiting.append(match.start())
        elif waiting:
            closed.add(waiting.pop())
    return closed


def _ends_with_open(out: list[str]) -> bool:
    """Whether the last thing written is an opening bracket; spaces after it are dropped."""
    end = len(out)
    while end and out[end - 1].isspace():
        end -= 1
    if not end or out[end - 1] != "(":
        return False
    del out[end:]
    return True


def _drop_before_comma(out: list[str], opened: list[bool]) -> bool:
    """Drop brackets that never close; return whether one is left that does."""
    while _ends_with_open(out):
        if opened[-1]:
            return True
        _drop_bracket(out, opened)
    return False


def _drop_bracket(out: list[str], opened: list[bool]) -> None:
    out.pop()
    opened.pop()
    while out and out[-1].isspace():
        out.pop()
