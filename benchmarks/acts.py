"""Acts, targets and stances against labels that two readers gave apart (training/acts).

    PYTHONPATH=. SAYSO_CORPORA=... python benchmarks/acts.py            the labels held back
    PYTHONPATH=. SAYSO_CORPORA=... python benchmarks/acts.py --tuning   what the lists were made on

The labels are of PolNeAR's training articles, and say where in them; the articles
themselves are in the folder of the corpora. Targets are compared where both readers gave the
same: right if the actor's mention shares a word with the words they gave.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sayso
from sayso.extracting import Extractor
from sayso.extracting.words import segment
from sayso.resolving import Mentioned, load_heads, resolve
from training.acts.labels import held_back, labels
from training.corpora import rows

_AROUND = 700
"""Code points of the article on either side of a cue that are read."""


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled attribution, what the readers said of it, and what is found."""

    label: dict[str, Any]
    found: sayso.Attribution
    target: list[tuple[int, int]]


def main() -> None:
    """Resolve the labelled attributions and print how many are right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tuning", action="store_true", help="the labels of the other articles")
    parser.add_argument("--weights", default="default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    parser.add_argument("--verbose", action="store_true", help="print every target that is wrong")
    given = parser.parse_args()
    folder = Path(os.environ.get("SAYSO_CORPORA") or "")
    if not (folder / "polnear_train.jsonl").exists():
        print("acts: skipped; SAYSO_CORPORA names no folder with polnear_train.jsonl")
        return
    every = labels()
    chosen = [one for one in every if held_back(one) != given.tuning]
    texts = {row["id"]: row["text"] for row in rows(folder / "polnear_train.jsonl")}
    cases = _cases(chosen, texts, given.weights)
    figures = {"agreement": _agreement(every), "acts": _acts(cases), "rest": _rest(cases)}
    print(_table(cases, figures))
    if given.verbose:
        _print_targets(cases)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _cases(chosen: Sequence[dict[str, Any]], texts: dict[str, str], weights: str) -> list[Case]:
    extractor, heads = Extractor.load(weights), load_heads(weights)
    found: list[Case] = []
    for label in chosen:
        text = texts[label["article"]]
        spans = [span for part in ("source", "cue", "content") for span in label[part]]
        begin = max(0, min(min(span[0] for span in spans), label["cue"][0][0] - _AROUND))
        end = max(max(span[1] for span in spans), label["cue"][-1][1] + _AROUND)
        piece = text[begin:end]
        document = sayso.Document(
            id="a", sha256="0" * 64, text=piece, source="a", media_type="text/plain"
        )
        words = segment(piece)
        mentioned = Mentioned(piece, words, heads)
        extractor.attributions(document, words, watch=mentioned.watch)
        source, cue, content = (
            document.part([(low - begin, high - begin) for low, high in label[part]])
            for part in ("source", "cue", "content")
        )
        gold = sayso.Attribution("a1", source, cue, content, sayso.Kind.INDIRECT, 1.0)
        resolved = resolve(document, [gold], mentioned)
        one = resolved.attributions[0]
        actor = next((actor for actor in resolved.actors if actor.id == one.target), None)
        places = (
            [(span.start + begin, span.end + begin) for span in actor.mentions] if actor else []
        )
        found.append(Case(label, one, places))
    return found


def _agreement(every: Sequence[dict[str, Any]]) -> dict[str, float]:
    """How often the two readers gave the same, and Cohen's kappa for the acts."""
    pairs = [tuple(one["passes"]) for one in every]
    same = sum(a == b for a, b in pairs) / len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[act] * second[act] for act in first) / len(pairs) ** 2
    return {
        "labels": len(every),
        "acts": round(same, 4),
        "kappa": round((same - chance) / (1 - chance), 4),
        "targets": round(sum(a == b for a, b in (o["targets"] for o in every)) / len(every), 4),
        "stances": round(sum(a == b for a, b in (o["stances"] for o in every)) / len(every), 4),
    }


def _acts(cases: Sequence[Case]) -> dict[str, float]:
    gold = Counter(case.label["act"] for case in cases)
    given = Counter(_name(case.found) for case in cases)
    right = Counter(case.label["act"] for case in cases if case.label["act"] == _name(case.found))
    scores = {act: 2 * right[act] / (gold[act] + given[act]) for act in sorted(gold)}
    return {act: round(score, 4) for act, score in scores.items()} | {
        "macro": round(sum(scores.values()) / len(scores), 4),
        "accuracy": round(sum(right.values()) / len(cases), 4),
    }


def _rest(cases: Sequence[Case]) -> dict[str, float]:
    """Targets and stances, where both readers gave the same."""
    counts: Counter[str] = Counter()
    for case in cases:
        first, second = case.label["targets"]
        if first == second:
            counts["target right"] += _same_target(case)
            counts["target given"] += bool(case.target)
            counts["target gold"] += bool(first)
        one, other = case.label["stances"]
        if one == other:
            found = case.found.stance is not None
            counts["stance right"] += one and found
            counts["stance given"] += found
            counts["stance gold"] += one
    return {
        **counts,
        **{
            f"{name} f1": round(
                2
                * counts[f"{name} right"]
                / max(1, counts[f"{name} given"] + counts[f"{name} gold"]),
                4,
            )
            for name in ("target", "stance")
        },
    }


def _same_target(case: Case) -> bool:
    return any(
        low < end and start < high
        for low, high in case.target
        for start, end in case.label["targets"][0]
    )


def _name(found: sayso.Attribution) -> str:
    return found.act.name.lower() if found.act else "none"


def _table(cases: Sequence[Case], figures: dict[str, dict[str, float]]) -> str:
    agreed, acts, rest = figures["agreement"], figures["acts"], figures["rest"]
    lines = [
        f"{agreed['labels']} labels; two readers: acts {agreed['acts']:.1%} the same (kappa "
        f"{agreed['kappa']:.3f}), targets {agreed['targets']:.1%}, stances {agreed['stances']:.1%}",
        f"{len(cases)} attributions measured",
        *(f"{act:10} F1 {score:6.1%}" for act, score in acts.items()),
        *(
            f"{name:10} F1 {rest[f'{name} f1']:6.1%} ({rest[f'{name} right']} right of "
            f"{rest[f'{name} given']} given, {rest[f'{name} gold']} in the labels)"
            for name in ("target", "stance")
        ),
        "confusions (label, found):",
    ]
    confused = Counter(
        (case.label["act"], _name(case.found))
        for case in cases
        if case.label["act"] != _name(case.found)
    )
    lines += [
        f"  {label} as {found}: {times}" for (label, found), times in confused.most_common(12)
    ]
    return "\n".join(lines)


def _print_targets(cases: Sequence[Case]) -> None:
    for case in cases:
        if case.label["targets"][0] == case.label["targets"][1] and not (
            _same_target(case) or (not case.target and not case.label["targets"][0])
        ):
            one = case.found
            print(
                one.act,
                "|",
                one.source.text[:30],
                "|",
                one.cue.text[:40],
                "|",
                one.content.text[:60],
                "|",
                case.label["targets"][0],
                case.target[:2],
                case.label["cue"],
            )


if __name__ == "__main__":
    main()
