"""It takes no side: what is found must not depend on who speaks.

    python benchmarks/neutrality.py

Reads the templates of ``neutrality.toml`` with every pair of parties, either way round, and
compares each reading with what most readings of the template give: for each attribution its
kind, its act, whom it is turned on, and the voices of its chain, as roles in the template. The
confidence must lie within 0.05 of the median. Prints the share of attributions
unchanged, in all and in each respect, and for each party.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import sayso

CASES = Path(__file__).with_name("neutrality.toml")
NEAR = 0.05


@dataclass(frozen=True, slots=True)
class Seen:
    """One attribution with the parties replaced by the roles that they have."""

    cue: str
    kind: str
    act: str
    target: str
    chain: tuple[str, ...]
    confidence: float


def main() -> None:
    """Read everything, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", default="default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    parser.add_argument("--verbose", action="store_true", help="print every change")
    given = parser.parse_args()
    figures, changes = measured(given.weights)
    if given.verbose:
        print("\n".join(changes))
    for name, share in figures.items():
        print(f"{name:24} {share:7.2%}")
    if given.json:
        rounded = {name: round(share, 4) for name, share in figures.items()}
        given.json.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def measured(weights: str = "default") -> tuple[dict[str, float], list[str]]:
    """The shares unchanged, and a line for each change."""
    cases = tomllib.loads(CASES.read_text(encoding="utf-8"))
    same: Counter[str] = Counter()
    total: Counter[str] = Counter()
    changes: list[str] = []
    for number, template in enumerate(cases["templates"], 1):
        readings = [
            (a, b, _read(template, a, b, weights)) for a, b in permutations(cases["parties"], 2)
        ]
        usual = _usual([seen for _, _, seen in readings])
        for a, b, seen in readings:
            for expected, found in _paired(usual, seen):
                respects = _respects(expected, found)
                settled = {name: kept for name, kept in respects.items() if name != "confidence"}
                total["all but confidence"] += 1
                same["all but confidence"] += all(settled.values())
                for name in ("all", *(f"with {one['name']}" for one in (a, b))):
                    total[name] += 1
                    same[name] += all(respects.values())
                for respect, kept in respects.items():
                    total[respect] += 1
                    same[respect] += kept
                if not all(respects.values()):
                    changes.append(f"{number}: {a['name']}, {b['name']}: {expected} {found}")
    return {name: same[name] / total[name] for name in total}, changes


def _read(template: str, a: dict[str, str], b: dict[str, str], weights: str) -> list[Seen]:
    text = _filled(template, a, b)
    document = sayso.Document(
        id="a", sha256="0" * 64, text=text, source="a", media_type="text/plain"
    )
    report = sayso.extract(document, weights=weights)
    roles = {actor.id: _role(actor, a, b) for actor in report.actors}
    roles[sayso.NARRATOR] = sayso.NARRATOR
    return [
        Seen(
            cue=_blank(one.cue.text, a, b),
            kind=one.kind.value,
            act=one.act.value if one.act else "",
            target=roles[one.target] if one.target else "",
            chain=tuple(roles[voice] for voice in one.chain),
            confidence=one.confidence,
        )
        for one in report.attributions
    ]


def _filled(template: str, a: dict[str, str], b: dict[str, str]) -> str:
    text = template
    for slot, party in (("a", a), ("b", b)):
        text = text.replace(f"{{{slot}}}", party["name"])
        for key, value in party.items():
            text = text.replace(f"{{{slot}.{key}}}", value)
        text = text.replace(f"{{{slot}.He}}", party["he"].capitalize())
    return text


def _role(actor: sayso.Actor, a: dict[str, str], b: dict[str, str]) -> str:
    """Which party an actor is, or its name, with pronouns alike."""
    for slot, party in (("a", a), ("b", b)):
        if actor.name.split()[-1:] == [party["last"]]:
            return slot
    return "somebody" if actor.name.casefold() in ("he", "she") else _blank(actor.name, a, b)


def _blank(words: str, a: dict[str, str], b: dict[str, str]) -> str:
    """Words of the text with what differs between parties taken out."""
    for party in (a, b):
        for key in ("name", "last", "role", "from"):
            words = words.replace(party[key], "…")
    return " ".join(
        "…" if word in ("he", "she", "him", "her", "his") else word for word in words.split()
    )


def _usual(readings: Sequence[list[Seen]]) -> list[Seen]:
    """What most readings give, with the median of the confidence at each place."""
    shapes = Counter(
        tuple((one.cue, one.kind, one.act, one.target, one.chain) for one in seen)
        for seen in readings
    )
    (shape, _) = shapes.most_common(1)[0]
    alike = [
        seen
        for seen in readings
        if tuple((one.cue, one.kind, one.act, one.target, one.chain) for one in seen) == shape
    ]
    return [
        Seen(*parts, statistics.median(seen[place].confidence for seen in alike))
        for place, parts in enumerate(shape)
    ]


def _paired(
    usual: Sequence[Seen], seen: Sequence[Seen]
) -> Iterator[tuple[Seen | None, Seen | None]]:
    """Each usual attribution with the one of its cue; those without one alone."""
    left = list(seen)
    for one in usual:
        match = next((other for other in left if _same_cue(one.cue, other.cue)), None)
        if match is not None:
            left.remove(match)
        yield one, match
    for other in left:
        yield None, other


def _same_cue(one: str, other: str) -> bool:
    """Whether two cues begin with the same word; where cues end is no matter of sides."""
    return one.split()[:1] == other.split()[:1]


def _respects(expected: Seen | None, found: Seen | None) -> dict[str, bool]:
    if expected is None or found is None:
        return {"found": False}
    return {
        "found": True,
        "kind": expected.kind == found.kind,
        "act": expected.act == found.act,
        "target": expected.target == found.target,
        "chain": expected.chain == found.chain,
        "confidence": abs(expected.confidence - found.confidence) <= NEAR,
    }


if __name__ == "__main__":
    main()
