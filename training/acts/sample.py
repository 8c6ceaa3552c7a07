"""Draw the attributions whose acts people label: rare acts often, every cue seldom.

    python -m training.acts.sample --corpora FOLDER OUT.jsonl

Most cues are "said". A plain draw would hold a handful of denials. So attributions are
drawn at random from those whose cue has a stem of an act, a quota for each, and the rest
so that a frequent cue does not crowd out the others. The stems only steer the draw: what
an attribution *is* is for the reader to say (``GUIDELINE.md``). The file holds no words
of the articles.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from pathlib import Path

from training.corpora import Article, Gold, polnear

QUOTAS = {
    r"\bden(?:y|ie)|disput|\breject|refut|disavow|dismiss": 65,
    r"accus|blam|alleg|\bcharg|critici|condemn|denounc|slam|attack|complain|assail": 75,
    r"demand|\burg|\bcall(?:s|ed|ing)? (?:for|on)|order|request|recommend|advis|\btold .* to\b": 80,
    r"\bask|question|wonder|inquir": 70,
    r"promis|\bvow|pledg|guarante|commit|swor|\bagree|\boffer": 50,
    r"\bwarn|caution|threat|alert": 45,
    r"support|\bback|endors|prais|defend|welcom|applaud|hail|\bagree": 60,
    r"doubt|s[ck]eptic|unsure|uncertain|\bnot sure|unconvinced|disagree": 40,
    r"declin|refus|\brespond|\bcomment|(?:would|did) not|n['’]t": 60,
    r"believ|think|thought|hop(?:e|ing)|\bwant|\bkn[eo]w|\bfe[el]|expect|\bfear|worr": 110,
}
REST = 245
SEED = 20


def draw(articles: list[Article]) -> list[tuple[Article, Gold]]:
    """The attributions to label, in the order to label them."""
    chance = random.Random(SEED)
    pool = [(article, gold) for article in articles for gold in article.attributions if gold.cue]
    chance.shuffle(pool)
    taken: dict[int, tuple[Article, Gold]] = {}
    for stem, quota in QUOTAS.items():
        matching = [one for one in pool if re.search(stem, _cue(*one)) and id(one[1]) not in taken]
        taken.update({id(one[1]): one for one in matching[:quota]})
    rest = [one for one in pool if id(one[1]) not in taken]
    taken.update({id(one[1]): one for one in _spread(rest, REST, chance)})
    drawn = list(taken.values())
    chance.shuffle(drawn)
    return drawn


def _spread(
    pool: list[tuple[Article, Gold]], quota: int, chance: random.Random
) -> list[tuple[Article, Gold]]:
    """Some of a pool, a cue's weight growing with the root of its frequency."""
    often = Counter(_cue(*one) for one in pool)
    keys = [(chance.random() ** (often[_cue(*one)] ** 0.5), one) for one in pool]
    keys.sort(key=lambda pair: -pair[0])
    return [one for _, one in keys[:quota]]


def _cue(article: Article, gold: Gold) -> str:
    words = " ".join(article.text[start:end] for start, end in gold.cue)
    return " ".join(words.split()).casefold()


def main() -> None:
    """Write the places of the attributions drawn, one a line."""
    parser = argparse.ArgumentParser(description="draw the attributions to label")
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    drawn = draw(polnear(given.corpora, "train"))
    lines = [
        json.dumps(
            {
                "article": article.id,
                "source": gold.source,
                "cue": gold.cue,
                "content": gold.content,
            }
        )
        for article, gold in drawn
    ]
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
