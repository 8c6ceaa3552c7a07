"""Pairs of statements out of planted dossiers, which are written as reports are.

What tells one planted claim says the same; what is planted as its denial denies it; any other
sentence of another report is neither, however near. ``dossiers/`` holds some that were written
to teach this alone; those of the tests teach too, but for ``fourth``, ``fifth`` and ``unseen``.
``weighed/`` holds others, and these and ``fourth`` are for what is fit on top (``weigh.py``).

``python -m training.relations.planted FILE …`` checks dossiers and counts what they hold.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from sayso.linking.sentences import between, sentence_ends
from training.relations.network import Relations, alone
from training.relations.pairs import Pair, sentence

WRITTEN = Path(__file__).parent / "dossiers"
TESTED = Path(__file__).parents[2] / "tests" / "dossiers"
TEACHING = (WRITTEN, TESTED, TESTED / "second", TESTED / "third")
"""The folders of the dossiers that teach; the rules for origins were made on the later ones."""
WEIGHED = (Path(__file__).parent / "weighed", TESTED / "fourth")
"""The folders of those that what is learnt is weighed on."""

_BESIDE = 3
"""So many of the nearest other sentences are set against a place."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words of a document, from ``start`` on, the sentence that holds them, and the one before."""

    document: str
    start: int
    words: str
    sentence: str
    before: str


@dataclass(frozen=True, slots=True)
class Sown:
    """A planted claim: who tells it, who denies it, and what only looks like it."""

    members: list[Told]
    denials: list[Told]
    alike: list[Told]

    @property
    def sentences(self) -> set[str]:
        """The sentences of all three."""
        return {one.sentence for one in (*self.members, *self.denials, *self.alike)}


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier: its documents' texts by name, all their sentences, and its claims."""

    name: str
    texts: dict[str, str]
    said: list[Told]
    claims: list[Sown]


def dossiers(folders: Sequence[Path]) -> Iterator[Dossier]:
    """The dossiers of some folders."""
    for folder in folders:
        for file in sorted(folder.glob("*.toml")):
            given = tomllib.loads(file.read_text("utf-8"))
            texts = {one["name"]: _text(one) for one in given["documents"]}
            said = [told for name, text in texts.items() for told in sentences(name, text)]
            claims = [
                Sown(*(_places(one.get(kind, ()), texts) for kind in ("members", "denied", "near")))
                for one in given["claims"]
            ]
            yield Dossier(file.stem, texts, said, claims)


def planted(network: Relations, pieces: Tokenizer) -> list[Pair]:
    """The pairs of all dossiers that teach."""
    return [pair for one in dossiers(TEACHING) for pair in _pairs(one, network, pieces)]


def _pairs(dossier: Dossier, network: Relations, pieces: Tokenizer) -> Iterator[Pair]:
    draw, others = random.Random(dossier.name), dossier.said
    vectors = alone(network, [one.sentence for one in others], pieces)
    for number, claim in enumerate(dossier.claims):
        matter, members = f"planted:{dossier.name}:{number}", claim.members
        for a, b in permutations(members, 2):
            yield _pair(matter, a, b, "same", draw)
        for a in members:
            for b in claim.denials:
                yield _pair(matter, a, b, "denies", draw)
                yield _pair(matter, b, a, "denies", draw)
            for b in claim.alike:
                yield _neither(matter, a, b, draw)
        taken = claim.sentences
        own = alone(network, [one.sentence for one in members], pieces)
        for a, near in zip(members, own @ vectors.T, strict=True):
            free = [
                others[place]
                for place in near.argsort(descending=True).tolist()
                if others[place].sentence not in taken and others[place].document != a.document
            ]
            for b in free[:_BESIDE]:
                yield _neither(matter, a, b, draw)


def _neither(matter: str, a: Told, b: Told, draw: random.Random) -> Pair:
    one, other = (a, b) if draw.random() < 0.5 else (b, a)
    return _pair(matter, one, other, "none", draw)


def _pair(matter: str, a: Told, b: Told, label: str, draw: random.Random) -> Pair:
    """The words or the whole sentence of each, with and without the sentence before it."""
    one, other = (draw.choice((told.words, told.sentence)) for told in (a, b))
    first, second = (told.before if draw.random() < 0.4 else "" for told in (a, b))
    return Pair(matter, one, second, other, label, "planted", before_a=first)


def _text(document: dict[str, Any]) -> str:
    parts = [" ".join(part.split()) for part in document["text"].split("\n\n")]
    return "\n\n".join([document["title"], *(part for part in parts if part)])


def _places(given: Sequence[Sequence[str]], texts: dict[str, str]) -> list[Told]:
    found = []
    for document, words, *_ in given:
        text, sought = texts[document], " ".join(words.split())
        at = text.find(sought)
        if at >= 0:
            found.append(_told(document, text, at, at + len(sought)))
    return found


def sentences(document: str, text: str) -> list[Told]:
    """The sentences of a document."""
    cut = between(0, len(text), sentence_ends(text))
    return [_told(document, text, low, high) for low, high in cut if text[low:high].strip()]


def _told(document: str, text: str, low: int, high: int) -> Told:
    high = low + len(text[low:high].rstrip())
    before, whole = sentence(text, [(low, high)])
    return Told(document, low, " ".join(text[low:high].split()), whole, before)


def _faults(dossier: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the places of a dossier."""
    texts = {one["name"]: _text(one) for one in dossier["documents"]}
    for claim in dossier["claims"]:
        for kind in ("members", "denied", "near"):
            for document, words, *_ in claim.get(kind, ()):
                count = texts.get(document, "").count(" ".join(words.split()))
                if count != 1:
                    where = f"{kind} of {claim['statement']!r}"
                    yield f"{where}: {count} times in {document}: {words!r}"
        if len(claim["members"]) < 2:
            yield f"{claim['statement']!r} is told once"


def main() -> None:
    """Read the command line, check the files, and print what they hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    held: Counter[str] = Counter()
    for file in parser.parse_args().files:
        dossier = tomllib.loads(file.read_text("utf-8"))
        for fault in _faults(dossier):
            held["faults"] += 1
            print(f"{file.name}: {fault}")
        held["dossiers"] += 1
        held["documents"] += len(dossier["documents"])
        for claim in dossier["claims"]:
            held["claims"] += 1
            held.update({kind: len(claim.get(kind, ())) for kind in ("members", "denied", "near")})
    print(", ".join(f"{count} {name}" for name, count in held.items()))


if __name__ == "__main__":
    main()
