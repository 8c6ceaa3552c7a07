"""What a source does with its words: the act, told by the words of the cue.

The acts are those that readers of contested reports ask for; which words do what is in
``acts.toml``. Only the cue decides, and the words it governs where one cue can do two
things ("asked whether", "asked them to"): who speaks, and about whom, is never looked at.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.attribution import Act
from sayso.extracting.forms import noun_forms, verb_forms

_TOKEN = re.compile(r"n't\b|\w+(?:-\w+)*-?|[?']")
_JOINED = re.compile(
    r"(?i)\b(do|does|did|is|are|was|were|have|has|had|wo|would|could|ca|should)n't\b"
)
_NOT = frozenset("not n't never no neither nor without hardly nobody none cannot refuse".split())
_REACH = 4
"""How many words before a cue's word a "not" may stand to turn it."""
_GOVERNED = 14
"""How many words after the cue are looked at."""

_UNSURE = frozenset("think believe trust buy imagine convinced confident persuaded sure".split())
_UNKNOWING = frozenset("know remember learn see notice realise realize understand find".split())
_TELLING = frozenset(
    """answer comment disclose detail discuss elaborate explain identify name provide release reply
    respond reveal say specify talk tell speak""".split()
)
_OWNING = frozenset("accept acknowledge admit concede recognise recognize endorse support".split())
_AFTER_A_QUESTION = frozenset("for from on of".split())
_BEFORE_A_NOUN = frozenset("a an the any some such this these that more no intense".split())
_TELLS = frozenset("that about of how what why when where who it".split())
_PARTICULAR = frozenset(Act) - {Act.ASSERTS, Act.OTHER, Act.BELIEVES}
_ASKING = re.compile(r"^(?:about|whether|if|who|whom|whose|what|which|when|where|why|how|\?)$")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or phrase of the lists, met in a cue at token ``at``."""

    act: Act
    at: int
    length: int
    base: str
    noun: bool
    negated: bool


@dataclass(frozen=True, slots=True)
class _Lists:
    """The word lists: single words by form, and phrases by the first of their words."""

    words: dict[str, list[tuple[Act, str, bool]]]
    phrases: dict[str, list[tuple[Act, str, tuple[frozenset[str], ...]]]]
    turns: dict[Act, Act]


def act_of(cue: str, after: str = "") -> Act:
    """The act of an attribution by its cue and the words ``after`` it.

    A cue without a known word asserts, as a source without a cue does.
    """
    tokens = _tokens(cue)
    governed = _tokens(after)[:_GOVERNED]
    met = list(_met(tokens, governed))
    if not met:
        return Act.OTHER if _NOT.intersection(tokens) else Act.ASSERTS
    best = min(met, key=_weight)
    # What settles an act may be part of the phrase: "refused to say", "agreed to".
    after_it = best.at + (1 if best.base in _SETTLING else best.length)
    return _settled(best, tokens, [*tokens[after_it:], *governed])


def _weight(word: _Word) -> tuple[int, int, int]:
    """What tells before what: the particular before the general, verbs before nouns."""
    general = {Act.ASSERTS: 2, Act.OTHER: 1}.get(word.act, 0)
    return general + word.noun * (1 if general < 2 else 0), word.at, -word.length


def _settled(word: _Word, tokens: Sequence[str], rest: list[str]) -> Act:
    """The act of the word that tells, by what stands around it."""
    settle = _SETTLING.get(word.base)
    if settle:
        return settle(word, tokens, rest)
    return _turned(word) if word.negated else word.act


def _turned(word: _Word) -> Act:
    if word.act is Act.BELIEVES:
        if word.base in _UNSURE:
            return Act.DOUBTS
        return Act.OTHER if word.base in _UNKNOWING else Act.BELIEVES
    if word.act is Act.ASSERTS:
        return Act.DECLINES if word.base in _TELLING else Act.OTHER
    return _lists().turns.get(word.act, Act.OTHER)


def _refused(word: _Word, _tokens: Sequence[str], rest: list[str]) -> Act:
    """Who refuses to answer declines; who refuses something else turns it away."""
    verb = rest[1] if rest[:1] == ["to"] and len(rest) > 1 else ""
    if verb in _TELLING:
        return Act.DECLINES
    if word.base == "decline":
        return Act.OTHER if verb else Act.DECLINES
    turned = {act for act, _, noun in _lists().words.get(verb, ()) if not noun}
    return Act.OTHER if turned & _PARTICULAR and verb not in _OWNING else Act.DENIES


def _asked(word: _Word, _tokens: Sequence[str], rest: list[str]) -> Act:
    """A question, or a demand: "asked whether", "asked for", "asked them to"."""
    if word.negated:
        return Act.OTHER
    for place, token in enumerate(rest):
        if _ASKING.match(token) and not (place and token in ("who", "which", "whom", "whose")):
            return Act.ASKS
        if token in ("for", "that") and place == 0:
            return Act.DEMANDS
        if token == "to" and not (place and rest[place - 1].endswith("ing")):
            return Act.DEMANDS
    return Act.ASKS


def _agreed(word: _Word, _tokens: Sequence[str], rest: list[str]) -> Act:
    if word.negated:
        return Act.DENIES
    return {"to": Act.PROMISES, "with": Act.SUPPORTS}.get(rest[0] if rest else "", Act.ASSERTS)


def _questioned(word: _Word, tokens: Sequence[str], rest: list[str]) -> Act:
    """A question, or something that is called in question."""
    if word.negated:
        return Act.OTHER
    before = tokens[word.at - 1] if word.at else ""
    puts = not rest or _ASKING.match(rest[0]) or rest[0] in _AFTER_A_QUESTION
    return Act.ASKS if puts or before in _BEFORE_A_NOUN else Act.DOUBTS


def _offered(word: _Word, _tokens: Sequence[str], rest: list[str]) -> Act:
    """What is offered tells: an excuse, a defence, to help."""
    if word.negated or rest[:1] == ["no"]:
        return Act.DECLINES
    if rest[:1] == ["to"]:
        return Act.PROMISES
    for token in rest[:4]:
        for act, _, noun in _lists().words.get(token, ()):
            if noun:
                return act
    return Act.PROMISES


def _knew(word: _Word, _tokens: Sequence[str], rest: list[str]) -> Act:
    if "as" in rest[:6] and word.act is Act.BELIEVES:
        return Act.ASSERTS
    return _turned(word) if word.negated else word.act


def _found(word: _Word, _tokens: Sequence[str], rest: list[str]) -> Act:
    """A study finds that something is so; who finds something strange thinks it."""
    if rest[:1] == ["that"] and not word.negated:
        return Act.ASSERTS
    return _turned(word) if word.negated else word.act


def _told(word: _Word, _tokens: Sequence[str], rest: list[str]) -> Act:
    """Told that something is so, or told somebody to do something."""
    if word.negated:
        return Act.DECLINES
    for place, token in enumerate(rest):
        if token in _TELLS:
            return Act.ASSERTS
        if token == "to" and place and not rest[place - 1].endswith("ing"):
            return Act.DEMANDS
    return Act.ASSERTS


_SETTLING = {
    "tell": _told,
    "find": _found,
    "refuse": _refused,
    "decline": _refused,
    "ask": _asked,
    "agree": _agreed,
    "question": _questioned,
    "offer": _offered,
    "know": _knew,
}


def _met(tokens: list[str], governed: list[str]) -> Iterator[_Word]:
    lists = _lists()
    whole = [*tokens, *governed]
    at = 0
    while at < len(tokens):
        if tokens[at] == "back" and at and tokens[at - 1] in lists.words:
            at += 1
            continue
        found = _phrase_at(lists, whole, at)
        length = found[2] if found else 1
        negated = any(token in _NOT for token in tokens[max(0, at - _REACH) : at])
        if found:
            yield _Word(found[0], at, length, found[1], False, negated)
        else:
            for act, base, noun in lists.words.get(tokens[at], ()):
                yield _Word(act, at, 1, base, noun, negated)
        at += length


def _phrase_at(lists: _Lists, tokens: list[str], at: int) -> tuple[Act, str, int] | None:
    fitting = [
        (len(parts), act, base)
        for act, base, parts in lists.phrases.get(tokens[at], ())
        if len(parts) <= len(tokens) - at
        and all(token in part for token, part in zip(tokens[at:], parts, strict=False))
    ]
    if not fitting:
        return None
    length, act, base = max(fitting, key=lambda one: one[0])
    return act, base, length


def _tokens(text: str) -> list[str]:
    plain = " ".join(text.replace("’", "'").casefold().split())
    plain = plain.replace("can't", "can n't").replace("cannot", "can not")
    return _TOKEN.findall(_JOINED.sub(r"\1 n't", plain))


@cache
def _lists() -> _Lists:
    given = tomllib.loads(
        files("sayso.resolving").joinpath("acts.toml").read_text(encoding="utf-8")
    )
    lists = _Lists({}, {}, {})
    for name, row in given.items():
        act = Act[name.upper()]
        lists.turns[act] = Act[row["turns"].upper()]
        for verb in row["verbs"].split():
            for form in verb_forms(verb):
                lists.words.setdefault(form, []).append((act, verb, False))
        for noun in row["nouns"].split():
            for form in noun_forms(noun):
                lists.words.setdefault(form, []).append((act, noun, True))
        for phrase in row["phrases"]:
            _add_phrase(lists, act, phrase)
    return lists


def _add_phrase(lists: _Lists, act: Act, phrase: str) -> None:
    first, *others = _tokens(phrase.removeprefix("~"))
    forms = verb_forms(first) if phrase.startswith("~") else [first]
    parts = (frozenset(forms), *(frozenset([other]) for other in others))
    for form in forms:
        lists.phrases.setdefault(form, []).append((act, first, parts))
