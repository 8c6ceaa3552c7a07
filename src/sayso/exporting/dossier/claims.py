"""A claim as the page shows it: in figures, as a picture, as a reckoning, and place by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.exporting.dossier.picture import picture
from sayso.exporting.dossier.scene import Row, scene
from sayso.exporting.dossier.slender import slender
from sayso.exporting.dossier.wording import between, clipped, counted, dated, house, tidied
from sayso.exporting.markup import plain
from sayso.ledger.claims import Claim, Denial, Teller
from sayso.ledger.hearing import Heard, Hearing
from sayso.linking.joinings import Joining, Reason
from sayso.linking.origins import Group

_SHOWN = 6
"""So many joinings of an origin are shown before the rest is folded away."""
_NAMED = 8
_LONGEST = 160
_TITLE = 90
_REASONS = {
    Reason.DECIDED: "decided by a person",
    Reason.DOCUMENT: "one document",
    Reason.VOICE: "one voice",
    Reason.WORDS: "the same words",
    Reason.CREDIT: "a credit",
    Reason.SAME_CREDIT: "the same credit",
    Reason.COPY: "a copy",
    Reason.MOUTHS: "the same words from two mouths",
    Reason.PERSON: "perhaps one person",
    Reason.NAMELESS: "a nameless source",
    Reason.UNSOURCED: "no source named",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """Words that show a joining, and the documents that they stand in, by id and name."""

    words: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One joining of the reckoning in words: what kind, why, and what shows it."""

    kind: str
    why: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class OriginView:
    """One origin: what to call it, how many places it stands behind, what joins these."""

    number: int
    name: str
    size: str
    members: str
    steps: tuple[Step, ...]
    folded: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One place that tells or denies a claim; ``sense`` says how a denial denies it."""

    origin: str
    house: str
    document: str
    published: str | None
    date: str
    voices: str
    words: str
    joined: tuple[str, ...]
    sense: str | None = None


@dataclass(frozen=True, slots=True)
class HeardView:
    """What one document gives of the accused side."""

    house: str
    document: str
    heard: str
    look: str
    words: str | None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim; ``pencil`` is the reckoning as a sum, ``heard_sum`` the hearing in one line."""

    id: str
    number: int
    statement: str
    told: str
    origins: str
    denied: str | None
    pencil: str
    wide: str
    slender: str
    groups: tuple[OriginView, ...]
    doubts: tuple[Step, ...]
    least: int
    most: int
    places: tuple[PlaceView, ...]
    denials: tuple[PlaceView, ...]
    accused: str | None
    heard_sum: str | None
    heard: tuple[HeardView, ...]


def claim_views(claims: Iterable[Claim]) -> list[ClaimView]:
    """All claims in their order."""
    return [_view(claim, number) for number, claim in enumerate(claims, 1)]


def _view(claim: Claim, number: int) -> ClaimView:
    tellers = {one.key: one for one in claim.asserts}
    drawn = scene(claim)
    statement = tidied(claim.statement)
    title = f"Who has it from whom: {clipped(statement, _TITLE)}"
    origins = claim.origins
    voices = dict.fromkeys(plain(one.teller.speaker) for one in claim.denies)
    return ClaimView(
        id=claim.id,
        number=number,
        statement=statement,
        told=f"{counted(claim.documents, 'document')}, {_times(len(claim.asserts))}",
        origins=between(origins.least, origins.most, "independent origin"),
        denied=", ".join(voices) or None,
        pencil=_pencil(claim),
        wide=picture(drawn, f"{claim.id}-w", title),
        slender=slender(drawn, f"{claim.id}-s", title),
        groups=tuple(_origin(n, one, tellers) for n, one in enumerate(origins.groups, 1)),
        doubts=tuple(_step(one, tellers) for one in origins.doubts),
        least=origins.least,
        most=origins.most,
        places=tuple(_places(claim, drawn.rows, tellers)),
        denials=tuple(_denial(one) for one in claim.denies),
        accused=plain(claim.heard[0].accused) if claim.heard else None,
        heard_sum=_heard_sum(claim.heard),
        heard=tuple(_heard(one, claim) for one in claim.heard),
    )


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def _pencil(claim: Claim) -> str:
    """``10 places − 6 joinings = 4 origins; − 1 doubtful joining = 3``."""
    places, most, least = len(claim.asserts), claim.origins.most, claim.origins.least
    joined = places - most
    told = f"{counted(places, 'place')} − {counted(joined, 'joining')} = {counted(most, 'origin')}"
    if least == most:
        return told
    return f"{told}; − {counted(most - least, 'doubtful joining')} = {least:,}"


def _origin(number: int, group: Group, tellers: Mapping[str, Teller]) -> OriginView:
    steps = tuple(_step(one, tellers) for one in group.joinings)
    names = dict.fromkeys(house(tellers[key]) for key in group.members)
    return OriginView(
        number=number,
        name=plain(group.name),
        size=counted(len(group.members), "place"),
        members=_some(list(names)),
        steps=steps if len(steps) <= _SHOWN + 1 else steps[:_SHOWN],
        folded=() if len(steps) <= _SHOWN + 1 else steps[_SHOWN:],
    )


def _some(names: Sequence[str]) -> str:
    """Names in a row, the first few of them if there are many."""
    if len(names) <= _NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED:,} more"


def _step(joining: Joining, tellers: Mapping[str, Teller]) -> Step:
    found: dict[str, dict[tuple[str, str], None]] = {}
    for key, span in joining.evidence:
        if key in tellers:
            place = (tellers[key].document, house(tellers[key]))
            found.setdefault(clipped(span.text, _LONGEST), {})[place] = None
    proofs = tuple(Proof(words, tuple(places)) for words, places in found.items())
    return Step(_REASONS[joining.reason], plain(joining.why), proofs)


def _places(
    claim: Claim, rows: Iterable[Row], tellers: Mapping[str, Teller]
) -> Iterator[PlaceView]:
    """The rows of the picture in words, in its order."""
    joined: dict[str, list[str]] = {}
    for group in claim.origins.groups:
        for one in group.joinings:
            _note(joined, one, tellers, "")
    for one in claim.origins.doubts:
        _note(joined, one, tellers, "perhaps ")
    for row in rows:
        if row.group is not None:
            name = plain(claim.origins.groups[row.group].name)
            origin = f"{row.group + 1} {name}"
            yield _place(tellers[row.key], origin, tuple(joined.get(row.key, ())))


def _note(
    joined: dict[str, list[str]], one: Joining, tellers: Mapping[str, Teller], sure: str
) -> None:
    """Write a joining down at its later end, or at the one that leans on the other."""
    at, to = one.one, one.other
    if not one.leans and _when(tellers[at]) < _when(tellers[to]):
        at, to = to, at
    to_house = house(tellers[to])
    joined.setdefault(at, []).append(f"{sure}with {to_house}: {plain(one.why)}")


def _when(teller: Teller) -> tuple[str, str]:
    return teller.published or "~", teller.key


def _place(teller: Teller, origin: str, joined: tuple[str, ...]) -> PlaceView:
    voices = " › ".join(map(plain, teller.voices[1:]))
    return PlaceView(
        origin=origin,
        house=house(teller),
        document=teller.document,
        published=plain(teller.published or "") or None,
        date=dated(teller.published),
        voices=voices if voices and not teller.own else "no source named",
        words=plain(teller.text),
        joined=joined,
    )


def _denial(denial: Denial) -> PlaceView:
    of = denial.teller
    voices = " › ".join(map(plain, of.voices[1:])) or house(of)
    return PlaceView(
        origin="",
        house=house(of),
        document=of.document,
        published=plain(of.published or "") or None,
        date=dated(of.published),
        voices=voices,
        words=tidied(of.text),
        joined=(),
        sense=denial.why,
    )


def _heard_sum(heard: tuple[Hearing, ...]) -> str | None:
    if not heard:
        return None
    answers = sum(one.heard is Heard.ANSWERS for one in heard)
    declined = sum(one.heard is Heard.DECLINED for one in heard)
    told = f"heard in {answers:,} of {counted(len(heard), 'document')}"
    return f"{told}, declined to comment in {declined:,}" if declined else told


def _heard(one: Hearing, claim: Claim) -> HeardView:
    titles = {each.document: house(each) for each in claim.asserts}
    return HeardView(
        house=titles.get(one.document) or plain(one.publisher or one.document),
        document=one.document,
        heard=one.heard.value,
        look={Heard.ANSWERS: "yes", Heard.DECLINED: "declined", Heard.NOT_HEARD: "no"}[one.heard],
        words=clipped(tidied(one.text), _LONGEST) if one.text else None,
    )
