"""The forms of English words: what a verb or noun of a word list may look like in a text."""

from __future__ import annotations

_IRREGULAR = {
    "be": "am are been being is was were 's 're 'm",
    "beg": "begged begging begs",
    "begin": "began begins beginning begun",
    "beseech": "beseeches beseeching besought",
    "bet": "bets betting",
    "bid": "bids bidding",
    "broadcast": "broadcasts broadcasting",
    "brag": "bragged bragging brags",
    "cast": "casts casting",
    "choose": "chooses choosing chose chosen",
    "cling": "clinging clings clung",
    "come": "came comes coming",
    "cut": "cuts cutting",
    "draw": "drawing drawn draws drew",
    "agree": "agrees agreed agreeing",
    "dream": "dreamed dreaming dreams dreamt",
    "dread": "dreaded dreading dreads",
    "dub": "dubbed dubbing dubs",
    "feel": "feeling feels felt",
    "find": "finding finds found",
    "foresee": "foreseeing foresees foresaw foreseen",
    "forget": "forgets forgetting forgot forgotten",
    "give": "gave gives giving given",
    "go": "goes going gone went",
    "have": "had has having 've",
    "hear": "heard hearing hears",
    "hit": "hits hitting",
    "hold": "held holding holds",
    "keep": "keeping keeps kept",
    "know": "knew knowing known knows",
    "lay": "laid laying lays",
    "learn": "learned learning learns learnt",
    "let": "lets letting",
    "lie": "lied lies lying",
    "make": "made makes making",
    "mean": "meaning means meant",
    "plan": "planned planning plans",
    "put": "puts putting",
    "quip": "quipped quipping quips",
    "quiz": "quizzed quizzes quizzing",
    "rap": "rapped rapping raps",
    "read": "reading reads",
    "rip": "ripped ripping rips",
    "say": "said saying says",
    "see": "saw seeing seen sees",
    "seek": "seeking seeks sought",
    "set": "sets setting",
    "shoot": "shooting shoots shot",
    "show": "showed showing shown shows",
    "shrug": "shrugged shrugging shrugs",
    "shun": "shunned shunning shuns",
    "sing": "sang singing sings sung",
    "skirt": "skirted skirting skirts",
    "slam": "slammed slamming slams",
    "speak": "speaking speaks spoke spoken",
    "spell": "spelled spelling spells spelt",
    "stand": "standing stands stood",
    "swear": "swearing swears swore sworn",
    "take": "taken takes taking took",
    "teach": "taught teaches teaching",
    "tear": "tearing tears tore torn",
    "tell": "telling tells told",
    "think": "thinking thinks thought",
    "throw": "threw throwing thrown throws",
    "understand": "understanding understands understood",
    "undertake": "undertaken undertakes undertaking undertook",
    "uphold": "upheld upholding upholds",
    "withdraw": "withdrawing withdrawn withdraws withdrew",
    "wrap": "wrapped wrapping wraps",
    "write": "writes writing written wrote",
}
_DOUBLED = frozenset(
    "admit blog compel commit confer chat demur drop extol hum pan prod refer nod pin plug "
    "rebut slur spin spur stop prefer regret".split()
)


def verb_forms(verb: str) -> list[str]:
    """All forms of a verb, its base form first; all that may be an "-ed" form is."""
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb in _DOUBLED:
        stem = verb + verb[-1]
    plural = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{verb}s"
    return [verb, plural, f"{stem}ed", f"{stem}ing"]


def noun_forms(noun: str) -> list[str]:
    """A noun and its plural."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return [noun, f"{noun[:-1]}ies"]
    plural = f"{noun}es" if noun.endswith(("s", "sh", "ch", "x")) else f"{noun}s"
    return [noun, plural]
