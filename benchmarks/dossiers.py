"""Planted dossiers: whether the reckoning of origins is the one that was planted.

    PYTHONPATH=. python benchmarks/dossiers.py [FOLDER] [--errors] [--given] [--weights large]

Each file of ``tests/dossiers`` holds invented reports and claims whose origins are known. The
reports go the whole way: pages, extraction, actors, ledger, claims, origins. A planted place is
found if the claim that holds most of the claim's planted places tells it. ``--given`` joins and
parts the planted places by a person's decisions first, and so measures the reckoning alone.
"""

from __future__ import annotations

import argparse
import html
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.collecting import Collection
from sayso.ledger import Ledger
from sayso.ledger.claims import Claim, Teller
from sayso.ledger.ruling import About
from sayso.linking.propositions import Proposition, propositions

_ROUNDS = 20
FOLDER = Path(__file__).parent.parent / "tests" / "dossiers"


@dataclass(frozen=True, slots=True)
class Place:
    """Planted words in a document."""

    document: str
    start: int
    end: int
    text: str


def page(document: dict[str, Any]) -> str:
    """A document of a dossier as a page with the usual tags."""
    meta = {
        "og:site_name": document.get("publisher"),
        "article:published_time": document.get("published"),
        "author": document.get("author"),
    }
    tags = "".join(
        f'<meta property="{name}" content="{html.escape(value)}">'
        for name, value in meta.items()
        if value
    )
    parts = "".join(
        f"<p>{html.escape(' '.join(part.split()))}</p>"
        for part in document["text"].split("\n\n")
        if part.strip()
    )
    title = html.escape(document["title"])
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{tags}'
        f"</head><body><article><h1>{title}</h1>{parts}</article></body></html>"
    )


def filled(
    dossier: dict[str, Any], folder: Path, weights: str = "default"
) -> tuple[Ledger, dict[str, str]]:
    """A ledger with a dossier's documents, and their ids by name."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    for one in dossier["documents"]:
        (pages / f"{one['name']}.html").write_text(page(one), encoding="utf-8")
    ledger = Ledger.create(folder / "ledger")
    for _ in ledger.add(Collection([str(pages)]), weights=weights):
        pass
    return ledger, {Path(one.source).stem: one.id for one in ledger.documents()}


def placed(ledger: Ledger, ids: dict[str, str], given: Sequence[str]) -> Place | None:
    """Where a document has some planted words, white space aside."""
    name, words = given[0], " ".join(given[1].split())
    text = ledger.report(ids[name]).text
    at = text.find(words)
    return Place(ids[name], at, at + len(words), words) if at >= 0 else None


def telling(place: Place, said: Sequence[Proposition]) -> list[Proposition]:
    """The propositions of a document that hold planted words, the nearest first."""

    def shared(one: Proposition) -> int:
        return sum(max(0, min(high, place.end) - max(low, place.start)) for low, high in one.places)

    found = [one for one in said if 2 * shared(one) >= min(len(place.text), len(one.text))]
    return sorted(found, key=lambda one: -shared(one) / (len(one.text) + len(place.text)))


def overlaps(teller: Teller, place: Place) -> bool:
    """Whether a claim's member holds planted words."""
    low, high = max(teller.span[0], place.start), min(teller.span[1], place.end)
    shortest = min(len(place.text), teller.span[1] - teller.span[0])
    return teller.document == place.document and 2 * (high - low) >= shortest


@dataclass(slots=True)
class Outcome:
    """What became of one planted claim."""

    planted: int
    found: int = 0
    extra: int = 0
    whole: bool = False
    bounds: bool = False
    within: bool = False
    groups: bool = False
    merges: int = 0
    merges_right: int = 0
    denied: int = 0
    denied_found: int = 0
    denied_extra: int = 0


def judged(
    claim: dict[str, Any], found: Sequence[Claim], places: list[Place], denials: list[Place]
) -> tuple[Outcome, list[str]]:
    """Compare a planted claim with the claim that holds most of its places."""
    outcome = Outcome(len(claim["members"]), denied=len(denials))
    best = max(found, key=lambda one: (_held(one, places), -len(one.asserts)), default=None)
    if best is None or not _held(best, places):
        return outcome, ["no claim found"]
    where = {
        teller.key: next((n for n, place in enumerate(places) if overlaps(teller, place)), None)
        for teller in best.asserts
    }
    outcome.found = len({n for n in where.values() if n is not None})
    outcome.extra = sum(n is None for n in where.values())
    outcome.whole = outcome.found == outcome.planted and not outcome.extra
    got, planted = (best.origins.least, best.origins.most), (claim["least"], claim["most"])
    outcome.bounds = got == planted
    outcome.within = got[0] <= planted[0] and planted[1] <= got[1]
    outcome.groups = _groups(best, where) == {frozenset(some) for some in claim["groups"]}
    told = [] if outcome.bounds else [f"origins {got}, planted {planted}"]
    told += [f"extra: {one.text[:90]}" for one in best.asserts if where[one.key] is None]
    told += [f"missing: {one.text[:90]}" for n, one in enumerate(places) if n not in where.values()]
    told += _joined(best, where, claim, outcome) + _denied(best, denials, outcome)
    return outcome, told


def _held(claim: Claim, places: Sequence[Place]) -> int:
    return sum(any(overlaps(one, place) for one in claim.asserts) for place in places)


def _joined(
    best: Claim, where: dict[str, int | None], claim: dict[str, Any], outcome: Outcome
) -> list[str]:
    gold = {frozenset(one["between"]): one["reason"] for one in claim.get("merges", ())}
    told = []
    for joining in (one for group in best.origins.groups for one in group.joinings):
        ends = {where.get(joining.one), where.get(joining.other)}
        inside = any(ends <= set(some) for some in claim["groups"])
        outcome.merges += 1
        outcome.merges_right += inside
        mark = "  " if inside else "WRONG "
        reason = gold.get(frozenset(one for one in ends if one is not None))
        told.append(f"{mark}{joining.reason.value}: {joining.why} (planted {reason})")
    return told + [f"  doubt {one.reason.value}: {one.why}" for one in best.origins.doubts]


def _denied(best: Claim, denials: Sequence[Place], outcome: Outcome) -> list[str]:
    hit = {
        n for n, place in enumerate(denials) for one in best.denies if overlaps(one.teller, place)
    }
    extra = [
        one for one in best.denies if not any(overlaps(one.teller, place) for place in denials)
    ]
    outcome.denied_found, outcome.denied_extra = len(hit), len(extra)
    told = [f"denial missing: {one.text[:90]}" for n, one in enumerate(denials) if n not in hit]
    return told + [f"denial extra {one.chance:.2f}: {one.teller.text[:90]}" for one in extra]


def _groups(claim: Claim, where: dict[str, int | None]) -> set[frozenset[int]]:
    return {
        frozenset(n for key in group.members if (n := where[key]) is not None)
        for group in claim.origins.groups
    }


def run(
    file: Path, *, given: bool, weights: str = "default"
) -> Iterator[tuple[str, Outcome, list[str]]]:
    """Every planted claim of a dossier, what became of it, and what is wrong."""
    dossier = tomllib.loads(file.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        ledger, ids = filled(dossier, Path(scratch), weights)
        with ledger:
            places = [
                [one for member in claim["members"] if (one := placed(ledger, ids, member))]
                for claim in dossier["claims"]
            ]
            if given:
                _decide(ledger, ids, places)
            found = ledger.claims()
            for claim, own in zip(dossier["claims"], places, strict=True):
                denials = [one for each in claim["denied"] if (one := placed(ledger, ids, each))]
                yield claim["statement"], *judged(claim, found, own, denials)


def _decide(ledger: Ledger, ids: dict[str, str], claims: list[list[Place]]) -> None:
    """Say for a person which planted places tell one claim, and that nothing else does."""
    said = {id: propositions(ledger.report(id)) for id in ids.values()}
    groups = [
        [found[0].key for place in some if (found := telling(place, said[place.document]))]
        for some in claims
    ]
    ledger.link()
    for some in groups:
        for other in some[1:]:
            if other != some[0]:
                ledger.rule(About.CLAIM, some[0], other, same=True)
    ruled: set[tuple[str, str]] = set()
    for _ in range(_ROUNDS):
        fresh = set(_strangers(ledger.claims(), groups)) - ruled
        if not fresh:
            return
        for one, other in sorted(fresh):
            ledger.rule(About.CLAIM, one, other, same=False)
        ruled |= fresh


def _strangers(found: Sequence[Claim], groups: list[list[str]]) -> Iterator[tuple[str, str]]:
    """A planted place, and what stands with it in a claim and was not planted there."""
    for claim in found:
        told = [teller.key for teller in claim.asserts]
        for some in groups:
            for mine in (key for key in told if key in some):
                yield from ((mine, key) for key in told if key not in some)


def main() -> None:
    """Run all dossiers and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    parser.add_argument("--given", action="store_true", help="claims by a person's decisions")
    parser.add_argument("--weights", default="default")
    given = parser.parse_args()
    totals: Counter[str] = Counter()
    for file in sorted(given.folder.glob("*.toml")):
        for statement, one, wrong in run(file, given=given.given, weights=given.weights):
            totals["claims"] += 1
            for name in Outcome.__slots__:
                totals[name] += getattr(one, name)
            mark = "ok " if one.bounds and one.groups else "-- "
            print(
                f"{mark}{file.stem}: {statement[:60]} "
                f"[{one.found}/{one.planted} places, {one.extra} extra]"
            )
            if given.errors:
                print("".join(f"     {line}\n" for line in wrong), end="")
    print(_told(totals))


def _told(totals: Counter[str]) -> str:
    return "\n".join(
        (
            f"claims with the planted places   {totals['whole']} of {totals['claims']}",
            f"with the planted bounds          {totals['bounds']} of {totals['claims']}",
            f"with the planted bounds between  {totals['within']} of {totals['claims']}",
            f"with the planted groups          {totals['groups']} of {totals['claims']}",
            f"joinings within a planted group  {totals['merges_right']} of {totals['merges']}",
            f"planted places in the claim      {totals['found']} of {totals['planted']}"
            f", others {totals['extra']}",
            f"planted denials                  {totals['denied_found']} of {totals['denied']}"
            f", others {totals['denied_extra']}",
        )
    )


if __name__ == "__main__":
    main()
