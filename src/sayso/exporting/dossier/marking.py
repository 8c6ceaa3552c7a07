"""Two versions of the same words as one line: what was put in, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from sayso.ledger.families import Change
from sayso.linking.forms import WORD, bare


class Mode(StrEnum):
    """What became of a piece of text on the way from the one version to the other."""

    KEPT = "kept"
    PUT_IN = "ins"
    LEFT_OUT = "del"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a version; ``grave`` if a negation, a number or a name is touched."""

    text: str
    mode: Mode = Mode.KEPT
    grave: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    form: str
    start: int
    end: int


def marked(before: str, after: str, changes: Sequence[Change]) -> list[Piece]:
    """The later version with its changes from the earlier one marked.

    ``changes`` are what counts as one: a text that only begins sooner or ends later than the
    other is not changed there. What stands on the edge stays as it is.
    """
    mine, theirs = _words(before), _words(after)
    match = SequenceMatcher(
        None, [word.form for word in mine], [word.form for word in theirs], autojunk=False
    )
    pieces: list[Piece] = []
    at = 0
    for kind, a, b, c, d in match.get_opcodes():
        if kind == "equal":
            continue
        counts = _counted(mine[a:b], theirs[c:d], changes)
        if counts is None:
            continue
        start = max(at, theirs[c].start if c < len(theirs) else len(after))
        pieces.append(Piece(after[at:start]))
        if a < b:
            pieces.append(Piece(before[mine[a].start : mine[b - 1].end], Mode.LEFT_OUT, counts))
            pieces.append(Piece(" "))
        at = start
        if c < d:
            at = theirs[d - 1].end
            pieces.append(Piece(after[start:at], Mode.PUT_IN, counts))
    pieces.append(Piece(after[at:]))
    return [piece for piece in pieces if piece.text]


def in_words(pieces: Sequence[Piece]) -> str:
    """The changes of a marked version as a list, in the words of both versions."""
    changes = [piece for piece in pieces if piece.mode is not Mode.KEPT or piece.text != " "]
    found: list[str] = []
    for place, piece in enumerate(changes):
        before = changes[place - 1] if place else Piece("")
        after = changes[place + 1] if place + 1 < len(changes) else Piece("")
        if piece.mode is Mode.LEFT_OUT and after.mode is Mode.PUT_IN:
            found.append(f"“{piece.text}” → “{after.text}”")
        elif piece.mode is Mode.LEFT_OUT:
            found.append(f"“{piece.text}” left out")
        elif piece.mode is Mode.PUT_IN and before.mode is not Mode.LEFT_OUT:
            found.append(f"“{piece.text}” put in")
    return "; ".join(found)


def _counted(
    mine: Sequence[_Word], theirs: Sequence[_Word], changes: Sequence[Change]
) -> bool | None:
    """Whether what is different here is grave; ``None`` if it is no change that counts."""
    gone, come = {word.form for word in mine}, {word.form for word in theirs}
    for left, put, grave in changes:
        if gone & set(left) or come & set(put):
            return grave
    return None


def _words(text: str) -> list[_Word]:
    return list(_found(text))


def _found(text: str) -> Iterator[_Word]:
    for found in WORD.finditer(text):
        for form in bare(found[0]):
            yield _Word(form, found.start(), found.end())
