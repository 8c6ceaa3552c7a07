"""One actor in many reports: joins and proposals against ECB+'s links across documents.

    SAYSO_CORPORA=... PYTHONPATH=. python benchmarks/across.py            topics held back
    SAYSO_CORPORA=... PYTHONPATH=. python benchmarks/across.py --trial    to try settings on

ECB+ (Cybulska and Vossen 2014) links people and organisations across the reports of a topic.
All reports are taken together, as a ledger holds them. Counted are pairs of actors of
different documents: right is a pair that ECB+ links. An actor is the entity that most of its
mentions are, a mention being one where each holds the other's main word; ECB+ marks only
some sentences and links only some mentions, and what it does not link is not counted.

``named`` counts actors of whom ECB+ marks a name in that document, and this actor with it:
others ("the actress") cannot be joined by name. ``all`` counts those too. A proposal (worth
asking, pair by pair of actors, not carried on from pair to pair) counts as a join. Actors are
Sayso's own, and those that ECB+ gives: its clusters within each document, by their fullest
name. The baseline joins actors of equal names, letter for letter.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import sayso
from sayso.extracting.words import Words, segment
from sayso.joining import (
    WORTH_ASKING,
    Edge,
    Name,
    NameKey,
    alias_keys,
    blocks,
    could_be_one,
    group,
    name_key,
    propose,
)
from sayso.resolving.table import words_of
from sayso.resolving.traits import traits
from training.actors.corpora import ECB_HELD_BACK
from training.corpora import rows

Place = tuple[int, int]
Joined = dict[NameKey, NameKey]
Proposed = set[frozenset[NameKey]]
_CROWDED = 200
"""The most names of a block that are compared."""
_NAME = 4
"""How many times as often a word has a capital as none, if it is a name's."""
_TYPES = {"HUMAN_PART_PER": sayso.ActorType.PERSON, "HUMAN_PART_GPE": sayso.ActorType.PLACE}


@dataclass(frozen=True, slots=True)
class Told:
    """An actor of a document, the entity that it is (``""`` if ECB+ has none), if it is named."""

    document: int
    actor: sayso.Actor
    entity: str
    named: bool


def main() -> None:
    """Join the actors and print how many pairs are right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--trial", action="store_true", help="topics that settings are tried on")
    parser.add_argument("--weights", default="default")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what was read there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    given = parser.parse_args()
    folder = Path(os.environ.get("SAYSO_CORPORA") or "")
    if not (folder / "ecbplus_train.jsonl").exists():
        print("across: skipped; SAYSO_CORPORA names no folder with ecbplus_train.jsonl")
        return
    found = rows(folder / "ecbplus_train.jsonl")
    chosen = [row for row in found if (int(row["topic"]) < ECB_HELD_BACK) == given.trial]
    common = _common_words(row["text"] for row in chosen)
    own = [
        told
        for place, row in enumerate(chosen)
        for told in _own(place, row, _actors(row, given.weights, given.keep), common)
    ]
    gold = [told for place, row in enumerate(chosen) for told in _given(place, row, common)]
    figures = {"own actors": measured(own), "given actors": measured(gold)}
    print(f"{len(chosen)} documents\n{_table(figures)}")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measured(told: Sequence[Told]) -> dict[str, dict[str, float]]:
    """The figures of every way to join, for one set of actors."""
    joined = _joined(told)

    def key(one: Told) -> Hashable:
        return name_key(one.actor)

    def actor(one: Told) -> Hashable:
        found = name_key(one.actor)
        return joined[found] if found else None

    none: Proposed = set()
    return {
        "equal strings": _figures(told, lambda one: one.actor.name, none),
        "equal keys": _figures(told, key, none),
        "joined": _figures(told, actor, none),
        "joined and proposed": _figures(told, actor, _proposed(joined)),
    }


def _joined(told: Sequence[Told]) -> Joined:
    names: defaultdict[NameKey, set[int]] = defaultdict(set)
    edges: defaultdict[tuple[NameKey, NameKey], set[int]] = defaultdict(set)
    for one in told:
        key = name_key(one.actor)
        if key:
            names[key].add(one.document)
            for alias in alias_keys(one.actor):
                edges[alias, key].add(one.document)
    return group(
        [Name(key, len(documents)) for key, documents in names.items()],
        [Edge(alias, key, len(documents)) for (alias, key), documents in edges.items()],
    )


def _proposed(joined: Joined) -> Proposed:
    """The pairs of actors of which some names are proposed."""
    block: defaultdict[str, list[NameKey]] = defaultdict(list)
    for key in joined:
        for shared in blocks(key):
            block[shared].append(key)
    pairs = {
        frozenset(pair)
        for keys in block.values()
        if len(keys) <= _CROWDED
        for pair in combinations(keys, 2)
    }
    found: Proposed = set()
    for one, other in pairs:
        first, second = joined[one], joined[other]
        likeness = propose(one, other) if first != second and could_be_one(first, second) else None
        if likeness and likeness.score >= WORTH_ASKING:
            found.add(frozenset((first, second)))
    return found


def _figures(
    told: Sequence[Told], label: Callable[[Told], Hashable], proposed: Proposed
) -> dict[str, float]:
    figures: dict[str, float] = {}
    for title, kept in (
        ("named", [one for one in told if one.entity and one.named]),
        ("all", [one for one in told if one.entity]),
    ):
        gold = _pairs(Counter((one.entity, one.document) for one in kept))
        every = _pairs(Counter((label(one), one.document) for one in kept if label(one)))
        right = _pairs(
            Counter(((label(one), one.entity), one.document) for one in kept if label(one))
        )
        more = _pairs_of(kept, label, proposed)
        right, every = right + more[0], every + more[1]
        precision, recall = right / max(1, every), right / max(1, gold)
        figures |= {f"{title}, right": right, f"{title}, joined": every, f"{title}, gold": gold}
        figures[f"{title}, precision"] = round(precision, 4)
        figures[f"{title}, recall"] = round(recall, 4)
        figures[f"{title}, f1"] = round(2 * right / max(1, every + gold), 4)
    return figures


def _pairs(counts: Counter[tuple[Any, int]]) -> int:
    """How many pairs of equal labels there are in different documents."""
    totals: Counter[Any] = Counter()
    within: Counter[Any] = Counter()
    for (one, _), count in counts.items():
        totals[one] += count
        within[one] += count * count
    return sum(total * total - within[one] for one, total in totals.items()) // 2


def _pairs_of(
    kept: Sequence[Told], label: Callable[[Told], Hashable], proposed: Proposed
) -> tuple[int, int]:
    """How many pairs of the proposed are right, and how many there are."""
    by: defaultdict[Hashable, list[Told]] = defaultdict(list)
    for one in kept:
        by[label(one)].append(one)
    pairs = [
        (one, other)
        for first, second in map(tuple, proposed)
        for one in by.get(first, ())
        for other in by.get(second, ())
        if one.document != other.document
    ]
    return sum(one.entity == other.entity for one, other in pairs), len(pairs)


def _actors(row: dict[str, Any], weights: str, folder: Path | None) -> tuple[sayso.Actor, ...]:
    """The actors that Sayso finds in a text, or found before."""
    kept = folder / f"{row['id']}.pkl" if folder else None
    if kept and kept.exists():
        before: tuple[sayso.Actor, ...] = pickle.loads(kept.read_bytes())
        return before
    document = sayso.Document(
        id=row["id"], sha256="0" * 64, text=row["text"], source=row["id"], media_type="text/plain"
    )
    actors = sayso.extract(document, weights=weights).actors
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(actors))
    return actors


def _own(
    place: int, row: dict[str, Any], actors: Iterable[sayso.Actor], common: frozenset[str]
) -> list[Told]:
    """Sayso's actors with their entities."""
    text, words = row["text"], segment(row["text"])
    marked = {_units(words, span): entity for span, entity, _ in _mentions(row)}
    names = {_units(words, (a, b)) for (a, b), _, _ in _mentions(row) if _named(text[a:b], common)}
    heads = {units: _head(text, words, units) for units in marked}
    found: list[Told] = []
    for actor in actors:
        met: list[Place] = []
        for span in actor.mentions:
            units = _units(words, (span.start, span.end))
            head = _head(text, words, units)
            met += [
                one
                for one in marked
                if one[0] <= head < one[1] and units[0] <= heads[one] < units[1]
            ]
        votes = Counter(marked[one] for one in met)
        entity = votes.most_common(1)[0][0] if votes else ""
        named = any(one in names and marked[one] == entity for one in met)
        found.append(Told(place, actor, entity, named))
    return found


def _given(place: int, row: dict[str, Any], common: frozenset[str]) -> list[Told]:
    """ECB+'s clusters of a document as actors: the fullest name, its other names as aliases."""
    clusters: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for (start, end), entity, kind in _mentions(row):
        clusters[entity].append((row["text"][start:end], kind))
    found: list[Told] = []
    for entity, mentions in clusters.items():
        names = Counter(text for text, _ in mentions if _named(text, common))
        texts = names or Counter(text for text, _ in mentions)
        name = max(texts, key=lambda text: (len(text.split()), texts[text], len(text), text))
        kind = Counter(kind for _, kind in mentions).most_common(1)[0][0]
        actor = sayso.Actor(
            id=entity,
            name=name,
            type=_TYPES.get(kind, sayso.ActorType.ORGANISATION),
            aliases=tuple(one for one in names if one != name),
        )
        found.append(Told(place, actor, entity, bool(names)))
    return found


def _mentions(row: dict[str, Any]) -> list[tuple[Place, str, str]]:
    """The mentions of people and organisations that are linked across documents."""
    return [
        ((one["span"][0], one["span"][1]), one["instance"], one["type"])
        for one in row["mentions"]
        if one["type"].startswith("HUMAN") and one.get("instance", "").startswith("HUM")
    ]


def _units(words: Words, place: Place) -> Place:
    units = words.within(*place)
    return units.start, max(units.stop, units.start + 1)


def _head(text: str, words: Words, units: Place) -> int:
    return units[0] + traits(words_of(text, words, *units)).head


def _common_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that are not written with a capital nearly always."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in texts:
        for word in re.findall(r"[^\W\d_]+", text):
            (small if word[0].islower() else large)[word.casefold()] += 1
    return frozenset(word for word in small if small[word] * _NAME >= large[word])


def _named(text: str, common: frozenset[str]) -> bool:
    """Whether a mention is a name, by its last word."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.casefold() != "s"]
    return bool(words) and words[-1][0].isupper() and words[-1].casefold() not in common


def _table(figures: dict[str, dict[str, dict[str, float]]]) -> str:
    lines = [f"{'':36}{'named: P':>10}{'R':>8}{'F1':>8}{'all: P':>10}{'R':>8}{'F1':>8}"]
    for actors, ways in figures.items():
        for way, row in ways.items():
            cells = [
                f"{row[f'{title}, {measure}']:>{10 if measure == 'precision' else 8}.1%}"
                for title in ("named", "all")
                for measure in ("precision", "recall", "f1")
            ]
            lines.append(f"{actors + ', ' + way:36}{''.join(cells)}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
