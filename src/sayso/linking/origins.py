"""How many independent origins stand behind a claim, reckoned so that a pencil can follow.

Every testimony begins as an origin of its own; each joining takes one away and says why. What
is certain is joined in both counts, what only may be so in the lower one. Nothing here says
whether a claim is true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.joining.sets import Sets
from sayso.linking.forms import forms, tells
from sayso.linking.joinings import Joining, Known, Reason, certain, in_pairs, loose, possible
from sayso.linking.namesakes import introduced, overheard
from sayso.linking.testimony import SOMEBODY, Testimony
from sayso.resolving.traits import PRONOUNS

_STRENGTH = list(Reason)


@dataclass(frozen=True, slots=True)
class Group:
    """One origin: the testimonies that it stands behind, the earliest first, and why.

    ``name`` is what to call it: the voice that they have it from, or the house that tells it
    first. ``joinings`` connect them, one fewer than there are testimonies.
    """

    name: str
    members: tuple[str, ...]
    joinings: tuple[Joining, ...]

    @property
    def why(self) -> str:
        """What joins them, each reason once."""
        return "; ".join(dict.fromkeys(one.why for one in self.joinings)) or "stands alone"


@dataclass(frozen=True, slots=True)
class Origins:
    """The reckoning: between ``least`` and ``most`` independent origins.

    ``groups`` are those of the higher count, the largest first; ``doubts`` the joinings that
    make the lower one.
    """

    least: int
    most: int
    groups: tuple[Group, ...]
    doubts: tuple[Joining, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided of two testimonies: that they are of one origin, or of two."""

    one: str
    other: str
    same: bool
    why: str = ""


def reckon(
    testimonies: Sequence[Testimony], known: Known | None = None, rulings: Iterable[Ruling] = ()
) -> Origins:
    """Count the origins behind the testimonies of one claim.

    Raises :class:`ValueError` if two have the same key.
    """
    testimonies = overheard(introduced(testimonies))
    by_key = {one.key: one for one in testimonies}
    if len(by_key) != len(testimonies):
        raise ValueError("two testimonies have one key")
    known = known or Known()
    given = [one for one in rulings if one.one in by_key and one.other in by_key]
    sets = _Groups(by_key, [(one.one, one.other) for one in given if not one.same])
    used = sets.take(_surest_first([*_decided(given), *_certain(testimonies, known)], by_key))
    groups = [_group(members, by_key, used) for members in sets.all()]
    groups.sort(key=lambda one: (-len(one.members), by_key[one.members[0]].order))
    doubts = _doubts(testimonies, known, sets, _vague(by_key, used))
    return Origins(len(groups) - len(doubts), len(groups), tuple(groups), tuple(doubts))


def _decided(rulings: Iterable[Ruling]) -> list[Joining]:
    return [
        Joining(one.one, one.other, Reason.DECIDED, one.why or "a person says so")
        for one in rulings
        if one.same
    ]


def _certain(testimonies: Sequence[Testimony], known: Known) -> list[Joining]:
    found = (certain(one, other, known) for one, other in in_pairs(testimonies))
    by_key = {one.key: one for one in testimonies}
    return _one_report_each([one for one in found if one is not None], by_key)


def _one_report_each(joinings: list[Joining], by_key: dict[str, Testimony]) -> list[Joining]:
    """Take a credit for that of one report: the house's last before it, or else its first.

    A paper whom another credits may print a second witness a week later, who has nothing to do
    with the credit. What a body says of itself is its word in whatever notice.
    """
    kept: dict[tuple[str, str], Joining] = {}
    rest: list[Joining] = []
    for one in joinings:
        leaning, told = by_key[one.one], by_key[one.other]
        if not one.leans or one.reason is Reason.COPY or told.own:
            rest.append(one)
            continue
        pair = (one.one, told.house)
        if pair not in kept or _nearer(leaning, told, by_key[kept[pair].other]):
            kept[pair] = one
    return [*rest, *kept.values()]


def _nearer(leaning: Testimony, one: Testimony, other: Testimony) -> bool:
    """Whether the one rather than the other is what a report has credited.

    That is the later of those before it, or else the first after it; where a date is missing, the
    one with whose paragraph it has more words in common.
    """
    if not (leaning.published and one.published and other.published):
        shared = len(_words(leaning) & _words(one)) - len(_words(leaning) & _words(other))
        return shared > 0 or (not shared and one.key < other.key)
    before, earlier = (each.order <= leaning.order for each in (one, other))
    if before and earlier:
        return (one.published, other.key) > (other.published, one.key)
    return before or (not earlier and one.order < other.order)


def _words(one: Testimony) -> set[str]:
    """The words of a place's paragraph that carry meaning."""
    text = (one.around or one.span).text
    return {form for form in forms(text) if tells(form)}


def _surest_first(joinings: list[Joining], by_key: dict[str, Testimony]) -> list[Joining]:
    return sorted(
        joinings,
        key=lambda one: (
            _STRENGTH.index(one.reason),
            sorted((by_key[one.one].order, by_key[one.other].order)),
        ),
    )


def _vague(by_key: dict[str, Testimony], used: Sequence[Joining]) -> set[str]:
    """The testimonies that name no source, or only a house that does not name its own."""
    vague = {key for key, one in by_key.items() if not one.firm}
    return vague | {one.one for one in used if one.leans and one.other in vague}


def _doubts(
    testimonies: Sequence[Testimony], known: Known, sets: _Groups, vague: set[str]
) -> list[Joining]:
    """What the lower count joins besides: two groups that may be one, then those that float.

    A group floats if nobody in it names a source: it may have any other's, but not two at once.
    """
    found = (possible(one, other, known) for one, other in in_pairs(testimonies))
    doubts = sets.take([one for one in found if one is not None])
    ordered = sorted(testimonies, key=lambda one: one.order)
    for one in ordered:
        firm = {sets.find(each.key) for each in ordered if each.key not in vague}
        own = sets.find(one.key)
        if own in firm:
            continue
        anchors = sorted(
            (each for each in ordered if sets.find(each.key) != own),
            key=lambda each: (sets.find(each.key) not in firm, each.document != one.document),
        )
        doubts += sets.take([loose(one, each) for each in anchors], most=1)
    return doubts


def _group(members: Sequence[str], by_key: dict[str, Testimony], used: Sequence[Joining]) -> Group:
    inside = set(members)
    told = sorted((by_key[key] for key in members), key=lambda one: one.order)
    joinings = tuple(one for one in used if {one.one, one.other} <= inside)
    return Group(_name(told), tuple(one.key for one in told), joinings)


def _name(told: Sequence[Testimony]) -> str:
    """The innermost named voice that most of a group share, or the house that tells it first."""
    counts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for one in told:
        for depth, voice in enumerate(one.voices):
            if voice.named:
                counts[voice.id or voice.name].append((depth, voice.name))
    if counts:
        best = max(counts.values(), key=lambda some: (len(some), max(some)[0]))
        return best[0][1]
    speaker = told[0].speaker
    if speaker is None:
        return told[0].house
    return SOMEBODY if speaker.name.casefold() in PRONOUNS else speaker.name


class _Groups:
    """Testimonies by key, joined one by one; some must stay apart."""

    def __init__(self, keys: Iterable[str], apart: Iterable[tuple[str, str]]) -> None:
        self._keys = sorted(keys)
        self._places = {key: place for place, key in enumerate(self._keys)}
        self._sets = Sets(len(self._keys))
        for one, other in apart:
            self._sets.forbid(self._places[one], self._places[other])

    def find(self, key: str) -> int:
        """A number for the group of a key, until the next joining."""
        return self._sets.find(self._places[key])

    def take(self, joinings: Iterable[Joining], most: int = -1) -> list[Joining]:
        """Join what may be joined; gives the joinings that were needed, ``most`` at most."""
        used: list[Joining] = []
        for one in joinings:
            if len(used) == most:
                break
            if self.find(one.one) != self.find(one.other) and self._sets.join(
                self._places[one.one], self._places[one.other]
            ):
                used.append(one)
        return used

    def all(self) -> list[list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for key in self._keys:
            found[self.find(key)].append(key)
        return list(found.values())
