"""Words for saying that take a stand: "claimed", "admitted", "so-called", "boasted"."""

from __future__ import annotations

import re
from functools import cache

from sayso.attribution import Stance
from sayso.resolving.forms import noun_forms, verb_forms

_VERBS = {
    Stance.DISTANCES: "allege assert claim contend imagine insinuate insist maintain pretend profess "
    "purport lie protest fancy argue",
    Stance.AFFIRMS: "acknowledge admit concede confess confirm demonstrate disclose discover divulge "
    "establish expose find highlight know learn note prove realise realize recall recognise recognize "
    "remind reveal show underline underscore understand document observe see",
    Stance.COLOURS: "berate blast boast brag crow fume gloat gush lambast lambaste rail rant rave "
    "ridicule scoff seethe slam sneer snipe thunder tout trash trumpet whine bash mock extol gripe "
    "bluster bemoan wail howl moan grumble quip deride rip savage shout yell scream cry heckle preach",
}
_NOUNS = {
    Stance.DISTANCES: "allegation claim pretence pretense myth rumour rumor lie insinuation",
    Stance.AFFIRMS: "admission confession confirmation disclosure discovery evidence fact finding "
    "proof revelation reminder acknowledgement acknowledgment knowledge",
    Stance.COLOURS: "boast outburst rant tirade smear diatribe",
}
_PHRASES = (
    (
        Stance.DISTANCES,
        re.compile(
            r"\b(?:so-called|allegedly|purportedly|supposedly|ostensibly|"
            r"reportedly|would have (?:us|you) believe|alleged|purported)\b"
        ),
    ),
    (
        Stance.AFFIRMS,
        re.compile(
            r"\b(?:point(?:s|ed|ing)? out|made? clear|ma(?:ke|king) clear|"
            r"rightly|correctly|let slip|c(?:a|o)me clean|is aware|aware of)\b"
        ),
    ),
    (
        Stance.COLOURS,
        re.compile(
            r"\b(?:lash(?:es|ed|ing)? out|fir(?:es|ed|ing) back|hit(?:s|ting)? "
            r"back|sho(?:o)?t(?:s|ing)? back|tear(?:s|ing)? into|tore into)\b"
        ),
    ),
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FACT_FREE = re.compile(r"\bknown (?:as|to)\b|\bsee(?:s|n)? as\b|\bshow(?:s|ed)? (?:up|off)\b")


def stance_of(cue: str) -> tuple[Stance, str] | None:
    """The stand that a cue takes and the word that takes it; ``None`` for a plain one."""
    plain = " ".join(cue.casefold().split())
    for stance, phrase in _PHRASES:
        found = phrase.search(plain)
        if found:
            return stance, found.group()
    if _FACT_FREE.search(plain):
        return None
    for word in _WORD.findall(plain):
        if word in _words():
            return _words()[word], word
    return None


@cache
def _words() -> dict[str, Stance]:
    verbs = {
        form: stance
        for stance, row in _VERBS.items()
        for verb in row.split()
        for form in verb_forms(verb)
    }
    nouns = {
        form: stance
        for stance, row in _NOUNS.items()
        for noun in row.split()
        for form in noun_forms(noun)
    }
    return {**nouns, **verbs}
