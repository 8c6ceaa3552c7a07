"""The key of a name: what is left of it when two reports write the same name the same way.

Case, articles, titles, possessive endings, the dots of abbreviations, and "Inc." make no
other name. Spelling, script and initials do: those are only proposed. Nor does the type: it
is guessed anew in each report, and wrong too often (joined by name and type, ECB+ loses five
of a hundred pairs and hardly an error). A key is made of one actor alone, so it does not
matter in which order reports are met.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace

from sayso.attribution import Actor, ActorType
from sayso.joining.forms import is_pair, related
from sayso.joining.words import (
    BODIES,
    COMMON,
    CORPORATE,
    COURTESIES,
    EMPTY,
    OFFICES,
    PARTICLES,
    RANKS,
    SMALL,
    SUFFIXES,
)
from sayso.resolving.names import is_acronym, letters
from sayso.resolving.traits import PRONOUNS

_WORD = re.compile(r"[^\s&-]+|[&-]")
_OWNED = re.compile(r"'s?$", re.IGNORECASE)
_JOINING = frozenset("of for and the & - e y".split()) | PARTICLES
_LEADING = EMPTY | {"a", "an"}
_NOBODY = COMMON | SUFFIXES | PRONOUNS.keys()
_LONGEST = 8
"""Words in a name; what is longer is a phrase."""
_ABBREVIATION = range(3, 7)
"""Letters of an abbreviation that may stand for a name whose initials it does not have."""


@dataclass(frozen=True, slots=True, order=True)
class NameKey:
    """A name as it is compared: words in lower case with one space between.

    ``mark`` is empty, but where a person told bearers of one name apart: then it is what
    that person calls this one, and the key is another.
    """

    text: str
    mark: str = ""

    @property
    def id(self) -> str:
        """A stable id: ``who-`` and twelve hexadecimal digits of a SHA-256."""
        told = f"{self.text}\n{self.mark}" if self.mark else self.text
        digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        return f"who-{digest[:12]}"

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the name."""
        return tuple(self.text.split(" "))

    def marked(self, mark: str) -> NameKey:
        """The key of one bearer of this name whom a person told apart from the others."""
        return replace(self, mark=mark)


def name_key(actor: Actor) -> NameKey | None:
    """The key of an actor's name; ``None`` for who has none: roles, numbers, the unnamed.

    Such actors stay in their document, and so do documents.
    """
    if actor.unnamed or actor.count is not None or actor.type is ActorType.DOCUMENT:
        return None
    return key_of(actor.name)


def alias_keys(actor: Actor) -> tuple[NameKey, ...]:
    """The keys of those of an actor's aliases that are worth an edge, without its own key.

    They look like forms of the name, or are an abbreviation that a body bears; others
    ("California" for a hospital there) are mistakes more often than not. There are none if
    the actor has no key itself.
    """
    own = name_key(actor)
    if own is None:
        return ()
    found = ((alias, key_of(alias)) for alias in actor.aliases)
    kept = [key for alias, key in found if key and key != own and _is_worth(alias, key, own, actor)]
    return tuple(dict.fromkeys(kept))


def _is_worth(alias: str, key: NameKey, own: NameKey, actor: Actor) -> bool:
    if related(key.parts, own.parts):
        return True
    return (
        actor.type is not ActorType.PERSON
        and is_acronym(alias)
        and len(letters(alias)) in _ABBREVIATION
        and len(own.parts) > 1
        and not is_pair(own.parts)
        and key.text not in own.parts
    )


def key_of(name: str) -> NameKey | None:
    """The key of a name as it is written, or ``None`` if the words are none."""
    words = [_OWNED.sub("", word) for word in _WORD.findall(_plain(name))]
    kept = _without_titles(_capitals([word for word in words if word]))
    parts = _letters_together([word.casefold() for word in kept if word not in "&-"])
    parts = _without_endings(parts)
    if not parts or len(parts) > _LONGEST or _is_common(parts):
        return None
    return NameKey(" ".join(parts))


def _plain(name: str) -> str:
    """A name with letters, digits and their marks, "&", hyphens and apostrophes within words."""
    text = unicodedata.normalize("NFKC", name).replace("’", "'").replace("‑", "-")
    kept = "".join(_kept(one) for one in text)
    return re.sub(r"(?<!\S)'+|'+(?=')", "", kept)


def _kept(one: str) -> str:
    """A code point of a name, a space for one between words, nothing for one not seen."""
    kind = unicodedata.category(one)
    if kind == "Cf":
        return ""
    return one if one in "'&-" or kind[0] in "LNM" else " "


def _capitals(words: list[str]) -> list[str]:
    """The run of capitals that a phrase ends with; none if it ends in lower case."""
    last = len(words)
    while last and words[last - 1].casefold() in EMPTY:
        last -= 1
    words = words[:last]
    if not last or not _is_capital(words[-1]):
        return []
    first = last - 1
    while first > 0 and (_is_capital(words[first - 1]) or words[first - 1].casefold() in _JOINING):
        first -= 1
    while first < last and not (_is_capital(words[first]) or words[first] in PARTICLES):
        first += 1
    while first < last - 1 and words[first].casefold() in _LEADING:
        first += 1
    return words[first:]


def _is_capital(word: str) -> bool:
    """Whether a word could be of a name: it begins with no lower-case letter."""
    return word[0].isalnum() and not word[0].islower()


def _without_titles(words: list[str]) -> list[str]:
    """A name without what stands before it: "Ms", "Prime Minister", "County Sheriff Deputy"."""
    lower = [word.casefold() for word in words]
    first = 0
    for place, word in enumerate(lower[:-1], 1):
        after = lower[place:]
        alone = word in COURTESIES or (word in RANKS and not _is_common(after))
        if alone or (word in OFFICES and len(after) > 1 and (BODIES | SMALL).isdisjoint(after)):
            first = place
    return words[first:]


def _letters_together(parts: list[str]) -> list[str]:
    """An abbreviation as one word, alone or in a body's name: "U.S. Army", but "J. Q. Marsh"."""
    singles = [len(part) == 1 and part.isalpha() for part in parts]
    if not all(singles) and (BODIES | EMPTY).isdisjoint(parts):
        return parts
    found: list[str] = []
    for place, part in enumerate(parts):
        if place and singles[place] and singles[place - 1]:
            found[-1] += part
        else:
            found.append(part)
    return found


def _without_endings(parts: list[str]) -> list[str]:
    """A name without "Inc." and without an age: "Mara Quill, 45"."""
    while len(parts) > 1 and parts[-1] in CORPORATE:
        parts = parts[:-1]
    aged = len(parts) > 2 and len(parts[-1]) == 2 and parts[-1].isdigit()
    return parts[:-1] if aged and "of" not in parts else parts


def _is_common(parts: list[str]) -> bool:
    """Whether words name nobody in particular, capitals or not."""
    if not any(part[0].isalpha() for part in parts):
        return True
    if len(parts) == 1:
        word = parts[0]
        return len(word) < 2 or word in _NOBODY or word.split("'")[0] in PRONOUNS
    if parts[1] == "of" and parts[0] in COMMON - BODIES:
        return True
    return all(part in EMPTY or part in _NOBODY for part in parts)
