"""Links: which passages carry the same words, and what has become of them on the way.

The rules can be followed with a pencil: :mod:`sayso.linking.evidence` says when words are the
same, :mod:`sayso.linking.differences` what is different, and here that is given a label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from sayso.linking.aligning import Shared, shared
from sayso.linking.differences import Change, differences
from sayso.linking.evidence import Count, quoted_alike, told_alike
from sayso.linking.forms import tells
from sayso.linking.passages import Passage


class Label(StrEnum):
    """What one passage has of the other's words.

    ``shortened``: in the same order, but one or both leave some out. ``altered``: a word is
    replaced, moved or bent, or a negation, number or name is gone from among them.
    """

    IDENTICAL = "identical"
    SHORTENED = "shortened"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Link:
    """Two passages with the same words; ``why`` is what that rests on.

    ``shared`` holds the passages as far as they were compared: of two quotations, all that each
    report gives of the speech in one go.
    """

    shared: Shared
    label: Label
    changes: tuple[Change, ...]
    why: str

    @property
    def grave(self) -> bool:
        """Whether a change touches a negation, a number or a name."""
        return any(change.grave for change in self.changes)


def links(one: Passage, other: Passage) -> list[Link]:
    """The links between two passages of different documents.

    Quotation is set against quotation first, each speech of the one against each of the other;
    where none has the same words, all that is told counts, quoted or not.
    """
    spoken = [
        link_of(found, why)
        for found in spoken_by_both(one, other)
        if (why := quoted_alike(Count.of(found)))
    ]
    if spoken:
        return spoken
    found = told_by_both(one, other)
    why = told_alike(Count.of(found)) if found else None
    return [link_of(found, why)] if found and why else []


def spoken_by_both(one: Passage, other: Passage) -> Iterator[Shared]:
    """What each speech of one passage shares with each of the other."""
    if not _forms(one) & _forms(other):
        return
    for mine in one.speeches:
        for theirs in other.speeches:
            found = told_by_both(one.spoken(mine), other.spoken(theirs))
            if found:
                yield found


def told_by_both(one: Passage, other: Passage) -> Shared | None:
    """What two passages share, if they have two words in common that carry meaning."""
    return shared(one, other) if len(_forms(one) & _forms(other)) >= 2 else None


def link_of(found: Shared, why: str) -> Link:
    """The link that shared words make."""
    changes = tuple(differences(found))
    return Link(found, _label(found, changes), changes, why)


def _forms(passage: Passage) -> set[str]:
    return {word.form for word in passage.words if word.telling}


def _label(found: Shared, changes: Sequence[Change]) -> Label:
    if any(change.replaced or change.grave for change in changes) or _moved(changes):
        return Label.ALTERED
    mine, theirs = ("".join(word.form for word in one.words) for one in (found.one, found.other))
    return Label.IDENTICAL if mine == theirs else Label.SHORTENED


def _moved(changes: Sequence[Change]) -> bool:
    """Whether a word is gone in one place and there in another; a small word, in the next."""
    gone = {word for change in changes for word in change.before}
    come = {word for change in changes for word in change.after}
    if any(tells(form) for form in gone & come):
        return True
    return any(
        set(one.before) & set(other.after) or set(one.after) & set(other.before)
        for one, other in pairwise(changes)
    )
