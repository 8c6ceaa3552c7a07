"""Names that are one actor's: aliases that reports give, and nothing that speaks against them.

A report that calls one actor both "Mara Quill" and "Quill" claims the short name for the
full one. Claims are counted over all reports; :mod:`sayso.joining.claims` tells which hold.
Those join names, the most frequent first, as in Kruskal's (1956) spanning forest: a claim that
would bring two names together that cannot be one actor's is passed over. So a path between
two names that a person told apart is cut at its weakest claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.joining.claims import Claim, Claims, Edge
from sayso.joining.keys import NameKey
from sayso.joining.sets import Sets

_LEADING = 8
"""How many names of an actor, the most frequent ones, another's are held against."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name, and how many documents have an actor with exactly this key."""

    key: NameKey
    documents: int


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """What a person decided of two names: that they are one actor's (``same``), or are not.

    Of two that contradict one another, on a pair or along a path, "not the same" holds.
    """

    one: NameKey
    other: NameKey
    same: bool


def group(
    names: Iterable[Name], edges: Iterable[Edge], decisions: Iterable[Decision] = ()
) -> dict[NameKey, NameKey]:
    """Each name with the one that stands for its actor; the order of what is given is nothing.

    The one that stands for the others has more than one word if any has that a document
    uses, is used by the most documents, is the fullest, is the first by its letters.

    What comes out for a name depends on its neighbourhood alone: all that is reached from it
    over edges, in either direction, and over decisions for "same", however often. Whoever
    gives these names, and all edges and decisions between any two of them, gets what all
    names together would give. Keys that only edges or decisions for "same" name take part,
    as names of no document. There is one name for a key and one edge for a pair of keys;
    decisions may come twice.
    """
    documents = {name.key: name.documents for name in names}
    edges, told = list(edges), list(decisions)
    for edge in edges:
        documents.setdefault(edge.alias, 0)
        documents.setdefault(edge.name, 0)
    for one in told:
        if one.same:
            documents.setdefault(one.one, 0)
            documents.setdefault(one.other, 0)
    keys = sorted(documents)
    place = {key: number for number, key in enumerate(keys)}
    counts = [documents[key] for key in keys]
    claims = (Claim(place[one.alias], place[one.name], one.documents) for one in edges)
    joining = _Joining(counts, Claims(keys, counts, claims))
    joining.decide(
        (one.same, place[one.one], place[one.other])
        for one in told
        if one.one in place and one.other in place
    )
    return {keys[one]: keys[first] for one, first in enumerate(joining.firsts())}


class _Joining:
    """Names being joined, each a number.

    ``actors`` holds all that is joined, ``alike`` what claims alone have joined: a name that
    a person brought in speaks against no other.
    """

    def __init__(self, documents: Sequence[int], claims: Claims) -> None:
        self._documents = documents
        self._claims = claims
        self._actors = Sets(len(documents))
        self._alike = Sets(len(documents))
        self._leading: dict[int, list[int]] = {}

    def decide(self, told: Iterable[tuple[bool, int, int]]) -> None:
        """Join and keep apart what a person says, then follow the claims."""
        for same, one, other in sorted(told):
            if same:
                self._actors.join(one, other)
            else:
                self._actors.forbid(one, other)
        for claim in self._claims.holding():
            self._follow(claim)

    def _follow(self, claim: Claim) -> None:
        """Join the names of a claim, if those that lead on both sides can be one actor's."""
        one, other = self._alike.find(claim.alias), self._alike.find(claim.name)
        if one == other:
            return
        mine, theirs = self._leading.get(one, [one]), self._leading.get(other, [other])
        if any(self._claims.clash(a, b) for a in mine for b in theirs):
            return
        if self._actors.join(claim.alias, claim.name):
            self._alike.join(one, other)
            both = sorted(mine + theirs, key=self._rank)
            self._leading[self._alike.find(one)] = both[:_LEADING]

    def _rank(self, name: int) -> tuple[bool, int, int, int]:
        documents, words = self._documents[name], len(self._claims.parts[name])
        return words == 1 or documents == 0, -documents, -words, name

    def firsts(self) -> list[int]:
        """For each name the one that stands for its actor."""
        roots = [self._actors.find(name) for name in range(len(self._documents))]
        first: dict[int, int] = {}
        for name in sorted(range(len(roots)), key=self._rank):
            first.setdefault(roots[name], name)
        return [first[root] for root in roots]
