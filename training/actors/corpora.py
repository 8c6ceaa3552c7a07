"""Texts in which people have marked who and what is mentioned, and which mentions are the same.

GUM (Zeldes 2017) has all mentions of its documents with their types and clusters. ECB+
(Cybulska and Vossen 2014) has the heads of some, with finer types: they teach what is an
organisation, which GUM has few of, and which mentions are the same in news. Its last topics
are left out: they are for measuring actors across documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.resolving.mentions import OTHER, Sort
from training.corpora import GUM_HELD_BACK, digest, rows

Place = tuple[int, int]

_GUM = {
    "person": Sort.PERSON,
    "animal": Sort.PERSON,
    "organization": Sort.ORGANISATION,
    "place": Sort.PLACE,
}
_ECB = {
    "HUMAN_PART_PER": Sort.PERSON,
    "HUMAN_PART_ORG": Sort.ORGANISATION,
    "HUMAN_PART_MET": Sort.ORGANISATION,
    "HUMAN_PART_GPE": Sort.PLACE,
    "LOC_GEO": Sort.PLACE,
    "LOC_FAC": Sort.PLACE,
    "NON_HUMAN_PART": Sort.THING,
}
ECB_HELD_BACK = 30
"""The first of ECB+'s topics that are not learned from."""
_TRIAL = 0.16
"""The share of the documents to learn from that settings are tried on."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the mentions in it, as code points, their sorts, and their clusters.

    ``whole`` says that every mention is marked; where it is false, only the sorts of those
    that are can be learned, and which of them go together. ``clusters`` hold no mention
    that stands alone.
    """

    id: str
    text: str
    mentions: dict[Place, Sort]
    clusters: tuple[tuple[Place, ...], ...]
    whole: bool


def gum(folder: Path) -> list[Marked]:
    """GUM's training documents."""
    return [
        Marked(
            id=row["id"],
            text=row["text"],
            mentions={_place(one["span"]): _GUM.get(one["type"], OTHER) for one in row["entities"]},
            clusters=tuple(tuple(_place(span) for span in one) for one in row["coref"]),
            whole=True,
        )
        for row in rows(folder / "gum_train.jsonl")
    ]


def ecb(folder: Path) -> list[Marked]:
    """ECB+'s training topics, but for those kept for measuring across documents."""
    found = rows(folder / "ecbplus_train.jsonl")
    return [_ecb(row) for row in found if int(row["topic"]) < ECB_HELD_BACK]


def _ecb(row: dict[str, Any]) -> Marked:
    kept = [one for one in row["mentions"] if one["type"] in _ECB]
    clusters: dict[str, list[Place]] = {}
    for one in kept:
        if one.get("instance"):
            clusters.setdefault(one["instance"], []).append(_place(one["span"]))
    return Marked(
        id=row["id"],
        text=row["text"],
        mentions={_place(one["span"]): _ECB[one["type"]] for one in kept},
        clusters=tuple(tuple(sorted(set(one))) for one in clusters.values() if len(set(one)) > 1),
        whole=False,
    )


def parted(texts: list[Marked]) -> tuple[list[Marked], list[Marked], list[Marked]]:
    """Split GUM's documents: to learn from, to try settings on, and held back for measuring."""
    learn: list[Marked] = []
    trial: list[Marked] = []
    held: list[Marked] = []
    for one in texts:
        marks = digest(one.id)
        if marks[0] < 256 * GUM_HELD_BACK:
            held.append(one)
        else:
            (trial if marks[3] < 256 * _TRIAL else learn).append(one)
    return learn, trial, held


def _place(span: list[int]) -> Place:
    return span[0], span[1]
