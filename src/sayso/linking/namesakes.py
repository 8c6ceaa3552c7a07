"""Whom a short name means among the places that tell one claim: "the inquiry", "Dr Abelard".

A report of its own names everybody once and is brief from then on; one that answers another is
brief from the start. What is meant is looked for in the other places of the claim, and taken only
if there is just one that it can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.linking.credits import plain
from sayso.linking.testimony import Testimony, Voice, is_body, is_press
from sayso.resolving.kinds import ROLES
from sayso.resolving.names import Name, parse
from sayso.resolving.traits import PRONOUNS, TITLES, bare

_CIVIL = frozenset("mr mrs ms miss madam sir late former then".split())
"""Titles that many bear."""
_ANYBODY = frozenset("man woman person people one official source witness resident".split())
"""Words for people that tell no two of them apart."""
_ROLE = re.compile(
    r"\b(?:the|an?|its|his|her|their|who is|who was) (?:[a-z’'-]+ ){0,2}?(?P<role>[a-z-]{3,})"
    r"(?= (?:of|in|on|at|who|quoted|from|for|by|with|to)\b|,|$)"
)
"""What somebody is: of "Mara Quill, a retired vet in Sall" a vet."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody with a full name, as one place tells of them."""

    voice: Voice
    name: Name
    place: Testimony


def introduced(testimonies: Sequence[Testimony]) -> list[Testimony]:
    """The testimonies of one claim, with their short names filled in from one another."""
    bodies = dict(_bodies(testimonies))
    people = [
        _Person(voice, name, one)
        for one in testimonies
        for voice in one.voices
        if voice.person and voice.named and len((name := parse(voice.name)).parts) > 1
    ]
    return [
        replace(one, voices=tuple(_introduced(voice, one, bodies, people) for voice in one.voices))
        for one in testimonies
    ]


def overheard(testimonies: Sequence[Testimony]) -> list[Testimony]:
    """The testimonies of one claim, without those who are only said to have said it of themselves.

    In a claim that tells of somebody, and that they tell nobody themselves, what they are heard to
    say ("he said, smash the lot") is the word of who heard it.
    """
    told = {id for one in testimonies for id in one.about}
    told -= {voice.id for one in testimonies for voice in one.voices[:1]}
    return [
        replace(one, voices=tuple(voice for voice in one.voices if voice.id not in told))
        for one in testimonies
    ]


def _introduced(
    voice: Voice, place: Testimony, bodies: Mapping[str, str], people: Sequence[_Person]
) -> Voice:
    if voice.document:
        return voice
    full = _in_role(voice, people) if voice.name[:1].islower() else None
    if full is None and voice.person:
        full = _full_name(voice, place, people) if voice.named else None
    elif full is None:
        full = _full_body(voice, place, bodies)
    return replace(voice, names=(*voice.names, full), named=True) if full else voice


def _bodies(testimonies: Sequence[Testimony]) -> Iterator[tuple[str, str]]:
    """The names of houses and of bodies that speak: as they are compared, and as written."""
    for one in testimonies:
        for voice in one.voices:
            if voice.named and not (voice.person or voice.document):
                yield plain(voice.name), voice.name
        for house in one.houses[:1]:
            yield plain(house), house


def _full_body(voice: Voice, place: Testimony, bodies: Mapping[str, str]) -> str | None:
    """The one body that is called so for short.

    "The inquiry" is the Varn Inquiry, "the Mercury" the Halvern Mercury, "Varn" the Varn Company,
    and "Gull magazine" is the Gull.
    """
    short = plain(voice.name)
    if not voice.named and short in bodies:
        return bodies[short]
    fitting = {
        form
        for form in bodies
        if form not in place.house_forms and form != short and _is_short(voice, short, form)
    }
    return bodies[fitting.pop()] if len(fitting) == 1 else None


def _is_short(voice: Voice, short: str, form: str) -> bool:
    if form.endswith(f" {short}"):
        return voice.definite or (is_body(short) and not _one_of_many(voice))
    if f" {short} " in form and is_body(short):
        return voice.definite
    if form.startswith(f"{short} "):
        called = voice.definite if is_body(short) else voice.named and voice.body
        return called and not is_press(form)
    return short.startswith(f"{form} ") and voice.name.split()[-1].islower()


def _one_of_many(voice: Voice) -> bool:
    """Whether it is called "a union" somewhere, and not "the union" or plainly "police"."""
    return any(call.casefold().startswith(("a ", "an ", "one ")) for call in voice.calls)


def _full_name(voice: Voice, place: Testimony, people: Sequence[_Person]) -> str | None:
    """The one full name that a surname alone stands for.

    It is so if both are called by one title or office ("Dr", "curator"), if one house tells of
    both, or if the surname stands quite alone. "Mr" and "Mrs" tell nothing.
    """
    short = parse(voice.name)
    if len(short.parts) != 1:
        return None
    fuller = [one for one in people if one.name.last == short.last]
    if len({one.name.parts for one in fuller}) != 1:
        return None
    called = _called(voice, short.last)
    alone = {bare(call) for call in voice.calls} - PRONOUNS.keys() <= {bare(voice.name)}
    known = alone or any(
        place.house_forms & one.place.house_forms or called & _called(one.voice, short.last)
        for one in fuller
    )
    return fuller[0].voice.name if known else None


def _in_role(voice: Voice, people: Sequence[_Person]) -> str | None:
    """The one person who is called "a deckhand", where "the deckhand" tells it too."""
    roles = _roles(call for call in voice.calls if call.casefold().startswith("the "))
    meant = {
        one.name.parts: one.voice.name
        for one in people
        if any(roles & set(_WORD.findall(call.casefold())) for call in one.voice.calls)
    }
    return next(iter(meant.values())) if len(meant) == 1 else None


def _roles(calls: Iterable[str]) -> set[str]:
    """What somebody is, by what is told after the name."""
    found = {met["role"] for call in calls for met in _ROLE.finditer(call.casefold())}
    return found - _ANYBODY


def _called(voice: Voice, last: str) -> set[str]:
    """The titles and offices by which somebody is called."""
    words = {word for call in voice.calls for word in _WORD.findall(call.casefold())}
    return _roles(voice.calls) | words & (TITLES | ROLES) - _CIVIL - {last}
