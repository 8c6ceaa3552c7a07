from __future__ import annotations

import pytest
from making import parts, run

from sayso.extracting.inversion import mended
from sayso.extracting.words import segment

TEXT = "The greatest fear says the open letter is for the sick on the island."


def test_a_thing_does_not_speak_where_a_speaker_follows() -> None:
    words = segment(TEXT)
    read = parts(
        TEXT,
        source="greatest fear",
        cue="says",
        content=["the open letter is for the sick on the island"],
    )
    [found] = mended(TEXT, words, [read])
    assert found.source == (run(TEXT, words, "the open letter"),)
    assert found.content == (
        run(TEXT, words, "The greatest fear"),
        run(TEXT, words, "is for the sick on the island"),
    )
    assert found.cue == read.cue


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (TEXT.replace("fear", "poet"), "greatest poet", "says", "the open letter is for the sick"),
        ("The report warns of danger.", "The report", "warns", "of danger"),
        ("The fear, she says, is over.", "she", "says", "is over"),
        ("The fear says much about the islanders.", "The fear", "says", "much about the islanders"),
        ("The reason told the sick is plain.", "The reason", "told", "the sick is plain"),
    ],
)
def test_everything_else_stays_as_it_is(text: str, source: str, cue: str, content: str) -> None:
    read = parts(text, source=source, cue=cue, content=[content])
    assert mended(text, segment(text), [read]) == [read]


LEAVING = "“It is safe,” said Bell, on the day after the departure of Ann Cole as warden."


def test_the_name_right_after_the_verb_that_follows_a_quotation_speaks() -> None:
    words = segment(LEAVING)
    read = parts(LEAVING, source="Ann Cole as warden", cue="said", content=["“It is safe,”"])
    [found] = mended(LEAVING, words, [read])
    assert found.source == (run(LEAVING, words, "Bell"),)
    assert (found.cue, found.content) == (read.cue, read.content)


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        (LEAVING.replace("Bell", "Bell of the weir"), "Ann Cole", "said"),
        (LEAVING.replace("Bell", "Tuesday"), "Ann Cole", "said"),
        (LEAVING.replace("said", "stole"), "Ann Cole", "stole"),
        ("“It is safe,” Cole was told. Later said Bell: no.", "Cole", "said"),
        (LEAVING, "Bell", "said"),
    ],
)
def test_no_other_form_gives_the_name_after_the_verb(text: str, source: str, cue: str) -> None:
    read = parts(text, source=source, cue=cue, content=["“It is safe,”"])
    assert mended(text, segment(text), [read]) == [read]
