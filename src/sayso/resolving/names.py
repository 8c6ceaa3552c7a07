"""Names of people and groups: which of them may be one name in two forms.

Titles and initials, surnames alone, particles ("al-", "von"), abbreviations by initials,
and spellings of the same sounds ("Mujahedin", "Mojahedin").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from sayso.resolving.traits import FEMALE, MALE, TITLES, bare

PARTICLES = frozenset(
    """al el ul ad as ar ash an bin ibn ben bint abu abd van von der den de da di du la le dos
    del""".split()
)
_SMALL = frozenset("of the and for in on at to e de la du des und y el al".split())
_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"} | {
    number: number for number in ("ii", "iii", "iv")
}
_SUFFIXES = _GENERATIONS.keys() | {"phd", "md", "esq"}
_FLAGS = {"f": FEMALE, "m": MALE, "e": 0}
_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}s?|[A-Z]{2,}[a-z]?[A-Z]*")
_SOUNDS = (
    *(("tch", "ch"), ("sch", "sh"), ("kh", "k"), ("gh", "g"), ("ck", "k"), ("ph", "f")),
    *(("dj", "j"), ("dh", "d"), ("th", "t"), ("q", "k"), ("w", "v"), ("x", "ks"), ("z", "s")),
)
_VOWELS = re.compile(r"[aeiouy'\u2019h-]+")
_WITHOUT_VOWELS = re.compile("[\u0590-\u06ff]")
_VOWEL = re.compile(r"[aeiouy]+")
_CLASSES = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u"}
_DOUBLED = re.compile(r"(.)\1+")
_CLOSE = 0.82
"""The likeness (Jaro-Winkler) that spellings of one name have at least."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: ``parts`` in lower case, without titles and what follows a surname.

    ``titles`` are those left out. ``generation`` is "jr", "sr" or a Roman number, or empty.
    """

    parts: tuple[str, ...]
    titles: tuple[str, ...]
    generation: str = ""

    @property
    def last(self) -> str:
        """The last part: a person's surname, as a rule."""
        return self.parts[-1] if self.parts else ""


@lru_cache(maxsize=4096)
def parse(text: str) -> Name:
    """Take a name apart."""
    words = [bare(word) for word in _PART.findall(text)]
    titles: list[str] = []
    while len(words) > 1 and (words[0] in TITLES or words[0] in ("the", "a", "an")):
        titles.append(words.pop(0))
    generation = ""
    while len(words) > 1 and words[-1] in _SUFFIXES:
        generation = _GENERATIONS.get(words.pop(), generation)
    parts = tuple(word for word in words if word not in PARTICLES or len(words) == 1)
    return Name(parts or tuple(words), tuple(titles), generation)


def gender_of(name: Name) -> int:
    """The gender flag that a given name tells, also after a surname ("Han Ji-hoon"); 0 if none."""
    return next((flag for one in _givens(name) if (flag := _given().get(one, 0))), 0)


def has_given(name: Name) -> bool:
    """Whether a name of several parts has a given name that is known."""
    return any(one in _given() for one in _givens(name))


def is_given(word: str) -> bool:
    """Whether a word with a capital is a given name that is known."""
    return word[:1].isupper() and plain_letters(word) in _given()


def _givens(name: Name) -> tuple[str, ...]:
    """What may be the given name of a name: its first part, or what follows a surname."""
    if len(name.parts) < 2:
        return ()
    given = (name.parts[0], "-".join(name.parts[:2]), "-".join(name.parts[1:]))
    return tuple(map(plain_letters, given))


@cache
def _given() -> dict[str, int]:
    text = files("sayso.resolving").joinpath("given.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {name: _FLAGS[row[0]] for row in rows for name in row[1:]}


def same_person(one: Name, other: Name) -> bool:
    """Whether two names of people can be of one person, the shorter within the longer.

    Surnames must agree; given names must be the same, or one the initial of the other.
    """
    if not one.parts or not other.parts or not _alike(one.last, other.last):
        return False
    given, others = one.parts[:-1], other.parts[:-1]
    return all(_given_alike(a, b) for a, b in zip(given, others, strict=False))


def clash(one: Name, other: Name) -> bool:
    """Whether two full names cannot be one's.

    They have no part in common, or the last part in common and other first parts, and
    neither is in the other.
    """
    if len(one.parts) < 2 or len(other.parts) < 2:
        return False
    mine, theirs = set(one.parts), set(other.parts)
    if mine <= theirs or theirs <= mine:
        return False
    if not any(_given_alike(a, b) for a in one.parts for b in other.parts):
        return True
    return _alike(one.last, other.last) and not _given_alike(one.parts[0], other.parts[0])


def same_sound(one: str, other: str) -> bool:
    """Whether two names are one in different spellings or scripts."""
    a, b = parse(one), parse(other)
    if len(a.parts) != len(b.parts):
        return False
    return all(_alike(x, y) for x, y in zip(a.parts, b.parts, strict=True))


@lru_cache(maxsize=4096)
def initials(text: str) -> frozenset[str]:
    """The abbreviations that a name allows, in capitals: with its small words and without."""
    words = [part for word in text.split() for part in _PART.findall(word)]
    words = words[1:] if words and words[0].casefold() in ("the", "a", "an") else words
    if not 2 <= len(words) <= 9:
        return frozenset()
    choices = [("", w[0]) if w.casefold() in _SMALL else (w[0],) for w in words]
    return frozenset("".join(one).upper() for one in product(*choices))


def is_acronym(text: str) -> bool:
    """Whether a text is an abbreviation in capitals, dots or not."""
    return _ACRONYM.fullmatch(text) is not None and not text.endswith(".s")


def letters(acronym: str) -> str:
    """An abbreviation without dots and plural."""
    plain = acronym.replace(".", "")
    return plain.rstrip("s") if plain[:-1].isupper() else plain


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """The consonants of a word as they sound: "Mojahedin" and "Mujahideen" give the same."""
    plain = plain_letters(word)
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    bones = plain[:1] + _VOWELS.sub("", plain[1:])
    return _DOUBLED.sub(r"\1", bones)


@lru_cache(maxsize=8192)
def plain_letters(word: str) -> str:
    """A word in plain Latin letters, whatever its script."""
    return anyascii(word).casefold()


def _vowels_alike(one: str, other: str) -> bool:
    """Whether vowels differ only as spellings of one sound do: o and u, e and i, a and e.

    Scripts that leave vowels out leave this open.
    """
    if _WITHOUT_VOWELS.search(one + other):
        return True
    mine, theirs = (
        [
            "".join(_CLASSES.get(letter, "") for letter in vowels)[:1]
            for vowels in _VOWEL.findall(plain_letters(word))
        ]
        for word in (one, other)
    )
    if len(mine) != len(theirs):
        return False
    return all(a == b or {a, b} == {"a", "i"} for a, b in zip(mine, theirs, strict=True))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if plain_letters(one) == plain_letters(other):
        return True
    if min(len(one), len(other)) < 4 or skeleton(one) != skeleton(other):
        return False
    if not _vowels_alike(one, other):
        return False
    near: float = JaroWinkler.similarity(plain_letters(one), plain_letters(other))
    return near >= _CLOSE


def _given_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) if len(shorter) <= 3 else _alike(one, other)
