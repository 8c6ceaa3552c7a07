"""Which name a short form stands for: what reports claim for it, and what disputes the claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.joining.forms import Parts, apart, is_pair, related
from sayso.joining.keys import NameKey
from sayso.joining.words import BODIES

_TIMES = 6
"""How many times as many documents as all its rivals one claim needs.

Measured on ECB+ (topics 1 to 29): at four, a surname went to whom most reports name in full
besides, though most that use it alone mean another.
"""
_ALONE = 3
"""How many documents may use one word alone for each that gives the full name with it.

What is mostly used alone may be the better known name of another.
"""
_UNRELATED = 2
"""How many documents must call one actor by two names that look nothing alike."""


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """An alias, the name of the actor that bears it, and in how many documents it does."""

    alias: NameKey
    name: NameKey
    documents: int


class Claim(NamedTuple):
    """An edge between numbered names."""

    alias: int
    name: int
    documents: int


class Claims:
    """The claims between some names, looked at together.

    A name is its place in ``keys``, which are sorted; ``documents`` tells how many use it.
    """

    def __init__(
        self, keys: Sequence[NameKey], documents: Sequence[int], claims: Iterable[Claim]
    ) -> None:
        self.parts = [key.parts for key in keys]
        self._keys = keys
        self._documents = documents
        self._claims = [claim for claim in claims if self._is_said(claim)]
        self._cores = list(self.parts)
        self._cut()

    def clash(self, one: int, other: int) -> bool:
        """Whether two names cannot be one actor's: other full names, or told apart by a person."""
        if self.parts[one] == self.parts[other]:
            return self._keys[one].mark != self._keys[other].mark
        return apart(self._cores[one], self._cores[other])

    def holding(self) -> list[Claim]:
        """The claims that hold, the most frequent first.

        Of the names that a short form is claimed for, those go together that can be one
        actor's with the one most often meant. Where others dispute it, all of its claims
        fail, unless those have many times as many documents.
        """
        of_alias: defaultdict[int, list[Claim]] = defaultdict(list)
        for claim in self._claims:
            of_alias[claim.alias].append(claim)
        holding = [claim for claims in of_alias.values() for claim in self._undisputed(claims)]
        return sorted(holding, key=lambda claim: (-claim.documents, claim))

    def _undisputed(self, claims: list[Claim]) -> Iterator[Claim]:
        best = min(
            claims, key=lambda claim: (-claim.documents, -len(self.parts[claim.name]), claim)
        )
        agreeing = [claim for claim in claims if not self.clash(claim.name, best.name)]
        meant = sum(claim.documents for claim in agreeing)
        disputed = sum(claim.documents for claim in claims) - meant
        alone = self._documents[best.alias] if len(self.parts[best.alias]) == 1 else 0
        if meant >= _TIMES * disputed and (disputed or meant * _ALONE >= alone):
            yield from agreeing

    def _is_said(self, claim: Claim) -> bool:
        """Whether enough documents say it: one, or two where the forms tell nothing ("ZKV")."""
        alias, name = self.parts[claim.alias], self.parts[claim.name]
        if claim.alias == claim.name or is_pair(name):
            return False
        return claim.documents >= (1 if related(alias, name) else _UNRELATED)

    def _cut(self) -> None:
        """Find full names without what reports put before them: "the notorious Mara Quill".

        The core of a name is the shortest full name that it ends with and that a report uses
        as its alias. Bodies have none: a "Supreme Court" may be that of many countries.
        """
        for claim in self._claims:
            short = self.parts[claim.alias]
            if _ends(short, self.parts[claim.name]) and len(short) < len(self._cores[claim.name]):
                self._cores[claim.name] = short


def _ends(short: Parts, long: Parts) -> bool:
    return len(short) > 1 and long[-len(short) :] == short and short[-1] not in BODIES
