from __future__ import annotations

import pytest
from making import document

from sayso import NARRATOR, Attribution, Kind, Report, extract
from sayso.extracting import Extractor

CLOSED = "The bridge will stay closed until the spring"
RAILWAY = "The region deserves a railway that runs on time."


def read(extractor: Extractor, text: str) -> Report:
    return extract(document(text))


def only(extractor: Extractor, text: str) -> Attribution:
    (one,) = read(extractor, text).attributions
    return one


def outermost(extractor: Extractor, text: str) -> Attribution:
    (one,) = (one for one in read(extractor, text).attributions if one.parent is None)
    return one


def words(text: str) -> str:
    """A text without the marks at its edges."""
    return text.strip(" \n,.:“”‘’„«»`\"'")


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"),
        ('"', '"'),
        ("‘", "’"),
        ("«", "»"),
        ("« ", " »"),
        ("„", "“"),
        ("``", "''"),
        ("'", "'"),
    ],
)
def test_a_quotation_in_any_marks_is_direct(
    extractor: Extractor, opening: str, closing: str
) -> None:
    one = only(extractor, f"{opening}{CLOSED},{closing} said Mara Quill, the harbour master.")
    assert one.source.text.startswith("Mara Quill")
    assert "said" in one.cue.text
    assert words(one.content.text) == CLOSED
    assert one.kind is Kind.DIRECT


@pytest.mark.parametrize(
    "text",
    [
        f"Mara Quill said: “{CLOSED}.”",
        f"“{CLOSED},” Mara Quill said.",
        f"“{CLOSED},” Mara Quill told reporters on Friday.",
    ],
)
def test_the_speaker_may_stand_before_or_after(extractor: Extractor, text: str) -> None:
    one = only(extractor, text)
    assert one.source.text == "Mara Quill"
    assert words(one.content.text) == CLOSED


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Mara Quill said that the bridge was never safe.", "Mara Quill", "said"),
        ("The council warned that the bridge was never safe.", "The council", "warned"),
        ("According to Mara Quill, the bridge was never safe.", "Mara Quill", "According to"),
        ("The bridge was never safe, Mara Quill said on Friday.", "Mara Quill", "said"),
    ],
)
def test_a_statement_without_marks_is_indirect(
    extractor: Extractor, text: str, source: str, cue: str
) -> None:
    one = only(extractor, text)
    assert one.source.text == source
    assert cue in one.cue.text
    assert "bridge was never safe" in one.content.text
    assert one.kind is Kind.INDIRECT


def test_a_statement_with_some_words_in_marks_is_mixed(extractor: Extractor) -> None:
    one = only(extractor, "Mara Quill said that the bridge would “stay closed until the spring”.")
    assert one.source.text == "Mara Quill"
    assert "the bridge would “stay closed until the spring”" in one.content.text
    assert one.kind is Kind.MIXED


@pytest.mark.parametrize(
    ("first", "frame", "second"),
    [
        ("“We counted every boat,”", "she said,", "“and not one of them was ours.”"),
        ("“We counted every boat,”", "she said.", "“Not one of them was ours.”"),
        ('"We counted every boat,"', "she said,", '"and not one of them was ours."'),
    ],
)
def test_a_split_quotation_is_one_content_of_two_spans(
    extractor: Extractor, first: str, frame: str, second: str
) -> None:
    one = only(extractor, f"{first} {frame} {second}")
    assert one.source.text == "she"
    assert [span.text for span in one.content] == [first, second]
    assert one.kind is Kind.DIRECT


def test_a_quotation_over_two_paragraphs_is_one_content(extractor: Extractor) -> None:
    first = "“We counted every boat in the harbour and wrote the numbers down."
    second = "“Not one of them was ours. We went home in the evening.”"
    one = outermost(
        extractor, f"Mara Quill said: {first}\n\n{second}\n\nThe harbour was opened in 1911."
    )
    assert one.source.text == "Mara Quill"
    assert one.content.text.startswith(first)
    assert one.content.text.endswith(second)
    assert one.kind is Kind.DIRECT


def test_speech_that_is_attributed_in_its_last_paragraph_is_one_content(
    extractor: Extractor,
) -> None:
    first = "“We counted every boat in the harbour and wrote the numbers down."
    second = "“Not one of them was ours,”"
    one = outermost(extractor, f"{first}\n\n{second} said Mara Quill.")
    assert one.content.text.startswith(first)
    assert one.content.text.endswith(second)


def test_no_part_of_a_speech_over_two_paragraphs_passes_for_narration(
    extractor: Extractor,
) -> None:
    report = read(
        extractor,
        "“We counted every boat in the harbour and wrote the numbers down.\n\n"
        "“Not one of them was ours,” said Mara Quill.",
    )
    assert "counted" not in report.narration.text


@pytest.mark.parametrize("gap", [" ", "\n"])
@pytest.mark.parametrize("dash", ["–", "—", "-"])
def test_a_name_behind_a_dash_is_the_source(extractor: Extractor, dash: str, gap: str) -> None:
    one = only(
        extractor,
        "The council opened a new station on Monday.\n\n"
        f"“{RAILWAY}”{gap}{dash} Commissioner Ada Brul\n\nThe station has four platforms.",
    )
    assert one.source.text == "Commissioner Ada Brul"
    assert words(one.content.text) == words(RAILWAY)
    assert one.cue.text in ("", dash)


@pytest.mark.parametrize(
    "text",
    [
        "The 'Hammer of Dunmore' arrived on Friday and drove to his hotel.",
        "The “Hammer of Dunmore” arrived on Friday and drove to his hotel.",
        'the "Hammer of Dunmore" arrived',
        "The shop sells “fresh” bread in a “historic” street.",
        'The shop sells "fresh" bread in a "historic" street.',
        "The mill stands by the river. It has four floors and a red roof.",
    ],
)
def test_nicknames_and_scare_quotes_are_nobody_s_statement(extractor: Extractor, text: str) -> None:
    report = read(extractor, text)
    assert report.attributions == ()
    assert report.narration.text


def test_a_quotation_without_a_speaker_is_not_the_narrator_s(extractor: Extractor) -> None:
    text = f"The bridge opened in May.\n\n“{RAILWAY}”\n\nIt has four lanes."
    report = read(extractor, text)
    assert [words(one.content.text) for one in report.attributions] == [words(RAILWAY)]
    assert "railway" not in report.narration.text


def test_furniture_says_nothing(extractor: Extractor) -> None:
    report = read(
        extractor,
        "The bridge opened on Monday. Cars crossed it all day.\n\n"
        f"“{CLOSED},” said Mara Quill.\n\n"
        "Related posts\nHarbour master says that the bridge is safe\n"
        "Mayor: “We will not pay for the bridge, and nobody can make us”",
    )
    assert [one.source.text for one in report.attributions] == ["Mara Quill"]
    assert "Related" not in report.narration.text
    assert "Harbour master says" not in report.narration.text


@pytest.mark.parametrize(
    ("text", "outer", "inner", "source", "claim"),
    [
        (
            "The letter says that the mayor told residents that the water was safe to drink.",
            "says",
            "told",
            "the mayor",
            "the water was safe to drink",
        ),
        (
            "The letter complains that families, who say the camp refused every visit, "
            "were never heard.",
            "complains",
            "say",
            "",
            "the camp refused every visit",
        ),
        (
            "The letter says that families, who say that the camp refused every visit, "
            "were turned away at the gate.",
            "says",
            "say",
            "",
            "the camp refused every visit",
        ),
    ],
)
def test_a_voice_within_a_voice_is_nested(
    extractor: Extractor, text: str, outer: str, inner: str, source: str, claim: str
) -> None:
    report = read(extractor, text)
    around = next(one for one in report.attributions if one.cue.text == outer)
    within = next(one for one in report.attributions if one.cue.text == inner)
    assert around.source.text == "The letter"
    assert around.parent is None
    assert within.parent == around.id
    assert source in within.source.text
    assert claim in within.content.text
    assert report.voices(within)[:2] == (NARRATOR, "letter")
    assert len(within.chain) == 3


def test_a_source_does_not_run_into_the_clause_that_interrupts_it(extractor: Extractor) -> None:
    text = (
        "The keepers also recall a shift leader who, they say, ordered them to pretend "
        "that the gauges had failed."
    )
    sources = {one.source.text for one in read(extractor, text).attributions}
    assert sources
    assert not any("who, they" in source for source in sources)


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_speaker_and_a_verb_in_one_word_are_parted(extractor: Extractor, apostrophe: str) -> None:
    text = f"Mara Quill met reporters. She{apostrophe}s saying that the bridge will stay closed."
    one = only(extractor, text)
    assert one.source.text == "She"
    assert one.cue.text == f"{apostrophe}s saying"


def test_a_headline_s_statement_ends_with_the_headline(extractor: Extractor) -> None:
    text = (
        "Mayor Quill: Bridge Stays Closed Until Spring\nOn Friday she met the council. It rained."
    )
    assert only(extractor, text).content.text == "Bridge Stays Closed Until Spring"


def test_a_list_of_demands_may_run_over_several_lines(extractor: Extractor) -> None:
    text = (
        "The council demands:\n• that the bridge be opened by May;\n"
        "• that the gates stay shut all winter;\nIt met on Friday."
    )
    assert "that the gates stay shut" in only(extractor, text).content.text


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_quotation_that_follows_a_statement_is_its_speaker_s(
    extractor: Extractor, gap: str
) -> None:
    text = f"Mara Quill said the harbour would stay closed.{gap}“It is a scandal and a shame.”"
    one = only(extractor, text)
    assert one.source.text == "Mara Quill"
    assert one.content.text.endswith("“It is a scandal and a shame.”")
    assert one.kind is Kind.MIXED


def test_a_voice_in_a_relative_clause_lies_within_the_words_around_it(
    extractor: Extractor,
) -> None:
    text = "The letter says that families, who say that the wells turned salt, were sent away."
    outer, inner = read(extractor, text).attributions[:2]
    assert outer.source.text == "The letter"
    assert (inner.source.text, inner.cue.text) == ("who", "say")
    assert inner.content.text == "that the wells turned salt"
    assert inner.parent == outer.id


def test_who_was_told_is_not_a_source(extractor: Extractor) -> None:
    text = "The letter says that families were told that the gauge books had been lost."
    assert not {"were", "been"} & {one.source.text for one in read(extractor, text).attributions}
