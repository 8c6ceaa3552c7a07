"""How often each word of PolNeAR's training articles is part of a cue, for the confidence.

``python -m training.cue_words --corpora DIR`` writes ``src/sayso/extracting/cue_words.txt``.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from sayso.extracting.cue_words import FILE, SELDOM
from sayso.extracting.words import form, segment
from training.corpora import POLNEAR_HELD_BACK, Article, held_back, polnear

_LEAST, _LEAST_CUES = 5, 2
"""How often a word must stand in the articles, and in cues, to be listed."""
_CUES, _OTHERS = 0.5, 9.5
"""What is added to both counts, so that a rare word is near the others."""


def habits(articles: Iterable[Article]) -> dict[str, float]:
    """The log odds, to one decimal, that a word is part of a cue where it stands."""
    cues: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for article in articles:
        words = segment(article.text)
        units = [form(article.text, words, unit) for unit in range(len(words))]
        every.update(units)
        for one in article.attributions:
            for start, end in one.cue:
                cues.update(units[words.within(start, end)])
    return {
        word: round(math.log((cues[word] + _CUES) / (every[word] - cues[word] + _OTHERS)), 1)
        for word in sorted(cues)
        if word.isalpha() and every[word] >= _LEAST and cues[word] >= _LEAST_CUES
    }


def main() -> None:
    """Read the command line, count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    given = parser.parse_args()
    learned = held_back(polnear(given.corpora, "train"), POLNEAR_HELD_BACK)[0]
    found = {word: odds for word, odds in habits(learned).items() if odds > SELDOM}
    head = (
        "# The log odds that a word is part of a cue where it stands, in PolNeAR's training\n"
        "# articles (Newell, Margolin and Ruths 2018). Made by training/cue_words.py.\n"
    )
    lines = (f"{word} {odds}" for word, odds in found.items())
    FILE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(found)} words")


if __name__ == "__main__":
    main()
