from __future__ import annotations

import pytest
from handmade import TEXT, document, orlat, part, plain
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from screens import entry, shown

from sayso import Act, Actor, Attribution, Kind, Part, Report
from sayso.cli.messages import escaped, one_line, printable
from sayso.cli.terminal import paragraph_starts


def test_the_head_says_what_was_read():
    lines = shown(orlat()).splitlines()
    assert lines[1] == "Dam board denies that villages were flooded on purpose"
    assert lines[2] == "The Orlat Courier · 2031-04-02"
    assert lines[3].startswith("orlat.txt · 70 words · en · sha256 ")


def test_a_document_without_a_title_goes_by_its_source():
    assert shown(plain("Rain fell.", source="-")).splitlines()[1] == "standard input"


def test_an_attribution_gives_source_cue_kind_words_and_place():
    first, words, place = entry(shown(orlat()), 1)
    assert first.split() == ["1", "chair", "Ilda", "Merrow", "·", "said", "DIRECT"]
    assert words == "│ “We opened the gates to save the dam,” […] “Nobody was harmed by it.”"
    start, end = TEXT.index("“We opened"), TEXT.index("by it.”") + len("by it.”")
    assert place == f"¶ 3 · code points {start}–{end} · confidence 97%"


def test_a_pronoun_is_shown_with_the_name_behind_it():
    doc = document("She said no.")
    she = Actor("act-1", "Ilda Merrow")
    said = Attribution(
        "a1",
        part(doc, "She"),
        part(doc, "said"),
        part(doc, "no"),
        Kind.INDIRECT,
        0.9,
        ("narrator", "act-1"),
        actor="act-1",
        act=Act.DENIES,
    )
    first, _, place = entry(shown(Report(doc, (said,), (she,), Part())), 1)
    assert first.startswith("1  She (Ilda Merrow) · said")
    assert place.startswith("denies · ¶ 1")


def test_a_nested_attribution_stands_under_its_parent_with_its_chain():
    view = shown(orlat())
    assert entry(view, 3)[0].startswith(
        "3  The Orlat Courier › Sarn valley letter › families · say"
    )
    indents = [
        len(line) - len(line.lstrip()) for line in view.splitlines() if "code points" in line
    ]
    assert indents == [5, 5, 9, 5]


def test_a_child_that_starts_before_its_parent_still_follows_it():
    doc = document("Some say it rained, the letter claims.")
    child = Attribution(
        "a1",
        part(doc, "Some"),
        part(doc, "say"),
        part(doc, "it rained"),
        Kind.INDIRECT,
        0.9,
        parent="a2",
    )
    parent = Attribution(
        "a2",
        part(doc, "the letter"),
        part(doc, "claims"),
        part(doc, "Some say it rained"),
        Kind.INDIRECT,
        0.9,
    )
    view = shown(Report(doc, (child, parent), (), Part()))
    assert view.index("2  ") < view.index("1  Some")


def test_no_source_is_said_in_words():
    assert entry(shown(orlat()), 4)[0].startswith("4  no source named · was reported")


def test_the_end_counts_kinds_sources_and_narration():
    lines = shown(orlat()).splitlines()
    assert lines[-3:] == [
        "4 attributions: 1 direct, 2 mixed, 1 indirect; 1 within another",
        "3 distinct sources; 1 attribution without one",
        "5% of the text is the narrator's own voice",
    ]


def test_a_report_without_attributions_says_so():
    lines = shown(plain("Rain fell.")).splitlines()
    assert lines[-2] == "No attributions: nobody is quoted here."
    assert lines[-1].startswith("100%")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int):
    wide = plain("雨" * 200, title="雨が降った。" * 30 + "https://" + "x" * 300)
    for report in (orlat(title="Émilie 👩‍👩‍👧 " * 20), wide):
        assert max(map(cell_len, shown(report, width).splitlines())) <= width


def test_lines_stay_readable_on_a_very_wide_terminal():
    assert max(map(cell_len, shown(orlat(), 200).splitlines())) == 100


def test_kinds_are_told_apart_without_colour():
    view = shown(orlat())
    assert "\x1b" not in view
    assert [view.count(label) for label in ("DIRECT", "MIXED", "INDIRECT")] == [2, 2, 1]


def test_colour_is_used_where_there_is_some():
    assert "\x1b[" in shown(orlat(), colour=True)


def test_a_quotation_over_paragraphs_keeps_its_paragraphs():
    doc = document("“One.\n\n“Two,” she said.")
    said = Attribution(
        "a1", part(doc, "she"), part(doc, "said"), part(doc, "“One.\n\n“Two,”"), Kind.DIRECT, 0.9
    )
    assert entry(shown(Report(doc, (said,), (), Part())), 1)[1:3] == ["│ “One.", "│ “Two,”"]


def test_text_cannot_act_on_the_terminal():
    hostile = "\x1b]0;owned\x07 \x9b31m \u202egnirts\u2066 \x08\x7f\ud800"
    view = shown(plain(hostile, title=hostile, source=f"{hostile}.txt"), 120)
    assert not set("\x1b\x07\x9b\u202e\u2066\x08\x7f\ud800") & set(view)
    assert "␛]0;owned␇ <U+009B>31m <U+202E>gnirts<U+2066> ␈␡<U+D800>" in view


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("One.\nTwo.\n\nThree.", [0, 11]),
        ("One.\nTwo.\n", [0, 5]),
        ("\n\n  One.\n \n\nTwo.", [4, 12]),
        ("One.", [0]),
        ("  ", []),
    ],
)
def test_paragraphs_part_at_blank_lines_or_else_at_line_ends(text: str, starts: list[int]):
    assert paragraph_starts(text) == starts


@given(st.text())
def test_printable_text_has_nothing_left_to_make_printable(text: str):
    assert printable(printable(text)) == printable(text)
    assert "\x1b" not in printable(text)
    assert "\n" not in one_line(text)


@given(st.text(st.characters()))
def test_escaping_keeps_the_json_value(text: str):
    import json

    line = json.dumps(text, ensure_ascii=False)
    assert json.loads(escaped(line)) == text


def test_joined_emoji_and_persian_joiners_stay():
    assert printable("👩‍👩‍👧 می‌خواهم") == "👩‍👩‍👧 می‌خواهم"
