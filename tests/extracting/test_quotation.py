from __future__ import annotations

import time

import pytest

from sayso.extracting.quotation import Quotation, between, quotations
from sayso.extracting.words import paragraph_breaks


def found(text: str) -> list[Quotation]:
    return quotations(text, sorted(paragraph_breaks(text)))


def quoted(text: str) -> list[str]:
    return [text[one.start : one.end] for one in found(text)]


def inside(text: str) -> list[str]:
    return [text[slice(*one.inner)] for one in found(text)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"),
        ('"', '"'),
        ("‘", "’"),
        ("'", "'"),
        ("«", "»"),
        ("»", "«"),
        ("« ", " »"),
        ("‹", "›"),
        ("„", "“"),
        ("„", "”"),
        ("‚", "‘"),
        ("``", "''"),
        ("＂", "＂"),
        ("「", "」"),
    ],
)
def test_each_style_of_marks_is_one_quotation_with_its_marks(opening: str, closing: str) -> None:
    text = f"Mara said {opening}the boats are gone{closing} at noon."
    assert quoted(text) == [f"{opening}the boats are gone{closing}"]
    assert [words.strip() for words in inside(text)] == ["the boats are gone"]
    assert found(text)[0].close_width > 0


def test_several_quotations_come_in_text_order() -> None:
    text = '“One,” she said, "two," and «three».'
    assert quoted(text) == ["“One,”", '"two,"', "«three»"]


def test_only_single_marks_are_called_single() -> None:
    text = "She wrote ‘no’ where he wrote “yes”."
    assert [one.single for one in found(text)] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "The dogs' bowls aren't Mara's, and it's late.",
        "The dogs’ bowls aren’t Mara’s, and it’s late.",
        "Songs of the '90s, rock 'n' roll and the like.",
        "Songs of the ’90s, and ’tis late.",
        "The plank is 5' 11\" long.",
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    assert quoted(text) == []


def test_an_apostrophe_does_not_close_a_single_quotation() -> None:
    text = "‘It’s ours and nobody’s else,’ said Tamsin Rook."
    assert quoted(text) == ["‘It’s ours and nobody’s else,’"]


@pytest.mark.parametrize(
    "quotation",
    [
        "“My brother said ‘go’ and I went,”",
        "\"My brother said 'go' and I went,\"",
        "‘My brother said “go” and I went,’",
        "«My brother said “go” and I went,»",
        "“My brother said, ‘go’”",
    ],
)
def test_marks_within_a_quotation_belong_to_it(quotation: str) -> None:
    assert quoted(f"{quotation} said Mara.") == [quotation]


@pytest.mark.parametrize(
    "text", ["”The quay is shut.” ― Ada Brul", "Han sa ”nej” och gick (”nu”)."]
)
def test_marks_that_only_ever_close_elsewhere_open_too(text: str) -> None:
    assert [one[0] + one[-1] for one in quoted(text)] == ["””"] * (text.count("”") // 2)


@pytest.mark.parametrize("text", ["The quay ”is shut.", "shut ” is the quay ” now", "a”b” c"])
def test_a_closing_mark_alone_opens_nothing(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_goes_on_after_the_same_marks_within_it() -> None:
    text = "“I would sooner live in what he calls “hell” than there,” she said. “Much sooner.”"
    assert quoted(text) == [
        "“I would sooner live in what he calls “hell” than there,”",
        "“Much sooner.”",
    ]


def test_scare_quotes_are_quotations_of_a_word() -> None:
    assert quoted('The so-called "expert" sold “fresh” bread.') == ['"expert"', "“fresh”"]


def test_empty_marks_are_no_quotation() -> None:
    assert quoted('A pair of marks, "" or “”, says nothing.') == []


def test_a_curly_mark_left_open_reaches_to_the_end_of_its_paragraph() -> None:
    text = "Mara said: “The boats are gone.  \nThe harbour was empty."
    assert quoted(text) == ["“The boats are gone."]
    assert found(text)[0].close_width == 0


def test_a_straight_mark_without_a_partner_says_nothing() -> None:
    assert quoted('Mara said: "The boats are gone.\nThe harbour was empty.') == []


def test_a_missing_closing_mark_does_not_swallow_the_next_quotation() -> None:
    text = "Mara said “the boats are gone and Ulf said “so are the nets”."
    assert quoted(text)[-1] == "“so are the nets”"


def test_a_stray_closing_mark_is_no_quotation() -> None:
    assert quoted("The boats are gone,” and the nets too.") == []


@pytest.mark.parametrize("mark", ["“", '"'])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_speech_continues_where_the_opening_mark_is_repeated(mark: str, gap: str) -> None:
    closing = "”" if mark == "“" else mark
    text = f"{mark}One.{gap}{mark}Two.{gap}{mark}Three,{closing} she said."
    assert [(text[one.start : one.end], one.continues) for one in found(text)] == [
        (f"{mark}One.", False),
        (f"{mark}Two.", True),
        (f"{mark}Three,{closing}", True),
    ]


def test_speech_that_was_closed_does_not_continue() -> None:
    assert [one.continues for one in found("“One,” she said.\n“Two,” he said.")] == [False, False]


def test_a_closed_quotation_at_the_end_of_a_paragraph_does_not_continue() -> None:
    assert [one.continues for one in found("He said: “One.”\n“Two.”")] == [False, False]


def test_between_finds_the_quotations_that_touch_a_stretch() -> None:
    text = "“One” and “two” and “three”"
    every = found(text)
    start = text.index("two")
    assert between(every, start, start + 3) == [1]
    assert between(every, 0, len(text)) == [0, 1, 2]
    assert between(every, text.index("and"), text.index("and") + 3) == []


def test_a_text_without_marks_has_no_quotations() -> None:
    assert quoted("") == []
    assert quoted("\n \n") == []
    assert quoted("The boats are gone.") == []


@pytest.mark.parametrize(
    "mark",
    [
        *("“", "‘", '"', "«", "„", "``"),
    ],
)
def test_unmatched_marks_cost_time_in_proportion_to_the_text(mark: str) -> None:
    def seconds(marks: int) -> float:
        text = f"{mark}we " * marks
        started = time.perf_counter()
        quotations(text, [])
        return time.perf_counter() - started

    small, large = (min(seconds(marks) for _ in range(2)) for marks in (10_000, 80_000))
    assert large < 24 * small  # eight times the text; 64 times the work if it were quadratic
