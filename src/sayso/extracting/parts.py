"""From roles to parts: whole phrases, whole quotations, no stray words."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from sayso.extracting.decoding import Found
from sayso.extracting.edges import (
    AUXILIARIES,
    RELATIVE,
    in_clause,
    with_item,
    without_outrunner,
)
from sayso.extracting.quotation import Quotation, between
from sayso.extracting.roles import CONTENT, SOURCE
from sayso.extracting.runs import Run, add, overlap, subtract
from sayso.extracting.words import Words, form

_BRIDGE = 2
"""Words between two runs of content that are taken to belong to it."""

_FRAGMENT = 3
"""A run of content with fewer words is noise beside a longer one."""

_FAINT = 0.4
"""The chance that makes a unit a source where the whole run is unsure."""

_GLUE = frozenset("-‑.'’&/@_")
"""Marks that make one name or word of what stands on both sides of them."""

_LEADS = frozenset("and but or nor as while when because although though if that".split())
"""Conjunctions that lead a source's clause and are no part of its name."""

_OPEN = RELATIVE | frozenset("a an the and or but of at in on for from to by with as than".split())
"""Words that no source ends with."""

_HELPING = AUXILIARIES - {"might"}
"""Those of them that are no nouns."""

_NOBODY = AUXILIARIES | {"a", "an", "the"}
"""Words that name nobody by themselves."""

PRONOUNS = frozenset("i he she it we they you".split())

_OWNER = re.compile(r"\w['’]s$")
"""An owner's ending."""

_LABEL = re.compile(r"[\"“«]?[A-Z][A-Z.'’ -]{1,40}:")
"""A transcript's speaker at the head of a paragraph."""

_DATED = frozenset((" — ", " – ", " - ", " -- "))
"""Dashes that part a report from its place."""

_EDGE = frozenset(",;:–—-―.·•|/)]}")
_TAIL = frozenset(",;:–—-―·•|/([{")


@dataclass(frozen=True, slots=True)
class Parts:
    """The units of an attribution's parts.

    ``source`` is empty where the text names none. ``verbatim`` if the content is direct
    speech without quotation marks.
    """

    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]
    verbatim: bool = False


def parts_of(text: str, words: Words, found: Found, bounds: Run) -> Parts | None:
    """The parts around one cue, or ``None`` if there is no content.

    Whatever is mended stays within the units of ``bounds``.
    """
    cue = _whole(text, words, _stripped(words, (found.first, found.last + 1)))
    source = [_whole(text, words, run) for run in _source(text, words, found)]
    cue, source = _named(text, words, cue, source)
    source = source or _contracted(text, words, cue)
    taken = [cue, *source]
    content = _bridged(words, _runs(found, CONTENT, words), taken)
    content = _whole_quotations(words, content, taken)
    content = _continued(text, words, content)
    content = _unbroken(words, content, cue)
    content = in_clause(text, words, content, source)
    content = [(max(a, bounds[0]), min(b, bounds[1])) for a, b in content]
    content = _without_fragments(words, content)
    content = [_whole(text, words, run) for run in content]
    content = [without_outrunner(text, words, run) for run in content]
    content = [with_item(text, words, run) for run in content]
    content = [run for run in (trimmed(text, words, run) for run in content) if run]
    if not content:
        return None
    return Parts(tuple(source), (cue,), tuple(content))


def _runs(found: Found, label: int, words: Words) -> list[Run]:
    """Maximal runs of one label, in units of the text; paragraph breaks do not end one."""
    labels = found.labels
    places = np.flatnonzero(
        (labels == label) & ~words.is_break[found.start : found.start + len(labels)]
    )
    if not len(places):
        return []
    cuts = np.flatnonzero(np.diff(places) > 1) + 1
    runs = [
        (found.start + int(group[0]), found.start + int(group[-1]) + 1)
        for group in np.split(places, cuts)
    ]
    return [run for run in runs if words.is_word[slice(*run)].any()]


def _source(text: str, words: Words, found: Found) -> list[Run]:
    """The likeliest run of source: an attribution has one at most."""
    cue = (found.first, found.last + 1)
    runs = [run for run in _runs(found, SOURCE, words) if not overlap(run, cue)]
    runs = runs or _faint_source(words, found, cue)
    if not runs:
        return []

    def weight(run: Run) -> float:
        return float(found.probabilities[run[0] - found.start : run[1] - found.start, SOURCE].sum())

    best = _unquoted(words, _led(text, words, _undated(text, words, max(runs, key=weight))))
    best = _ended(text, words, best)
    if all(form(text, words, unit) in _NOBODY for unit in range(*best)):
        return []
    return [_closed(text, words, _stripped(words, best))]


def _named(text: str, words: Words, cue: Run, source: list[Run]) -> tuple[Run, list[Run]]:
    """Cue and source with a name whole: of "Ada Winslow's account" all of the name is source."""
    beside = [run for run in source if run[1] == cue[0] and words.shape[run[1] - 1]]
    for end in range(cue[0] + 1, cue[1] if beside else 0):
        if not words.shape[end - 1]:
            break
        if _OWNER.search(form(text, words, end - 1)) and words.is_word[end]:
            return (end, cue[1]), [(beside[0][0], end)]
    return cue, source


def _contracted(text: str, words: Words, cue: Run) -> list[Run]:
    """The pronoun that a cue is contracted with: "he's claiming" is one word and a verb."""
    first = form(text, words, cue[0]).replace("’", "'")
    return [(cue[0], cue[0] + 1)] if first.partition("'")[0] in PRONOUNS and "'" in first else []


def _ended(text: str, words: Words, run: Run) -> Run:
    """A run that does not break off: "Mara Quill, who teaches at the", "the clerk would"."""
    first, last = run
    end = last
    clause = any(form(text, words, unit) in RELATIVE for unit in range(first + 1, end))
    helping = frozenset[str]() if clause else _HELPING
    if end > first + 2 and form(text, words, end - 1) in PRONOUNS:
        end -= not words.is_word[end - 2]
    while end > first + 1 and not (
        words.is_word[end - 1]
        and form(text, words, end - 1) not in _OPEN
        and text[words.starts[end - 1] : words.ends[end - 1]] not in helping
    ):
        end -= 1
    if end == last or not any(words.is_word[end:last]):
        return run
    for unit in range(first + 1, end):
        if form(text, words, unit) in RELATIVE:
            end = unit
            break
    return first, end


def _unquoted(words: Words, run: Run) -> Run:
    """A run without the beginning or end of a quotation; a whole one is a name's part."""
    first, last = run
    for index in _quotations_in(words, [run]):
        low, high = _units(words, words.quotations[index])
        if first < low and last < high:
            last = min(last, low)
        elif low < first < high < last:
            first = high
    return first, last


def _undated(text: str, words: Words, run: Run) -> Run:
    """A run without the place and the agency that head a report: "PORT LANN (Wire) — Families"."""
    first, last = run
    if first and not words.is_break[first - 1]:
        return run
    if not text[words.starts[first] : words.ends[first]].isupper():
        return run
    for unit in range(first + 1, last - 1):
        if text[words.starts[unit] - 1 : words.ends[unit] + 1] in _DATED:
            return unit + 1, last
    return run


def _led(text: str, words: Words, run: Run) -> Run:
    """A run without a conjunction that leads it."""
    first, last = run
    while first < last - 1 and form(text, words, first) in _LEADS:
        first += 1
    return first, last


def _faint_source(words: Words, found: Found, cue: Run) -> list[Run]:
    """The run around the likeliest unit of source, where no run won outright."""
    chances = found.probabilities[:, SOURCE]
    best = int(chances.argmax())
    if chances[best] < _FAINT:
        return []
    first = last = best
    while first and chances[first - 1] >= _FAINT / 2:
        first -= 1
    while last + 1 < len(chances) and chances[last + 1] >= _FAINT / 2:
        last += 1
    run = (found.start + first, found.start + last + 1)
    whole = words.is_word[slice(*run)].any() and not words.is_break[slice(*run)].any()
    return [run] if whole and not overlap(run, cue) else []


def _closed(text: str, words: Words, run: Run) -> Run:
    """A run with the bracket that it leaves open, and the sign of a handle before it."""
    first, last = run
    inside = text[words.starts[first] : words.ends[last - 1]]
    if inside.count("(") > inside.count(")"):
        for unit in range(last, min(last + 2, len(words))):
            if text[words.starts[unit]] == ")":
                last = unit + 1
                break
    if first and text[words.starts[first] - 1] == "@":
        first -= 1
    return first, last


def _stripped(words: Words, run: Run) -> Run:
    """A run without punctuation at its edges, closing brackets excepted."""
    first, last = run
    while last - 1 > first and not words.is_word[last - 1]:
        last -= 1
    while first < last - 1 and not words.is_word[first]:
        first += 1
    return first, last


def _bridged(words: Words, runs: list[Run], taken: list[Run]) -> list[Run]:
    """Join runs with little between them, unless that is the cue or the source."""
    joined: list[Run] = []
    for run in runs:
        if joined:
            gap = (joined[-1][1], run[0])
            small = int(words.is_word[slice(*gap)].sum()) <= _BRIDGE
            if small and not any(overlap(gap, one) for one in taken):
                joined[-1] = (joined[-1][0], run[1])
                continue
        joined.append(run)
    return joined


def _whole_quotations(words: Words, runs: list[Run], taken: list[Run]) -> list[Run]:
    """Let quotation marks decide.

    A quotation is all content if more of it is than a word or two, or half of it;
    otherwise none of it is.
    """
    if not runs:
        return runs
    for index in _quotations_in(words, runs):
        quoted = _units(words, words.quotations[index])
        if any(overlap(quoted, one) for one in taken):
            continue
        inside = sum(_count(words, (max(a, quoted[0]), min(b, quoted[1]))) for a, b in runs)
        everything = _count(words, quoted)
        if not inside:
            continue
        if inside > _BRIDGE or inside * 2 >= everything:
            runs = add(runs, quoted)
        elif _count_all(words, runs) > inside + _FRAGMENT:
            runs = subtract(runs, quoted)
    return _bridged(words, runs, taken)


def _unbroken(words: Words, runs: list[Run], cue: Run) -> list[Run]:
    """Runs that do not leave the cue's paragraph unless within quotation marks.

    What begins in a later paragraph, as a list does, may go on into the next.
    """
    kept: list[Run] = []
    here = words.paragraph[cue[0]]
    for low, high in runs:
        cuts = [
            unit for unit in range(low, high) if words.is_break[unit] and not words.quoted[unit]
        ]
        if cuts and low >= cue[0] and words.paragraph[low] == here:
            kept.append((low, cuts[0]))
        elif cuts and low < cue[0]:
            kept.append((cuts[-1] + 1, high))
        else:
            kept.append((low, high))
    return kept


def _continued(text: str, words: Words, runs: list[Run]) -> list[Run]:
    """Follow a speech through the paragraphs that repeat the opening mark."""
    for index in _quotations_in(words, runs):
        runs = _led_up(text, words, runs, index)
        while index + 1 < len(words.quotations) and words.quotations[index + 1].continues:
            held = _units(words, words.quotations[index])
            if not any(a <= held[0] and held[1] <= b for a, b in runs):
                break
            index += 1
            if _LABEL.match(text, words.quotations[index].start):
                break
            runs = add(runs, _units(words, words.quotations[index]))
    return runs


def _led_up(text: str, words: Words, runs: list[Run], index: int) -> list[Run]:
    """Follow a speech back to the paragraph that it begins in."""
    while index and words.quotations[index].continues:
        held = _units(words, words.quotations[index])
        labelled = _LABEL.match(text, words.quotations[index].start)
        if labelled or not any(a <= held[0] and held[1] <= b for a, b in runs):
            break
        index -= 1
        runs = add(runs, _units(words, words.quotations[index]))
    return runs


def _quotations_in(words: Words, runs: list[Run]) -> list[int]:
    if not runs:
        return []
    start, end = words.starts[runs[0][0]], words.ends[runs[-1][1] - 1]
    return between(words.quotations, int(start), int(end))


def _without_fragments(words: Words, runs: list[Run]) -> list[Run]:
    longest = max((_count(words, run) for run in runs), default=0)
    if longest < _FRAGMENT:
        return runs
    return [
        run
        for run in runs
        if _count(words, run) >= _FRAGMENT or bool(words.quoted[run[0] : run[1]].all())
    ]


def _whole(text: str, words: Words, run: Run) -> Run:
    """A run that does not begin or end within a compound such as ``Tal-Oren`` or ``U.N.``."""
    first, last = run
    while first >= 2 and _glued(text, words, first - 1):
        first -= 2
    while last + 1 < len(words) and _glued(text, words, last):
        last += 2
    return first, last


def _glued(text: str, words: Words, unit: int) -> bool:
    """Whether a unit joins the words before and after it into one."""
    return (
        text[words.starts[unit]] in _GLUE
        and bool(words.is_word[unit - 1] and words.is_word[unit + 1])
        and words.ends[unit - 1] == words.starts[unit]
        and words.ends[unit] == words.starts[unit + 1]
    )


def trimmed(text: str, words: Words, run: Run) -> Run | None:
    """A run without the commas, colons and dashes that only join it to the rest."""
    first, last = run
    while first < last and (words.is_break[first] or text[words.starts[first]] in _EDGE):
        first += 1
    while last > first and (words.is_break[last - 1] or text[words.starts[last - 1]] in _TAIL):
        last -= 1
    return (first, last) if words.is_word[first:last].any() else None


def _units(words: Words, quotation: Quotation) -> Run:
    inside = words.within(quotation.start, quotation.end)
    return inside.start, inside.stop


def _count(words: Words, run: Run) -> int:
    return int(words.is_word[run[0] : run[1]].sum()) if run[1] > run[0] else 0


def _count_all(words: Words, runs: list[Run]) -> int:
    return sum(_count(words, run) for run in runs)
