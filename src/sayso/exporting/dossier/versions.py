"""Families of the same words as the page shows them: version by version, and in one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.exporting.dossier.marking import Mode, Piece, in_words, marked
from sayso.exporting.dossier.wording import clipped, counted, dated, house, span_of
from sayso.exporting.markup import plain
from sayso.ledger.families import Change, Family, Member, Tie, told
from sayso.linking import Label, Way
from sayso.linking.forms import forms

_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Sayer:
    """Who has a version, where and when."""

    document: str
    house: str
    date: str
    published: str | None
    voice: str


@dataclass(frozen=True, slots=True)
class Version:
    """One wording, and all who have it; ``beside`` names the version that it is compared with.

    ``changes`` is what was changed in words, ``leans`` which of the two leans on the other.
    """

    number: int
    sayers: tuple[Sayer, ...]
    pieces: tuple[Piece, ...]
    grave: bool
    label: str
    beside: str | None
    changes: str
    leans: str


@dataclass(frozen=True, slots=True)
class AlteredView:
    """An altered quotation, its versions from the earliest to the latest."""

    id: str
    told: str
    grave: bool
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A family in one line; ``look`` is what became of its words."""

    id: str
    words: str
    told: str
    dates: str
    look: str
    houses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Near:
    """The wording that one is compared with: its number, a member of each, and all their links.

    Two passages have several links where a report gives a speech in pieces.
    """

    number: int
    other: int
    mine: int
    ties: tuple[Tie, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was changed from the other to this one, each once."""
        found = (
            change if tie.b == self.mine else _turned(change)
            for tie in self.ties
            for change in tie.changes
        )
        return tuple(dict.fromkeys(found))

    @property
    def label(self) -> Label:
        """What became of the words, the worst of all links."""
        return max((tie.label for tie in self.ties), key=list(Label).index)


def altered_views(families: Iterable[Family]) -> list[AlteredView]:
    """The altered quotations in their order."""
    return [_altered(one) for one in families]


def family_views(families: Iterable[Family]) -> list[FamilyView]:
    """All families in their order."""
    return [_family(one) for one in families]


def _told(family: Family) -> str:
    documents = len({one.document for one in family.members})
    places = len(family.members)
    told = counted(documents, "document")
    return told if places == documents else f"{counted(places, 'place')} in {told}"


def _family(family: Family) -> FamilyView:
    order = _order(family)
    first = family.members[order[0]]
    dates = sorted(one.published for one in family.members if one.published)
    labels = {tie.label for tie in family.links}
    look = "identical" if labels == {Label.IDENTICAL} else "shortened"
    if Label.ALTERED in labels:
        look = "gravely altered" if any(tie.grave for tie in family.links) else "altered"
    members = (family.members[at] for at in order)
    houses = tuple(dict.fromkeys((one.document, house(one)) for one in members))
    return FamilyView(
        id=family.id,
        words=clipped(first.text, _LONGEST),
        told=_told(family),
        dates=span_of(dates[0], dates[-1]) if dates else "no date",
        look=look,
        houses=houses,
    )


def _altered(family: Family) -> AlteredView:
    return AlteredView(
        id=family.id,
        told=_told(family),
        grave=any(tie.grave for tie in family.links),
        versions=tuple(_versions(family)),
    )


def _order(family: Family) -> list[int]:
    """The members by date; without one last."""
    return sorted(
        range(len(family.members)), key=lambda at: (family.members[at].published or "~", at)
    )


def _versions(family: Family) -> Iterator[Version]:
    """Each wording once, the earliest first, beside the earlier one that is most like it."""
    wordings: dict[tuple[str, ...], list[int]] = {}
    for at in _order(family):
        wordings.setdefault(_form(family.members[at].text), []).append(at)
    shown: list[list[int]] = []
    for number, own in enumerate(wordings.values(), 1):
        yield _version(family, number, own, _nearest(family, own, shown))
        shown.append(own)


def _form(text: str) -> tuple[str, ...]:
    return tuple(forms(text))


def _nearest(family: Family, own: Sequence[int], shown: Sequence[Sequence[int]]) -> _Near | None:
    """The wording before one that is most like it: without a change, or with most in common."""
    ties: dict[tuple[int, int, int], list[Tie]] = {}
    for number, some in enumerate(shown, 1):
        for tie in family.links:
            for other, mine in ((tie.a, tie.b), (tie.b, tie.a)):
                if other in some and mine in own:
                    ties.setdefault((number, other, mine), []).append(tie)
    if not ties:
        return None
    best = min(ties, key=lambda one: (_unlike(ties[one]), one))
    return _Near(*best, tuple(ties[best]))


def _unlike(ties: Sequence[Tie]) -> tuple[bool, int, int, int]:
    """Sorts what two wordings have in common: unchanged, many stretches, few words changed."""
    size = sum(len(before) + len(after) for tie in ties for before, after, _ in tie.changes)
    return size > 0, -len(ties), min(list(Label).index(tie.label) for tie in ties), size


def _version(family: Family, number: int, own: Sequence[int], near: _Near | None) -> Version:
    sayers = tuple(_sayer(family.members[at]) for at in own)
    if near is None:
        first = plain(family.members[own[0]].text)
        label = "the earliest" if number == 1 else "a version by itself"
        return Version(number, sayers, (Piece(first),), False, label, None, "", "")
    changes = near.changes
    before, after = (plain(family.members[at].text) for at in (near.other, near.mine))
    pieces = tuple(marked(before, after, changes))
    seen = sum(piece.mode is not Mode.KEPT for piece in pieces) >= len(changes)
    return Version(
        number=number,
        sayers=sayers,
        pieces=pieces,
        grave=any(tie.grave for tie in near.ties),
        label=near.label.value,
        beside=f"version {near.number}",
        changes=in_words(pieces) if seen else told(changes),
        leans=_leans(family, near.ties[0]),
    )


def _turned(change: Change) -> Change:
    before, after, grave = change
    return after, before, grave


def _leans(family: Family, tie: Tie) -> str:
    """Which of two leans on the other, and why."""
    if tie.direction is Way.UNKNOWN:
        return ""
    one, other = (house(family.members[at]) for at in (tie.a, tie.b))
    leaning, leant = (one, other) if tie.direction is Way.A_ON_B else (other, one)
    why = plain(tie.why).replace("the other credits", "it credits")
    return f"{leaning} leans on {leant}: {why}"


def _sayer(member: Member) -> Sayer:
    voices = " › ".join(map(plain, member.voices[1:]))
    return Sayer(
        document=member.document,
        house=house(member),
        date=dated(member.published),
        published=plain(member.published or "") or None,
        voice=voices if member.attribution and voices else "the narrator",
    )
