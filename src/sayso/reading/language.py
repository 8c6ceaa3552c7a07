"""Which language a text is in, and whether the weights were trained for it."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

TRAINED_FOR = frozenset({"en"})
"""ISO 639-1 codes of the languages that the shipped weights were trained for."""

_SAMPLE = 6000
_FEWEST_LETTERS = 40
_LEAST_CONFIDENCE = 0.8

_PLAIN = 50
"""Words from which on their kind alone tells the language."""

_ENGLISH = frozenset(
    "the of and that with which this from they their have has been were would said who what "
    "there these about into than your you are to for by it not but his her will an or our if "
    "as".split()
)

_lock = threading.Lock()


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, ``None`` where it is too short to tell."""
    sample = _sample(text)
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return None
    if _plainly_english(sample):
        return "en"
    with _lock:
        code, confidence = _identifier().classify(sample)
    return str(code) if confidence >= _LEAST_CONFIDENCE else None


def warnings_for(language: str | None) -> tuple[str, ...]:
    """Return what to tell a reader about a text in ``language``: nothing if it was trained for."""
    if language is None or language in TRAINED_FOR:
        return ()
    name = _name(language)
    shown = f"{name} ({language})" if name else f"“{language}”"
    return (
        f"the weights were trained on English; this text looks like {shown}: "
        "expect little, and check all of it",
    )


def _plainly_english(text: str) -> bool:
    """Whether one word in eight is one that English alone has so often.

    No other language comes near, and the identifier takes a second to load.
    """
    words = text.lower().split()
    return len(words) >= _PLAIN and 8 * sum(map(_ENGLISH.__contains__, words)) >= len(words)


def _sample(text: str) -> str:
    """Return the beginning, and of long texts also the middle, since a foreign head is common."""
    if len(text) <= _SAMPLE:
        return text
    half, middle = _SAMPLE // 2, len(text) // 2
    return f"{text[:half]}\n{text[middle : middle + half]}"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _name(language: str) -> str | None:
    # Babel comes with trafilatura's own dependencies, so it is used where it is there.
    try:
        from babel import Locale, UnknownLocaleError
    except ImportError:
        return None
    try:
        return Locale("en").languages.get(language)
    except UnknownLocaleError:
        return None
