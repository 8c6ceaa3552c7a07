from __future__ import annotations

import pytest
from making import document, parts

from sayso import Kind, extract
from sayso.extracting import Extractor
from sayso.extracting.transcripts import with_turns
from sayso.extracting.words import segment

INTERVIEW = (
    "The mayor spoke to our reporter on Friday.\n"
    "HOLM: When will the bridge open?\n"
    "QUILL: It opens in spring.\n"
    "We had hoped for March.\n"
    "HOLM: Who pays for it?\n"
    "QUILL: The region does.\n"
    "The bridge was closed in June."
)


def turns(text: str) -> list[tuple[str, str]]:
    """Source and content of each turn."""
    words = segment(text)

    def of(low: int, high: int) -> str:
        return text[words.starts[low] : words.ends[high - 1]]

    return [(of(*one.source[0]), of(*one.content[0])) for one in with_turns(text, words, [])]


def test_every_turn_is_its_speaker_s() -> None:
    assert turns(INTERVIEW) == [
        ("HOLM", "When will the bridge open?"),
        ("QUILL", "It opens in spring.\nWe had hoped for March."),
        ("HOLM", "Who pays for it?"),
        ("QUILL", "The region does."),
    ]


def test_posts_of_one_account_are_its_words() -> None:
    thread = (
        "Korhan Q. @korhan_caves: home. showered. here goes, a thread\n"
        "Korhan Q. @korhan_caves: it was the third day before a crane came 🏗️\n"
        "[12:03] mara_quill: were you at the weir too?\n"
        "@sallwatch: so were we."
    )
    assert turns(thread) == [
        ("Korhan Q.", "home. showered. here goes, a thread"),
        ("Korhan Q.", "it was the third day before a crane came 🏗️"),
        ("mara_quill", "were you at the weir too?"),
        ("@sallwatch", "so were we."),
    ]


def test_a_plain_word_is_an_account_among_accounts() -> None:
    thread = (
        "saoirse_no_mayo: they had a boiler on the list.\n"
        "pipedream: sounds about right.\n"
        "gull-17: why did they not buy one?\n"
        "c_tarn: money.\n"
        "source: the town's minutes."
    )
    assert [source for source, _ in turns(thread)] == [
        "saoirse_no_mayo",
        "pipedream",
        "gull-17",
        "c_tarn",
    ]
    assert turns("flour: two cups\nsalt: a pinch\nwater: a cup\noil: a spoon") == []


@pytest.mark.parametrize("mark", ["“", '"'])
def test_labels_may_stand_within_the_quotation_mark(mark: str) -> None:
    text = INTERVIEW.replace("\nHOLM", f"\n{mark}HOLM").replace("\nQUILL", f"\n{mark}QUILL")
    assert [source for source, _ in turns(text)] == ["HOLM", "QUILL", "HOLM", "QUILL"]


def test_speakers_may_have_names_and_offices() -> None:
    text = INTERVIEW.replace("HOLM", "Ulf Holm").replace("QUILL", "Mara Quill (mayor)")
    assert [source for source, _ in turns(text)] == ["Ulf Holm", "Mara Quill"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Note: the bridge is closed.\nUpdate: it is open.",
        "Photo: Ada Brul\nPhoto: Ulf Tarn\nVideo: Ada Brul\nVideo: Ulf Tarn\nThe end.",
        "Flour: two cups\nSalt: a pinch\nWater: a cup\nOil: a spoon\nYeast: a cube",
        "Monday: rain\nMonday: wind\nMonday: snow\nMonday: sun",
        "He said: it rains.\nHe said: it pours.\nShe said: it snows.\nShe said: no.",
    ],
)
def test_labels_that_nobody_takes_turns_with_are_no_speakers(text: str) -> None:
    assert turns(text) == []


def test_what_runs_over_several_turns_gives_way_to_them() -> None:
    words = segment(INTERVIEW)
    across = parts(
        INTERVIEW, source="The mayor", cue="spoke", content=[INTERVIEW[INTERVIEW.index("HOLM") :]]
    )
    first, *rest = with_turns(INTERVIEW, words, [across])
    assert len(rest) == 4
    assert INTERVIEW[words.starts[first.content[0][0]] :] == "The bridge was closed in June."


def test_a_turn_is_direct_speech_without_marks(extractor: Extractor) -> None:
    found = extract(document(INTERVIEW)).attributions
    spoken = [one for one in found if one.cue.text == ":"]
    assert [one.kind for one in spoken] == [Kind.DIRECT] * 4
