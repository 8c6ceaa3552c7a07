"""What a claim's picture shows: who has it from whom. Nothing here knows of places or colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.exporting.dossier.wording import brief, clipped, dated, house
from sayso.exporting.markup import plain
from sayso.ledger.claims import Claim, Teller
from sayso.linking.joinings import Joining, Reason

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Row:
    """One place that tells or denies a claim.

    ``through`` are the voices between the origin and the house, the innermost first; ``group``
    is the number of its origin, counted from 0, ``None`` for a denial; ``first`` says that none
    of the group is earlier.
    """

    key: str
    document: str
    house: str
    published: str | None
    through: tuple[str, ...]
    words: str
    group: int | None
    first: bool = False

    @property
    def voices(self) -> str:
        """The voices in the order in which the words passed through them."""
        return " → ".join(self.through)

    @property
    def date(self) -> str:
        """The date in words."""
        return dated(self.published)

    @property
    def short_date(self) -> str:
        """The date as it fits beside a dot."""
        return brief(self.published)

    @property
    def nobody(self) -> str:
        """What to say where no voice stands between."""
        return "no source named" if self.group is not None else "in its own voice"

    @property
    def label(self) -> str:
        """All of it in one line."""
        voices = f"from {self.voices}" if self.through else self.nobody
        return f"{self.house}, {self.date}, {voices}: {clipped(self.words, _LONGEST)}"


@dataclass(frozen=True, slots=True)
class Line:
    """Two rows, by place, that have a claim from one origin; the ``other`` leans on the ``one``.

    ``leans`` is false where they only share something; ``sure`` is false of a doubt.
    """

    one: int
    other: int
    why: str
    leans: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin and its rows, which stand one after another; ``count`` of documents."""

    name: str
    rows: range
    documents: int

    @property
    def size(self) -> str:
        """In how many places it is told, in words."""
        places, documents = len(self.rows), self.documents
        if places == documents:
            return f"{places} document{'' if places == 1 else 's'}"
        return f"{places} places in {documents} document{'' if documents == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Scene:
    """The origins of a claim, the rows of each and of its denials, and the lines between rows."""

    origins: tuple[Origin, ...]
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    denials: range

    @property
    def runs(self) -> Iterator[range]:
        """Neighbouring rows of one origin, or of the denials, with the same voices."""
        for some in (*(one.rows for one in self.origins), self.denials):
            start = some.start
            for place in some:
                if (
                    place + 1 == some.stop
                    or self.rows[place + 1].through != self.rows[place].through
                ):
                    yield range(start, place + 1)
                    start = place + 1


def scene(claim: Claim) -> Scene:
    """The picture of a claim."""
    tellers = {one.key: one for one in claim.asserts}
    rows: list[Row] = []
    origins: list[Origin] = []
    for number, group in enumerate(claim.origins.groups):
        own = list(_ordered(_row(tellers[key], number) for key in group.members))
        reach = range(len(rows), len(rows) + len(own))
        rows += _marked(own)
        origins.append(Origin(plain(group.name), reach, len({one.document for one in own})))
    against = _ordered(_row(one.teller, None) for one in claim.denies)
    denials = range(len(rows), len(rows) + len(claim.denies))
    rows += against
    places = {row.key: place for place, row in enumerate(rows) if row.group is not None}
    lines = tuple(_lines(claim, rows, places))
    return Scene(tuple(origins), tuple(rows), lines, denials)


def _row(teller: Teller, group: int | None) -> Row:
    """A place as a row; the voices after the house, the innermost first."""
    through = () if teller.own else tuple(map(plain, reversed(teller.voices[1:])))
    return Row(
        key=teller.key,
        document=teller.document,
        house=house(teller),
        published=teller.published,
        through=through,
        words=plain(teller.text),
        group=group,
    )


def _ordered(rows: Iterable[Row]) -> list[Row]:
    """Rows with the same voices side by side, the earliest first."""
    own = list(rows)
    first: dict[tuple[str, ...], tuple[str, str]] = {}
    for row in own:
        first[row.through] = min(first.get(row.through, _when(row)), _when(row))
    return sorted(own, key=lambda row: (first[row.through], row.through, _when(row)))


def _marked(rows: Sequence[Row]) -> list[Row]:
    """The rows, the first by date marked; none if no date tells which it is."""
    dates = sorted(row.published for row in rows if row.published)
    if not dates:
        return list(rows)
    return [replace(row, first=row.published == dates[0]) for row in rows]


def _when(row: Row) -> tuple[str, str]:
    return row.published or "~", row.key


def _lines(claim: Claim, rows: Sequence[Row], places: Mapping[str, int]) -> Iterator[Line]:
    """The joinings, those aside that rows show by a voice of both."""
    for group in claim.origins.groups:
        for joining in group.joinings:
            one, other = places[joining.one], places[joining.other]
            shared = set(rows[one].through) & set(rows[other].through)
            if not (shared and joining.reason is Reason.VOICE):
                yield _line(joining, one, other, sure=True)
    for joining in claim.origins.doubts:
        yield _line(joining, places[joining.one], places[joining.other], sure=False)


def _line(joining: Joining, one: int, other: int, *, sure: bool) -> Line:
    """A joining's first testimony is the one that leans on the other, if either does."""
    first, second = (other, one) if joining.leans else sorted((one, other))
    return Line(first, second, plain(joining.why), joining.leans, sure)
