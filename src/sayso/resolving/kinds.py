"""What an actor is, by its words: a person, a group, an organisation, a place, a document."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

import numpy as np

from sayso.attribution import ActorType
from sayso.extracting.model import Floats
from sayso.resolving.mentions import Sort
from sayso.resolving.relatives import PEOPLE
from sayso.resolving.traits import Pronoun, Traits


def _words() -> dict[str, frozenset[str]]:
    text = files("sayso.resolving").joinpath("kinds.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


_WORDS = _words()
DOCUMENTS = _WORDS["documents"]
PAPERS = _WORDS["papers"]
"""Documents that speak for those who wrote them."""
ORGANISATIONS = _WORDS["organisations"]
GOVERNMENTS = _WORDS["governments"]
BODIES = ORGANISATIONS | GOVERNMENTS
SITES = _WORDS["sites"]
"""Last words of names that say little alone."""
ROLES = BODIES | _WORDS["roles"]
"""Words for what somebody is, that stand right before a name."""

_HUMAN = (_WORDS["roles"] - frozenset("cult faction gang outfit sect site website".split())) | (
    frozenset("secretary minister chairman chairwoman chair spokesman spokeswoman judge".split())
)
_PEOPLE = frozenset(
    "people police media troops staff public others many some most several few".split()
)

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}
_MANY = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_COUNT = re.compile(
    r"(?i)(?:(?:the|at least|about|some|all|these|those|nearly|almost|more than|over)\s+)*"
    r"(?:(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,7})|(?P<word>[a-z]+))(?![\w/.-])"
)
_NOT_NAMED = re.compile(
    r"(?i)^(?:an?|one|two|three|four|five|several|some|many|other|anonymous|unnamed|unidentified|"
    r"multiple|senior|sources?|officials?|insiders?|people|those|a number of)\b"
)
_KEPT_NAMELESS = re.compile(
    r"(?i)\b(?:anonymous(?:ly)?|anonymity|unnamed|unidentified|sources?(?! of\b)|insiders?|"
    r"(?:person|people|those|someone|official|officials|aide|aides|diplomat|diplomats) "
    r"(?:close to|familiar with|with knowledge of|briefed on|who (?:asked|declined|spoke)))\b"
)
_BARE = re.compile(
    r"(?i)^(?:(?:former|senior|some|several|local|federal|intelligence|government|security)\s+)*"
    r"(?:officials|aides|advis[eo]rs|diplomats|insiders|analysts|experts|strategists|observers)$"
)
_ONE_OF_MANY = re.compile(
    r"(?i)^(?:an?|one|another|two|three|four|five|six|several|some|senior|other|many|a few)\b.*"
    r"\b(?:officials?|sources?|aides?|advis[eo]rs?|diplomats?|insiders?|lawmakers?|analysts?|experts?|"
    r"strategists?|employees?|members?|witness(?:es)?|residents?|observers?|lawyers?|"
    r"spokes(?:man|woman|person|people)|critics|people|persons?)\b"
)


def type_of(
    chances: Floats,
    told: Sequence[Traits],
    *,
    named: bool,
    abbreviated: bool,
    person: bool = False,
) -> ActorType:
    """The type of an actor from the sorts of its mentions and what their words tell.

    ``named`` says that it has a name, ``abbreviated`` that one is an abbreviation, ``person``
    that one is surely a person's.
    """
    if person:
        return ActorType.PERSON
    heads = {one.head_word for one in told if one.pronoun == 0}
    sums = chances.sum(0)
    sort = Sort(int(np.argmax(sums[1:])) + 1)
    if heads & DOCUMENTS and (sort is not Sort.PERSON or (heads <= DOCUMENTS and not named)):
        return ActorType.DOCUMENT
    if heads & PEOPLE and not named:
        return ActorType.GROUP
    if not named and heads & _HUMAN:
        return ActorType.GROUP if _several(told, named=named) else ActorType.PERSON
    if heads & GOVERNMENTS or (sort is Sort.PLACE and not heads & ORGANISATIONS):
        return ActorType.PLACE
    if heads & ORGANISATIONS:
        return ActorType.ORGANISATION
    if sort is Sort.PERSON and {one.pronoun for one in told} == {Pronoun.IT}:
        return ActorType.UNKNOWN
    if abbreviated and sort is Sort.PERSON:
        return ActorType.ORGANISATION
    if sort is Sort.PERSON:
        return ActorType.GROUP if _several(told, named=named) else ActorType.PERSON
    return {Sort.ORGANISATION: ActorType.ORGANISATION}.get(sort, ActorType.UNKNOWN)


def _several(told: Sequence[Traits], *, named: bool) -> bool:
    """Whether the mentions are of people together."""
    votes = [one.number for one in told if one.number and not (named and one.pronoun)]
    plural = sum(vote == 2 for vote in votes)
    return (
        plural > len(votes) - plural
        if votes
        else not named and bool({one.head_word for one in told} & _PEOPLE)
    )


def count_of(words: str) -> int | None:
    """How many a phrase says they are: "three officials", "12 families"."""
    found = _COUNT.match(words)
    if not found:
        return None
    digits = found["digits"]
    number = int(digits.replace(",", "")) if digits else _NUMBERS.get(found["word"].casefold(), 0)
    rest = words[found.end() :].split()
    if digits and "," not in digits and 1900 <= number < 2100:
        return None
    for word in rest:
        if word.casefold() not in _MANY:
            break
        number *= _MANY[word.casefold()]
    return number if number > 1 else None


def is_unnamed(words: str) -> bool:
    """Whether a source is kept nameless: "a source close to the ministry", "two officials"."""
    if _KEPT_NAMELESS.search(words) or _BARE.match(words):
        return True
    return _ONE_OF_MANY.match(words) is not None and _NOT_NAMED.match(words) is not None
