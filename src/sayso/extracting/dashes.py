"""The attribution dash: a quotation, a dash, and who it is from.

Press releases and pull quotes name the speaker after a dash, without a verb:
``"…" – Commissioner Ada Brul``. There is no cue for the network to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.extracting.parts import Parts, trimmed
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
    signed = dict(_signed(text, words))
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


def _signed(text: str, words: Words) -> Iterator[tuple[Run, Run]]:
    """The quotations with a name behind a dash, and the names."""
    for quotation in words.quotations:
        match = _NAME.match(text, quotation.end) if quotation.close_width else None
        content = words.within(quotation.start, quotation.end)
        if match and _is_name(match["name"]) and int(words.is_word[content].sum()) >= _FEWEST:
            source = words.within(*match.span("name"))
            yield (content.start, content.stop), (source.start, source.stop)


def _is_name(words: str) -> bool:
    """Whether words up to the first comma are a name, a title or "a …", not a sentence."""
    name = words.partition(",")[0].split()
    if name[0] in ("a", "an"):
        return True
    return all(
        not word[0].islower() or word.partition("-")[0].strip("().") in _PARTICLES for word in name
    )
