"""The attribution dash: a quotation, a dash, and who it is from.

Press releases and pull quotes name the speaker after a dash, without a verb:
``"…" – Commissioner Ada Brul``. There is no cue for the network to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.extracting.parts import Parts, trimmed
from sayso.extracting.quotation import first_ink
from sayso.extracting.runs import Run, meeting, subtract
from sayso.extracting.words import Words

_NAME = re.compile(
    r"[,.]?\s{0,3}\n?[‒–—―-]{1,2}[ \t\u00a0]?"
    r"(?P<name>(?:[Tt]he )?[^\W\d_a-zß-öø-ÿ][^\n‒–—―:;!?\"“”«»]{1,90}?)[.]?[ \t]*(?=\n|$)"
)
_PARTICLES = frozenset(
    "al and at bin bint da de del der di dos du el for from ibn in la le of on the van von".split()
)
_FEWEST = 4


def with_dashes(text: str, words: Words, taken: Sequence[Parts]) -> list[Parts]:
    """``taken``, and the quotations with a name behind a dash in place of what claims them.

    Where ``taken`` has the very name for the quotation, its cue stays.
    """
    signed = dict(_signed(text, words, [run for one in taken for run in one.cue]))
    places = sorted(signed)
    named: set[Run] = set()
    kept: list[Parts] = []
    for one in taken:
        runs = list(one.content)
        for run in meeting(places, runs):
            if meeting([signed[run]], one.source):
                named.add(run)
            else:
                runs = subtract(runs, run)
        content = tuple(run for run in (trimmed(text, words, run) for run in runs) if run)
        if content:
            kept.append(replace(one, content=content))
    found = [Parts((signed[run],), (), (run,)) for run in places if run not in named]
    return [*kept, *found]


def _signed(text: str, words: Words, cues: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """The quotations with a name behind a dash, and the names."""
    for at, quotation in enumerate(words.quotations):
        match = _NAME.match(text, quotation.end) if quotation.close_width else None
        if not match or not _is_name(match["name"]):
            continue
        start = _beginning(text, words, at, cues)
        content = words.within(start, quotation.end)
        if int(words.is_word[content].sum()) >= _FEWEST:
            source = words.within(*match.span("name"))
            yield (content.start, content.stop), (source.start, source.stop)


def _beginning(text: str, words: Words, at: int, cues: Sequence[Run]) -> int:
    """Where the speech begins that a signed quotation ends.

    A line that begins with a quotation is one speech, whatever marks stand in it, if nobody is
    said to speak between them.
    """
    last = words.quotations[at]
    line = first_ink(text, text.rfind("\n", 0, last.start) + 1, last.start)
    first = at
    while first and words.quotations[first - 1].start >= line:
        first -= 1
    gaps = pairwise(words.quotations[first : at + 1])
    outside = [words.within(one.end, other.start) for one, other in gaps]
    spoken = any(meeting([(gap.start, gap.stop)], cues) for gap in outside)
    begins = words.quotations[first].start
    return begins if begins == line and not spoken else last.start


def _is_name(words: str) -> bool:
    """Whether words up to the first comma are a name, a title or "a …", not a sentence."""
    name = words.partition(",")[0].split()
    if name[0] in ("a", "an"):
        return True
    return all(
        not word[0].islower() or word.partition("-")[0].strip("().") in _PARTICLES for word in name
    )
