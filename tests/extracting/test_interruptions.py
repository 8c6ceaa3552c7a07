from __future__ import annotations

from making import parts

from sayso.extracting.interruptions import interrupted
from sayso.extracting.parts import Parts
from sayso.extracting.words import segment

FIRST, SECOND = "“It is late,”", "“And it is dear.”"
TEXT = f"Mara Quill scolded them: {FIRST} she said. {SECOND} They left."
SCOLDED = parts(TEXT, source="Mara Quill", cue="scolded", content=[f"{FIRST} she said. {SECOND}"])
SAID = parts(TEXT, source="she", cue="said", content=[FIRST, SECOND])


def contents(found: list[Parts], text: str = TEXT) -> list[list[str]]:
    words = segment(text)
    return [
        [text[words.starts[low] : words.ends[high - 1]] for low, high in one.content]
        for one in found
    ]


def test_who_goes_on_speaking_has_the_rest_and_who_began_the_beginning() -> None:
    assert contents(interrupted(segment(TEXT), [SCOLDED, SAID])) == [[FIRST], [SECOND]]


def test_one_speaker_with_a_clause_in_the_middle_keeps_both_halves() -> None:
    assert contents(interrupted(segment(TEXT), [SAID])) == [[FIRST, SECOND]]


def test_a_clause_that_only_reports_its_own_words_stays_within_them() -> None:
    text = "“He is kind,” wrote the man she called “a fool.”"
    wrote = parts(text, source="the man", cue="wrote", content=[text])
    called = parts(text, source="she", cue="called", content=["“a fool.”"])
    assert interrupted(segment(text), [wrote, called]) == [wrote, called]


def test_a_clause_in_another_paragraph_interrupts_nothing() -> None:
    text = f"{FIRST}\nshe said. {SECOND}"
    whole = parts(text, source="she", cue="said", content=[text])
    said = parts(text, source="she", cue="said", content=[FIRST, SECOND])
    assert interrupted(segment(text), [whole, said]) == [whole, said]
