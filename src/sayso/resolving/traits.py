"""What the words of a mention tell of it: pronoun, gender, number, head, whether it is a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from zlib import crc32


class Pronoun(IntEnum):
    """Which pronoun a mention is, forms taken together; ``NONE`` for names and phrases."""

    NONE = 0
    I = 1  # noqa: E741
    WE = 2
    YOU = 3
    HE = 4
    SHE = 5
    IT = 6
    THEY = 7
    WHO = 8
    THIS = 9
    ANYONE = 10


class Definite(IntEnum):
    """How a phrase begins: with nothing, "the", "this", "a", or an owner."""

    BARE = 0
    THE = 1
    THIS = 2
    A = 3
    OWNED = 4


SINGULAR, PLURAL = 1, 2

MALE, FEMALE, NEUTER = 1, 2, 4
"""Genders as flags: a mention may leave several open; 0 if its words tell none."""

_FORMS = {
    Pronoun.I: "i me my mine myself",
    Pronoun.WE: "we us our ours ourselves",
    Pronoun.YOU: "you your yours yourself yourselves",
    Pronoun.HE: "he him his himself",
    Pronoun.SHE: "she her hers herself",
    Pronoun.IT: "it its itself",
    Pronoun.THEY: "they them their theirs themselves themself",
    Pronoun.WHO: "who whom whose which that where",
    Pronoun.THIS: "this these those here there",
    Pronoun.ANYONE: """anyone anybody someone somebody everyone everybody one nobody none others
        many some several most few both all another""",
}
PRONOUNS = {form: pronoun for pronoun, forms in _FORMS.items() for form in forms.split()}

_MALE = frozenset(
    """mr sir king prince duke father dad son brother husband uncle nephew grandfather boy man men
    gentleman boyfriend lord emperor actor fireman policeman salesman chairman spokesman congressman
    businessman statesman guy boys fathers sons brothers husbands monk priest imam""".split()
)
_FEMALE = frozenset(
    """mrs ms miss madam queen princess duchess mother mom mum daughter sister wife aunt niece
    grandmother girl woman women lady girlfriend empress actress policewoman spokeswoman chairwoman
    congresswoman businesswoman widow girls mothers daughters sisters wives nun""".split()
)
TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president minister senator sen rep
    congressman congresswoman governor gov general gen colonel col major maj captain capt
    lieutenant lt sergeant sgt officer detective judge justice king queen prince princess pope
    bishop archbishop cardinal father sister brother reverend rev rabbi imam sheikh ayatollah
    mullah chancellor ambassador secretary mayor chief commissioner councillor councilman
    councilwoman alderman deputy inspector commander admiral premier prime foreign defence defense
    interior finance attorney representative sheriff director chairman chairwoman chair spokesman
    spokeswoman spokesperson former acting late then honorable hon vice state first lord lady saint
    st coach""".split()
)
_SURNAMES = frozenset("monk king prince duke priest emperor queen guy".split())
_RANKS = frozenset("the a an crown grand high arch former late then deputy vice".split())
_NOT_PRONOUNS = frozenset("US IT WHO ME".split())
_CLOSERS = frozenset(
    """of in at on for from with who which that whose whom where when to by about against between
    under over as than into near outside inside including such without within among since during
    after before like is was were are written signed sent led made called named based published
    issued , ( [ – — : ;""".split()
)
OWNERS = frozenset("my your his her its our their".split())
_ARTICLES = (
    {"the": Definite.THE, "a": Definite.A, "an": Definite.A}
    | dict.fromkeys("this that these those".split(), Definite.THIS)
    | dict.fromkeys(
        "some one two three four five six several many any another each every no".split(),
        Definite.A,
    )
)
_EMPTY = frozenset(
    """the a an this that these those my your his her its our their of in at on for from with and
    or to by as 's s , . ' " ( ) - ’ ‘ “ ” some any all both no such own other same""".split()
)
_PLURAL_HEADS = frozenset(
    """people men women children police families media officials troops forces authorities both
    others many several some most few staff personnel""".split()
)
_COUNTS = frozenset("two three four five six seven eight nine ten eleven twelve dozens".split())
"""Main words of which there are several: "ten of us"."""
_BESIDE_PRONOUNS = frozenset("hereby therefore also myself ourselves himself herself too".split())
"""What may stand beside a pronoun: "I hereby", "we ourselves"."""
_SINGULAR_ES = tuple("ss us is ics news series congress press".split())
_CONTRACTED = re.compile(r"(i|you|he|she|it|we|they|who|that|there)['’](?:d|ll|m|re|ve)")
POSSESSIVE = re.compile(r"['’]s?$")
"""An owner's ending."""
_GENDERS = {Pronoun.HE: MALE, Pronoun.SHE: FEMALE, Pronoun.IT: NEUTER}
_NUMBERS = {
    **dict.fromkeys((Pronoun.I, Pronoun.HE, Pronoun.SHE, Pronoun.IT), 1),
    **dict.fromkeys((Pronoun.WE, Pronoun.THEY), 2),
}


@dataclass(frozen=True, slots=True)
class Codes:
    """Numbers that are equal for equal words; 0 for none.

    ``initials`` is the same for an abbreviation and a name with these initials.
    """

    key: int
    head: int
    content: tuple[int, ...]
    initials: int


@dataclass(frozen=True, slots=True)
class Traits:
    """What a mention's words tell.

    ``head`` is the place of its main word among its words, ``key`` what is left of it in
    lower case without article and "'s", ``content`` its words that say something,
    ``number`` 1 for one, 2 for several, 0 if it may be either.
    """

    pronoun: Pronoun
    gender: int
    number: int
    definite: Definite
    head: int
    head_word: str
    name: bool
    key: str
    content: tuple[str, ...]
    codes: Codes


@lru_cache(maxsize=16384)
def traits(words: tuple[str, ...]) -> Traits:
    """The traits of a mention of these words, cased as in the text."""
    lower = tuple(bare(word) for word in words)
    told = _worded(lower)
    alone = bool(told) and _BESIDE_PRONOUNS.issuperset(told[1:]) and words[0] not in _NOT_PRONOUNS
    pronoun = PRONOUNS.get(_expanded(lower[0]), Pronoun.NONE) if alone else Pronoun.NONE
    head = _head(lower)
    definite = _definite(words, lower)
    key = " ".join(word for word in lower if word not in _EMPTY)
    content = tuple(dict.fromkeys(word for word in lower[:12] if word not in _EMPTY))
    return Traits(
        pronoun=pronoun,
        gender=_gender(pronoun, lower[_after_owner(words, head) : _own_end(words, lower, head)]),
        number=_number(pronoun, lower, head),
        definite=definite,
        head=head,
        head_word=lower[head],
        name=pronoun is Pronoun.NONE and words[head][:1].isupper(),
        key=key,
        content=content,
        codes=Codes(
            key=_code(key) if key and pronoun is Pronoun.NONE else 0,
            head=_code(lower[head]),
            content=tuple(_code(word) for word in content),
            initials=_initials(words),
        ),
    )


def _initials(words: tuple[str, ...]) -> int:
    proper = [word for word in words if word[0].isalpha()]
    if len(proper) == 1:
        word = proper[0].replace(".", "")
        return _code(word.casefold()) if word.isupper() and 2 <= len(word) <= 6 else 0
    capitals = "".join(word[0] for word in proper if word[0].isupper())
    return _code(capitals.casefold()) if 2 <= len(capitals) <= 6 else 0


@lru_cache(maxsize=16384)
def _code(word: str) -> int:
    return (crc32(word.encode("utf-8", "surrogatepass")) & 0x7FFFFFFF) or 1


@cache
def bare(word: str) -> str:
    """A word in lower case without its possessive ending."""
    lower = word.casefold()
    return POSSESSIVE.sub("", lower) or lower


def owns(words: str) -> bool:
    """Whether words end as an owner's do: "the chairman's"."""
    return words.endswith(("'", "’", "'s", "’s"))


def _expanded(word: str) -> str:
    """The pronoun that is contracted with a verb: of "they'd" "they"."""
    found = _CONTRACTED.fullmatch(word)
    return found[1] if found else word


def _worded(lower: tuple[str, ...]) -> list[str]:
    return [word for word in lower if word[0].isalnum()]


def main_word(words: tuple[str, ...]) -> int:
    """The place of the main word among a mention's words."""
    return _head(tuple(map(bare, words)))


def _head(lower: tuple[str, ...]) -> int:
    """The last word before what only qualifies it: "the leader of the group" is a leader."""
    head = 0
    for place, word in enumerate(lower):
        if place and (word in _CLOSERS or (word == "." and ends_sentence(lower[place - 1]))):
            break
        if word[0].isalnum():
            head = place
    return head


def ends_sentence(before: str) -> bool:
    """Whether a full stop after a word is one, and not of "Sen." or "J."."""
    return len(before) > 2 and before not in TITLES


def _definite(words: tuple[str, ...], lower: tuple[str, ...]) -> Definite:
    first = lower[0]
    if first in OWNERS or (len(words) > 1 and owns(words[0])):
        return Definite.OWNED
    return _ARTICLES.get(first, Definite.BARE)


def _after_owner(words: tuple[str, ...], head: int) -> int:
    """Where what is owned begins: of "the chairman's wife" the wife."""
    owned = (place + 1 for place in range(head - 1, -1, -1) if owns(words[place]))
    return next(owned, 0)


def _own_end(words: tuple[str, ...], lower: tuple[str, ...], head: int) -> int:
    """Where what tells of a mention's gender ends: before a surname, as in "Thora Monk"."""
    named = head and lower[head] in _SURNAMES and words[head][0].isupper()
    named = named and words[head - 1][0].isupper() and lower[head - 1] not in _RANKS
    return head if named else head + 1


def _gender(pronoun: Pronoun, lower: tuple[str, ...]) -> int:
    if pronoun in _GENDERS:
        return _GENDERS[pronoun]
    if not _MALE.isdisjoint(lower):
        return MALE
    return FEMALE if not _FEMALE.isdisjoint(lower) else 0


def _number(pronoun: Pronoun, lower: tuple[str, ...], head: int) -> int:
    if pronoun in _NUMBERS:
        return _NUMBERS[pronoun]
    word = lower[head]
    if word in _PLURAL_HEADS or word in _COUNTS or "and" in lower[:head]:
        return 2
    if word.endswith("s") and not word.endswith(_SINGULAR_ES):
        return 2
    return 1 if pronoun is Pronoun.NONE and lower[0] in ("a", "an", "this", "one") else 0
