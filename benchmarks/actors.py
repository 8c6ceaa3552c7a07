"""Who speaks: actors against GUM's clusters, and against a baseline.

    PYTHONPATH=. SAYSO_CORPORA=... python benchmarks/actors.py            documents held back
    PYTHONPATH=. SAYSO_CORPORA=... python benchmarks/actors.py --trial    to try settings on

For every attribution that GUM has a source for (bylines aside), the source is right if the
actor that it is given is the one that GUM means: of the actor's other mentions that GUM
marks too, more than half are of the source's cluster, and if the source is "he", "she", "it"
or "they", one of them is no pronoun, where the cluster has such a one. A source whose cluster
holds no other mention is right if its actor has none either; these are counted apart.
Attributions are taken as GUM has them, and as they are found. A person's "we" is compared
apart from the "I", as GUM has it, though both are one voice in a chain.

Beside it mentions and clusters (people, animals, organisations and places; clusters of two
and more): F1 of mentions, MUC, B³, CEAF-e and their mean. The baseline goes back to the
nearest mention that matches: in gender and number for pronouns, in its main word for others.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from clusters import Agreement

import sayso
from sayso.extracting import Extractor
from sayso.extracting.words import Words, segment
from sayso.resolving import Mentioned, load_heads
from sayso.resolving.mentions import Sort
from sayso.resolving.resolver import grouped, in_relatives
from sayso.resolving.table import Table, place_of, words_of
from sayso.resolving.traits import PRONOUNS, Pronoun, traits
from training.actors.corpora import Marked, gum, parted
from training.corpora import rows

Units = tuple[int, int]
Grouper = Callable[[sayso.Document, Table, Sequence[sayso.Attribution], Mentioned], list[list[int]]]


@dataclass(slots=True)
class Tally:
    """What is counted of one system."""

    sources: Counter[tuple[str, bool]] = field(default_factory=Counter)
    clusters: Agreement = field(default_factory=Agreement)

    def rate(self, kind: str) -> tuple[int, int]:
        """How many of a kind are right, and how many there are."""
        return self.sources[kind, True], self.sources[kind, True] + self.sources[kind, False]


def main() -> None:
    """Resolve the documents and print what was right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--trial", action="store_true", help="documents that settings are tried on")
    parser.add_argument("--weights", default="default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    parser.add_argument("--verbose", action="store_true", help="print every source that is wrong")
    given = parser.parse_args()
    folder = Path(os.environ.get("SAYSO_CORPORA") or "")
    if not (folder / "gum_train.jsonl").exists():
        print("actors: skipped; SAYSO_CORPORA names no folder with gum_train.jsonl")
        return
    _, trial, held = parted(gum(folder))
    chosen = trial if given.trial else held
    raw = {row["id"]: row for row in rows(folder / "gum_train.jsonl")}
    tallies = measured(chosen, raw, given.weights, verbose=given.verbose)
    print(_table(len(chosen), tallies))
    if given.json:
        given.json.write_text(json.dumps(_figures(tallies), indent=1) + "\n", encoding="utf-8")


def measured(
    texts: Sequence[Marked], raw: dict[str, Any], weights: str, *, verbose: bool = False
) -> dict[str, Tally]:
    """The tallies of the model, on gold and found attributions, and of the baseline."""
    extractor, heads = Extractor.load(weights), load_heads(weights)
    tallies = {name: Tally() for name in ("actors", "baseline", "actors, found attributions")}
    for text in texts:
        document = _document(text)
        words = segment(text.text)
        mentioned = Mentioned(text.text, words, heads)
        found = extractor.attributions(document, words, watch=mentioned.watch)
        gold = _gold(document, raw[text.id])
        for name, system, attributions in (
            ("actors", _model, gold),
            ("baseline", _baseline, gold),
            ("actors, found attributions", _model, found),
        ):
            table = mentioned.table(attributions)
            groups = system(document, table, attributions, mentioned)
            _count_sources(
                tallies[name],
                text,
                words,
                table,
                groups,
                gold,
                name if verbose and system is _model else "",
            )
            _count_clusters(tallies[name].clusters, text, words, table, groups)
    return tallies


def _model(
    document: sayso.Document,
    table: Table,
    attributions: Sequence[sayso.Attribution],
    mentioned: Mentioned,
) -> list[list[int]]:
    return grouped(
        document, table, attributions, mentioned, in_relatives(document, attributions)
    ).groups.groups()


def _baseline(
    _document: sayso.Document,
    table: Table,
    _attributions: Sequence[sayso.Attribution],
    _mentioned: Mentioned,
) -> list[list[int]]:
    """The nearest earlier mention that matches."""
    group_of: list[int] = []
    groups: list[list[int]] = []
    for row in range(len(table)):
        before = next((one for one in range(row - 1, -1, -1) if _matches(table, row, one)), None)
        if before is None:
            group_of.append(len(groups))
            groups.append([row])
        else:
            group_of.append(group_of[before])
            groups[group_of[before]].append(row)
    return groups


def _matches(table: Table, row: int, before: int) -> bool:
    mine, theirs = int(table.pronoun[row]), int(table.pronoun[before])
    if mine in (Pronoun.I, Pronoun.WE, Pronoun.YOU):
        return theirs == mine or int(table.speaker[row]) == before
    if mine == Pronoun.NONE:
        return theirs == Pronoun.NONE and table.head_word[row] == table.head_word[before]
    if theirs == mine:
        return True
    if theirs != Pronoun.NONE or table.end[before] > table.start[row]:
        return False
    sort = int(table.chances[before, 1:].argmax()) + 1
    if mine in (Pronoun.HE, Pronoun.SHE):
        gender = int(table.gender[before])
        return (
            sort == Sort.PERSON
            and gender in (0, int(table.gender[row]))
            and (table.number[before] != 2)
        )
    if mine == Pronoun.THEY:
        return bool(table.number[before] == 2)
    return sort != Sort.PERSON and table.number[before] != 2


def _count_sources(
    tally: Tally,
    text: Marked,
    words: Words,
    table: Table,
    groups: list[list[int]],
    gold: Sequence[sayso.Attribution],
    verbose: str,
) -> None:
    cluster_of = _cluster_of(text, words)
    sizes = Counter(cluster_of.values())
    spoken = {
        cluster for place, cluster in cluster_of.items() if not _is_pronoun(text, words, place)
    }
    marked = _marked(text, words, table, cluster_of)
    group_of = {row: rows for rows in groups for row in rows}
    for one in gold:
        source = _source(text.text, words, one, cluster_of)
        if source is None:
            continue
        cluster = cluster_of[source]
        row = next((row for row, place in marked.items() if place == source), None)
        others = [
            marked[other]
            for other in (group_of[row] if row is not None else [])
            if other != row and other in marked and marked[other] != source
        ]
        pronoun = _is_pronoun(text, words, source)
        right = _right(others, cluster, cluster_of, sizes[cluster] > 1)
        if pronoun and right and cluster in spoken and _is_third(text, words, source):
            right = any(
                cluster_of[other] == cluster and not _is_pronoun(text, words, other)
                for other in others
            )
        kind = "alone" if sizes[cluster] == 1 else "pronoun" if pronoun else "other"
        tally.sources[kind, right] += 1
        if kind != "alone":
            tally.sources["source", right] += 1
        if verbose and not right and kind != "alone":
            shown = [
                " ".join(text.text[words.starts[a] : words.ends[b - 1]].split())[:25]
                for a, b in others[:5]
            ]
            print(verbose, text.id, kind, repr(one.source.text[:40]), one.source.start, shown)


def _right(others: list[Units], cluster: int, cluster_of: dict[Units, int], together: bool) -> bool:
    """Whether the other mentions of an actor are of the source's cluster, or rightly none."""
    if not others:
        return not together
    return sum(cluster_of[other] == cluster for other in others) * 2 > len(others)


def _source(
    text: str, words: Words, one: sayso.Attribution, cluster_of: dict[Units, int]
) -> Units | None:
    """The marked mention that a source is: the longest within it that holds its main word."""
    place = place_of(text, words, one.source)
    if place is None:
        return None
    (low, high), head = place
    inside = [units for units in cluster_of if low <= units[0] <= head < units[1] <= high]
    return max(inside, key=lambda units: units[1] - units[0], default=None)


def _marked(
    text: Marked, words: Words, table: Table, cluster_of: dict[Units, int]
) -> dict[int, Units]:
    """For each mention that was found the marked one at its place, or with its main word.

    Main words decide as in the shared tasks of CRAC (Žabokrtský and others 2022).
    """
    by_head: dict[int, list[Units]] = {}
    for low, high in cluster_of:
        head = low + traits(words_of(text.text, words, low, high)).head
        by_head.setdefault(head, []).append((low, high))
    found: dict[int, Units] = {}
    for row in range(len(table)):
        place = (int(table.start[row]), int(table.end[row]))
        near = by_head.get(int(table.head[row]), [])
        if place in cluster_of:
            found[row] = place
        elif near:
            found[row] = min(near, key=lambda one: abs(one[0] - place[0]) + abs(one[1] - place[1]))
    return found


def _cluster_of(text: Marked, words: Words) -> dict[Units, int]:
    """The cluster of every marked mention in units; those alone have one of their own."""
    found: dict[Units, int] = {}
    for number, one in enumerate(text.clusters):
        for start, end in one:
            units = words.within(start, end)
            found[units.start, units.stop] = number
    for number, (start, end) in enumerate(text.mentions, len(text.clusters)):
        units = words.within(start, end)
        if units.stop > units.start:
            found.setdefault((units.start, units.stop), number)
    return found


def _is_pronoun(text: Marked, words: Words, place: Units) -> bool:
    return text.text[words.starts[place[0]] : words.ends[place[1] - 1]].casefold() in PRONOUNS


def _is_third(text: Marked, words: Words, place: Units) -> bool:
    return PRONOUNS[text.text[words.starts[place[0]] : words.ends[place[1] - 1]].casefold()] in (
        Pronoun.HE,
        Pronoun.SHE,
        Pronoun.IT,
        Pronoun.THEY,
    )


def _count_clusters(
    agreement: Agreement, text: Marked, words: Words, table: Table, groups: list[list[int]]
) -> None:
    predicted = [
        frozenset((int(table.start[row]), int(table.end[row])) for row in rows)
        for rows in groups
        if len(rows) > 1 and int(np.argmax(table.chances[rows].sum(0)[1:])) + 1 != Sort.THING
    ]
    gold: list[frozenset[Units]] = []
    for one in text.clusters:
        sorts = Counter(text.mentions.get(place, Sort.THING) for place in one)
        if sorts.most_common(1)[0][0] != Sort.THING:
            units = [words.within(start, end) for start, end in one]
            gold.append(frozenset((one.start, one.stop) for one in units))
    agreement.add([one for one in gold if len(one) > 1], [one for one in predicted if len(one) > 1])


def _document(text: Marked) -> sayso.Document:
    return sayso.Document(
        id=text.id, sha256="0" * 64, text=text.text, source=text.id, media_type="text/plain"
    )


def _gold(document: sayso.Document, row: dict[str, Any]) -> list[sayso.Attribution]:
    """GUM's attributions, bylines aside."""
    kept = [
        one
        for one in row["attributions"]
        if one["kind"] != "byline" and one["content_spans"] and one["source_ok"]
    ]
    ids = {one["id"] for one in kept}
    return [
        sayso.Attribution(
            id=one["id"],
            source=document.part(one["source_spans"]),
            cue=document.part(one["cue_spans"]),
            content=document.part(one["content_spans"]),
            kind=sayso.Kind.INDIRECT,
            confidence=1.0,
            parent=one["nested_in"] if one["nested_in"] in ids else None,
        )
        for one in kept
    ]


def _figures(tallies: dict[str, Tally]) -> dict[str, dict[str, float]]:
    figures: dict[str, dict[str, float]] = {}
    for name, tally in tallies.items():
        row: dict[str, float] = {}
        for kind in ("source", "pronoun", "other", "alone"):
            right, total = tally.rate(kind)
            row[f"{kind}, right"], row[f"{kind}, all"] = right, total
        of = tally.clusters
        for title, ratio in (
            ("mentions", of.mentions),
            ("muc", of.muc),
            ("b_cubed", of.b_cubed),
            ("ceaf_e", of.ceaf),
        ):
            row[title] = round(ratio.f1, 4)
        row["conll"] = round(of.conll, 4)
        figures[name] = row
    return figures


def _table(documents: int, tallies: dict[str, Tally]) -> str:
    lines = [
        f"{documents} documents",
        f"{'':28}"
        + "".join(
            f"{title:>18}"
            for title in ("source right", "pronouns", "others", "alone", "mention F1", "CoNLL")
        ),
    ]
    for name, tally in tallies.items():
        cells = []
        for kind in ("source", "pronoun", "other", "alone"):
            right, total = tally.rate(kind)
            cells.append(f"{right}/{total} {right / max(1, total):.1%}")
        cells += [f"{tally.clusters.mentions.f1:.1%}", f"{tally.clusters.conll:.1%}"]
        lines.append(f"{name:28}" + "".join(f"{cell:>18}" for cell in cells))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
