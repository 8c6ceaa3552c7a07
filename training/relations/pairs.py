"""The invented pairs of statements that the relation of two statements is taught with.

Each file of ``pairs/`` holds matters, one a line: a statement A, and statements B of another
report with what they are to A: the same, a denial, or neither. What denies a statement is told
in ``training/denials/GUIDELINE.md``. All people, places and houses in them are invented.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from sayso.linking.sentences import around, sentence_ends

FOLDER = Path(__file__).with_name("pairs")
HELD_BACK = ("held-back.jsonl", "held-back-two.jsonl")
"""The files that measure and never teach."""

LABELS = ("none", "same", "denies")
MUTUAL = frozenset(("number", "who", "other", "polarity"))
"""Types of denial that hold both ways round."""


class Scores(NamedTuple):
    """What a network gives each of :data:`LABELS`."""

    none: float
    same: float
    denies: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements; ``before`` is the sentence before B, ``before_a`` that before A, or "".

    ``label`` is one of :data:`LABELS`, or "" if nobody has labelled them, ``type`` the kind of
    denial or trap, ``scores`` what a larger network says of them, if one was asked.
    """

    matter: str
    a: str
    before: str
    b: str
    label: str
    type: str
    before_a: str = ""
    scores: Scores | None = None


def read(files: Sequence[Path]) -> list[Pair]:
    """The pairs of some files. Raises :class:`ValueError` for a label that there is not."""
    found: list[Pair] = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            for one in row["pairs"]:
                if one["label"] not in LABELS:
                    raise ValueError(f"{file.name}:{number}: no label is {one['label']!r}")
                found.append(
                    Pair(
                        f"{file.stem}:{number}",
                        row["a"],
                        one.get("before") or "",
                        one["b"],
                        one["label"],
                        one["type"],
                    )
                )
    return found


def teaching() -> list[Pair]:
    """The pairs that teach."""
    return read([one for one in sorted(FOLDER.glob("*.jsonl")) if one.name not in HELD_BACK])


def held_back(*files: str) -> list[Pair]:
    """The pairs that only measure: of some of the files, or of all."""
    return read([FOLDER / name for name in files or HELD_BACK])


def widened(pairs: Sequence[Pair], draw: random.Random) -> list[Pair]:
    """The pairs, and those that follow from them.

    What says the same as A is the same as other statements that do; what denies A denies these
    too; a statement of another matter is neither. Some are turned round.
    """
    matters: dict[str, list[Pair]] = {}
    for one in pairs:
        matters.setdefault(one.matter, []).append(one)
    found = [*pairs]
    for some in matters.values():
        found += _following(some)
    found += [_turned(one) for one in pairs if one.label != "denies" or one.type in MUTUAL]
    names = sorted(matters)
    for one in pairs:
        if one.label != "none" and draw.random() < 0.3:
            other = draw.choice(matters[draw.choice(names)])
            if other.matter != one.matter:
                found.append(
                    replace(one, a=other.a, before_a="", label="none", type="other matter")
                )
    return found


def _turned(one: Pair) -> Pair:
    return replace(one, a=one.b, before_a=one.before, b=one.a, before=one.before_a)


def _following(some: Sequence[Pair]) -> Iterator[Pair]:
    same = [one for one in some if one.label == "same"]
    for one, other in permutations(same, 2):
        yield replace(other, a=one.b, before_a=one.before)
    for one in same:
        for other in some:
            if other.label == "denies":
                yield replace(other, a=one.b, before_a=one.before)


def sentence(text: str, places: Sequence[Sequence[int]]) -> tuple[str, str]:
    """The sentence before some places, and the one that holds them."""
    ends = sentence_ends(text)
    low, high = around(
        min(one[0] for one in places), max(one[1] for one in places), ends, len(text)
    )
    before = around(low - 1, low, ends, len(text)) if low else (0, 0)
    return " ".join(text[before[0] : before[1]].split()), " ".join(text[low:high].split())
