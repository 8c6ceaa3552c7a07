"""What one voice says in one sentence, and who is no voice."""

from __future__ import annotations

from dataclasses import replace

from making import attribution, document

from sayso import Attribution, Kind, Report
from sayso.extracting.narration import narration
from sayso.linking.propositions import propositions


def told(text: str, *found: Attribution) -> list[tuple[str | None, str]]:
    """Who says what in a text: the id of an attribution, or nobody's."""
    of = document(text)
    report = Report(of, found, (), narration(of, found, ()))
    return [(one.attribution, one.text) for one in propositions(report)]


def test_a_clause_needs_few_words() -> None:
    text = "The ministry says that it was not a market day. The rain went on until nightfall."
    said = attribution(
        text, "a1", source="The ministry", cue="says", content=["that it was not a market day"]
    )
    assert told(text, said) == [
        ("a1", "it was not a market day"),
        (None, "The rain went on until nightfall."),
    ]


def test_the_same_words_are_no_statement_where_they_are_no_clause() -> None:
    text = "The ministry asks for a market day. The rain went on until nightfall."
    said = attribution(text, "a1", source="The ministry", cue="asks", content=["for a market day"])
    assert ("a1", "for a market day") not in told(text, said)


def test_who_says_too_little_is_no_voice_and_the_narrator_tells_it() -> None:
    text = "No siren sounded, not at four. We heard the stones first."
    said = attribution(text, "a1", source="No siren", cue="sounded", content=["not at four"])
    assert told(text, said) == [
        (None, "No siren sounded, not at four."),
        (None, "We heard the stones first."),
    ]


def test_what_is_told_of_whom_nobody_hears_is_told_by_the_voice_around() -> None:
    text = "The officers insist that no guard told them of the convoy."
    outer = attribution(
        text,
        "a1",
        source="The officers",
        cue="insist",
        content=["that no guard told them of the convoy"],
    )
    inner = attribution(
        text, "a2", source="no guard", cue="told", content=["of the convoy"], parent="a1"
    )
    assert told(text, outer, inner) == [("a1", "no guard told them of the convoy")]


def test_a_short_quotation_is_a_statement() -> None:
    text = "“Never,” said Mara Quill of the harbour."
    said = attribution(text, "a1", source="Mara Quill", cue="said", content=["“Never,”"])
    assert told(text, replace(said, kind=Kind.DIRECT)) == []
    text = "“No sale,” said Mara Quill of the harbour."
    said = attribution(text, "a1", source="Mara Quill", cue="said", content=["“No sale,”"])
    assert told(text, replace(said, kind=Kind.DIRECT)) == [("a1", "No sale,”")]


def test_what_stands_in_anothers_sentence_is_not_told_by_it() -> None:
    text = "Water had seeped through the dam for weeks before the order to leave was given."
    said = attribution(text, "a1", content=["order to leave was given"])
    of = document(text)
    report = Report(of, (said,), (), narration(of, (said,), ()))
    found = {one.attribution: one.told for one in propositions(report)}
    assert found == {
        None: "Water had seeped through the dam for weeks before the",
        "a1": "order to leave was given",
    }


def test_a_clause_is_no_longer_than_the_content() -> None:
    text = "It had been out for two full days by the time that the public was warned."
    said = attribution(
        text, "a1", source="the public", cue="was warned", content=["that the public"]
    )
    assert "a1" not in {who for who, _ in told(text, said)}
