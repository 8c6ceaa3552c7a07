"""Words for saying that take a stand: "claimed", "admitted", "so-called", "boasted"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.attribution import Stance
from sayso.extracting.forms import noun_forms, verb_forms

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLAIN = re.compile(r"\bknown (?:as|to)\b|\bsee(?:s|n)? as\b|\bshow(?:s|ed)? (?:up|off)\b")


@dataclass(frozen=True, slots=True)
class _Lists:
    words: dict[str, Stance]
    phrases: re.Pattern[str]
    of_phrase: dict[str, Stance]


def stance_of(cue: str) -> tuple[Stance, str] | None:
    """The stand that a cue takes and the word that takes it; ``None`` for a plain one."""
    plain = " ".join(cue.casefold().split())
    lists = _lists()
    phrase = lists.phrases.search(plain)
    if phrase:
        return lists.of_phrase[phrase.group()], phrase.group()
    if _PLAIN.search(plain):
        return None
    return next(
        ((lists.words[word], word) for word in _WORD.findall(plain) if word in lists.words), None
    )


@cache
def _lists() -> _Lists:
    text = files("sayso.resolving").joinpath("stances.toml").read_text(encoding="utf-8")
    words: dict[str, Stance] = {}
    of_phrase: dict[str, Stance] = {}
    for name, row in tomllib.loads(text).items():
        stance = Stance(name)
        for noun in row["nouns"].split():
            for form in noun_forms(noun):
                words.setdefault(form, stance)
        for verb in row["verbs"].split():
            words.update(dict.fromkeys(verb_forms(verb), stance))
        of_phrase.update(dict.fromkeys(row["phrases"], stance))
    longest = sorted(of_phrase, key=len, reverse=True)
    return _Lists(words, re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"), of_phrase)
