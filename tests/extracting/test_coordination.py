from __future__ import annotations

from making import parts

from sayso.extracting.coordination import apart, with_shared_sources
from sayso.extracting.parts import Parts
from sayso.extracting.words import segment

TEXT = "The letter describes a flood in the upper valley and asks for an inspection."


def contents(text: str, found: list[Parts]) -> list[str]:
    words = segment(text)
    return [
        text[words.starts[one.content[0][0]] : words.ends[one.content[-1][1] - 1]] for one in found
    ]


def test_a_second_cue_has_the_first_one_s_speaker() -> None:
    first = parts(
        TEXT, source="The letter", cue="describes", content=["a flood in the upper valley"]
    )
    second = parts(TEXT, cue="asks for", content=["an inspection"])
    shared = with_shared_sources(TEXT, segment(TEXT), [first, second])
    assert shared[1].source == first.source


def test_the_first_statement_ends_before_the_second_cue() -> None:
    first = parts(
        TEXT,
        source="The letter",
        cue="describes",
        content=["a flood in the upper valley and asks for an inspection"],
    )
    second = parts(TEXT, source="The letter", cue="asks for", content=["an inspection"])
    assert contents(TEXT, apart(TEXT, segment(TEXT), [first, second])) == [
        "a flood in the upper valley",
        "an inspection",
    ]


def test_another_s_statement_within_stays_within() -> None:
    text = "The letter says that the mayor resigned and that farmers complain and claim it rained."
    first = parts(
        text,
        source="The letter",
        cue="says",
        content=["that the mayor resigned and that farmers complain and claim it rained"],
    )
    second = parts(text, source="farmers", cue="claim", content=["it rained"])
    found = [first, second]
    assert apart(text, segment(text), found) == found
