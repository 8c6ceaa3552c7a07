"""Why two testimonies have one origin: the rules, in the order in which they are tried.

They can be followed with a pencil. What joins for certain counts in both bounds of the number
of origins; what only may be so, in the lower one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from sayso.document import Span
from sayso.linking.credits import Credit
from sayso.linking.direction import Way
from sayso.linking.testimony import (
    Testimony,
    Voice,
    is_body,
    is_called,
    is_house,
    is_press,
    other_mouths,
    same_voice,
)

_ARTICLES = frozenset("the a an this that our".split())
_MANY = 12
"""So many words alike are of one text, whoever is said to have spoken them."""


class Reason(StrEnum):
    """What joins two testimonies; those from ``NAMELESS`` on are only possible."""

    DECIDED = "decided"
    DOCUMENT = "document"
    VOICE = "voice"
    WORDS = "words"
    CREDIT = "credit"
    SAME_CREDIT = "same credit"
    COPY = "copy"
    MOUTHS = "two mouths"
    PERSON = "one person?"
    NAMELESS = "nameless"
    UNSOURCED = "unsourced"


@dataclass(frozen=True, slots=True)
class Joining:
    """Two testimonies that count as one origin: why, and the places that show it.

    ``evidence`` holds pairs of a testimony's key and a span of its document. ``leans``: the one
    has it from the other, so far as a reason tells; else both have it from somewhere.
    """

    one: str
    other: str
    reason: Reason
    why: str
    evidence: tuple[tuple[str, Span], ...] = ()
    leans: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of testimonies two by two, by the set of their keys or documents.

    ``words``: how many words both carry, and where, the smaller key first; ``leaning``: which
    document leans on which, the smaller id being "a"; ``alike``: why two speakers may be one.
    """

    words: Mapping[frozenset[str], tuple[int, Span, Span]] = field(default_factory=dict)
    leaning: Callable[[str, str], tuple[Way, str]] = lambda a, b: (Way.UNKNOWN, "")
    alike: Callable[[Voice, Voice], str | None] = lambda a, b: None


def certain(one: Testimony, other: Testimony, known: Known) -> Joining | None:
    """The first rule that joins two testimonies for certain, or ``None``."""
    rules = (_document, _voice, _house, _words, _credit, _beside, _same_credit, _copy)
    for rule in rules:
        found = next(rule(one, other, known), None)
        if found is not None:
            return found
    return None


def possible(one: Testimony, other: Testimony, known: Known) -> Joining | None:
    """Why two testimonies of two named speakers may still be one, or ``None``."""
    if not other_mouths(one, other):
        return None
    mine, theirs = one.witness, other.witness
    shared = known.words.get(frozenset((one.key, other.key)))
    if mine is None or theirs is None:
        return None
    if why := known.alike(mine, theirs):
        return _joined(Reason.PERSON, one, mine.span, other, theirs.span, why)
    if shared and shared[0] >= _MANY:
        why = f"the same {shared[0]} words from two mouths, {mine.name} and {theirs.name}"
        return _joined(Reason.MOUTHS, one, *_in_order(shared, one, other), why)
    return None


def loose(one: Testimony, other: Testimony) -> Joining:
    """A testimony that names no source, joined to one that may be its source too."""
    speaker = one.speaker
    if speaker is not None:
        why = f"“{speaker.name}” ({one.house}) may be the source of {other.house} too"
        return _joined(Reason.NAMELESS, one, speaker.span, other, None, why)
    why = f"{one.house} does not say where it has it from"
    return _joined(Reason.UNSOURCED, one, one.span, other, None, why)


def _joined(
    reason: Reason,
    one: Testimony,
    mine: Span | None,
    other: Testimony,
    theirs: Span | None,
    why: str,
    *,
    leans: bool = False,
) -> Joining:
    evidence = tuple((each.key, span) for each, span in ((one, mine), (other, theirs)) if span)
    return Joining(one.key, other.key, reason, why, evidence, leans)


def _document(one: Testimony, other: Testimony, _: Known) -> Iterator[Joining]:
    """One narrator tells it twice, or one nameless source does in one document."""
    if one.document != other.document:
        return
    mine, theirs = one.speaker, other.speaker
    if mine is None and theirs is None:
        why = f"{one.house} tells it twice"
        yield _joined(Reason.DOCUMENT, one, one.span, other, other.span, why)
    elif mine is not None and theirs is not None and mine.name == theirs.name:
        why = f"{mine.name} says it twice in {one.house}"
        yield _joined(Reason.DOCUMENT, one, mine.span, other, theirs.span, why)


def _voice(one: Testimony, other: Testimony, _: Known) -> Iterator[Joining]:
    """Both end with one named voice, or pass through one; the innermost is told first."""
    for mine in reversed(one.voices):
        for theirs in reversed(other.voices):
            if same_voice(mine, theirs):
                last = mine is one.speaker and theirs is other.speaker
                why = f"both have it {'from' if last else 'through'} {_called(mine, theirs)}"
                yield _joined(Reason.VOICE, one, mine.span, other, theirs.span, why)
            elif _same_article(mine, theirs) or _same_office(mine, theirs):
                why = f"both have it from “{_bare(mine.name)}”"
                yield _joined(Reason.VOICE, one, mine.span, other, theirs.span, why)


def _called(mine: Voice, theirs: Voice) -> str:
    if mine.name == theirs.name or (mine.id is not None and mine.id == theirs.id):
        return mine.name
    return f"one house: {mine.name}, {theirs.name}"


def _same_article(mine: Voice, theirs: Voice) -> bool:
    """Whether two documents that speak are called the same: "the letter", "the letter of …"."""
    if not (mine.document and theirs.document):
        return False
    one, other = sorted((_bare(mine.name), _bare(theirs.name)), key=len)
    return one == other or (" " in one and other.startswith(f"{one} "))


def _same_office(mine: Voice, theirs: Voice) -> bool:
    """Whether two bodies without a name are called the same: "the governor's office"."""
    if any(each.person or each.document or each.named for each in (mine, theirs)):
        return False
    indefinite = (call.casefold().startswith(("a ", "an ")) for call in mine.calls + theirs.calls)
    return _bare(mine.name) == _bare(theirs.name) and is_body(mine.name) and not any(indefinite)


def _bare(name: str) -> str:
    """A name or title without case and without the article that it begins with."""
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] and words[0] in _ARTICLES else words)


def _house(one: Testimony, other: Testimony, _: Known) -> Iterator[Joining]:
    """One gives it as the word of the house that published the other."""
    for quoting, quoted in ((one, other), (other, one)):
        if quoting.document == quoted.document:
            continue
        for voice in quoting.voices:
            if _is_quoted(voice, quoted):
                reason = Reason.CREDIT if is_press(quoted.house) else Reason.VOICE
                why = f"{quoting.house} gives it as the word of {quoted.house}"
                yield _joined(reason, quoting, voice.span, quoted, quoted.span, why, leans=True)


def _is_quoted(voice: Voice, quoted: Testimony) -> bool:
    """Whether a voice is that of the house that published the other, or of its document."""
    return is_house(voice, quoted.house_forms) or any(
        test(voice, quoted) for test in (_is_title, _stands_in, _is_of)
    )


def _is_title(voice: Voice, quoted: Testimony) -> bool:
    """Whether a document that speaks ("the open letter") is this one, as its title begins."""
    title = _bare(quoted.title or "")
    return voice.document and len(name := _bare(voice.name)) > 5 and f"{title} ".startswith(name)


def _stands_in(voice: Voice, quoted: Testimony) -> bool:
    """Whether a document that speaks is told to be of a house: "a report in the Harbour Post"."""
    return voice.document and any(
        _named(house).search(call) for call in voice.calls for house in quoted.houses
    )


def _is_of(voice: Voice, quoted: Testimony) -> bool:
    """Whether somebody is told to be of the body whose own word it is.

    "Ada Voss of Sall Mills" is, and so is "Ada Voss, Sall's chief executive".
    """
    return quoted.own and any(
        _belonging(house).search(words)
        for words in (voice.words, *voice.names, *voice.calls)
        for house in quoted.houses
        if house.strip()
    )


@lru_cache(1024)
def _belonging(house: str) -> re.Pattern[str]:
    whole, first = re.escape(house), re.escape(house.strip().partition(" ")[0])
    heads = "chief executive|chair(?:man|woman)?|director|president|founder|owner|head|boss"
    return re.compile(
        rf" (?:of|from|at|for) (?:the )?{whole}\b|"
        rf"\b(?:{whole}|{first})['’]s? (?:[a-z]+ ){{0,2}}(?:{heads})\b"
    )


def _words(one: Testimony, other: Testimony, known: Known) -> Iterator[Joining]:
    shared = known.words.get(frozenset((one.key, other.key)))
    if shared and not other_mouths(one, other):
        why = f"the same words in {one.house} and {other.house} ({shared[0]} alike)"
        yield _joined(Reason.WORDS, one, *_in_order(shared, one, other), why)


def _in_order(
    shared: tuple[int, Span, Span], one: Testimony, other: Testimony
) -> tuple[Span, Testimony, Span]:
    _, first, second = shared
    return (first, other, second) if one.key < other.key else (second, other, first)


def _credit(one: Testimony, other: Testimony, _: Known) -> Iterator[Joining]:
    """One report credits the other's house."""
    if other_mouths(one, other):
        return
    found = [
        (leaning, house, credit)
        for leaning, house in ((one, other), (other, one))
        for credit in leaning.credits
        if _credits(credit, house) and not _credits(credit, leaning)
    ]
    for leaning, house, credit in found:
        both = {each.key for each, _, _ in found} == {one.key, other.key}
        why = (
            f"{one.house} and {other.house} credit each other"
            if both
            else f"{leaning.house}: {credit.how} {house.house}"
        )
        yield _joined(Reason.CREDIT, leaning, credit.span, house, None, why, leans=not both)


def _beside(one: Testimony, other: Testimony, _: Known) -> Iterator[Joining]:
    """One report names no source, but the other's house in the paragraph of the claim."""
    if one.document == other.document:
        return
    for leaning, house in ((one, other), (other, one)):
        later = house.published and (leaning.published or "~") < house.published
        if leaning.around is None or later or not leaning.sourceless:
            continue
        for name in house.houses:
            found = _named(name).search(leaning.around.text)
            if found and not house.house_forms & leaning.house_forms:
                low, high = found.span()
                start = leaning.around.start
                span = Span(start + low, start + high, found[0])
                why = f"{leaning.house} names {house.house} beside it"
                yield _joined(Reason.CREDIT, leaning, span, house, None, why, leans=True)


@lru_cache(1024)
def _named(name: str) -> re.Pattern[str]:
    bare = re.escape(name.removeprefix("The ").removeprefix("the "))
    return re.compile(rf"\b{bare}\b")


def _credits(credit: Credit, house: Testimony) -> bool:
    return any(
        is_called(credit.plain, form) or f"{credit.plain} ".startswith(f"{form} ")
        for form in house.house_forms
    )


def _same_credit(one: Testimony, other: Testimony, _: Known) -> Iterator[Joining]:
    if other_mouths(one, other) or one.document == other.document:
        return
    theirs = {credit.plain: credit for credit in reversed(other.credits)}
    for credit in one.credits:
        match = theirs.get(credit.plain)
        if match is not None:
            why = f"{one.house} and {other.house} both credit {credit.span.text}"
            yield _joined(Reason.SAME_CREDIT, one, credit.span, other, match.span, why)


def _copy(one: Testimony, other: Testimony, known: Known) -> Iterator[Joining]:
    """The later report is mostly made of the earlier one, and names nobody of its own."""
    if one.document == other.document:
        return
    a, b = sorted((one, other), key=lambda each: each.document)
    way, told = known.leaning(a.document, b.document)
    if way is Way.UNKNOWN:
        return
    later, earlier = (a, b) if way is Way.A_ON_B else (b, a)
    if later.sourceless:
        why = f"{later.house} leans on {earlier.house}: {told}"
        yield _joined(Reason.COPY, later, later.span, earlier, earlier.span, why, leans=True)


def in_pairs(testimonies: Sequence[Testimony]) -> Iterator[tuple[Testimony, Testimony]]:
    """Every two testimonies, the earlier first."""
    ordered = sorted(testimonies, key=lambda one: one.order)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            yield one, other
