"""The attribution dash: a quotation, a dash, and who it is from.

Press releases and pull quotes name the speaker after a dash, without a verb:
``"…" – Commissioner Ada Brul``. There is no cue for the network to find.
"""

from __future__ import annotations

import re

from sayso.extracting.parts import Parts, Run
from sayso.extracting.words import Words

_NAME = re.compile(
    r"[,.]?\s{0,3}\n?[‒–—―-]{1,2}[ \t\u00a0]?"
    r"(?P<name>(?:[Tt]he )?[^\W\d_a-zß-öø-ÿ][^\n‒–—―:;!?\"“”«»]{1,90}?)[.]?[ \t]*(?=\n|$)"
)
_PARTICLES = frozenset(
    "al and at bin bint da de del der di dos du el for from ibn in la le of on the van von".split()
)
_FEWEST = 4
_SURE = 0.9


def dash_attributions(text: str, words: Words, taken: list[Parts]) -> list[Parts]:
    """Quotations with a name behind a dash that no attribution in ``taken`` has."""
    covered = sorted(run for one in taken for run in one.content)
    found: list[Parts] = []
    for quotation in words.quotations:
        if not quotation.close_width:
            continue
        match = _NAME.match(text, quotation.end)
        content = words.within(quotation.start, quotation.end)
        if (
            match is None
            or not _is_name(match["name"])
            or int(words.is_word[content].sum()) < _FEWEST
        ):
            continue
        run = (content.start, content.stop)
        if _meets(covered, run):
            continue
        source = words.within(*match.span("name"))
        found.append(Parts(((source.start, source.stop),), (), (run,), (_SURE, _SURE, _SURE)))
    return found


def _is_name(words: str) -> bool:
    """Whether words up to the first comma are a name, a title or "a …", not a sentence."""
    name = words.partition(",")[0].split()
    if name[0] in ("a", "an"):
        return True
    return all(
        not word[0].islower() or word.partition("-")[0].strip("().") in _PARTICLES for word in name
    )


def _meets(covered: list[Run], run: Run) -> bool:
    return any(a < run[1] and run[0] < b for a, b in covered)
